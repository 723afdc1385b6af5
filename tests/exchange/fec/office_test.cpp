// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/exchange/fec/check/office.hpp"

#include <coop/exchange/fec/check.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

using namespace coop;
using namespace coop::exchange;

namespace {

std::string const good_name = "123456782FEC20251231.txt";
std::vector<std::string> const columns{
    "JournalCode", "JournalLib",  "EcritureNum", "EcritureDate", "CompteNum",     "CompteLib",
    "CompAuxNum",  "CompAuxLib",  "PieceRef",    "PieceDate",    "EcritureLib",   "Debit",
    "Credit",      "EcritureLet", "DateLet",     "ValidDate",    "Montantdevise", "Idevise"};

std::string joined(std::vector<std::string> const& fields)
{
    std::string text;
    for (auto const& field : fields) {
        text += (text.empty() ? "" : "\t") + field;
    }
    return text;
}

std::string line(int number, bool debit, std::string const& amount = "10,00")
{
    return "BQ\tBanque\t" + std::to_string(number) + "\t20250310\t" +
           (debit ? "512000\tBanque" : "754000\tDons") + "\t\t\tP\t20250310\tDon\t" +
           (debit ? amount + "\t0,00" : "0,00\t" + amount) + "\t\t\t20250331\t\t";
}

/// A header and `entries` of two lines, each record with the end that `end` gives it.
template <class End>
std::string file(std::vector<std::string> const& names, int entries, End end)
{
    std::string text = joined(names) + end();
    for (int i = 1; i <= entries; ++i) {
        text += line(i, true) + end();
        text += line(i, false) + end();
    }
    return text;
}

FecCheck check(std::string const& text, std::string const& name = good_name)
{
    auto const input = core::input_of(name, text);
    return check_fec(input);
}

bool suits(std::string const& text)
{
    return check(text).suits_administration();
}

/// What that program makes of the lines of a file, told over from its source: where it cuts, what
/// it strips, how many fields it counts, and whether it knows the last name of the header.
bool reads_all_lines(std::string const& text)
{
    auto const beginning = text.substr(0, 4096);
    std::string end = "\n";
    if (beginning.find("\r\n") != beginning.npos) {
        end = "\r\n";
    } else if (beginning.find('\r') != beginning.npos) {
        end = "\r";
    }
    bool header = true;
    for (std::size_t begin = 0; begin < text.size();) {
        auto const at = text.find(end, begin);
        auto const next = at == text.npos ? text.size() : at + end.size();
        auto record = text.substr(begin, next - begin);
        begin = next;
        if (auto const crlf = record.find("\r\n"); crlf != record.npos) {
            record.erase(crlf, 2);
        } else if (record.ends_with('\r')) {
            record.pop_back();
        } else if (record.ends_with("\r\n") || (end == "\n" && record.ends_with('\n'))) {
            record.pop_back();
        }
        if (std::ranges::count(record, '\t') != 17 || (header && !record.ends_with("Idevise"))) {
            return false;
        }
        header = false;
    }
    return true;
}

} // namespace

TEST_CASE("line ends that the tax office's program misreads are errors, and only those")
{
    std::vector<std::string> const ends{"\r\n", "\n", "\r", "\r\r\n"};
    std::mt19937 random{20251231}; // NOLINT(cert-msc32-c,cert-msc51-cpp)
    int refused = 0;
    for (int i = 0; i < 2000; ++i) {
        // Mostly one kind, others now and then, with files on both sides of 4096 bytes.
        auto const usual = random() % 3;
        auto const share = random() % 4 == 0 ? 0U : random() % 200 + 1;
        auto const text = file(columns, static_cast<int>(random() % 30 + 1), [&] {
            return share != 0 && random() % share == 0 ? ends[random() % ends.size()] : ends[usual];
        });
        INFO(i);
        bool const reads = reads_all_lines(text);
        CHECK(suits(text) == reads);
        refused += reads ? 0 : 1;
    }
    CHECK(refused > 300);
    CHECK(refused < 1900);
}

TEST_CASE("the last line may lack its end or have another one")
{
    for (std::string const usual : {"\r\n", "\n", "\r"}) {
        auto const text = file(columns, 2, [&] { return usual; });
        auto const bare = text.substr(0, text.size() - usual.size());
        for (std::string const last : {"", "\r\n", "\n", "\r"}) {
            INFO(usual.size() << ' ' << last.size());
            // CR CR LF of the file would be one end more: the beginning shows it.
            CHECK(suits(bare + last) == reads_all_lines(bare + last));
        }
    }
}

TEST_CASE("names of fields are known as the tax office's program knows them")
{
    for (auto const& [written, wanted, known] :
         {std::tuple{"Debit", "Debit", true},
          {"DEBIT", "Debit", true},
          {"Débit", "Debit", true},
          {"Dèbit", "Debit", true},
          {"  Debit ", "Debit", true},
          {"PièceRef", "PieceRef", true},
          {"ÉcritureNum", "EcritureNum", false}, // A capital keeps its accent.
          {"De\u0301bit", "Debit", false},
          {"Dêbit", "Debit", false},
          {"Debit\u00a0", "Debit", false},
          {"\u202fDebit", "Debit", false},
          {"Debit\t", "Debit", false},
          {"Montantdévise", "Montantdevise", true},
          {"Crédit", "Credit", true}}) {
        INFO(written);
        CHECK(office::takes_name(written, wanted, false) == known);
        auto names = columns;
        auto const place = std::ranges::find(names, wanted);
        REQUIRE(place != names.end());
        *place = written;
        if (place->find('\t') == std::string::npos) {
            CHECK(suits(file(names, 1, [] { return "\r\n"; })) == known);
        }
    }
    CHECK_FALSE(office::takes_name(" JournalCode", "JournalCode", true));
}

TEST_CASE("amounts are taken as the tax office's program takes them")
{
    for (std::string const text : {"", "20", "20,", ",50", "12,505", "20,000", "0020,50", "-20,50",
                                   "+20,50", "20,50-", "20,50+", "20 -", " 20,50 ", "20,50\u00a0",
                                   "1e3", "1,5E+3", "99999999999999999999,00", ","}) {
        INFO(text);
        CHECK(office::takes_amount(text));
        CHECK(suits(file(columns, 1, [] { return "\n"; }) + line(2, true, text) + "\n"));
    }
    for (std::string const text : {"20.50", "1.234,50", "1 234,50", "1\u00a0234,50",
                                   "1\u202f234,50", "20,50\u202f", "- 20,50", "20,50 -", "-20,50-",
                                   "--20", "1,234,50", "dix", "20€", "0x10", "1'000,00", "."}) {
        INFO(text);
        CHECK_FALSE(office::takes_amount(text));
        CHECK_FALSE(suits(file(columns, 1, [] { return "\n"; }) + line(2, true, text) + "\n"));
    }
}

TEST_CASE("dates are taken as the tax office's program takes them")
{
    for (std::string const text :
         {"20250310", "2025-03-10", "2025/03/10", "2025.03.10", "10-03-2025", "10/03/2025",
          "10.03.2025", "10032025", "2025-0310", "2025-03-10T10:00:00", "20250310 1:2:3",
          "20250230", "20250010", "21990101", "18991231"}) {
        INFO(text);
        CHECK(office::takes_date(text, true));
    }
    for (std::string const text :
         {"", "00000000", "0000-00-00", "--", "20251310", "20250332", "32/01/2025", "10/13/2025",
          "250310", "2025 03 10", "demain", "20250310Z", "2025-03-10T10:00", "20250310\u202f"}) {
        INFO(text);
        CHECK_FALSE(office::takes_date(text, true));
    }
    CHECK(office::takes_date("", false));
    CHECK(office::takes_date("00000000", false));
    CHECK(office::takes_date(" - ", false));
    CHECK_FALSE(office::takes_date("x", false));
}

TEST_CASE("a file is opened by its name as the tax office's program opens it")
{
    auto const text = file(columns, 1, [] { return "\r\n"; });
    for (std::string const name :
         {"123456782FEC20251231.txt", "123456782fec20251231.TXT", "ASSOFEC20251231.txt",
          "/tmp/123456782FEC20251231-provisoire.txt", "123456782FEC20251231_1.txt"}) {
        INFO(name);
        CHECK(check(text, name).suits_administration());
    }
    for (std::string const name :
         {"export.txt", "123456782FEC.txt", "FEC20251231.txt", "123456782FEC2025.txt",
          "123456782FEC31122025.txt", "123456782FEC-20251231.txt", "123456782FEC19991231.txt",
          "123456782FEC20252131.txt", "dossierFEC20251231/export.txt"}) {
        INFO(name);
        CHECK_FALSE(check(text, name).suits_administration());
    }
    CHECK(check(text, "stdin").suits_administration());
}

TEST_CASE("Sens is judged as the tax office's program judges it")
{
    auto names = columns;
    *std::ranges::find(names, "Debit") = "Montant";
    *std::ranges::find(names, "Credit") = "Sens";
    auto const with = [&](std::string const& debit, std::string const& credit) {
        auto const record = [](std::string const& account, std::string const& side) {
            return "BQ\tBanque\t1\t20250310\t" + account + "\tL\t\t\tP\t20250310\tDon\t10,00\t" +
                   side + "\t\t\t20250331\t\t\n";
        };
        return check(joined(names) + "\n" + record("512000", debit) + record("754000", credit));
    };
    CHECK(with("D", "C").suits_good_books());
    CHECK(with("d", "c").suits_good_books());
    CHECK(with("+1", "-1").suits_good_books());
    CHECK_FALSE(with("1", "-1").suits_administration());
    CHECK_FALSE(with("D", "").suits_administration());
}
