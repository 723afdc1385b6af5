// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/core/decimal.hpp>

#include "refusal.hpp"

#include <catch2/catch.hpp>

#include <limits>

using namespace coop::core;

TEST_CASE("a decimal keeps the places that were typed")
{
    struct Case {
        std::string text;
        std::int64_t units;
        int places;
    };
    for (auto const& c : {Case{"9,76", 976, 2},
                          {"9.7600", 97600, 4},
                          {"1 607", 1607, 0},
                          {"12", 12, 0},
                          {"1,234", 1234, 3},
                          {"-2,5", -25, 1},
                          {"0", 0, 0},
                          {"9223372036", 9223372036, 0}}) {
        INFO(c.text);
        auto const value = parse_decimal(c.text, 4);
        CHECK(value.units == c.units);
        CHECK(value.places == c.places);
    }
}

TEST_CASE("a decimal that cannot be read exactly is refused")
{
    struct Case {
        std::string text, id;
    };
    for (auto const& c : {Case{"", "decimal.malformed"},
                          {"1,2,3", "decimal.malformed"},
                          {"1,234.5", "decimal.malformed"},
                          {"9,76 €", "decimal.malformed"},
                          {"1 60", "decimal.malformed"},
                          {"9,76001", "decimal.places"},
                          {"9,76000", "decimal.places"},
                          {"9223372037", "decimal.too-large"},
                          {"99999999999999999999", "decimal.too-large"}}) {
        INFO(c.text);
        auto const error = refused([&] { parse_decimal(c.text, 4); });
        CHECK(error.id() == c.id);
        CHECK(error.kind() == ErrorKind::usage);
        CHECK(text_argument(error, "text") == c.text);
    }
    CHECK(refusal([] { parse_decimal("1,5", 0); }) == "decimal.places");
}

TEST_CASE("widening adds zeros only")
{
    auto const wide = widen({976, 2}, 4);
    CHECK(wide.units == 97600);
    CHECK(wide.places == 4);
    CHECK(widen(parse_decimal("9223372036", 0), 9).units == 9223372036'000'000'000);
    CHECK(widen({-5, 1}, 1).units == -5);
}

TEST_CASE("decimals, quantities and ratios are equal when their values are")
{
    CHECK(Decimal{976, 2} == Decimal{97600, 4});
    CHECK(Decimal{0, 0} == Decimal{0, 9});
    CHECK_FALSE(Decimal{976, 2} == Decimal{976, 1});
    CHECK(Quantity{{65, 1}, "h"} == Quantity{{650, 2}, "h"});
    CHECK_FALSE(Quantity{{65, 1}, "h"} == Quantity{{65, 1}, "ETP"});
    CHECK(Ratio{1, 2} == Ratio{2, 4});
    CHECK(Ratio{-1, 2} == Ratio{1, -2});
    CHECK(Ratio{0, 5} == Ratio{0, 7});
    CHECK(Ratio{1, 0} == Ratio{2, 0});
    CHECK_FALSE(Ratio{1, 2} == Ratio{1, 3});
    CHECK_FALSE(Ratio{0, 1} == Ratio{0, 0});
}

TEST_CASE("hours are read as people write them")
{
    struct Case {
        std::string text;
        std::int64_t minutes;
    };
    for (auto const& c : {Case{"5h", 300},
                          {"6h30", 390},
                          {"6,5", 390},
                          {"6.5", 390},
                          {"6,5h", 390},
                          {"6 h 30", 390},
                          {"6H05", 365},
                          {"0h45", 45},
                          {"0,25", 15},
                          {"12", 720},
                          {"1 607h", 96420},
                          {"0", 0},
                          {"0,05", 3},
                          {"35 682h59", 2140979}}) {
        INFO(c.text);
        CHECK(parse_minutes(c.text) == c.minutes);
    }
}

TEST_CASE("hours that are not whole minutes are refused")
{
    for (std::string text : {"", "h", "h30", "6h3", "6h60", "6h300", "6,5h30", "6,33", "0,01",
                             "-2h", "6h30m", "6:30", "45min", "6h 30 5", "6h+5", "99999999999h"}) {
        INFO(text);
        auto const error = refused([&] { parse_minutes(text); });
        CHECK(error.id() == "hours.malformed");
        CHECK(text_argument(error, "text") == text);
    }
}

TEST_CASE("minutes are shown as hundredths of an hour, to the nearest")
{
    // 1 min = 1,67 hundredths; 2 min = 3,33; 20 min = 33,33; 40 min = 66,67.
    struct Case {
        std::int64_t minutes, hundredths;
    };
    for (auto c : {Case{0, 0},
                   {1, 2},
                   {2, 3},
                   {3, 5},
                   {20, 33},
                   {40, 67},
                   {60, 100},
                   {390, 650},
                   {-1, -2},
                   {-20, -33}}) {
        INFO(c.minutes);
        auto const quantity = hours(c.minutes);
        CHECK(quantity.value.units == c.hundredths);
        CHECK(quantity.value.places == 2);
        CHECK(quantity.unit == "h");
    }
}
