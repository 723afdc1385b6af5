// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/core/resources.hpp>
#include <coop/core/text.hpp>

#include <catch2/catch.hpp>

#include <cstdlib>
#include <map>
#include <set>
#include <string>
#include <vector>

using namespace coop;

namespace {

/// Raw msgstr of each msgid; ids that stand twice are listed in `twice`.
struct Catalogue {
    std::map<std::string, std::string> sentences;
    std::vector<std::string> twice;
};

std::string quoted_part(std::string_view line)
{
    auto const first = line.find('"') + 1;
    return std::string{line.substr(first, line.rfind('"') - first)};
}

Catalogue read(std::string_view path)
{
    Catalogue result;
    std::string id;
    for (auto const line : core::split(core::resource(path), '\n')) {
        if (line.starts_with("msgid ")) {
            id = quoted_part(line);
            if (!result.sentences.emplace(id, "").second) {
                result.twice.push_back(id);
            }
        } else if (line.starts_with("msgstr ") || line.starts_with('"')) {
            result.sentences[id] += quoted_part(line);
        }
    }
    return result;
}

std::set<std::string> placeholders(std::string_view sentence)
{
    std::set<std::string> result;
    for (auto open = sentence.find('{'); open != sentence.npos;
         open = sentence.find('{', open + 1)) {
        result.emplace(sentence.substr(open, sentence.find('}', open) - open));
    }
    return result;
}

} // namespace

TEST_CASE("both languages have the same sentences with the same placeholders")
{
    auto const fr = read("messages/fr.po");
    auto const en = read("messages/en.po");
    CHECK(fr.twice.empty());
    CHECK(en.twice.empty());
    for (auto const& [id, sentence] : fr.sentences) {
        INFO(id);
        CHECK_FALSE(sentence.empty());
        auto const found = en.sentences.find(id);
        REQUIRE(found != en.sentences.end());
        CHECK_FALSE(found->second.empty());
        CHECK(placeholders(sentence) == placeholders(found->second));
    }
    for (auto const& [id, sentence] : en.sentences) {
        INFO(id);
        CHECK(fr.sentences.contains(id));
    }
}

TEST_CASE("every id is written so that a search of the file finds it")
{
    for (auto const* path : {"messages/fr.po", "messages/en.po"}) {
        auto const text = core::resource(path);
        for (auto const& [id, sentence] : read(path).sentences) {
            INFO(path << " " << id);
            CHECK(text.find("msgid \"" + id + "\"\nmsgstr \"") != text.npos);
        }
    }
}

TEST_CASE("gettext finds nothing wrong with the catalogues")
{
    if (std::system("msgfmt --version > /dev/null 2>&1") != 0) {
        WARN("msgfmt is not installed: not checked");
        return;
    }
    for (std::string const path : {"messages/fr.po", "messages/en.po"}) {
        INFO(path);
        // Not --check: it also warns of header fields that only translation teams fill.
        CHECK(std::system(("msgfmt --check-format --check-domain -o /dev/null '" COOP_SOURCE_DIR
                           "/schemas/" +
                           path + "'")
                              .c_str()) == 0);
    }
}
