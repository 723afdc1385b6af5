// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/i18n/message.hpp>

#include <coop/i18n/number.hpp>

#include <catch2/catch.hpp>

#include <limits>

using namespace coop;
using i18n::Language;

TEST_CASE("a cell is written as a reader of the language expects it")
{
    struct Case {
        core::Cell cell;
        std::string fr, en;
    };
    for (auto const& c : {
             Case{{}, "", ""},
             {std::string{"Train"}, "Train", "Train"},
             {std::int64_t{2018}, "2018", "2018"},
             {core::cents(0), "0,00\u00a0€", "€0.00"},
             {core::cents(5), "0,05\u00a0€", "€0.05"},
             {core::cents(-5), "-0,05\u00a0€", "-€0.05"},
             {core::cents(99999), "999,99\u00a0€", "€999.99"},
             {core::cents(123456), "1\u202f234,56\u00a0€", "€1,234.56"},
             {core::cents(-3568250), "-35\u202f682,50\u00a0€", "-€35,682.50"},
             {core::cents(123456789012), "1\u202f234\u202f567\u202f890,12\u00a0€",
              "€1,234,567,890.12"},
             {core::date(2025, 3, 14), "14/03/2025", "2025-03-14"},
             {core::Quantity{{650, 2}, "h"}, "6,50\u00a0h", "6.50\u00a0h"},
             {core::Quantity{{365500, 2}, "h"}, "3\u202f655,00\u00a0h", "3,655.00\u00a0h"},
             {core::Quantity{{12, 0}, ""}, "12", "12"},
             {core::Ratio{1, 8}, "12,5\u00a0%", "12.5%"},
             {core::Ratio{7, 0}, "–", "–"},
         }) {
        INFO(c.fr);
        CHECK(i18n::format(Language::fr, c.cell) == c.fr);
        CHECK(i18n::format(Language::en, c.cell) == c.en);
    }
}

TEST_CASE("a percentage is rounded to one decimal, half away from zero")
{
    struct Case {
        std::int64_t num, den;
        std::string fr;
    };
    for (auto const& c : {
             Case{0, 3, "0,0\u00a0%"},
             {1, 3, "33,3\u00a0%"},
             {2, 3, "66,7\u00a0%"},
             {1, 2000, "0,1\u00a0%"},   // 0,05 % exactly
             {-1, 2000, "-0,1\u00a0%"}, // the same, away from zero
             {-1, 2001, "0,0\u00a0%"},  // no "-0,0"
             {1, -8, "-12,5\u00a0%"},
             {12, 1, "1\u202f200,0\u00a0%"},
             {std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::max(),
              "100,0\u00a0%"},
         }) {
        INFO(c.num << "/" << c.den);
        CHECK(i18n::format(Language::fr, core::Ratio{c.num, c.den}) == c.fr);
    }
}

TEST_CASE("a decimal number keeps its places, to the ends of its type")
{
    CHECK(i18n::write_decimal({5, 3}, " ", ",") == "0,005");
    CHECK(i18n::write_decimal({-5, 1}, " ", ",") == "-0,5");
    CHECK(i18n::write_decimal({1000, 0}, " ", ",") == "1 000");
    CHECK(i18n::write_decimal({std::numeric_limits<std::int64_t>::max(), 2}, "", ".") ==
          "92233720368547758.07");
    CHECK(i18n::write_decimal({std::numeric_limits<std::int64_t>::min(), 0}, "'", ".") ==
          "-9'223'372'036'854'775'808");
}

TEST_CASE("a column of amounts does without the sign of the euro")
{
    CHECK(i18n::format_amount(Language::fr, core::cents(-123456)) == "-1\u202f234,56");
    CHECK(i18n::format_amount(Language::en, core::cents(-123456)) == "-1,234.56");
}

TEST_CASE("a sentence is found by its id, with its values in the language's own form")
{
    CHECK(i18n::text(Language::fr, "render.error") == "erreur");
    CHECK(i18n::text(Language::en, "render.error") == "error");
    core::Arguments const args = {{"limit", core::cents(123456)}};
    CHECK(i18n::text(Language::fr, "money.overflow", args).find("1\u202f234,56\u00a0€") !=
          std::string::npos);
    CHECK(i18n::text(Language::en, "money.overflow", args).find("€1,234.56") != std::string::npos);
}

TEST_CASE("an escape of a .po file is undone")
{
    CHECK(i18n::text(Language::fr, "csv.quote.hint").find("\"\"") != std::string::npos);
    CHECK(i18n::text(Language::fr, "csv.quote.hint").find('\\') == std::string::npos);
}

TEST_CASE("a value that nobody gave stays visible, and a value is not read for placeholders")
{
    CHECK(i18n::text(Language::fr, "money.ambiguous").find("{text}") != std::string::npos);
    auto const said =
        i18n::text(Language::fr, "money.ambiguous", {{"text", std::string{"{text}{"}}});
    CHECK(said.find("{text}{") != std::string::npos);
}

TEST_CASE("an id without a sentence shows itself, and an optional one is absent")
{
    for (std::string id : {"", "no.such", "render", "render.error\"\nmsgstr \"x"}) {
        INFO(id);
        CHECK(i18n::text(Language::fr, id) == "⟦" + id + "⟧");
        CHECK_FALSE(i18n::find_text(Language::en, id).has_value());
    }
}
