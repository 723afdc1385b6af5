// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/core/text.hpp>
#include <coop/i18n/message.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

// docs/reference/errors.md says each error, finding and note in the words the program has for it,
// and what docs/reference/errors.notes adds: so neither is written twice, nor forgotten in one.

using namespace coop;

namespace {

constexpr std::string_view heading =
    "<!-- errors.notes et schemas/messages/fr.po, mis ensemble par tests/cli/errors_page_test.cpp. "
    "COOP_REWRITE=1 avec ce test l'écrit à nouveau. -->\n";

std::filesystem::path const reference{COOP_SOURCE_DIR "/docs/reference"};
std::filesystem::path const cases{COOP_SOURCE_DIR "/tests/golden/errors"};

std::string read(std::filesystem::path const& path)
{
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

bool is_of_name(unsigned char c)
{
    return std::islower(c) != 0 || std::isdigit(c) != 0 || c == '_' || c == '-';
}

/// `{year}` as `YEAR`, as a value that is typed; what Markdown would obey, as it is.
std::string for_readers(std::string_view sentence)
{
    std::string result;
    for (std::size_t i = 0; i < sentence.size(); ++i) {
        auto const close = sentence.find('}', i);
        auto const name = sentence.substr(i + 1, close - i - 1);
        if (sentence[i] == '{' && close != sentence.npos && std::ranges::all_of(name, is_of_name)) {
            result += '`';
            for (unsigned char const c : name) {
                result += static_cast<char>(std::toupper(c));
            }
            result += '`';
            i = close;
        } else {
            result += sentence[i] == '*' || sentence[i] == '<' ? "\\" : "";
            result += sentence[i];
        }
    }
    return result;
}

/// `hint` as it goes on after a colon: its first letter small, unless it begins a word in capitals.
std::string after_colon(std::string hint)
{
    auto const byte = [&](std::size_t i) { return static_cast<unsigned char>(hint.at(i)); };
    if (std::isupper(byte(0)) != 0 && std::isupper(byte(1)) == 0) {
        hint[0] = static_cast<char>(std::tolower(byte(0)));
    } else if (byte(0) == 0xc3 && byte(1) >= 0x80 && byte(1) < 0x9f) {
        hint[1] = static_cast<char>(byte(1) + 0x20); // À to Þ, in UTF-8
    }
    return hint;
}

struct Section {
    std::string id;
    std::string code; ///< Of the exit, by the heading above.
    std::string text; ///< Sentence, hint and note, a line each.
};

struct Page {
    std::string text;
    std::vector<Section> sections;
};

/// The sentence of `id` and its hint; an id has no spaces, and any other text of the notes has.
std::string said(std::string const& id)
{
    auto const language = i18n::Language::fr;
    auto const hint = i18n::find_text(language, id + ".hint");
    return for_readers(i18n::text(language, id)) + "\n" +
           (hint ? "À faire : " + after_colon(for_readers(*hint)) + "\n" : "");
}

/// The page that `notes` and the sentences give.
Page page_of(std::string_view notes)
{
    constexpr std::string_view margin = "    ";
    constexpr std::string_view group = "# Code ";
    Page page{std::string{heading}, {}};
    std::string code;
    for (auto const line : core::split(notes, '\n')) {
        if (line.starts_with("// ")) {
            continue;
        }
        if (line.starts_with(margin)) {
            auto const note = std::string{line.substr(margin.size())} + "\n";
            page.text += note;
            page.sections.back().text += note;
        } else if (line.empty() || line.find(' ') != line.npos) {
            code = line.starts_with(group)
                       ? line.substr(group.size(), line.find(' ', group.size()) - group.size())
                       : code;
            page.text += std::string{line} + "\n";
        } else {
            page.sections.push_back({std::string{line}, code, said(std::string{line})});
            page.text += page.text.ends_with("\n\n") ? "" : "\n";
            page.text += "## " + std::string{line} + "\n" + page.sections.back().text;
        }
    }
    page.text.resize(page.text.find_last_not_of('\n') + 2);
    return page;
}

/// The exit codes that a golden case has seen, as it writes them: `[3]`.
std::vector<std::string> codes_of(std::string_view expected)
{
    std::vector<std::string> codes;
    for (auto const line : core::split(expected, '\n')) {
        if (line.starts_with('[') && line.ends_with(']')) {
            codes.emplace_back(line.substr(1, line.size() - 2));
        }
    }
    return codes;
}

} // namespace

TEST_CASE("errors.md is what the sentences and their notes give together")
{
    auto const page = page_of(read(reference / "errors.notes"));
    CHECK(page.sections.size() > 500);
    if (std::getenv("COOP_REWRITE") != nullptr) {
        std::ofstream{reference / "errors.md"} << page.text;
    }
    CHECK(read(reference / "errors.md") == page.text);
}

TEST_CASE("a section of errors.md says once what is to do")
{
    constexpr std::string_view todo = "À faire : ";
    for (auto const& section : page_of(read(reference / "errors.notes")).sections) {
        INFO(section.id);
        CHECK(section.text.find(todo) == section.text.rfind(todo));
    }
}

TEST_CASE("the code of an error is the one its golden case sees, or its note says the other")
{
    int seen = 0;
    for (auto const& section : page_of(read(reference / "errors.notes")).sections) {
        auto const codes = codes_of(read(cases / section.id / "expected"));
        if (codes.empty() || section.code == "0") {
            continue;
        }
        ++seen;
        INFO(section.id << " is under " << section.code);
        CHECK((std::ranges::find(codes, section.code) != codes.end() ||
               section.text.find("le code est " + codes.back()) != section.text.npos));
    }
    CHECK(seen > 300);
}

TEST_CASE("a note stands below the sentence and its hint, and a placeholder reads as a word")
{
    auto const page = page_of("# Code 2 : ligne\n\nmoney.decimals\n    Une note.\n");
    CHECK(page.text == std::string{heading} +
                           "# Code 2 : ligne\n\n## money.decimals\n"
                           "Le montant « `TEXT` » a plus de deux chiffres après la virgule.\n"
                           "À faire : un montant s’arrête au centime : arrondissez-le vous-même.\n"
                           "Une note.\n");
}
