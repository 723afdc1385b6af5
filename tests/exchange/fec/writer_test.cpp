// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/exchange/fec/writer.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace coop;
using namespace coop::exchange;
using Texts = std::vector<std::string>;

namespace {

ledger::Account account(std::string code, std::string label)
{
    ledger::Account result;
    result.code = std::move(code);
    result.label = std::move(label);
    return result;
}

ExportHead small_head()
{
    ExportHead head;
    head.book.name = "Les Amis du Jardin";
    head.book.siren = "732829320";
    head.years = {{"2025", {core::date(2025, 1, 1), core::date(2025, 12, 31)}, "anc-2018-06", {}}};
    head.journals = {{"BQ", "Banque"}, {"OD", "Opérations diverses"}, {"AN", "À-nouveaux"}};
    head.accounts = {account("401", "Fournisseurs"),
                     account("51", "Banques"),
                     account("6063", "Petit équipement"),
                     account("756", "Cotisations"),
                     account("120", "Résultat"),
                     account("86", "Emplois"),
                     account("87", "Apports")};
    head.parties = {{"Électricité de l'Ouest", "", ""}, {"Electricité de l’Ouest", "", ""}};
    return head;
}

/// An entry whose lines live as long as it does.
struct Written {
    ledger::EntryView view;
    std::vector<ledger::LineView> lines;

    Written(std::string_view journal, std::int64_t number, core::Date date, std::string_view label,
            std::vector<ledger::LineView> given)
        : lines(std::move(given))
    {
        view.journal = journal;
        view.number = number;
        view.date = date;
        view.posted_on = number == 0 ? core::Date{} : core::date(2026, 1, 15);
        view.label = label;
        view.role = journal == "AN" ? ledger::Role::opening : ledger::Role::ordinary;
    }
};

ledger::LineView debit(std::string_view account, std::int64_t cents, std::string_view party = {})
{
    return {account, core::cents(cents), {}, {}, party, {}};
}

ledger::LineView credit(std::string_view account, std::int64_t cents, std::string_view party = {})
{
    return {account, {}, core::cents(cents), {}, party, {}};
}

struct File {
    std::string bytes;
    FecTotals totals;
};

File written(ExportHead const& head, FecStyle const& style, std::vector<Written> entries)
{
    File file;
    FecWriter writer{head, style, [&](std::string_view part) { file.bytes += part; }};
    for (auto& entry : entries) {
        entry.view.lines = entry.lines;
        writer.entry(entry.view);
    }
    writer.end();
    file.totals = writer.totals();
    return file;
}

/// The records, and nothing after the last line end.
Texts records_of(std::string const& bytes)
{
    Texts records;
    std::size_t start = 0;
    for (auto end = bytes.find("\r\n"); end != bytes.npos; end = bytes.find("\r\n", start)) {
        records.push_back(bytes.substr(start, end - start));
        start = end + 2;
    }
    CHECK(start == bytes.size());
    return records;
}

Texts fields_of(std::string const& record, char separator = '\t')
{
    Texts fields{""};
    for (auto const c : record) {
        if (c == separator) {
            fields.emplace_back();
        } else {
            fields.back() += c;
        }
    }
    return fields;
}

/// Field `field` (from 1, as A47 A-1 numbers them) of a book of one entry with that label.
std::string label_written(std::string const& label, FecStyle const& style = {})
{
    auto const file =
        written(small_head(), style,
                {{"BQ", 1, core::date(2025, 3, 14), label, {debit("51", 1), credit("756", 1)}}});
    return fields_of(records_of(file.bytes).at(1), style.separator).at(10);
}

} // namespace

TEST_CASE("a FEC is its header and a record for each line, field by field")
{
    std::vector<Written> entries;
    entries.emplace_back("BQ", 1, core::date(2025, 3, 14), "Terreau",
                         std::vector{debit("6063", 8450), credit("51", 8450)});
    entries.back().view.piece = "F-12";
    entries.back().lines.back().label = "Chèque 7";
    entries.emplace_back(
        "OD", 1, core::date(2025, 4, 1), "",
        std::vector{debit("6063", 123456789), credit("401", 123456789, "Électricité de l'Ouest")});
    entries.emplace_back("BQ", 2, core::date(2025, 12, 31), "Bénévolat",
                         std::vector{debit("86", 5), credit("87", 5)});
    auto const file = written(small_head(), {}, entries);
    // LPF art. A47 A-1 VII: the fields, their names and their order.
    CHECK(records_of(file.bytes) ==
          Texts{"JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\t"
                "CompAuxNum\tCompAuxLib\tPieceRef\tPieceDate\tEcritureLib\tDebit\tCredit\t"
                "EcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise",
                "BQ\tBanque\t1\t20250314\t6063\tPetit équipement\t\t\tF-12\t20250314\tTerreau\t"
                "84,50\t0,00\t\t\t20260115\t\t",
                "BQ\tBanque\t1\t20250314\t510\tBanques\t\t\tF-12\t20250314\tChèque 7\t"
                "0,00\t84,50\t\t\t20260115\t\t",
                "OD\tOpérations diverses\t1\t20250401\t6063\tPetit équipement\t\t\tSANS-PIECE\t"
                "20250401\tSans libellé\t1234567,89\t0,00\t\t\t20260115\t\t",
                "OD\tOpérations diverses\t1\t20250401\t401\tFournisseurs\tELECTRICITEDELOUE\t"
                "Électricité de l'Ouest\tSANS-PIECE\t20250401\tSans libellé\t0,00\t1234567,89\t"
                "\t\t20260115\t\t",
                "BQ\tBanque\t2\t20251231\t860\tEmplois\t\t\tSANS-PIECE\t20251231\tBénévolat\t"
                "0,05\t0,00\t\t\t20260115\t\t",
                "BQ\tBanque\t2\t20251231\t870\tApports\t\t\tSANS-PIECE\t20251231\tBénévolat\t"
                "0,00\t0,05\t\t\t20260115\t\t"});
    CHECK(file.totals.entries == 3);
    CHECK(file.totals.lines == 6);
    CHECK(file.totals.drafts == 0);
    CHECK(file.totals.debit == core::cents(123456789 + 8450 + 5));
    CHECK(file.totals.credit == file.totals.debit);
}

TEST_CASE("computed à-nouveaux are entry 1 of journal AN, validated on the first day")
{
    auto head = small_head();
    ledger::Draft opening;
    opening.date = core::date(2025, 1, 1);
    opening.journal = "AN";
    opening.label = "À-nouveaux";
    opening.lines = {{"51", core::cents(100), {}, "", "", ""},
                     {"120", {}, core::cents(100), "", "", ""}};
    head.openings = {{"2025", opening}};
    auto const file = written(head, {}, {});
    auto const records = records_of(file.bytes);
    REQUIRE(records.size() == 3);
    CHECK(records[1] == "AN\tÀ-nouveaux\t1\t20250101\t510\tBanques\t\t\tSANS-PIECE\t20250101\t"
                        "À-nouveaux\t1,00\t0,00\t\t\t20250101\t\t");
    CHECK(file.totals.entries == 1);
}

TEST_CASE("a draft is called so by its number, and is validated in the order of the file")
{
    auto const day = core::date(2025, 3, 14);
    auto const file = written(
        small_head(), {.provisional = true},
        {{"BQ", 7, day, "Validée", {debit("51", 1), credit("756", 1)}},
         {"BQ", 0, day, "Brouillard", {debit("51", 1), credit("756", 1)}},
         {"OD", 0, day, "Brouillard", {debit("51", 1), credit("756", 1)}},
         {"OD", 0, core::date(2025, 12, 31), "Inventaire", {debit("51", 1), credit("756", 1)}}});
    auto const records = records_of(file.bytes);
    CHECK(fields_of(records.at(1)).at(2) == "7");
    CHECK(fields_of(records.at(3)).at(2) == "BROUILLON-1");
    CHECK(fields_of(records.at(5)).at(2) == "BROUILLON-1");
    CHECK(fields_of(records.at(7)).at(2) == "BROUILLON-2");
    CHECK(file.totals.drafts == 3);
    // No day of validation before that of the entry above, nor before its own date.
    CHECK(fields_of(records.at(1)).at(15) == "20260115");
    CHECK(fields_of(records.at(3)).at(15) == "20260115");
    CHECK(fields_of(records.at(7)).at(15) == "20260115");
    auto const alone = written(small_head(), {.provisional = true},
                               {{"OD", 0, day, "Brouillard", {debit("51", 1), credit("756", 1)}}});
    CHECK(fields_of(records_of(alone.bytes).at(1)).at(15) == "20250314");
}

TEST_CASE("no text of the books breaks a record")
{
    // Not what entries may hold, but what labels of accounts or another engine might.
    CHECK(label_written("a\tb") == "a b");
    CHECK(label_written("a\r\n\tb") == "a b");
    CHECK(label_written("\u0085a\u2028b\u2029") == "a b"); // line ends of Unicode
    CHECK(label_written("\x7f") == "Sans libellé");
    CHECK(label_written(" \u00a0Loyer\u202f ") == "Loyer");
    CHECK(label_written("dit « 1\u202f000 » \"ici\" 🌱|") == "dit « 1\u202f000 » \"ici\" 🌱|");
    CHECK(label_written("l’été à Nîmes") == "l’été à Nîmes");
}

TEST_CASE("the separator in a text is replaced where it separates")
{
    CHECK(label_written("a|b", {.separator = '|'}) == "a/b");
    CHECK(label_written("a|b") == "a|b");
    CHECK(label_written("a\tb", {.separator = '|'}) == "a b");
}

TEST_CASE("ISO 8859-15 is written without marks of UTF-8, and what it lacks is counted")
{
    FecStyle const style{.charset = Charset::latin9};
    CHECK(label_written("Été, 5 €, l’œuf", style) == "\xc9t\xe9, 5 \xa4, l'\xbduf");
    CHECK(label_written("🌱 bio", style) == "? bio");
    auto const file =
        written(small_head(), style,
                {{"BQ", 1, core::date(2025, 1, 2), "日本", {debit("51", 1), credit("756", 1)}}});
    CHECK(file.totals.characters_lost == 2);
    CHECK(file.bytes.find("Petit") == file.bytes.npos);
    CHECK(file.bytes.find("\xc3") == file.bytes.npos);
}

TEST_CASE("a party stands beside accounts of third parties only")
{
    auto const file = written(
        small_head(), {},
        {{"BQ",
          1,
          core::date(2025, 3, 14),
          "Facture",
          {debit("401", 1, "Electricité de l’Ouest"), credit("51", 1, "Electricité de l’Ouest")}}});
    auto const records = records_of(file.bytes);
    CHECK(fields_of(records.at(1)).at(6) == "ELECTRICITEDELOU2");
    CHECK(fields_of(records.at(1)).at(7) == "Electricité de l’Ouest");
    CHECK(fields_of(records.at(2)).at(6) == "");
    CHECK(fields_of(records.at(2)).at(7) == "");
}

TEST_CASE("numbers of accounts begin with three digits, and no two become one")
{
    auto const numbers = [](Texts const& codes) {
        std::vector<ledger::Account> accounts;
        for (auto const& code : codes) {
            accounts.push_back(account(code, code));
        }
        return fec_accounts(accounts);
    };
    CHECK(numbers({"51", "512", "5", "51A", "411DUPONT"}) ==
          Texts{"510", "512", "500", "510A", "411DUPONT"});
    CHECK(numbers({"51", "510"}) == Texts{"5100", "510"});
    CHECK(numbers({"5", "50", "500"}) == Texts{"5000", "50000", "500"});
}

TEST_CASE("the greatest amount is written whole, and sums beyond it are refused")
{
    constexpr auto greatest = INT64_MAX;
    auto const day = core::date(2025, 1, 2);
    Written const entry{"BQ", 1, day, "x", {debit("51", greatest), credit("756", greatest)}};
    auto const file = written(small_head(), {}, {entry});
    CHECK(fields_of(records_of(file.bytes).at(1)).at(11) == "92233720368547758,07");
    CHECK_THROWS(written(small_head(), {}, {entry, entry}));
}

TEST_CASE("records longer than the buffer pass whole")
{
    std::string const label(200'000, 'x');
    CHECK(label_written(label) == label);
}

TEST_CASE("the description names the file, its fields, its codes, its form and its sums")
{
    auto const head = small_head();
    auto const file = written(
        head, {},
        {{"BQ", 1, core::date(2025, 3, 14), "x", {debit("51", 123456), credit("756", 123456)}}});
    auto const text = fec_description(head, {}, file.totals, {}, "732829320FEC20251231.txt", "abc");
    for (auto const* part :
         {"732829320FEC20251231.txt", "abc", "Les Amis du Jardin", "du 01/01/2025 au 31/12/2025",
          "1234,56\r\n", "  BQ     Banque", "510    51 Banques", "SANS-PIECE", "Sans libellé",
          "UTF-8", "tabulation", "À-nouveaux    : aucun\r\n"}) {
        INFO(part);
        CHECK(text.find(part) != text.npos);
    }
    for (std::size_t i = 0; i < fec_field_count; ++i) { // XI 1°: each field
        CHECK(text.find(" " + std::string{name_of(static_cast<FecField>(i))} + " ") != text.npos);
    }
    CHECK(text.find('{') == text.npos);
    CHECK(text.find("PROVISOIRE") == text.npos);
    CHECK(std::ranges::count(text, '\r') == std::ranges::count(text, '\n'));

    auto const line = debit("512", 100);
    auto const booked = written(head, {}, {{"AN", 1, core::date(2025, 1, 1), "x", {line}}}).totals;
    CHECK(fec_description(head, {}, booked, {}, "", "").find(": ceux du journal AN\r\n") !=
          std::string::npos);
    std::vector<std::string> const left_out{"OD/2025/1", "OD/2025/2"};
    auto const described = fec_description(head, {}, booked, {left_out, {}}, "", "");
    CHECK(described.find("OD/2025/1, OD/2025/2.") != std::string::npos);
    CHECK(described.find("manque") == std::string::npos);
    CHECK(fec_description(head, {}, booked, {left_out, std::span{left_out}.first(1)}, "", "")
              .find("manque donc dans la suite de leur journal : OD/2025/1.") != std::string::npos);

    auto const other =
        fec_description(head, {.separator = '|', .charset = Charset::latin9, .provisional = true},
                        file.totals, {}, "x.txt", "");
    CHECK(other.find("PROVISOIRE") != other.npos);
    CHECK(other.find("barre verticale") != other.npos);
    CHECK(other.find("ISO 8859-15") != other.npos);
    CHECK(other.find("\xc3") == other.npos);
}
