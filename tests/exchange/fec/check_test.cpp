// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/exchange/fec/check.hpp>

#include <coop/core/error.hpp>

#include <core/refusal.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

using namespace coop;
using namespace coop::exchange;
using core::cents;

namespace {

namespace fs = std::filesystem;

std::string const header =
    "JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|CompAuxNum|CompAuxLib|"
    "PieceRef|PieceDate|EcritureLib|Debit|Credit|EcritureLet|DateLet|ValidDate|Montantdevise|"
    "Idevise\n";
std::string const name = "732829320FEC20251231.txt";

/// Two balanced lines: journal, number, date and validation, amount.
std::string entry(std::string const& journal, std::string const& number, std::string const& date,
                  std::string const& valid, std::string const& amount = "10,00")
{
    auto const begin = journal + "|Journal|" + number + "|" + date + "|";
    auto const end = "|||" + valid + "||\n";
    return begin + "512000|Banque|||P|20250101|Don|" + amount + "|0,00" + end + begin +
           "754100|Dons|||P|20250101|Don|0,00|" + amount + end;
}

/// The file with one line of the entry BQ 1 changed: `from` becomes `to` once.
std::string good_with(std::string const& from, std::string const& to)
{
    auto text = header + entry("BQ", "1", "20250310", "20250331");
    auto const at = text.find(from, header.size());
    REQUIRE(at != text.npos);
    return text.replace(at, from.size(), to);
}

FecCheck check(std::string const& text, FecCheckOptions const& options = {})
{
    auto const input = core::input_of(name, text);
    return check_fec(input, options);
}

/// The rules that are broken, `E1×2 G1`.
std::string broken(FecCheck const& check)
{
    std::string text;
    for (std::size_t i = 0; i < check.counts.size(); ++i) {
        if (check.counts[i] > 0) {
            text += (text.empty() ? "" : " ") + std::string{fec_rules()[i].key} +
                    (check.counts[i] == 1 ? "" : "x" + std::to_string(check.counts[i]));
        }
    }
    return text;
}

std::string broken(std::string const& text)
{
    return broken(check(text));
}

std::string read(fs::path const& path)
{
    std::ifstream file{path, std::ios::binary};
    REQUIRE(file);
    return {std::istreambuf_iterator<char>{file}, {}};
}

} // namespace

TEST_CASE("a FEC that keeps every rule has no finding")
{
    auto const result = check(header + entry("AN", "1", "20250101", "20260115") +
                              entry("BQ", "1", "20250310", "20250331", "12,34"));
    CHECK(broken(result).empty());
    CHECK(result.findings.empty());
    CHECK(result.suits_administration());
    CHECK(result.suits_good_books());
    CHECK(result.lines == 4);
    CHECK(result.entries == 2);
    CHECK(result.journals == 2);
    CHECK(result.accounts == 2);
    CHECK(result.debit == cents(2234));
    CHECK(result.credit == cents(2234));
    CHECK(result.first == core::date(2025, 1, 1));
    CHECK(result.last == core::date(2025, 3, 10));
}

TEST_CASE("each rule of a line has the value that obeys and the one that breaks it")
{
    struct Case {
        std::string from, to, rules;
    };
    for (auto const& c : {
             Case{"|Don|", "|\"Don\" de l\u202f'été|", ""},
             {"BQ|", "|", "L1 E3"},
             {"|P|", "||", "L1"},
             {"512000", "5A2000", "L2 L3"},
             {"512000", "51", "L2"},
             {"512000", "541000", ""},
             {"512000", "512ABC", ""},
             {"512000", "999000", "L3"},
             {"20250331", "20251301", "L4"},
             {"20250331", "20250332", "L4"},
             {"20250331", "20250631", "L5"},
             {"20250331", "2025-03-31", "L6"},
             {"20250331", "31/03/2025", "L6"},
             {"20250331", "31.03.2025", "L6"},
             {"20250331", "31032025", "L23"},
             {"20250331", "2025-03-31T10:00:00", "L23"},
             {"|20250101|", "|18991231|", "L7"},
             {"|20250101|", "|19000101|", ""},
             {"20250310", "20260101", "L8 L9 E4"},
             {"20250331", "20250309", "L9"},
             {"20250331", "20250310", ""},
             {"|20250101|", "|20250331|", ""},
             {"|20250101|", "|20250401|", "L10"},
             {"10,00", "dix", "L11"},
             {"10,00", "99999999999999999999,00", "L22"},
             {"10,00", "10,005", "L22"},
             {"10,00", "1e1", "L22"},
             {"10,00", "10,", "L14"},
             {"10,00", ",50", "L14 E1 G1"},
             {"10,00", "10.00", "L12"},
             {"10,00", "10.000", "L11"},
             {"10,00", "1 010,00", "L13 E1 G1"},
             {"10,00", "1\u00a0010.00", "L12 L13 E1 G1"},
             {"10,00", "1 0,00", "L11"},
             {"10,00", "10", "L14"},
             {"10,00", "10,000", "L14"},
             {"10,00", "010,00", "L14"},
             {"10,00", "+10,00", "L14"},
             {"|0,00|", "||", "L14"},
             {"10,00|0,00", "0,00|-10,00", ""},
             {"10,00|0,00", "0,00|10,00-", "L14"},
             {"10,00|0,00", "11,00|1,00", "L16"},
             {"10,00|0,00", "5,00|-5,00", "L16"},
             {"10,00|0,00", "-5,00|-15,00", "L16"},
             {"|||20250331", "|A|20250331|20250331", ""},
             {"|||20250331", "|A||20250331", "L18"},
             {"|||20250331", "||20250331|20250331", "L18"},
             {"20250331||", "20250331|9,00|CHF", ""},
             {"20250331||", "20250331|9,00|", "L19"},
             {"20250331||", "20250331||CHF", "L19"},
             {"20250331||", "20250331|9,00|chf", "L20"},
             {"20250331||", "20250331|9,00|XYZ", "L20"},
             {"20250331||", "20250331|neuf|CHF", "L11"},
             {"Banque|||", "Banque|D|Dupont|", ""},
             {"Banque|||", "Banque|D||", "L21"},
         }) {
        INFO(c.from << " -> " << c.to);
        CHECK(broken(good_with(c.from, c.to)) == c.rules);
    }
}

TEST_CASE("the form of the file")
{
    auto const good = header + entry("BQ", "1", "20250310", "20250331");
    CHECK(broken("\xef\xbb\xbf" + good) == "F4");
    CHECK(broken(good + "\n") == "F14");
    CHECK(broken(good + "\n \n\n") == "F14x3");
    CHECK(broken(header + "\n" + entry("BQ", "1", "20250310", "20250331")) == "F14");
    CHECK(broken("\n\n" + good + "\n") == "F14x3");
    CHECK(broken(header) == "F15");
    CHECK(broken(good.substr(0, good.size() - 1)).empty());
    CHECK(broken(good.substr(0, good.size() - 30)) == "F13");
    CHECK(broken(good_with("Don", "Don|nuit")) == "F13");
    CHECK(broken(good_with("20250331||\n", "20250331\n")) == "F13");
    auto const with_header = [&](std::string const& from, std::string const& to) {
        auto text = good;
        return broken(text.replace(text.find(from), from.size(), to));
    };
    CHECK(with_header("JournalCode", "journalcode") == "F9");
    CHECK(with_header("Debit|", "Débit|") == "F9");
    CHECK(with_header("Debit|", "Dêbit|") == "F7");
    CHECK(with_header("Debit|", "Debit\u00a0|") == "F7");
    CHECK(with_header("CompAuxNum", "CompteAuxNum") == "F6 F8 F10");
}

TEST_CASE("empty lines before the header are told, and those at the end stay where they are")
{
    auto text = "\n \n" + header + entry("BQ", "1", "20250310", "20250331") + "\n";
    text.replace(text.find("JournalCode"), 1, "j");
    auto const result = check(text);
    REQUIRE(broken(result) == "F9 F14x3");
    std::vector<int> lines;
    for (auto const& found : result.findings) {
        lines.push_back(found.where.line);
    }
    CHECK(lines == std::vector<int>{3, 1, 2, 6});
}

TEST_CASE("charsets mixed are found at the first line that differs")
{
    auto const result = check(header + entry("Bé", "1", "20250310", "20250331") +
                              entry("B\xe9", "2", "20250310", "20250331"));
    CHECK(result.encoding == FecEncoding::mixed);
    REQUIRE(broken(result).starts_with("F3x2"));
    CHECK(result.findings.front().where.line == 4);
    CHECK(check(header + entry("B\xe9", "1", "20250310", "20250331")).encoding ==
          FecEncoding::latin9);
    CHECK(check(header + entry("B\xe9", "1", "20250310", "20250331")).findings.empty());
}

TEST_CASE("numbers follow each other in each journal or in the file")
{
    auto const entries = [](std::vector<std::pair<std::string, std::string>> const& numbers) {
        auto text = header;
        for (auto const& [journal, number] : numbers) {
            text += entry(journal, number, "20250310", "20250331");
        }
        return broken(text);
    };
    CHECK(entries({{"AC", "1"}, {"BQ", "1"}, {"BQ", "2"}, {"AC", "2"}}).empty());
    CHECK(entries({{"AC", "1"}, {"BQ", "2"}, {"BQ", "3"}, {"AC", "4"}}).empty());
    CHECK(entries({{"AC", "2"}, {"AC", "1"}}).empty());
    CHECK(entries({{"AC", "A-0009"}, {"AC", "A-0010"}}) == "E8");
    CHECK(entries({{"AC", "01-1"}, {"AC", "01-2"}, {"AC", "02-1"}}).empty());
    CHECK(entries({{"AC", "1"}, {"AC", "3"}, {"AC", "7"}}) == "E7x2");
    CHECK(entries({{"AC", "1"}, {"BQ", "2"}, {"AC", "4"}, {"BQ", "5"}}) == "E7");
    CHECK(entries({{"AC", "1"}, {"AC", "2"}, {"AC", "1"}}) == "E6");
    CHECK(entries({{"AC", "1"},
                   {"BQ", "2"},
                   {"AC", "3"},
                   {"BQ", "4"},
                   {"AC", "5"},
                   {"BQ", "5"},
                   {"BQ", "6"}}) == "E6");
    CHECK(entries({{"AC", "7"}}) == "E8");
    CHECK(entries({{"AC", "sept"}}) == "E9");
    CHECK(entries({{"AC", "sept"}, {"AC", "huit"}, {"AC", "sept"}}) == "E6 E9x2");
    CHECK(entries({{"AC", "sept"}, {"BQ", "sept"}}) == "E9x2");
    CHECK(entries({{"AC", "1"}, {"AC", "01"}}).empty()); // one value, two texts
    CHECK(entries({{"AC", "01"}, {"AC", "1"}, {"AC", "02"}, {"AC", "01"}}) == "E6");
    CHECK(entries({{"AC", "A-0008"}, {"AC", "A-0009"}, {"AC", "A-0010"}, {"AC", "A-0012"}}) ==
          "E7 E8");
    CHECK(entries({{"AC", "1234567890123456789"}}) == "E9");
    CHECK(entries({{"AC", "999999999999999999"}, {"AC", "1"}}) == "E7");
}

TEST_CASE("a number that serves for several dates makes several entries where each is balanced")
{
    auto const constant = header + entry("BQ", "1", "20250310", "20250331") +
                          entry("BQ", "1", "20250311", "20250331") +
                          entry("BQ", "1", "20250312", "20250331");
    auto const result = check(constant);
    CHECK(result.entries == 3);
    CHECK(broken(result) == "E6x2");
}

TEST_CASE("lines of an entry that stand apart are one entry, balanced or not")
{
    auto const whole = entry("BQ", "1", "20250310", "20250331");
    auto const cut = whole.find('\n') + 1;
    auto const other = entry("BQ", "2", "20250310", "20250331");
    CHECK(broken(header + whole.substr(0, cut) + other + whole.substr(cut)) == "E5");
    CHECK(broken(header + whole.substr(0, cut) + other) == "E1 E2 G1");
    auto named = entry("BQ", "sept", "20250310", "20250331");
    auto const named_cut = named.find('\n') + 1;
    named.insert(named_cut, entry("BQ", "1", "20250310", "20250331"));
    CHECK(broken(header + named) == "E5 E9");
    CHECK(broken(header + whole.substr(0, cut) + "AC" + whole.substr(cut + 2)) == "E3");
}

TEST_CASE("the order is that of validation, openings apart")
{
    CHECK(broken(header + entry("AN", "1", "20250101", "20260630") +
                 entry("BQ", "1", "20250310", "20250331") +
                 entry("BQ", "2", "20250110", "20250331"))
              .empty());
    CHECK(broken(header + entry("BQ", "1", "20250310", "20250430") +
                 entry("BQ", "2", "20250310", "20250331") +
                 entry("BQ", "3", "20250310", "20250430")) == "E10");
    CHECK(broken(header + entry("BQ", "1", "20250310", "20250430") +
                 entry("AN", "1", "20250101", "20250430")) == "G2");
}

TEST_CASE("the year is told by the option, the name and the openings, in this order")
{
    auto const text = header + entry("AN", "1", "20241001", "20250331") +
                      entry("BQ", "1", "20251231", "20251231");
    CHECK(broken(text).empty());
    CHECK(broken(check(text, {.year = core::parse_period("2025")})) == "L8x2");
    auto const long_first = header + entry("BQ", "1", "20240101", "20250331");
    CHECK(broken(long_first).empty());
    CHECK(broken(header + entry("BQ", "1", "20231231", "20250331")) == "L8x2");
    auto const nameless = [](std::string const& first, std::string const& last) {
        auto const file =
            header + entry("BQ", "1", first, "20251231") + entry("BQ", "2", last, "20251231");
        auto const input = core::input_of("stdin", file);
        return broken(check_fec(input));
    };
    CHECK(nameless("20240401", "20250331").empty());
    CHECK(nameless("20240401", "20250401") == "L8");
    CHECK(nameless("20240229", "20250228").empty() == false);
}

TEST_CASE("openings are the closing balances of the year before")
{
    // Bank 30, less 10 the year before: result 20 carried to 120.
    auto const before = header + entry("BQ", "1", "20240310", "20240331", "30,00") +
                        entry("BQ", "2", "20240311", "20240331", "-10,00");
    auto text = header +
                "AN|Journal|1|20250101|512|Banque|||P|20250101|AN|20,00|0,00|||20250331||\n"
                "AN|Journal|1|20250101|12|Résultat|||P|20250101|AN|0,00|20,00|||20250331||\n";
    auto const previous = core::input_of("avant.txt", before);
    CHECK(broken(check(text, {.previous = &previous})) == "L2");
    text.replace(text.find("20,00|0,00"), 10, "21,00|0,00");
    CHECK(broken(check(text, {.previous = &previous})) == "L2 E1 G1 G3");
    CHECK(broken(check(header + entry("BQ", "1", "20250310", "20250331"),
                       {.previous = &previous})) == "G3x2");
}

TEST_CASE("what is wrong with the year before is said of its file, once")
{
    auto const refused = [](std::string const& before) {
        auto const previous = core::input_of("avant.txt", before);
        auto const text = header + entry("BQ", "1", "20250310", "20250331");
        return core::refused([&] { check(text, {.previous = &previous}); });
    };
    auto const big = "92233720368547758,07";
    auto const overflow = refused(header + entry("BQ", "1", "20240310", "20240331", big) +
                                  entry("BQ", "2", "20240310", "20240331", big));
    CHECK(overflow.id() == "money.overflow");
    CHECK(overflow.kind() == core::ErrorKind::unreadable);
    CHECK(overflow.diagnostic().where.source == "avant.txt");
    CHECK(overflow.diagnostic().where.line == 4);

    auto unread = entry("BQ", "1", "20240310", "mars"); // a warning, before an error
    unread.replace(unread.find("10,00"), 5, "dix");
    auto const amount = refused(header + unread);
    CHECK(amount.id() == "fec.amount");
    CHECK(amount.diagnostic().where.source == "avant.txt");
    CHECK(amount.diagnostic().where.line == 2);

    auto const later = refused(header + entry("BQ", "1", "20260310", "20260331"));
    CHECK(later.id() == "fec.previous-later");
    CHECK(later.kind() == core::ErrorKind::usage);
    CHECK(later.diagnostic().where.source == "avant.txt");
    CHECK(refused(header + entry("BQ", "1", "20250310", "20250331")).id() == "fec.previous-later");
}

TEST_CASE("an entry that closes classes 6 and 7 has no place in a FEC")
{
    auto const move = [](std::string const& day, std::string const& number,
                         std::string const& debited, std::string const& credited,
                         std::string const& amount) {
        auto const rest = "|||P|" + day + "|Solde|";
        return "OD|Journal|" + number + "|" + day + "|" + debited + "|Compte" + rest + amount +
               "|0,00|||20251231||\nOD|Journal|" + number + "|" + day + "|" + credited + "|Compte" +
               rest + "0,00|" + amount + "|||20251231||\n";
    };
    auto const dues = move("20250310", "1", "512000", "756000", "30,00");
    CHECK(broken(header + dues + move("20251231", "2", "756000", "120000", "30,00")) == "G4");
    // Neither on another day, nor of a part, nor against another account.
    CHECK(broken(header + dues + move("20251230", "2", "756000", "120000", "30,00")).empty());
    CHECK(broken(header + dues + move("20251231", "2", "756000", "120000", "5,00")).empty());
    CHECK(broken(header + dues + move("20251231", "2", "756000", "110000", "30,00")).empty());
    // A slip of that day is none; what closes the account with it is.
    auto const result = check(header + dues + move("20251231", "2", "756000", "120000", "5,00") +
                              move("20251231", "3", "756000", "120000", "25,00"));
    REQUIRE(broken(result) == "G4");
    CHECK(result.findings[0].where.line == 6);
}

TEST_CASE("openings are known by what they bring, whatever their journal is called")
{
    auto const before = header + entry("BQ", "1", "20240310", "20240331", "20,00");
    auto const previous = core::input_of("avant.txt", before);
    auto const opening = [](std::string const& day) {
        return header + "00|Avancé|1|" + day + "|512000|Banque|||P|" + day +
               "|Solde|20,00|0,00|||20250331||\n00|Avancé|1|" + day + "|120000|Résultat|||P|" +
               day + "|Solde|0,00|20,00|||20250331||\n" + entry("BQ", "1", "20250310", "20250331");
    };
    CHECK(broken(check(opening("20250101"), {.previous = &previous})).empty());
    CHECK(broken(check(opening("20250311"), {.previous = &previous})) == "G3x2");
}

TEST_CASE("numbers of closing entries that the books left out are no gap")
{
    auto const text = header + entry("OD", "1", "20250310", "20250331") +
                      entry("OD", "3", "20251231", "20251231");
    CHECK(broken(text) == "E7");
    auto const left_out = [](core::Date day) {
        CHECK(day == core::date(2025, 12, 31));
        return std::vector<FecNumber>{{"OD", 2}, {"XX", 1}};
    };
    CHECK(broken(check(text, {.left_out = left_out})).empty());
}

TEST_CASE("a rule keeps twenty findings and counts all")
{
    auto text = header;
    for (int i = 1; i <= 30; ++i) {
        text += entry("BQ", std::to_string(i), "20250310", "20250331", "10");
    }
    auto const result = check(text);
    CHECK(broken(result) == "L14x60");
    REQUIRE(result.findings.size() == 21);
    CHECK(result.findings[19].where.line == 21);
    CHECK(result.findings[20].id == "fec.more");
    CHECK(std::get<std::int64_t>(result.findings[20].args[1].value) == 40);
}

TEST_CASE("the twenty that are kept are the first ones of the file")
{
    auto text = header;
    for (int i = 1; i <= 30; ++i) {
        auto one = entry("BQ", std::to_string(i), "20250310", "20250331");
        text += one.replace(one.find("10,00"), 5, "11,00");
    }
    auto const result = check(text);
    CHECK(broken(result) == "E1x30 G1");
    CHECK(result.findings[0].where.line == 2);
    CHECK(result.findings[19].where.line == 40);
}

TEST_CASE("a gap has its line however the numbers jump, and those beyond twenty are counted")
{
    // Odd numbers come first, then the even ones but every five hundredth.
    auto text = header;
    auto const add = [&](int number) {
        text += entry("BQ", std::to_string(number), "20250310", "20250331");
    };
    for (int i = 1; i <= 12001; i += 2) {
        add(i);
    }
    for (int i = 2; i <= 12000; i += 2) {
        if (i % 500 != 0) {
            add(i);
        }
    }
    auto const result = check(text);
    CHECK(broken(result) == "E7x24");
    REQUIRE(result.findings.size() == 21);
    for (int i = 0; i < 20; ++i) {
        // Of number 501 + 500 i, the 251st odd one and so on, two lines each after the header.
        CHECK(result.findings[static_cast<std::size_t>(i)].where.line == 2 + 2 * (250 + 250 * i));
    }
    CHECK(result.findings[20].id == "fec.more");
}

TEST_CASE("a finding says where it is")
{
    auto const result = check(good_with("|P|", "||"));
    REQUIRE(result.findings.size() == 1);
    auto const& where = result.findings.front().where;
    CHECK(where.source == name);
    CHECK(where.line == 2);
    CHECK(where.column == 39);
}

TEST_CASE("a column is that of the file, whatever its charset")
{
    auto const column = [](std::string const& label) {
        auto text = good_with("|P|", "||");
        text.replace(text.find("Banque"), 6, label);
        auto const result = check(text);
        REQUIRE(broken(result) == "L1");
        return result.findings.front().where.column;
    };
    CHECK(column("Banque") == 39);
    CHECK(column("B\xe9nqu\xe9") == 39);
    CHECK(column("B\u00e9nqu\u00e9") == 41);
}

TEST_CASE("sums that cannot be counted are refused where they grow too large")
{
    // 2^63 - 1 cents, twice.
    auto const text = header + entry("BQ", "1", "20250310", "20250331", "92233720368547758,07") +
                      entry("BQ", "2", "20250310", "20250331", "92233720368547758,07");
    auto const error = core::refused([&] { check(text); });
    CHECK(error.id() == "money.overflow");
    CHECK(error.kind() == core::ErrorKind::unreadable);
    CHECK(error.diagnostic().where.line == 4);
}

TEST_CASE("whatever byte is changed, the answer is a result or an error of its own")
{
    std::string const good = header + entry("AN", "1", "20250101", "20250331") +
                             entry("BQ", "1", "20250310", "20250331");
    for (std::size_t i = 0; i < good.size(); ++i) {
        for (char const c :
             {'\0', '\t', '\n', '\r', '|', '"', ',', '-', '9', ' ', '\xe9', '\xff'}) {
            auto text = good;
            text[i] = c;
            try {
                auto const result = check(text);
                CHECK(result.counts.size() == fec_rules().size());
            } catch (core::Error const& error) {
                CHECK(error.kind() == core::ErrorKind::unreadable);
            }
        }
    }
}

TEST_CASE("each rule is documented, and broken by a file of the golden cases")
{
    auto const root = fs::path{COOP_SOURCE_DIR};
    auto const page = read(root / "docs" / "reference" / "commands" / "check-fec.md");
    std::set<std::string> found;
    for (auto const& folder : fs::directory_iterator{root / "tests" / "golden" / "check"}) {
        for (auto const& file : fs::recursive_directory_iterator{folder.path()}) {
            if (file.path().extension() != ".txt") {
                continue;
            }
            auto const text = read(file.path());
            auto const before = read(root / "tests/golden/check/fec-faults/avant.txt");
            auto const previous = core::input_of("avant.txt", before);
            auto const input = core::input_of(file.path().filename().string(), text);
            bool const later = file.path().filename() == "fautes.txt";
            auto const result = check_fec(input, {.year = core::parse_period("2025"),
                                                  .previous = later ? &previous : nullptr});
            for (std::size_t i = 0; i < result.counts.size(); ++i) {
                if (result.counts[i] > 0) {
                    found.emplace(fec_rules()[i].key);
                }
            }
        }
    }
    std::size_t rows = 0;
    for (auto at = page.find("\n| "); at != page.npos; at = page.find("\n| ", at + 1)) {
        rows += page.find("](../errors.md#fec", at) < page.find('\n', at + 1) ? 1 : 0;
    }
    CHECK(rows == fec_rules().size());
    for (auto const& rule : fec_rules()) {
        INFO(rule.key);
        auto const* const origin = rule.origin == FecOrigin::law              ? "loi"
                                   : rule.origin == FecOrigin::administration ? "administration"
                                                                              : "bonnes pratiques";
        auto const* const severity =
            rule.severity == core::Severity::error ? "erreur" : "attention";
        auto const begin = page.find("\n| " + std::string{rule.key} + " | ");
        REQUIRE(begin != page.npos);
        auto const row = page.substr(begin, page.find('\n', begin + 1) - begin);
        CHECK(row.find(std::string{" | "} + origin + " | " + severity + " | [`" +
                       std::string{rule.id} + "`]") != row.npos);
        CHECK(found.contains(std::string{rule.key}));
    }
}
