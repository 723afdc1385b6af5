// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/core/error.hpp>
#include <coop/exchange/fec/entries.hpp>

#include <catch2/catch.hpp>

#include <map>
#include <string>
#include <vector>

using namespace coop;
using core::date;

namespace {

constexpr auto header = "JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\t"
                        "CompAuxNum\tCompAuxLib\tPieceRef\tPieceDate\tEcritureLib\tDebit\tCredit\t"
                        "EcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise\n";

/// A record as a test needs it.
struct Record {
    std::string journal = "OD";
    std::string number = "1";
    std::string day = "20250305";
    std::string account;
    int debit = 0; ///< euro, below zero: a credit
    std::string piece = "P";
    std::string valid = "20250331";
    std::string label = "Libellé";
};

std::string line_of(Record const& one)
{
    auto const debit = one.debit > 0 ? std::to_string(one.debit) : "0";
    auto const credit = one.debit < 0 ? std::to_string(-one.debit) : "0";
    return one.journal + "\tJournal\t" + one.number + "\t" + one.day + "\t" + one.account +
           "\tCompte\t\t\t" + one.piece + "\t" + one.day + "\t" + one.label + "\t" + debit +
           ",00\t" + credit + ",00\t\t\t" + one.valid + "\t\t\n";
}

std::string file_of(std::vector<Record> const& records)
{
    std::string text = header;
    for (auto const& one : records) {
        text += line_of(one);
    }
    return text;
}

/// `3: 512+10 706-10` for each entry: the line of its first record, then its lines.
struct Grouped {
    std::vector<std::string> entries;
    std::vector<std::string> numbers; ///< with `#use`
    bool regular = false;
};

Grouped grouped(std::string const& text, bool join_dates = false)
{
    auto const input = core::input_of("essai.txt", text);
    std::vector<core::Period> const years{{date(2024, 1, 1), date(2024, 12, 31)},
                                          {date(2025, 1, 1), date(2025, 12, 31)}};
    exchange::FecEntries entries{input, years, join_dates};
    Grouped result;
    result.regular = entries.survey({}).regular;
    entries.walk({}, [&](exchange::FecEntry const& entry) {
        auto words = std::to_string(entry.line) + ":";
        if (entry.dates) {
            words += " " + core::format_iso(entry.draft.date);
        }
        for (auto const& line : entry.draft.lines) {
            auto const net = (line.debit - line.credit).in_cents() / 100;
            words += " " + line.account + (net < 0 ? "" : "+") + std::to_string(net);
        }
        result.entries.push_back(words);
        result.numbers.push_back(entry.use == 0 ? entry.number
                                                : entry.number + "#" + std::to_string(entry.use));
    });
    return result;
}

using Words = std::vector<std::string>;

/// The findings of the refusal: `5: import.fec-unbalanced`.
Words faults_of(std::string const& text, bool join_dates = false)
{
    try {
        grouped(text, join_dates);
    } catch (core::Error const& error) {
        Words words{error.id()};
        for (auto const& one : error.findings()) {
            words.push_back(std::to_string(one.where.line) + ": " + one.id);
        }
        return words;
    }
    return {};
}

} // namespace

TEST_CASE("lines that stand together under one number and date are an entry")
{
    auto const found = grouped(file_of({{.account = "512", .debit = 30},
                                        {.account = "706", .debit = -10},
                                        {.account = "707", .debit = -20},
                                        {.number = "2", .account = "606", .debit = 5},
                                        {.number = "2", .account = "512", .debit = -5}}));
    CHECK(found.regular);
    CHECK(found.entries == Words{"2: 512+30 706-10 707-20", "5: 606+5 512-5"});
    CHECK(found.numbers == Words{"1", "2"});
}

TEST_CASE("an entry whose number is its own is never divided, though it passes through zero")
{
    auto const found = grouped(file_of({{.account = "512", .debit = 30},
                                        {.account = "706", .debit = -30, .piece = "Q"},
                                        {.account = "627", .debit = 2, .piece = "R"},
                                        {.account = "512", .debit = -2, .piece = "R"}}));
    CHECK(found.regular);
    CHECK(found.entries == Words{"2: 512+30 706-30 627+2 512-2"});
}

TEST_CASE("a number used again makes entries of their own, counted")
{
    auto const found = grouped(file_of({{.account = "512", .debit = 30},
                                        {.account = "706", .debit = -30},
                                        {.number = "2", .account = "606", .debit = 5},
                                        {.number = "2", .account = "512", .debit = -5},
                                        {.account = "512", .debit = 7},
                                        {.account = "707", .debit = -7}}));
    CHECK_FALSE(found.regular);
    CHECK(found.entries == Words{"2: 512+30 706-30", "4: 606+5 512-5", "6: 512+7 707-7"});
    CHECK(found.numbers == Words{"1#1", "2", "1#2"});
}

TEST_CASE("a number that never changes divides by piece")
{
    // One day would be one entry: it is the second day that shows the number says nothing.
    auto const found =
        grouped(file_of({{.account = "512", .debit = 30, .piece = "A"},
                         {.account = "706", .debit = -30, .piece = "A"},
                         {.account = "512", .debit = 8, .piece = "B"},
                         {.account = "706", .debit = -8, .piece = "B"},
                         {.day = "20250306", .account = "606", .debit = 5, .piece = "C"},
                         {.day = "20250306", .account = "512", .debit = -5, .piece = "C"}}));
    CHECK(found.entries == Words{"2: 512+30 706-30", "4: 512+8 706-8", "6: 606+5 512-5"});
    CHECK(found.numbers == Words{"1#1", "1#2", "1#3"});
}

TEST_CASE("without numbers, a balance that returns to zero divides")
{
    auto const found = grouped(file_of({{.number = "", .account = "512", .debit = 30},
                                        {.number = "", .account = "706", .debit = -10},
                                        {.number = "", .account = "707", .debit = -20},
                                        {.number = "", .account = "606", .debit = 5},
                                        {.number = "", .account = "512", .debit = -5}}));
    CHECK(found.entries == Words{"2: 512+30 706-10 707-20", "5: 606+5 512-5"});
    CHECK(found.numbers == Words{"#1", "#2"});
}

TEST_CASE("pieces that differ within an entry do not divide it")
{
    auto const found =
        grouped(file_of({{.number = "", .account = "606", .debit = 12, .piece = "A"},
                         {.number = "", .account = "606", .debit = 8, .piece = "B"},
                         {.number = "", .account = "512", .debit = -20, .piece = ""},
                         {.number = "", .account = "606", .debit = 5, .piece = "C"},
                         {.number = "", .account = "512", .debit = -5, .piece = "C"}}));
    CHECK(found.entries == Words{"2: 606+12 606+8 512-20", "5: 606+5 512-5"});
}

TEST_CASE("scattered lines of one number are gathered")
{
    // By account, as a grand-livre is.
    auto const found = grouped(file_of({{.number = "1", .account = "512", .debit = 30},
                                        {.number = "2", .account = "512", .debit = -5},
                                        {.number = "2", .account = "606", .debit = 5},
                                        {.number = "1", .account = "706", .debit = -30}}));
    CHECK(found.entries == Words{"2: 512+30 706-30", "3: 512-5 606+5"});
    CHECK(found.numbers == Words{"1", "2"});
}

TEST_CASE("scattered lines without numbers are gathered by piece, then by day")
{
    auto const found =
        grouped(file_of({{.number = "", .account = "512", .debit = 30, .piece = "A"},
                         {.number = "", .account = "512", .debit = -5, .piece = "B"},
                         {.number = "", .account = "512", .debit = 9, .piece = "C"},
                         {.journal = "VE", .number = "9", .account = "411", .debit = 1},
                         {.journal = "VE", .number = "9", .account = "706", .debit = -1},
                         {.number = "", .account = "606", .debit = 5, .piece = "B"},
                         {.number = "", .account = "707", .debit = -9, .piece = "D"},
                         {.number = "", .account = "706", .debit = -30, .piece = "A"}}));
    CHECK(found.entries ==
          Words{"2: 512+30 706-30", "3: 512-5 606+5", "4: 512+9 707-9", "5: 411+1 706-1"});
}

TEST_CASE("a number with several dates is one entry for each")
{
    auto const found = grouped(file_of({{.account = "512", .debit = 30},
                                        {.account = "706", .debit = -30},
                                        {.day = "20250306", .account = "606", .debit = 5},
                                        {.day = "20250306", .account = "512", .debit = -5}}));
    CHECK(found.entries == Words{"2: 512+30 706-30", "4: 606+5 512-5"});
    CHECK(found.numbers == Words{"1#1", "1#2"});
}

TEST_CASE("a number whose dates balance together only is refused, both dates named")
{
    CHECK(faults_of(file_of({{.account = "512", .debit = 30},
                             {.day = "20250306", .account = "706", .debit = -30}})) ==
          Words{"import.refused", "2: import.fec-dates", "3: import.fec-dates"});
}

TEST_CASE("a number whose dates balance together only is one entry of the last, where asked")
{
    Record const stamps{.day = "20250306", .account = "626", .debit = 22};
    Record const more{.day = "20250318", .account = "626", .debit = 89};
    Record const paid{.day = "20250329", .account = "512", .debit = -111};
    CHECK(grouped(file_of({stamps, more, paid}), true).entries ==
          Words{"2: 2025-03-29 626+22 626+89 512-111"});
    // In the order of the file, whatever that of the dates.
    CHECK(grouped(file_of({paid, stamps, more}), true).entries ==
          Words{"2: 2025-03-29 512-111 626+22 626+89"});
    CHECK(grouped(file_of({paid, stamps, more}), true).numbers == Words{"1"});
    // A day that balances by chance belongs to the number, which stands together.
    Record const in{.day = "20250307", .account = "512", .debit = 5};
    Record const out{.day = "20250307", .account = "756", .debit = -5};
    CHECK(grouped(file_of({stamps, in, out, more, paid}), true).entries ==
          Words{"2: 2025-03-29 626+22 512+5 756-5 626+89 512-111"});
    // Where another number stands between, the number is used again: each use is its own.
    Record const other{.number = "2", .day = "20250310", .account = "606", .debit = 1};
    Record const cash{.number = "2", .day = "20250310", .account = "530", .debit = -1};
    auto const again = grouped(file_of({in, out, other, cash, stamps, more, paid}), true);
    CHECK(again.entries ==
          Words{"2: 512+5 756-5", "4: 606+1 530-1", "6: 2025-03-29 626+22 626+89 512-111"});
    CHECK(again.numbers == Words{"1#1", "2", "1#2"});
}

TEST_CASE(
    "dates are not joined where they do not balance, nor over two years, nor without a number")
{
    Record const a{.day = "20250306", .account = "626", .debit = 22};
    Record const b{.day = "20250329", .account = "512", .debit = -21};
    CHECK(faults_of(file_of({a, b}), true).front() == "import.refused");
    Record const before{.day = "20241231", .account = "626", .debit = 22};
    Record const after{.day = "20250101", .account = "512", .debit = -22};
    CHECK(faults_of(file_of({before, after}), true).size() == 3);
    Record const first{.number = "", .day = "20250306", .account = "626", .debit = 22};
    Record const last{.number = "", .day = "20250329", .account = "512", .debit = -22};
    CHECK(faults_of(file_of({first, last}), true).size() == 3);
    // What balances day by day stays as it is.
    Record const in{.day = "20250307", .account = "512", .debit = 5};
    Record const out{.day = "20250307", .account = "756", .debit = -5};
    Record const in2{.day = "20250308", .account = "512", .debit = 5};
    Record const out2{.day = "20250308", .account = "756", .debit = -5};
    CHECK(grouped(file_of({in, out, in2, out2}), true).entries ==
          Words{"2: 512+5 756-5", "4: 512+5 756-5"});
}

TEST_CASE("what does not balance is refused at its first line, with the difference")
{
    auto const text = file_of({{.account = "512", .debit = 30},
                               {.account = "706", .debit = -30},
                               {.number = "2", .account = "606", .debit = 5},
                               {.number = "2", .account = "512", .debit = -4}});
    CHECK(faults_of(text) == Words{"import.refused", "4: import.fec-unbalanced"});
    try {
        grouped(text);
    } catch (core::Error const& error) {
        auto const& args = error.findings().at(0).args;
        CHECK(std::get<core::Money>(args.at(0).value) == core::cents(500));
        CHECK(std::get<core::Money>(args.at(1).value) == core::cents(400));
        CHECK(std::get<core::Money>(args.at(2).value) == core::cents(100));
    }
}

TEST_CASE("entries come year by year, à-nouveaux first, then by validation; not validated last")
{
    auto const two = [](Record one, std::string const& other) {
        auto back = one;
        back.account = other;
        back.debit = -one.debit;
        return std::vector{one, back};
    };
    std::vector<Record> all;
    for (auto const& entry : {
             two({.number = "1", .account = "601", .debit = 1, .valid = "20250430"}, "512"),
             two({.number = "2", .account = "602", .debit = 1, .valid = "20250228"}, "512"),
             two({.number = "3", .account = "603", .debit = 1, .valid = ""}, "512"),
             two({.journal = "RAN",
             .day = "20250101",
             .account = "101",
             .debit = 1,
             .valid = "20251231"},
                 "512"),
             two({.number = "4", .account = "604", .debit = 1, .valid = "20250430"}, "512"),
             two({.number = "1", .day = "20240101", .account = "600", .debit = 1}, "512"),
         }) {
        all.insert(all.end(), entry.begin(), entry.end());
    }
    auto const found = grouped(file_of(all));
    CHECK(found.entries == Words{"12: 600+1 512-1", "8: 101+1 512-1", "4: 602+1 512-1",
                                 "2: 601+1 512-1", "10: 604+1 512-1", "6: 603+1 512-1"});
}

TEST_CASE("a line without an amount is left out, one with both sides becomes two")
{
    std::string text = header;
    text += "OD\tOD\t1\t20250305\t512\tBanque\t\t\tP\t20250305\tA\t3,00\t1,00\t\t\t20250305\t\t\n";
    text += "OD\tOD\t1\t20250305\t627\tFrais\t\t\tP\t20250305\tA\t0,00\t0,00\t\t\t20250305\t\t\n";
    text += "OD\tOD\t1\t20250305\t706\tVente\t\t\tP\t20250305\tA\t-2,00\t0,00\t\t\t20250305\t\t\n";
    auto const found = grouped(text);
    CHECK(found.entries == Words{"2: 512+3 512-1 706-2"});
}

TEST_CASE("the last record of a file that is read in another order may lack its line end")
{
    auto text = file_of({{.number = "1", .account = "512", .debit = 30},
                         {.number = "2", .account = "512", .debit = -5},
                         {.number = "2", .account = "606", .debit = 5},
                         {.number = "1", .account = "706", .debit = -30}});
    text.pop_back();
    CHECK(grouped(text).entries == Words{"2: 512+30 706-30", "3: 512-5 606+5"});
}

TEST_CASE("records that end with one more separator than others are read in another order too")
{
    // Read first are twenty with one, read first in the order of validation is one without.
    std::vector<Record> records;
    for (int i = 1; i <= 20; ++i) {
        records.push_back({.number = std::to_string(i), .account = "512", .debit = 1});
        records.push_back({.number = std::to_string(i), .account = "706", .debit = -1});
    }
    std::string text = header;
    for (auto const& one : records) {
        text += line_of(one).insert(line_of(one).size() - 1, "\t");
    }
    text += line_of({.number = "21", .account = "512", .debit = 2, .valid = "20250201"});
    text += line_of({.number = "21", .account = "706", .debit = -2, .valid = "20250201"});
    auto const found = grouped(text);
    CHECK_FALSE(found.regular);
    REQUIRE(found.entries.size() == 21);
    CHECK(found.entries.front() == "42: 512+2 706-2");
    CHECK(found.entries.back() == "40: 512+1 706-1");
}

TEST_CASE("what is doubtful is told once, however often a file is read")
{
    auto text = file_of({{.number = "2", .account = "512", .debit = 3},
                         {.number = "2", .account = "706", .debit = -3},
                         {.number = "1", .account = "512", .debit = 2},
                         {.number = "1", .account = "706", .debit = -2}});
    text.replace(text.find("P\t20250305"), 10, "P\t20251305"); // a date of document
    auto const input = core::input_of("essai.txt", text);
    std::vector<core::Period> const years{{date(2025, 1, 1), date(2025, 12, 31)}};
    exchange::FecEntries entries{input, years};
    auto const& survey = entries.survey({});
    int count = 0;
    entries.walk({}, [&](exchange::FecEntry const&) { ++count; });
    CHECK_FALSE(survey.regular);
    CHECK(count == 2);
    REQUIRE(survey.warnings.size() == 1);
    CHECK(survey.warnings[0].where.line == 2);
}

TEST_CASE("texts are cut, and journals refused, by characters and not by bytes")
{
    auto const repeated = [](std::size_t count) {
        std::string text;
        while (count-- > 0) {
            text += "é";
        }
        return text;
    };
    auto const lines_cut = [](Record one) {
        one.account = "512";
        one.debit = 1;
        auto other = one;
        other.account = "706";
        other.debit = -1;
        other.label = "court";
        other.piece = "court";
        auto const text = file_of({one, other});
        auto const input = core::input_of("essai.txt", text);
        std::vector<core::Period> const years{{date(2025, 1, 1), date(2025, 12, 31)}};
        return exchange::FecEntries{input, years}.survey({}).cut;
    };
    CHECK(lines_cut({.label = repeated(600)}) == 0);
    CHECK(lines_cut({.label = repeated(1000)}) == 0);
    CHECK(lines_cut({.label = repeated(1001)}) == 1);
    CHECK(lines_cut({.piece = repeated(1001)}) == 1);
    auto const journal = [&](std::size_t count) {
        return faults_of(file_of({{.journal = repeated(count), .account = "512", .debit = 1},
                                  {.journal = repeated(count), .account = "706", .debit = -1}}));
    };
    CHECK(journal(20).empty());
    CHECK(journal(21) == Words{"import.rows", "2: import.fec-journal"});
}

TEST_CASE("pieces that are too long together are told as cut")
{
    auto const piece_of = [](std::string const& first, std::string const& second) {
        auto const text = file_of({{.account = "512", .debit = 1, .piece = first},
                                   {.account = "706", .debit = -1, .piece = second}});
        auto const input = core::input_of("essai.txt", text);
        std::vector<core::Period> const years{{date(2025, 1, 1), date(2025, 12, 31)}};
        exchange::FecEntries entries{input, years};
        CHECK(entries.survey({}).cut == 0);
        std::pair<std::size_t, bool> found;
        entries.walk({}, [&](exchange::FecEntry const& entry) {
            found = {entry.draft.piece.size(), entry.pieces_cut};
        });
        return found;
    };
    CHECK(piece_of(std::string(600, 'a'), std::string(398, 'b')) == std::pair{1000UL, false});
    CHECK(piece_of(std::string(600, 'a'), std::string(399, 'b')) == std::pair{1000UL, true});
}

TEST_CASE("a file without journals is refused by its header")
{
    auto text = file_of({{.account = "512", .debit = 1}, {.account = "706", .debit = -1}});
    text.replace(0, 11, "Code");
    CHECK(faults_of(text) == Words{"fec.header"});
}

TEST_CASE("third parties are known by code and name")
{
    auto const party = [](std::string const& code, std::string const& label) {
        return "OD\tOD\t1\t20250305\t401\tFournisseurs\t" + code + "\t" + label +
               "\tP\t20250305\tA\t1,00\t0,00\t\t\t20250305\t\t\n";
    };
    std::string text = header;
    // Two of one name, one without a name, one whose name is said once, one code with two names.
    for (auto const& [code, label] :
         std::vector<std::pair<std::string, std::string>>{{"F1", "EDF"},
                                                          {"F2", "EDF"},
                                                          {"F3", ""},
                                                          {"F4", "Mairie"},
                                                          {"F4", ""},
                                                          {"1", "Léa"},
                                                          {"1", "Orange"},
                                                          {"", "Sans code"}}) {
        text += party(code, label);
    }
    text += "OD\tOD\t1\t20250305\t512\tBanque\t\t\tP\t20250305\tA\t0,00\t8,00\t\t\t20250305\t\t\n";
    auto const input = core::input_of("essai.txt", text);
    std::vector<core::Period> const years{{date(2025, 1, 1), date(2025, 12, 31)}};
    exchange::FecEntries entries{input, years};
    entries.survey({});
    Words names;
    entries.walk({}, [&](exchange::FecEntry const& entry) {
        for (auto const& line : entry.draft.lines) {
            names.push_back(line.party);
        }
    });
    CHECK(names ==
          Words{"EDF", "EDF (F2)", "F3", "Mairie", "Mairie", "Léa", "Orange", "Sans code", ""});
}

TEST_CASE("the name of a file says the SIREN and the closing date")
{
    auto const name = exchange::parse_fec_name("/tmp/123456782FEC20251231.txt");
    REQUIRE(name);
    CHECK(name->siren == "123456782");
    CHECK(name->last == date(2025, 12, 31));
    CHECK_FALSE(exchange::parse_fec_name("123456782FEC20251331.txt"));
    CHECK_FALSE(exchange::parse_fec_name("FEC2025.txt"));
    CHECK_FALSE(exchange::parse_fec_name(""));
}

TEST_CASE("a number is plain where an EcritureNum is digits alone")
{
    auto const plain_number = [](std::string const& number) {
        auto const text = file_of({{.number = number, .account = "512", .debit = 1},
                                   {.number = number, .account = "706", .debit = -1}});
        auto const input = core::input_of("essai.txt", text);
        std::vector<core::Period> const years{{date(2025, 1, 1), date(2025, 12, 31)}};
        exchange::FecEntries entries{input, years};
        entries.survey({});
        std::optional<std::int64_t> found;
        entries.walk({}, [&](exchange::FecEntry const& entry) { found = entry.plain_number; });
        return found;
    };
    CHECK(plain_number("12") == 12);
    CHECK(plain_number("000012") == 12);
    CHECK_FALSE(plain_number("AC16-000012"));
    CHECK_FALSE(plain_number("12A"));
    CHECK_FALSE(plain_number(""));
    CHECK(plain_number("123456789012345678") == 123456789012345678);
    CHECK_FALSE(plain_number("1234567890123456789"));
}
