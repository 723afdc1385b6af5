// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources.hpp"

#include <coop/core/text.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

// Keeps the sources as docs/ARCHITECTURE.md and docs/STYLE.md want them, where neither the compiler
// nor clang-format can: which folder includes what, and what no file may contain.

using namespace coop::core;
using coop::test::Source;
using coop::test::sources;
using coop::test::without_comments;

namespace {

using Findings = std::vector<std::string>;
using Names = std::set<std::string, std::less<>>;

/// What each layer may include of the others; itself always. main.cpp composes the program.
std::map<std::string, Names, std::less<>> const below = {
    {"core", {}},
    {"i18n", {"core"}},
    {"record", {"core"}},
    {"ledger", {"core", "record"}},
    {"care", {"core", "record", "ledger"}},
    {"report", {"core", "i18n", "ledger", "care"}},
    {"exchange", {"core", "record", "ledger", "care"}},
    {"render", {"core", "i18n"}},
    {"store", {"core", "record", "ledger", "care"}},
    {"store/sqlite", {"core", "record", "ledger", "care", "store"}},
    {"app", {"core", "i18n", "record", "ledger", "care", "report", "exchange", "store"}},
    {"cli",
     {"core", "i18n", "record", "ledger", "care", "report", "exchange", "render", "store", "app"}},
    {"main", {"core", "store", "store/sqlite", "cli"}},
};

/// Where a library may be included: any of these beginnings of a path. None of them is a header of
/// include/, so that no layer compiles what another one uses.
struct Library {
    std::string_view header; ///< the include starts with this
    std::vector<std::string_view> places;
};
std::vector<Library> const libraries = {
    {"sqlite3", {"src/store/sqlite/"}},
    {"SQLiteCpp/", {"src/store/sqlite/"}},
    {"CLI/", {"src/cli/"}},
    {"boost/", {"src/core/"}},
    {"nettle/", {"src/core/"}},
    {"nlohmann/", {"src/core/", "src/exchange/", "src/render/", "src/cli/"}},
    {"toml", {"src/exchange/"}},
    {"minizip/", {"src/exchange/"}},
    {"pugixml", {"src/exchange/"}},
    {"xlsxwriter", {"src/render/"}},
    // No output replaces a book: files are written through the doors of World and by the engine.
    {"fcntl.h", {"src/core/files.cpp", "src/cli/process/", "src/store/sqlite/"}},
    {"fstream", {"src/store/sqlite/"}},
};

/// CLI11 costs seconds in each file that includes it: arguments.cpp and at most one more.
constexpr std::ptrdiff_t cli11_files_max = 2;

/// What one reader keeps in sight. A wing is a folder within a layer, not a namespace: inside
/// `coop::app::care`, `care::` would no longer mean the layer.
constexpr int files_of_a_folder_max = 25;

/// Slow to compile or to start, or dependent on the locale of whoever runs the program.
Names const banned_headers = {"iostream", "regex", "locale"};

/// `ledger` of src/ledger/check.cpp and of include/coop/ledger/check.hpp. Headers of the engine are
/// include/coop/store/sqlite.hpp and what src/store/sqlite holds.
std::string layer_of(std::string_view path)
{
    for (std::string_view root : {"src/", "include/coop/", "coop/"}) {
        if (path.starts_with(root)) {
            path.remove_prefix(root.size());
            break;
        }
    }
    if (path == "main.cpp") {
        return "main";
    }
    if (path.starts_with("store/sqlite")) {
        return "store/sqlite";
    }
    return std::string{path.substr(0, path.find('/'))};
}

/// Where `word` stands as a word, from `from` on, or npos.
std::size_t find_word(std::string_view text, std::string_view word, std::size_t from = 0)
{
    auto const part_of_word = [&](std::size_t i) {
        return i < text.size() &&
               (std::isalnum(static_cast<unsigned char>(text[i])) != 0 || text[i] == '_');
    };
    for (auto i = text.find(word, from); i != text.npos; i = text.find(word, i + 1)) {
        if (!(i > 0 && part_of_word(i - 1)) && !part_of_word(i + word.size())) {
            return i;
        }
    }
    return text.npos;
}

bool contains_word(std::string_view text, std::string_view word)
{
    return find_word(text, word) != text.npos;
}

std::size_t skip_blanks(std::string_view code, std::size_t at)
{
    return std::min(code.find_first_not_of(" \n", at), code.size());
}

/// Behind the parenthesis that closes the one at `open`.
std::size_t skip_parentheses(std::string_view code, std::size_t open)
{
    int depth = 0;
    for (auto i = open; i < code.size(); ++i) {
        depth += code[i] == '(' ? 1 : code[i] == ')' ? -1 : 0;
        if (depth == 0) {
            return i + 1;
        }
    }
    return code.size();
}

/// Where the statement begins that `keyword`, which stands at `at`, governs.
std::size_t governed(std::string_view code, std::string_view keyword, std::size_t at)
{
    at = skip_blanks(code, at + keyword.size());
    if (code.substr(at).starts_with("constexpr")) {
        at = code.find('(', at);
    }
    if (keyword != "else" && code.substr(at).starts_with('(')) {
        at = skip_blanks(code, skip_parentheses(code, at));
    }
    if (code.substr(at).starts_with("[[")) {
        at = skip_blanks(code, code.find("]]", at) + 2);
    }
    return at;
}

/// The lines, from 0, whose `if`, `else`, `for` or `while` governs a statement without braces.
std::set<std::ptrdiff_t> lines_without_braces(std::string_view code)
{
    std::set<std::ptrdiff_t> lines;
    for (std::string_view const keyword : {"if", "else", "for", "while"}) {
        for (auto at = find_word(code, keyword); at != code.npos;
             at = find_word(code, keyword, at + 1)) {
            auto const statement = code.substr(governed(code, keyword, at));
            bool const directive = at > 0 && code[at - 1] == '#';
            bool const chained = keyword == "else" && find_word(statement, "if") == 0;
            bool const ends_do = keyword == "while" && statement.starts_with(';');
            if (!directive && !chained && !ends_do && !statement.starts_with('{')) {
                lines.insert(
                    std::count(code.begin(), code.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
            }
        }
    }
    return lines;
}

/// What `#include <x>` or `#include "x"` names, with its opening mark, or "".
std::string_view included(std::string_view line)
{
    constexpr std::string_view directive = "#include ";
    if (!line.starts_with(directive)) {
        return {};
    }
    line.remove_prefix(directive.size());
    return line.substr(0, line.find_first_of(">\"", 1));
}

bool handles_money(std::string_view path)
{
    auto const layer = layer_of(path);
    return layer == "ledger" || layer.starts_with("store") || layer == "report" ||
           path.starts_with("src/core/money") || path.starts_with("include/coop/core/money");
}

void check_layer(std::string_view path, std::string_view header, Findings& findings)
{
    auto const from = layer_of(path);
    auto const to = layer_of(header);
    auto const known = below.find(from);
    if (known == below.end()) {
        findings.push_back("folder of no layer");
    } else if (from != to && !known->second.contains(to)) {
        findings.push_back(from + " includes " + to);
    }
}

void check_library(std::string_view path, std::string_view header, Findings& findings)
{
    for (auto const& library : libraries) {
        auto const here = [&](std::string_view place) { return path.starts_with(place); };
        if (header.starts_with(library.header) &&
            std::none_of(library.places.begin(), library.places.end(), here)) {
            findings.push_back("<" + std::string{header} + "> does not belong here");
        }
    }
    if (below.contains(std::string{header.substr(0, header.find('/'))}) &&
        header.find('/') != header.npos) {
        findings.push_back("a header of coop is <coop/…>, or \"…\" within its layer");
    }
    if (banned_headers.contains(header)) {
        findings.push_back("<" + std::string{header} + "> is not used in coop");
    }
}

void check_include(std::string_view path, std::string_view line, Findings& findings)
{
    auto header = included(line);
    if (header.empty()) {
        return;
    }
    bool const quoted = header.front() == '"';
    header.remove_prefix(1);
    if (header.starts_with("coop/")) {
        check_layer(path, header, findings);
    } else if (!quoted) {
        check_library(path, header, findings);
    } else if (header.find('/') != header.npos && layer_of(header) != layer_of(path)) {
        findings.push_back("a quoted include names its own folder or its own layer's root");
    }
}

void check_line(std::string_view line, Findings& findings)
{
    if (line.find('\t') != line.npos) {
        findings.push_back("a tab");
    }
    if (line.ends_with(' ') || line.ends_with('\r')) {
        findings.push_back("a blank at the end");
    }
    if (display_width(line) > 100) {
        findings.push_back("more than 100 columns");
    }
    for (std::string_view word : {"TODO", "FIXME", "XXX"}) {
        if (contains_word(line, word)) {
            findings.push_back(std::string{word} + ": an issue, not a comment");
        }
    }
}

/// Whether the line asks if a text begins with digits, compares its first character with the digit
/// of a class of accounts, or an account with a code.
bool asks_for_digits(std::string_view line)
{
    auto const is_digit = [](char c) { return '0' <= c && c <= '9'; };
    constexpr std::string_view question = "starts_with(";
    for (auto i = line.find(question); i != line.npos; i = line.find(question, i + 1)) {
        auto const asked = line.substr(i + question.size(), 2);
        if (asked.size() == 2 && (asked[0] == '"' || asked[0] == '\'') && is_digit(asked[1])) {
            return true;
        }
    }
    auto const has = [&](std::string_view part) { return line.find(part) != line.npos; };
    bool const of_first = has(".front()") || has("account[0]") || has("code[0]");
    for (std::size_t i = 0; of_first && i + 2 < line.size(); ++i) {
        if (line[i] == '\'' && '1' <= line[i + 1] && line[i + 1] <= '8' && line[i + 2] == '\'') {
            return true;
        }
    }
    for (std::string_view name : {"account", "code"}) {
        for (std::string_view relation : {" == \"", " != \""}) {
            auto const asked = std::string{name} + std::string{relation};
            auto const at = line.find(asked);
            if (at != line.npos && at + asked.size() < line.size() &&
                is_digit(line[at + asked.size()])) {
                return true;
            }
        }
    }
    return false;
}

/// What the number of an account says is asked of ledger: a chart has one reader.
void check_accounts(std::string_view path, std::string_view line, Findings& findings)
{
    if (layer_of(path) != "ledger" && asks_for_digits(line)) {
        findings.push_back("the number of an account: see coop/ledger/account_role.hpp");
    }
}

/// A command asks a format what it has to know of it, or names one that the program chooses.
/// `text` is also what a free value of an option is called.
void check_format_names(std::string_view path, std::string_view line, std::string_view code,
                        Findings& findings)
{
    if (path.starts_with("src/render/") || path.starts_with("src/exchange/")) {
        return;
    }
    for (std::string_view name : {"\"csv\"", "\"json\"", "\"md\"", "\"ndjson\"", "\"tsv\""}) {
        for (auto i = line.find(name); i != line.npos; i = line.find(name, i + 1)) {
            if (code[i] == '"' && code[i + name.size() - 1] == '"') {
                findings.push_back("the name of a format, which only its list knows");
            }
        }
    }
}

void check_code(std::string_view path, std::string_view code, Findings& findings)
{
    for (std::string_view type : {"float", "double"}) {
        if (handles_money(path) && contains_word(code, type)) {
            findings.push_back(std::string{type} + " near an amount");
        }
    }
}

/// Every rule over one file; `path` from the root of the sources.
Findings check(std::string_view path, std::string_view text)
{
    Findings all;
    auto const say = [&](std::size_t line, Findings const& findings) {
        for (auto const& finding : findings) {
            all.push_back(std::string{path} + ":" + std::to_string(line) + ": " + finding);
        }
    };
    if (!text.starts_with("// SPDX-License-Identifier: GPL-3.0-or-later\n")) {
        say(1, {"the first line is the licence"});
    }
    if (!text.ends_with('\n')) {
        say(1, {"the last line does not end"});
    }
    if (path.ends_with(".hpp") && text.find("\n#pragma once\n") == text.npos) {
        say(1, {"a header without #pragma once"});
    }
    if (!below.contains(layer_of(path))) {
        say(1, {"a folder of no layer"});
    }
    auto const code = without_comments(text);
    auto const lines = split(text, '\n');
    auto const code_lines = split(code, '\n');
    auto const bare = lines_without_braces(code);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        Findings findings;
        check_line(lines[i], findings);
        check_code(path, code_lines[i], findings);
        check_accounts(path, lines[i], findings);
        check_format_names(path, lines[i], code_lines[i], findings);
        if (bare.contains(static_cast<std::ptrdiff_t>(i))) {
            findings.push_back("a statement without braces");
        }
        if (code_lines[i].starts_with("#include")) {
            check_include(path, lines[i], findings);
        }
        say(i + 1, findings);
    }
    return all;
}

/// A file that keeps every rule, but for `body`.
std::string file_with(std::string const& body)
{
    return "// SPDX-License-Identifier: GPL-3.0-or-later\n#pragma once\n" + body + "\n";
}

} // namespace

TEST_CASE("every source keeps the rules of the house")
{
    std::string report;
    for (auto const& [path, text] : sources()) {
        for (auto const& finding : check(path, text)) {
            report += finding + "\n";
        }
    }
    INFO(report);
    CHECK(report.empty());
}

TEST_CASE("no folder outgrows its reader")
{
    std::map<std::string, int> sizes;
    for (auto const& source : sources()) {
        ++sizes[source.path.substr(0, source.path.rfind('/'))];
    }
    for (auto const& [folder, size] : sizes) {
        INFO(folder << ": " << size << " files; files of one subject make a wing of it");
        CHECK(size <= files_of_a_folder_max);
    }
}

TEST_CASE("few files include CLI11")
{
    auto const all = sources();
    CHECK(std::count_if(all.begin(), all.end(), [](Source const& source) {
              return source.text.find("#include <CLI/") != std::string::npos;
          }) <= cli11_files_max);
}

TEST_CASE("a layer includes what lies below, and nothing else")
{
    struct Case {
        std::string path, header;
        bool allowed;
    };
    for (auto const& c : {
             Case{"src/core/money.cpp", "coop/core/money.hpp", true},
             {"src/core/money.cpp", "coop/ledger/entry.hpp", false},
             {"include/coop/i18n/message.hpp", "coop/core/cell.hpp", true},
             {"include/coop/i18n/message.hpp", "coop/ledger/entry.hpp", false},
             {"src/ledger/check.cpp", "coop/core/money.hpp", true},
             {"src/ledger/check.cpp", "coop/care/entry.hpp", false},
             {"src/ledger/check.cpp", "coop/store/store.hpp", false},
             {"src/care/compute.cpp", "coop/ledger/entry.hpp", true},
             {"src/report/ag.cpp", "coop/i18n/message.hpp", true},
             {"src/report/ag.cpp", "coop/store/store.hpp", false},
             {"src/report/ag.cpp", "coop/render/render.hpp", false},
             {"src/exchange/csv.cpp", "coop/ledger/draft.hpp", true},
             {"src/exchange/csv.cpp", "coop/store/store.hpp", false},
             {"src/exchange/csv.cpp", "coop/cli/run.hpp", false},
             {"src/render/text.cpp", "coop/i18n/message.hpp", true},
             {"src/render/text.cpp", "coop/ledger/entry.hpp", false},
             {"include/coop/store/store.hpp", "coop/ledger/entry.hpp", true},
             {"include/coop/store/store.hpp", "coop/store/sqlite.hpp", false},
             {"include/coop/store/sqlite.hpp", "coop/store/store.hpp", true},
             {"src/store/sqlite/session.cpp", "coop/store/store.hpp", true},
             {"src/store/sqlite/session.cpp", "coop/app/add_entry.hpp", false},
             {"src/app/ledger.cpp", "coop/store/store.hpp", true},
             {"src/app/ledger.cpp", "coop/report/report.hpp", true},
             {"src/app/ledger.cpp", "coop/store/sqlite.hpp", false},
             {"src/app/ledger.cpp", "coop/render/render.hpp", false},
             {"src/app/ledger.cpp", "coop/cli/world.hpp", false},
             {"src/cli/run.cpp", "coop/app/ledger.hpp", true},
             {"src/cli/run.cpp", "coop/render/render.hpp", true},
             {"src/cli/run.cpp", "coop/store/sqlite.hpp", false},
             {"src/main.cpp", "coop/store/sqlite.hpp", true},
             {"src/main.cpp", "coop/cli/run.hpp", true},
             {"src/main.cpp", "coop/app/ledger.hpp", false},
             {"src/core/date.cpp", "fmt/format.h", true},
             {"src/core/money.cpp", "boost/multiprecision/cpp_int.hpp", true},
             {"src/ledger/split.cpp", "boost/multiprecision/cpp_int.hpp", false},
             {"include/coop/core/money.hpp", "boost/multiprecision/cpp_int.hpp", false},
             {"src/core/hash.cpp", "nettle/sha2.h", true},
             {"src/app/verify.cpp", "nettle/sha2.h", false},
             {"src/store/sqlite/session.cpp", "sqlite3.h", true},
             {"src/store/sqlite/session.cpp", "SQLiteCpp/SQLiteCpp.h", true},
             {"src/store/session.cpp", "sqlite3.h", false},
             {"include/coop/store/sqlite.hpp", "SQLiteCpp/SQLiteCpp.h", false},
             {"src/cli/arguments.cpp", "CLI/CLI.hpp", true},
             {"src/app/ledger.cpp", "CLI/CLI.hpp", false},
             {"include/coop/cli/run.hpp", "CLI/CLI.hpp", false},
             {"src/render/json.cpp", "nlohmann/json.hpp", true},
             {"include/coop/render/render.hpp", "nlohmann/json.hpp", false},
             {"src/ledger/check.cpp", "nlohmann/json.hpp", false},
             {"src/exchange/layout.cpp", "toml++/toml.h", true},
             {"src/cli/report.cpp", "toml++/toml.h", false},
             {"src/core/text.cpp", "vector", true},
             {"src/core/text.cpp", "iostream", false},
             {"src/cli/run.cpp", "iostream", false},
             {"include/coop/core/text.hpp", "regex", false},
             {"src/i18n/message.cpp", "locale", false},
             {"src/other/x.cpp", "coop/core/text.hpp", false},
         }) {
        INFO(c.path << " includes " << c.header);
        CHECK(check(c.path, file_with("#include <" + c.header + ">")).empty() == c.allowed);
    }
    CHECK(check("src/core/text.cpp", file_with("#include \"utf8.hpp\"")).empty());
    CHECK_FALSE(check("src/core/text.cpp", file_with("#include \"../app/x.hpp\"")).empty());
    CHECK_FALSE(check("src/core/text.cpp", file_with("#include \"coop/app/x.hpp\"")).empty());
    CHECK(check("src/app/care/close.cpp", file_with("#include \"app/answer.hpp\"")).empty());
    CHECK(check("src/app/report.cpp", file_with("#include \"app/care/facts.hpp\"")).empty());
    CHECK_FALSE(check("src/app/care/x.cpp", file_with("#include \"care/words.hpp\"")).empty());
    CHECK_FALSE(check("src/app/care/x.cpp", file_with("#include <app/answer.hpp>")).empty());
    CHECK(check("src/store/sqlite/verify/entries.cpp",
                file_with("#include \"store/sqlite/schema.hpp\""))
              .empty());
    CHECK_FALSE(
        check("src/store/x.cpp", file_with("#include \"store/sqlite/schema.hpp\"")).empty());
}

TEST_CASE("a file that breaks a rule of form is found, with its line")
{
    struct Case {
        std::string path, text;
        bool kept;
    };
    for (auto const& c : {
             Case{"src/core/x.cpp", file_with("int i;"), true},
             {"src/core/x.cpp", "int i;\n", false},
             {"src/core/x.cpp", "\n" + file_with(""), false},
             {"src/core/x.cpp", "// SPDX-License-Identifier: GPL-3.0-or-later\nint i;", false},
             {"src/core/x.cpp", "// SPDX-License-Identifier: GPL-3.0-or-later\nint i;\n", true},
             {"src/core/x.hpp", "// SPDX-License-Identifier: GPL-3.0-or-later\nint i;\n", false},
             {"src/core/x.cpp", file_with("\tint i;"), false},
             {"src/core/x.cpp", file_with("int i; "), false},
             {"src/core/x.cpp", file_with("int i;\r"), false},
             {"src/core/x.cpp", file_with("//" + std::string(98, 'x')), true},
             {"src/core/x.cpp", file_with("//" + std::string(99, 'x')), false},
             {"src/core/x.cpp", file_with("// TODO: later"), false},
             {"src/core/x.cpp", file_with("/* FIXME */"), false},
             {"src/core/x.cpp", file_with("// XXX"), false},
             {"src/core/x.cpp", file_with("int XXXL;"), true},
         }) {
        INFO(c.path << '\n' << c.text);
        CHECK(check(c.path, c.text).empty() == c.kept);
    }
    std::string accents = "// ";
    for (int i = 0; i < 97; ++i) {
        accents += "é";
    }
    CHECK(check("src/core/x.cpp", file_with(accents)).empty());
    CHECK(check("src/core/x.cpp", file_with("int i; ")).front() ==
          "src/core/x.cpp:3: a blank at the end");
}

TEST_CASE("the name of a format is found outside the lists of formats")
{
    struct Case {
        std::string path, body;
        bool kept;
    };
    for (auto const& c : {
             Case{"src/cli/x.cpp", "auto x = format.name == \"csv\";", false},
             {"src/app/x.cpp", "auto x = find_format(\"ndjson\");", false},
             {"src/render/formats.cpp", "auto x = \"csv\";", true},
             {"src/exchange/exporters.cpp", "auto x = \"csv\";", true},
             {"src/cli/x.cpp", "// \"csv\"", true},
             {"src/cli/x.cpp", "auto x = \"--csv\";", true},
         }) {
        INFO(c.path << '\n' << c.body);
        CHECK(check(c.path, file_with(c.body)).empty() == c.kept);
    }
}

TEST_CASE("a statement without braces is found")
{
    for (std::string const body :
         {"if (a) {\n    b();\n} else if (c(\"(\")) {\n} else {\n}", "for (;;) {\n}",
          "do {\n} while (a);", "#if A\n#else\n#endif", "if constexpr (a) {\n}",
          "if (a == '(') [[unlikely]] {\n}", "// if (a) b();"}) {
        INFO(body);
        CHECK(check("src/core/x.cpp", file_with(body)).empty());
    }
    for (std::string const body :
         {"if (a)\n    b();", "if (a) {\n} else\n    b();", "for (;;)\n    if (a) {\n    }",
          "while (a) b();", "if (a(')'))\n    return;"}) {
        INFO(body);
        CHECK(check("src/core/x.cpp", file_with(body)) ==
              Findings{"src/core/x.cpp:" + std::string{body.find("else") == body.npos ? "3" : "4"} +
                       ": a statement without braces"});
    }
}

TEST_CASE("floating point is found near amounts, in code only")
{
    struct Case {
        std::string path, body;
        bool kept;
    };
    for (auto const& c : {
             Case{"src/ledger/x.cpp", "double x;", false},
             {"src/ledger/x.cpp", "float x;", false},
             {"include/coop/ledger/x.hpp", "double x;", false},
             {"src/store/sqlite/x.cpp", "auto x = static_cast<double>(y);", false},
             {"src/report/x.cpp", "std::vector<double> x;", false},
             {"src/core/money.cpp", "double x;", false},
             {"src/core/width.cpp", "double x;", true},
             {"src/render/x.cpp", "double x;", true},
             {"src/ledger/x.cpp", "int double_entry;", true},
             {"src/ledger/x.cpp", "// a double entry", true},
             {"src/ledger/x.cpp", "/* a\n double\n entry */ int i;", true},
             {"src/ledger/x.cpp", "/* a */ double x;", false},
             {"src/ledger/x.cpp", "auto x = \"double \\\" double\";", true},
             {"src/ledger/x.cpp", "auto x = \"//\"; double y;", false},
             {"src/ledger/x.cpp", "auto x = R\"(\" double)\";", true},
             {"src/ledger/x.cpp", "auto x = R\"sql(\" // )sql\"; double y;", false},
             {"src/ledger/x.cpp", "char c = '\"'; double y;", false},
         }) {
        INFO(c.path << '\n' << c.body);
        CHECK(check(c.path, file_with(c.body)).empty() == c.kept);
    }
}

TEST_CASE("only ledger knows what the number of an account says")
{
    struct Case {
        std::string path, body;
        bool kept;
    };
    for (auto const& c : {
             Case{"src/app/x.cpp", "return account.starts_with(\"53\");", false},
             {"src/report/x.cpp", "return account.starts_with('6');", false},
             {"include/coop/exchange/x.hpp", "return code.starts_with(\"12\");", false},
             {"src/app/x.cpp", "return a(b.starts_with(c)) || code.starts_with(\"4\");", false},
             {"src/app/x.cpp", "return account.front() > '7';", false},
             {"src/app/x.cpp", "return '1' <= account.front();", false},
             {"src/report/x.cpp", "return account[0] == '6';", false},
             {"src/cli/x.cpp", "return account.code == \"512\";", false},
             {"src/cli/x.cpp", "return line.account != \"120\";", false},
             {"src/ledger/x.cpp", "return account.starts_with(\"53\");", true},
             {"include/coop/ledger/x.hpp", "return code.starts_with('6');", true},
             {"src/app/x.cpp", "return ledger::is_cash(account);", true},
             {"src/app/x.cpp", "return account.starts_with(prefix);", true},
             {"src/core/x.cpp", "return text.starts_with(\"-\");", true},
             {"src/core/x.cpp", "return text.front() == '0';", true},
             {"src/core/x.cpp", "value = value * 10 + (c - '1');", true},
         }) {
        INFO(c.path << '\n' << c.body);
        CHECK(check(c.path, file_with(c.body)).empty() == c.kept);
    }
}
