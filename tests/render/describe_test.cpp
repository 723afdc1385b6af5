// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include <coop/core/text.hpp>
#include <coop/render/render.hpp>

#include "written.hpp"

#include <catch2/catch.hpp>

using namespace coop;
using core::Severity;
using i18n::Language;
using nlohmann::json;

namespace {

core::Diagnostic ambiguous(core::Where where)
{
    return {Severity::error, "money.ambiguous", {{"text", std::string{"1.234"}}}, std::move(where)};
}

/// The lines of the excerpt and of the caret.
std::pair<std::string, std::string> excerpt(std::string line, int column)
{
    auto const said = render::describe(ambiguous({"f", 1, column, std::move(line)}), Language::fr);
    auto const lines = core::split(said, '\n');
    REQUIRE(lines.size() > 3);
    return {std::string{lines[2]}, std::string{lines[3]}};
}

} // namespace

TEST_CASE("a finding says what, where, shows the place and what to do")
{
    auto const sentence =
        i18n::text(Language::fr, "money.ambiguous", {{"text", std::string{"1.234"}}});
    auto const hint = i18n::text(Language::fr, "money.ambiguous.hint");
    CHECK(render::describe(ambiguous({"écritures.csv", 3, 12, "2017-01-01;1.234"}), Language::fr) ==
          "erreur : " + sentence +
              "\n"
              "  écritures.csv:3:12\n"
              "    2017-01-01;1.234\n"
              "               ^\n"
              "  → " +
              hint + "\n");
    CHECK(render::describe(ambiguous({}), Language::en).starts_with("error: "));
}

TEST_CASE("a finding tells how serious it is")
{
    struct Case {
        Severity severity;
        std::string words;
    };
    for (auto const& c : {Case{Severity::error, "erreur : En euros\n"},
                          {Severity::warning, "attention : En euros\n"},
                          {Severity::info, "note : En euros\n"}}) {
        CHECK(render::describe({c.severity, "render.euro", {}, {}}, Language::fr) == c.words);
    }
}

TEST_CASE("a place is as precise as what is known of it")
{
    struct Case {
        core::Where where;
        std::string place;
    };
    for (auto const& c : {
             Case{{"--date", 0, 0, ""}, "\n  --date\n"},
             {{"f.csv", 3, 0, ""}, "\n  f.csv:3\n"},
             {{"f.csv", 3, 7, ""}, "\n  f.csv:3:7\n"},
             {{"", 3, 7, ""}, "\n  3:7\n"},
             {{"a\nb", 0, 0, ""}, "\n  a\\nb\n"},
         }) {
        INFO(c.place);
        CHECK(render::describe(ambiguous(c.where), Language::fr).find(c.place) !=
              std::string::npos);
    }
}

TEST_CASE("the caret stands under its column, whatever stands before it")
{
    struct Case {
        std::string line;
        int column;
        std::string shown;
        int caret;
    };
    for (auto const& c : {
             Case{"abc", 1, "abc", 0},
             {"abc", 3, "abc", 2},
             {"abc", 4, "abc", 3}, // after the end: something is missing there
             {"abc", 99, "abc", 3},
             {"été;x", 7, "été;x", 4}, // é is two bytes and one column
             {"été;x", 2, "été;x", 0}, // inside é
             {"🚲;x", 6, "🚲;x", 3},
             {"e\u0301;x", 5, "e\u0301;x", 2},
             {"a\tb", 3, "a    b", 5},
             {"\x1b;x", 3, "\\x1b;x", 5},
             {"\xe9;x", 3, "\\xe9;x", 5},
         }) {
        INFO(c.line << " " << c.column);
        auto const [line, caret] = excerpt(c.line, c.column);
        CHECK(line == "    " + c.shown);
        CHECK(caret == std::string(static_cast<std::size_t>(4 + c.caret), ' ') + "^");
    }
}

TEST_CASE("a line of 10 000 characters is cut around the caret")
{
    for (int const column : {1, 60, 5000, 9999, 10'000, 10'001}) {
        INFO(column);
        auto line = std::string(10'000, 'x');
        if (column <= 10'000) {
            line[static_cast<std::size_t>(column) - 1] = '!';
        }
        auto const [shown, caret] = excerpt(line, column);
        CHECK(core::display_width(shown) <= 80);
        auto const at = static_cast<int>(caret.size()) - 1;
        auto const mark = shown.find('!');
        if (column <= 10'000) {
            REQUIRE(mark != std::string::npos);
            CHECK(core::display_width(std::string_view{shown}.substr(0, mark)) == at);
        }
        CHECK(shown.find("…") != std::string::npos);
    }
    auto const without = excerpt(std::string(10'000, 'x'), 0);
    CHECK(without.first == "    " + std::string(75, 'x') + "…");
}

TEST_CASE("a value in a finding cannot move the cursor")
{
    auto const said = render::describe(
        {Severity::error, "money.ambiguous", {{"text", std::string{"1\n\x1b[2J"}}}, {}},
        Language::fr);
    CHECK(said.find("1\\n\\x1b[2J") != std::string::npos);
    CHECK(said.find('\x1b') == std::string::npos);
}

TEST_CASE("an error in JSON has its id, sentence, hint, place and findings, on one line")
{
    std::vector<core::Diagnostic> const findings = {ambiguous({"f.csv", 4, 2, "x\xe9"}),
                                                    {Severity::warning, "render.euro", {}, {}}};
    auto const bytes = render::describe_json(ambiguous({"f.csv", 3, 12, "2017;\"1.234\"\n"}),
                                             findings, Language::fr);
    CHECK(bytes.find('\n') == bytes.size() - 1);
    auto const error = json::parse(bytes)["error"];
    CHECK(error["id"] == "money.ambiguous");
    CHECK(error["message"] ==
          i18n::text(Language::fr, "money.ambiguous", {{"text", std::string{"1.234"}}}));
    CHECK(error["hint"] == i18n::text(Language::fr, "money.ambiguous.hint"));
    CHECK(error["where"] ==
          json{{"source", "f.csv"}, {"line", 3}, {"column", 12}, {"excerpt", "2017;\"1.234\"\n"}});
    REQUIRE(error["findings"].size() == 2);
    CHECK(error["findings"][0]["where"]["excerpt"] == "x\ufffd");
    CHECK(error["findings"][1]["severity"] == "warning");
    CHECK(error["findings"][1]["where"] == nullptr);
    CHECK(error["findings"][1]["hint"] == nullptr);
}

TEST_CASE("an error without findings says so with an empty list")
{
    auto const error = json::parse(
        render::describe_json({Severity::error, "render.euro", {}, {}}, {}, Language::en))["error"];
    CHECK(error["findings"] == json::array());
    CHECK(error["message"] == "In euro");
}
