// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every command that answers something to its bare name, and those below, on terminals of several
// widths: what they print there holds every number, hour and date that they print on paper without
// end, whole. A new report or command is tried because it is in the list.
#include "lent.hpp"
#include "src/cli/commands.hpp"

#include <coop/core/text.hpp>
#include <coop/report/report.hpp>
#include <coop/store/sqlite.hpp>

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <unistd.h>

using namespace coop;
using Words = std::vector<std::string>;

namespace {

constexpr int usage_or_worse = 2;

/// Commands that write elsewhere, or whose bytes are no table.
std::set<std::string> const apart{"init", "run",     "dump",       "backup",
                                  "help", "version", "care export"};

/// Beside their table they print findings, which no terminal wraps: what they advise is copied.
std::set<std::string> const of_findings{"check", "care check"};

/// Further command lines: those of a thing that must be named.
std::vector<std::string> const further{
    "ledger show 1",
    "ledger list --limit 3",
    "ledger post --all --dry-run",
    "account show 401",
    "party show Brindille",
    "project show jardin",
    "budget list 2024",
    "record show book book",
    "report grand-livre --account 401",
    "report balance-auxiliaire --account 401",
    "report bilan --two-sided",
    "report bilan --columns n-2,n-1,n,variance-n-1,variance-n-1%",
    "report resultat --two-sided",
    "report resultat --columns n-1,n,budget,variance,variance%,variance-n-1,variance-n-1%,budget+1",
    "report resultat --by-project",
    "report resultat --by-project --two-sided",
    "report resultat --project jardin",
    "report care-bilan --two-sided",
};

class Book {
public:
    Book()
    {
        std::string name = (std::filesystem::temp_directory_path() / "coop-width.XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        folder_ = name;
    }
    Book(Book const&) = delete;
    Book& operator=(Book const&) = delete;
    ~Book() { std::filesystem::remove_all(folder_); }

    int run(Words words, int width = 0)
    {
        lent_.out.clear();
        lent_.err.clear();
        lent_.environment["COOP_FILE"] = folder_ / "book.coop";
        lent_.environment["NO_COLOR"] = "1";
        auto world = lent_.world();
        world.width = width;
        world.out_is_terminal = width > 0;
        world.today = core::date(2024, 12, 31);
        return cli::run(words, world, store::sqlite::engine());
    }

    void must(Words const& words)
    {
        auto const code = run(words);
        CAPTURE(words);
        INFO(lent_.err);
        REQUIRE(code == 0);
    }

    void lend(std::string const& name, std::string bytes) { lent_.files[name] = std::move(bytes); }
    std::string const& out() const { return lent_.out; }

private:
    Lent lent_;
    std::filesystem::path folder_;
};

Words words_of(std::string const& line)
{
    Words words;
    for (auto const word : core::split(line, ' ')) {
        words.emplace_back(word);
    }
    return words;
}

std::vector<std::string> command_lines()
{
    std::vector<std::string> lines;
    for (auto const& command : cli::commands()) {
        if (!apart.contains(command.path) && !command.path.starts_with("export")) {
            lines.push_back(command.path);
        }
    }
    lines.insert(lines.end(), further.begin(), further.end());
    return lines;
}

/// How often each number with decimals, or of several groups, and each date is printed.
std::map<std::string, int> numbers_of(std::string const& text)
{
    static std::regex const number{"-?[0-9]+(\u202f[0-9]{3})*,[0-9]+|-?[0-9]+(\u202f[0-9]{3})+|"
                                   "[0-9]{2}/[0-9]{2}/[0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2}"};
    std::map<std::string, int> numbers;
    for (std::sregex_iterator found{text.begin(), text.end(), number}, end; found != end; ++found) {
        ++numbers[found->str()];
    }
    return numbers;
}

int widest_line(std::string_view text)
{
    int result = 0;
    for (auto const line : core::split(text, '\n')) {
        result = std::max(result, core::display_width(line));
    }
    return result;
}

/// \return how many commands answered.
int try_widths(Book& book, std::vector<int> const& widths)
{
    int answered = 0;
    for (auto const& line : command_lines()) {
        auto const words = words_of(line);
        if (book.run(words) >= usage_or_worse) {
            continue;
        }
        ++answered;
        auto const wanted = numbers_of(book.out());
        for (auto const width : widths) {
            INFO(line << " on " << width << " columns");
            book.run(words, width);
            INFO(book.out());
            CHECK(numbers_of(book.out()) == wanted);
            CHECK((of_findings.contains(line) || widest_line(book.out()) <= width));
        }
    }
    return answered;
}

std::string const longest = "9999999999999,99";

void fill(Book& book)
{
    std::string const supplier = "Brindille";
    std::string const customer = "Établissement public de coopération intercommunale du Val";
    book.must({"init", "--name", "Les Amis du Jardin", "--year", "2022"});
    book.must({"year", "add", "2023"});
    book.must({"year", "add", "2024"});
    book.must({"project", "add", "jardin", "--label", "Jardin partagé de la place"});
    book.must({"project", "add", "atelier"});
    for (std::string const year : {"2022", "2023", "2024"}) {
        auto const day = [&](char const* rest) { return year + rest; };
        book.must({"ledger", "add", "--date", day("-01-10"), "--charge", "6226=" + longest,
                   "--credit", "401=" + longest, "--party", supplier, "--project", "jardin",
                   "--label", "Honoraires de conseil pour la transformation du jardin", "--piece",
                   "FACTURE-2024-000012"});
        book.must({"ledger", "add", "--date", day("-02-10"), "--debit", "401=" + longest,
                   "--credit", "512=" + longest, "--party", supplier, "--label", "Virement",
                   "--post"});
        book.must({"ledger", "add", "--date", day("-03-10"), "--debit", "411=" + longest,
                   "--produit", "706=" + longest, "--party", customer, "--project", "atelier",
                   "--label", "Prestation"});
        book.must({"ledger", "add", "--date", day("-04-10"), "--debit", "706=" + longest,
                   "--credit", "411=" + longest, "--party", customer, "--project", "atelier",
                   "--label", "Avoir"});
        book.must({"ledger", "add", "--date", day("-05-10"), "--debit", "641=1000,01", "--debit",
                   "645=2000,02", "--debit", "6251=3,00", "--credit", "421=1503,03", "--credit",
                   "431=1500,00", "--label", "Paie"});
        book.must(
            {"budget", "set", year, "6226=" + longest, "756=" + longest, "--project", "jardin"});
    }
    book.must({"inkind", "rate", "set", "terrain", "--from", "2024-01-01", "--hourly", "12,50"});
    book.must({"inkind", "add", "--date", "2024-06-01", "--kind", "benevolat", "--hours", "1234h30",
               "--rate", "terrain", "--project", "jardin", "--label", "Arrosage"});
}

std::string content_of(std::string const& path)
{
    std::ifstream file{path};
    REQUIRE(file);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

} // namespace

TEST_CASE("no command cuts a number, an hour or a date, however narrow the terminal")
{
    Book book;
    fill(book);
    CHECK(try_widths(book, {60, 80, 100, 120}) > 30);
}

TEST_CASE("nor does any of CARE")
{
    Book book;
    book.lend("dump.ndjson", content_of(COOP_SOURCE_DIR "/tests/books/care-closed/dump.ndjson"));
    book.must({"import", "ndjson", "dump.ndjson"});
    CHECK(try_widths(book, {60, 80, 100, 120}) > 60);
}
