// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/exchange/fec/reader.hpp>
#include <coop/exchange/opening.hpp>

#include <coop/core/error.hpp>

#include <core/refusal.hpp>

#include <catch2/catch.hpp>

#include <algorithm>

using namespace coop;
using namespace coop::exchange;
using core::refusal;
using core::refused;

namespace {

/// A47 A-1 VII, in its order.
std::string const header =
    "JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib"
    "\tCompAuxNum\tCompAuxLib\tPieceRef\tPieceDate\tEcritureLib\tDebit"
    "\tCredit\tEcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise";
std::string const first = "BQ\tBanque\t1\t20250310\t512000\tBanque\t\t\tR1\t20250310\tDon"
                          "\t20,00\t0,00\t\t\t20250331\t\t";
std::string const second = "BQ\tBanque\t1\t20250310\t754100\tDons\t\t\tR1\t20250310\tDon"
                           "\t0,00\t20,00\t\t\t20250331\t\t";

std::string with_separator(std::string text, char separator)
{
    std::ranges::replace(text, '\t', separator);
    return text;
}

/// `line@offset:EcritureLib` of every record.
std::string records_of(std::string const& text)
{
    auto const input = core::input_of("x.txt", text);
    FecReader reader{input};
    FecRow row;
    std::string all;
    while (reader.next(row)) {
        all += std::to_string(row.line) + "@" + std::to_string(row.offset) + ":" +
               std::string{row[FecField::label]} + " ";
    }
    return all;
}

std::string refusal_of(std::string const& text)
{
    return refusal([&] { records_of(text); });
}

FecForm form_of(std::string const& text)
{
    auto const input = core::input_of("x.txt", text);
    return FecReader{input}.form();
}

} // namespace

TEST_CASE("records end with LF, CR, CRLF or CR CR LF, and the last one may not end at all")
{
    for (std::string const end : {"\n", "\r", "\r\n", "\r\r\n"}) {
        INFO(end.size() << " " << static_cast<int>(end.front()));
        auto const at = [&](std::size_t n) { return std::to_string(n + end.size()); };
        auto const wanted = "2@" + at(header.size()) + ":Don 3@" +
                            at(header.size() + end.size() + first.size()) + ":Don ";
        CHECK(records_of(header + end + first + end + second + end) == wanted);
        CHECK(records_of(header + end + first + end + second) == wanted);
        CHECK(form_of(header + end + first).line_end == end);
    }
    CHECK(form_of(header).line_end.empty());
    CHECK(records_of(header).empty());
}

TEST_CASE("a file whose line ends differ is read all the same")
{
    auto const text = header + "\r\n" + first + "\n" + second + "\r" + first + "\r\r\n" + second;
    auto const input = core::input_of("x.txt", text);
    FecReader reader{input};
    FecRow row;
    for (int line = 2; line <= 5; ++line) {
        REQUIRE(reader.next(row));
        CHECK(row.line == line);
        CHECK(row.fields.size() == 18);
        CHECK(row.record == (line % 2 == 0 ? first : second));
    }
    CHECK_FALSE(reader.next(row));
}

TEST_CASE("empty records are skipped and counted, and their lines too")
{
    auto const text =
        header + "\n\n" + first + "\n   \n" + std::string(17, '\t') + "\n" + second + "\n\n\n";
    auto const input = core::input_of("x.txt", text);
    FecReader reader{input};
    FecRow row;
    REQUIRE(reader.next(row));
    CHECK(row.line == 3);
    CHECK(reader.empty_records() == 1);
    REQUIRE(reader.next(row));
    CHECK(row.line == 6);
    CHECK_FALSE(reader.next(row));
    CHECK(reader.empty_records() == 5);
}

TEST_CASE("fields are found by name, in any order and any case")
{
    auto const form = form_of("credit|DEBIT|comptenum|ÉcritureDate|Analytique|EcritureLib|\n");
    CHECK(form.separator == '|');
    CHECK(form.columns == 6);
    CHECK(form.trailing_separators == 1);
    CHECK_FALSE(form.direction);
    CHECK(form.extra == std::vector<std::string>{"Analytique"});
    CHECK(form.column[static_cast<std::size_t>(FecField::credit)] == 0);
    CHECK(form.column[static_cast<std::size_t>(FecField::debit)] == 1);
    CHECK(form.column[static_cast<std::size_t>(FecField::account)] == 2);
    CHECK(form.column[static_cast<std::size_t>(FecField::date)] == 3);
    CHECK(form.column[static_cast<std::size_t>(FecField::label)] == 5);
    CHECK(form.column[static_cast<std::size_t>(FecField::journal_code)] == -1);
}

TEST_CASE("Montant and Sens stand where Debit and Credit would")
{
    auto const form = form_of("EcritureDate\tCompteNum\tMontant\tSens\n");
    CHECK(form.direction);
    CHECK(form.column[static_cast<std::size_t>(FecField::debit)] == 2);
    CHECK(form.column[static_cast<std::size_t>(FecField::credit)] == 3);
    auto const both = form_of("EcritureDate\tCompteNum\tMontant\tSens\tDebit\tCredit\n");
    CHECK_FALSE(both.direction);
    CHECK(both.extra == std::vector<std::string>{"Montant", "Sens"});
}

TEST_CASE("the columns of the 21 and 22 forms are other fields")
{
    auto const form = form_of(header + "\tDateRglt\tModeRglt\tNatOp\tIdClient\n");
    CHECK(form.columns == 22);
    CHECK(form.extra == std::vector<std::string>{"DateRglt", "ModeRglt", "NatOp", "IdClient"});
}

TEST_CASE("texts lose the blanks around and nothing else")
{
    auto const input =
        core::input_of("x.txt", "EcritureDate|CompteNum|EcritureLib|Debit|Credit\n"
                                "20250310| 512000 |\u00a0 Don \"de\" mars\t|12,00|\n");
    FecReader reader{input};
    FecRow row;
    REQUIRE(reader.next(row));
    CHECK(row[FecField::account] == "512000");
    CHECK(row[FecField::label] == "Don \"de\" mars");
    CHECK(row[FecField::credit].empty());
    CHECK(row[FecField::journal_code].empty());
    CHECK(where_of(row, row[FecField::account], "x.txt").column == 11);
    CHECK(where_of(row, row[FecField::journal_code], "x.txt").column == 0);
    CHECK(where_of(row, row[FecField::label], "x.txt").line == 2);
    CHECK(where_of(row, row[FecField::label], "x.txt").excerpt == row.record);
}

TEST_CASE("a record too long to show is not kept with each finding")
{
    auto const text = "EcritureDate|CompteNum|EcritureLib|Debit|Credit\n20250310|512|" +
                      std::string(5000, 'x') + "|12,00|\n";
    auto const input = core::input_of("x.txt", text);
    FecReader reader{input};
    FecRow row;
    REQUIRE(reader.next(row));
    auto const where = where_of(row, row[FecField::account], "x.txt");
    CHECK(where.excerpt.size() < 5000);
    CHECK(where.column == 10);
}

TEST_CASE(
    "columns count the bytes of the file, in ISO 8859-15 too, where no excerpt would fit them")
{
    auto const where = [](std::string const& label) {
        auto const text =
            "EcritureDate|EcritureLib|CompteNum|Debit|Credit\n20250310|" + label + "|512|1|\n";
        auto const input = core::input_of("x.txt", text);
        FecReader reader{input};
        FecRow row;
        REQUIRE(reader.next(row));
        return where_of(row, row[FecField::account], "x.txt");
    };
    CHECK(where("Caf\xe9").column == 15);
    CHECK(where("Caf\xe9").excerpt.empty());
    CHECK(where("Caf\u00e9").column == 16);
}

TEST_CASE("UTF-8 and ISO 8859-15 are told apart, line by line")
{
    auto const utf8 = with_separator(header, '|') + "\n" + "||||||||||Café||||||||\n";
    CHECK(form_of(utf8).charset == Charset::utf8);
    auto const latin9 = with_separator(header, '|') + "\n" + "||||||||||Caf\xe9 \xa4||||||||\n";
    CHECK(form_of(latin9).charset == Charset::latin9);
    CHECK(records_of(latin9).ends_with(":Café € "));

    auto const mixed = utf8 + "||||||||||d\xe9j\xe0||||||||\n||||||||||ASCII||||||||\n";
    auto const input = core::input_of("x.txt", mixed);
    FecReader reader{input};
    FecRow row;
    REQUIRE(reader.next(row));
    CHECK((row.accents && !row.latin9));
    REQUIRE(reader.next(row));
    CHECK((!row.accents && row.latin9));
    CHECK(row[FecField::label] == "déjà");
    REQUIRE(reader.next(row));
    CHECK((!row.accents && !row.latin9));
}

TEST_CASE("a byte order mark is no part of the first name")
{
    auto const form = form_of("\xef\xbb\xbf" + header + "\r\n" + first);
    CHECK(form.bom);
    CHECK(form.column[0] == 0);
    CHECK_FALSE(form_of(header).bom);
}

TEST_CASE("a file that is no FEC is refused when it is opened")
{
    CHECK(refusal_of("") == "fec.empty");
    CHECK(refusal_of("\xef\xbb\xbf") == "fec.empty");
    CHECK(refusal_of("\r\n\r\n \n") == "fec.empty");
    CHECK(refusal_of(std::string{"\xff\xfeJ\0o\0", 6}) == "fec.binary");
    CHECK(refusal_of(std::string{"J\0o\0u\0", 6}) == "fec.binary");
    CHECK(refusal_of(std::string{"PK\x03\x04 a zip\0file", 16}) == "fec.binary");
    CHECK(refusal_of("<?xml version=\"1.0\"?>\n<comptabilite>") == "fec.xml");
    CHECK(refusal_of(with_separator(header, ';')) == "fec.separator");
    CHECK(refusal_of(with_separator(header, ',')) == "fec.separator");
    CHECK(refusal_of("Bonjour\n") == "fec.header");
    CHECK(refusal_of(first + "\n" + second) == "fec.header");
    CHECK(refusal_of(std::string(70'000, 'a')) == "fec.line-too-long");
    CHECK(refusal_of(header + "\n" + std::string(1 << 16, 'a')).empty());
    CHECK(refusal_of(header + "\n" + std::string((1 << 16) + 1, 'a')) == "fec.line-too-long");
    CHECK(refusal_of(header + "\n" + std::string(3'000'000, 'a')) == "fec.line-too-long");
}

TEST_CASE("the fields that are missing are named")
{
    auto const error = refused([] { records_of("JournalCode\tCompteNum\tDebit\n"); });
    CHECK(error.kind() == core::ErrorKind::unreadable);
    CHECK(core::text_argument(error, "fields") == "EcritureDate, Credit");
    CHECK(error.diagnostic().where.line == 1);
}

TEST_CASE("a NUL byte is found at its line")
{
    auto const text = header + "\n" + first + "\nBQ\t" + std::string(1, '\0') + "\n";
    auto const error = refused([&] { records_of(text); });
    CHECK(error.id() == "fec.binary");
    CHECK(error.diagnostic().where.line == 3);
}

TEST_CASE("a record may lie across what is read at once, whatever its line end")
{
    // 1 MiB is read at once; a line of 100 bytes moves the cut through the record and its end.
    for (std::string const end : {"\n", "\r\n", "\r", "\r\r\n"}) {
        for (std::size_t shift = 0; shift < 6; ++shift) {
            std::string text = header + end;
            std::size_t const wanted = 30'000;
            for (std::size_t i = 0; i < wanted; ++i) {
                auto const label = std::to_string(i) + std::string(i == 0 ? shift : 0, 'x');
                text += "\t\t1\t20250310\t512000\t\t\t\t\t\t" + label + "\t1,00\t\t\t\t\t\t" + end;
            }
            auto const input = core::input_of("x.txt", text);
            FecReader reader{input};
            FecRow row;
            std::size_t count = 0;
            bool right = true;
            for (; reader.next(row); ++count) {
                right = right && row.fields.size() == 18 &&
                        (count == 0 || row[FecField::label] == std::to_string(count)) &&
                        text.substr(row.offset, row.record.size()) == row.record;
            }
            CHECK(right);
            CHECK(count == wanted);
            CHECK(reader.empty_records() == 0);
        }
    }
}

TEST_CASE("a record whose place is known is read again")
{
    std::string text = header + "\r\n";
    for (int i = 0; i < 30'000; ++i) {
        text += (i % 2 == 0 ? first : second) + "\r\n";
    }
    auto const input = core::input_of("x.txt", text);
    FecReader reader{input};
    FecRow row;
    std::uint64_t third = 0;
    std::uint64_t last = 0;
    while (reader.next(row)) {
        third = row.line == 4 ? row.offset : third;
        last = row.offset;
    }
    reader.seek(third, 4);
    REQUIRE(reader.next(row));
    CHECK((row.line == 4 && row.record == first));
    reader.seek(last, 30'001);
    REQUIRE(reader.next(row));
    CHECK((row.line == 30'001 && row.record == second));
    CHECK_FALSE(reader.next(row));
    reader.seek(third, 4);
    REQUIRE(reader.next(row));
    CHECK((row.line == 4 && row.record == first));
}

TEST_CASE("the journal of the openings is known by its code or its name")
{
    for (auto const& [code, label] : {std::pair{"AN", ""},
                                      {"an", "x"},
                                      {"RAN", ""},
                                      {"00", "À nouveaux"},
                                      {"X", "Journal des A-NOUVEAUX"},
                                      {"A-N", "x"},
                                      {"A.N.", ""},
                                      {"ANO", ""},
                                      {"Anouv", ""},
                                      {"À-nouveau", ""},
                                      {"OUV", ""},
                                      {"X", "Report à nouveau 2025"},
                                      {"X", "Ouverture"},
                                      {"X", "Écritures d’ouverture"},
                                      {"X", "Bilan d'ouverture"},
                                      {"00000", "BALANCE OUVERTURE"}}) {
        INFO(code << " " << label);
        CHECK(is_opening_journal(code, label));
    }
    CHECK_FALSE(is_opening_journal("BAN", "Banque"));
    CHECK_FALSE(is_opening_journal("NP", "Nouveau projet"));
    CHECK_FALSE(is_opening_journal("EV", "Ouverture de saison"));
    CHECK_FALSE(is_opening_journal("EV", "Animation pour la réouverture"));
    CHECK_FALSE(is_opening_journal("EV", "Gala nouveau cirque"));
    CHECK_FALSE(is_opening_journal("", ""));
}

TEST_CASE("the names of the fields and of the file are those of the law")
{
    std::string all;
    for (std::size_t i = 0; i < fec_field_count; ++i) {
        all += (i == 0 ? "" : "\t") + std::string{name_of(static_cast<FecField>(i))};
    }
    CHECK(all == header);
    CHECK(fec_name("732829320", core::date(2025, 12, 31)) == "732829320FEC20251231.txt");
}
