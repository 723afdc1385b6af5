// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/arguments.hpp"
#include "src/cli/commands.hpp"
#include "src/cli/context.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

// Keeps the documentation of users true to the program: what exists has its page, its row or its
// section, and nothing else has. That the examples work is told by tests/golden/docs/.

namespace {

namespace fs = std::filesystem;

using Names = std::set<std::string>;
using Findings = std::vector<std::string>;

fs::path const root{COOP_SOURCE_DIR};
fs::path const pages = root / "docs" / "reference" / "commands";

std::string read(fs::path const& path)
{
    INFO(path.string());
    std::ifstream file{path, std::ios::binary};
    REQUIRE(file);
    return {std::istreambuf_iterator<char>{file}, {}};
}

std::vector<std::string> lines_of(std::string const& text)
{
    std::vector<std::string> lines;
    std::size_t start = 0;
    for (auto end = text.find('\n'); end != text.npos; end = text.find('\n', start)) {
        lines.push_back(text.substr(start, end - start));
        start = end + 1;
    }
    lines.push_back(text.substr(start));
    return lines;
}

std::vector<fs::path> files_under(fs::path const& folder, Names const& extensions)
{
    std::vector<fs::path> files;
    for (auto const& entry : fs::recursive_directory_iterator{folder}) {
        if (entry.is_regular_file() && extensions.contains(entry.path().extension().string())) {
            files.push_back(entry.path());
        }
    }
    std::ranges::sort(files);
    return files;
}

std::vector<fs::path> documents()
{
    auto files = files_under(root / "docs", {".md"});
    std::ranges::copy(files_under(root / "examples", {".md"}), std::back_inserter(files));
    files.push_back(root / "README.md");
    return files;
}

std::string page_name(std::string path)
{
    std::ranges::replace(path, ' ', '-');
    return path + ".md";
}

/// Commands that are made of a table share a page; each other has one of its own.
std::string page_of(coop::cli::Command const& command)
{
    return page_name(command.page.empty() ? command.path : command.page);
}

/// The commands of each page.
std::map<std::string, std::vector<coop::cli::Command>> commands_by_page()
{
    std::map<std::string, std::vector<coop::cli::Command>> all;
    for (auto const& command : coop::cli::commands()) {
        all[page_of(command)].push_back(command);
    }
    return all;
}

/// The first cells of the tables of options, without their code marks: `-o, --output FICHIER`.
std::vector<std::string> described_options(std::string const& page)
{
    std::vector<std::string> cells;
    for (auto const& line : lines_of(page)) {
        if (line.starts_with("| `-")) {
            cells.push_back(line.substr(3, line.find('`', 3) - 3));
        }
    }
    return cells;
}

/// `-o` and `--output` of `-o, --output FICHIER`.
Names names_in(std::string const& cell)
{
    Names names;
    std::size_t start = 0;
    while (start < cell.size() && cell[start] == '-') {
        auto const end = std::min(cell.find_first_of(", ", start), cell.size());
        names.insert(cell.substr(start, end - start));
        start = cell.compare(end, 2, ", ") == 0 ? end + 2 : cell.size();
    }
    return names;
}

Names described_names(std::string const& page)
{
    Names names;
    for (auto const& cell : described_options(page)) {
        names.merge(names_in(cell));
    }
    return names;
}

Names declared_names(coop::cli::Arguments const& arguments)
{
    Names names;
    for (auto const& option : arguments.options()) {
        names.insert(option.names.begin(), option.names.end());
    }
    return names;
}

bool is_id(std::string_view text)
{
    return text.find('.') != text.npos && std::ranges::all_of(text, [](unsigned char c) {
               return std::islower(c) || std::isdigit(c) || c == '.' || c == '-';
           });
}

/// The ids that follow `before`, a comma and a quote: `ErrorKind::usage, "columns.unknown"`.
void collect_after(std::string_view source, std::string_view before, Names& ids)
{
    for (auto at = source.find(before); at != source.npos; at = source.find(before, at + 1)) {
        auto const comma = source.find_first_of(",;", at + before.size());
        auto const quote = source.find_first_not_of(" \n", comma + 1);
        if (comma == source.npos || source[comma] != ',' || quote == source.npos ||
            source[quote] != '"') {
            continue;
        }
        auto const id = source.substr(quote + 1, source.find('"', quote + 1) - quote - 1);
        if (is_id(id)) {
            ids.emplace(id);
        }
    }
}

/// The ids that the sources name beside a kind or a severity.
Names ids_of_sources()
{
    Names ids;
    for (auto const& file : files_under(root / "src", {".cpp", ".hpp"})) {
        auto const source = read(file);
        collect_after(source, "ErrorKind::", ids);
        collect_after(source, "Severity::", ids);
    }
    // What only begins an id is held by tests/i18n/said_test.cpp.
    std::erase_if(ids,
                  [](std::string const& id) { return id.ends_with('-') || id.ends_with('.'); });
    return ids;
}

/// The sentences of a language by id; not what they hint at.
Names ids_of_messages(std::string_view language)
{
    constexpr std::string_view start = "msgid \"";
    Names ids;
    for (auto const& line :
         lines_of(read(root / "schemas" / "messages" / (std::string{language} + ".po")))) {
        if (line.starts_with(start) && line.size() > start.size() + 1 &&
            !line.ends_with(".hint\"")) {
            ids.insert(line.substr(start.size(), line.size() - start.size() - 1));
        }
    }
    return ids;
}

/// What the sentences of these areas say are errors, findings or notes: some of their ids are put
/// together or chosen by the program, and stand beside no kind.
Names const areas = {
    "account", "attachment", "backup",    "bilan",   "book",      "books",   "budget",     "bug",
    "care",    "check",      "columns",   "csv",     "date",      "decimal", "dry-run",    "dump",
    "entry",   "export",     "fec",       "file",    "format",    "hours",   "import",     "init",
    "inkind",  "journal",    "json",      "layout",  "ledger",    "money",   "name",       "output",
    "party",   "period",     "price",     "project", "published", "record",  "regulation", "run",
    "split",   "spool",      "statement", "store",   "text",      "toml",    "upgrade",    "usage",
    "verify",  "year"};

/// Words beside them that nobody is told as a message: headings, sides, what a check looks at.
Names const labels = {"import.rehearsal",
                      "statement.moved.line",
                      "published.side-charges",
                      "published.side-inkind",
                      "published.side-produits",
                      "check.affectation",
                      "check.amortissements",
                      "check.doublons",
                      "check.ressemblances",
                      "check.libelles",
                      "check.sens",
                      "check.subventions",
                      "check.brouillard",
                      "check.caisse",
                      "check.comptes-d-attente",
                      "check.contributions",
                      "check.equilibre",
                      "check.exercices-precedents",
                      "check.lignes",
                      "check.ouverture",
                      "check.pieces",
                      "check.regularisations",
                      "check.tiers",
                      "check.valorisation"};

/// Notes of areas that hold mostly labels.
Names const more = {"help.unknown",           "restore.older",
                    "report.closing-entries", "report.lengths",
                    "report.no-entries",      "report.nothing-found",
                    "report.opening-differs", "report.opening-differs-party",
                    "report.provisional",     "report.provisional-opening"};

Names ids_to_explain()
{
    auto ids = ids_of_sources();
    ids.insert(more.begin(), more.end());
    for (auto const& id : ids_of_messages("fr")) {
        if (areas.contains(id.substr(0, id.find('.'))) && !labels.contains(id)) {
            ids.insert(id);
        }
    }
    return ids;
}

Names explained_ids()
{
    constexpr std::string_view start = "## ";
    Names ids;
    for (auto const& line : lines_of(read(root / "docs" / "reference" / "errors.md"))) {
        if (line.starts_with(start)) {
            INFO(line << " is there once");
            CHECK(ids.insert(line.substr(start.size())).second);
        }
    }
    return ids;
}

Findings in_first_only(Names const& first, Names const& second)
{
    Findings missing;
    std::ranges::set_difference(first, second, std::back_inserter(missing));
    return missing;
}

/// The anchors of a page, as the forges that show Markdown make them of headings.
Names anchors_of(std::string const& page)
{
    Names anchors;
    for (auto const& line : lines_of(page)) {
        auto const text = line.find_first_not_of('#');
        if (text == 0 || text == line.npos || line[text] != ' ') {
            continue;
        }
        std::string anchor;
        for (unsigned char const c : std::string_view{line}.substr(text + 1)) {
            if (c == ' ') {
                anchor += '-';
            } else if (c >= 0x80 || std::isalnum(c) || c == '-' || c == '_') {
                anchor += static_cast<char>(std::tolower(c));
            }
        }
        anchors.insert(anchor);
    }
    return anchors;
}

/// The targets of `](…)` that lead into this repository.
std::vector<std::string> links_of(std::string const& page)
{
    std::vector<std::string> links;
    for (auto at = page.find("]("); at != page.npos; at = page.find("](", at + 1)) {
        auto link = page.substr(at + 2, page.find(')', at) - at - 2);
        if (link.find("://") == link.npos && !link.starts_with("mailto:")) {
            links.push_back(std::move(link));
        }
    }
    return links;
}

/// Empty, or what is wrong with a link of `page`.
std::string fault_of(fs::path const& page, std::string const& link)
{
    auto const hash = link.find('#');
    auto const file = hash == 0 ? page : page.parent_path() / link.substr(0, hash);
    if (!fs::exists(file)) {
        return "no such file";
    }
    bool const led = hash == link.npos || anchors_of(read(file)).contains(link.substr(hash + 1));
    return led ? "" : "no such heading";
}

} // namespace

TEST_CASE("every command has its page, and every page its command")
{
    Names wanted{"README.md"};
    for (auto const& command : coop::cli::commands()) {
        wanted.insert(page_of(command));
    }
    Names found;
    for (auto const& entry : fs::directory_iterator{pages}) {
        found.insert(entry.path().filename().string());
    }
    CHECK(in_first_only(wanted, found).empty());
    CHECK(in_first_only(found, wanted).empty());
    CHECK(wanted == found);
}

TEST_CASE("the index of the commands leads to every page")
{
    auto const links = links_of(read(pages / "README.md"));
    for (auto const& [page, commands] : commands_by_page()) {
        INFO(page);
        CHECK(std::ranges::count(links, page) == 1);
    }
}

TEST_CASE("the page of a command describes its options, all of them and no other")
{
    for (auto const& [page, commands] : commands_by_page()) {
        INFO(page);
        Names declared;
        for (auto const& command : commands) {
            coop::cli::Arguments arguments;
            command.declare(arguments);
            declared.merge(declared_names(arguments));
        }
        CHECK(described_names(read(pages / page)) == declared);
    }
}

TEST_CASE("the options of every command are described once, in the index")
{
    coop::cli::Globals globals;
    coop::cli::Arguments arguments;
    coop::cli::declare_globals(arguments, globals);
    CHECK(described_names(read(pages / "README.md")) == declared_names(arguments));
}

TEST_CASE("the pages of the commands have the same headings in the same order")
{
    Findings const expected{"## Synopsis", "## Options", "## Exemples", "## Codes de sortie",
                            "## Voir aussi"};
    for (auto const& command : coop::cli::commands()) {
        INFO(command.path);
        auto const lines = lines_of(read(pages / page_of(command)));
        Findings headings;
        std::ranges::copy_if(lines, std::back_inserter(headings),
                             [](std::string const& line) { return line.starts_with("## "); });
        if (command.page.empty()) {
            CHECK(lines.front() == "# coop " + command.path);
        }
        CHECK(headings == expected);
    }
}

TEST_CASE("every example of a command is run by a golden test")
{
    auto const cmd = read(root / "tests" / "golden" / "docs" / "commands" / "cmd");
    for (auto const& command : coop::cli::commands()) {
        INFO(command.path);
        auto const name = page_of(command);
        auto const stem = name.substr(0, name.size() - 3);
        auto const listed = [&](std::string const& around) {
            return cmd.find(around.front() + stem + around.back()) != cmd.npos;
        };
        CHECK((listed("{,") || listed(",,") || listed(",}")));
    }
}

TEST_CASE("every id of an error has its sentence in both languages")
{
    auto const ids = ids_of_sources();
    CHECK(ids.size() > 100);
    for (auto const* language : {"fr", "en"}) {
        INFO(language);
        CHECK(in_first_only(ids, ids_of_messages(language)) == Findings{});
    }
}

TEST_CASE("every error, finding and note has its section, and every section its message")
{
    auto const wanted = ids_to_explain();
    auto const found = explained_ids();
    CHECK(in_first_only(wanted, found) == Findings{});
    CHECK(in_first_only(found, wanted) == Findings{});
}

TEST_CASE("the links of the documentation lead somewhere")
{
    int followed = 0;
    for (auto const& page : documents()) {
        for (auto const& link : links_of(read(page))) {
            ++followed;
            INFO(page.string() << " " << link);
            CHECK(fault_of(page, link) == "");
        }
    }
    CHECK(followed > 100);
}

TEST_CASE("an anchor is made of a heading as a forge makes it")
{
    // GitHub: lower case, punctuation taken out, each space a hyphen; letters with accents stay.
    auto const anchors = anchors_of("# Code 0 : fait, avec une note\n## ledger.too-few-lines\n"
                                    "### Présentation, TOML\n#no heading\n");
    CHECK(anchors ==
          Names{"code-0--fait-avec-une-note", "ledgertoo-few-lines", "présentation-toml"});
}
