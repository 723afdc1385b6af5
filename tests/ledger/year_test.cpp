// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/ledger/year.hpp>

#include <core/refusal.hpp>

#include <catch2/catch.hpp>

#include <vector>

using namespace coop;
using namespace coop::ledger;
using core::date;

namespace {

Year year(std::string label, core::Date first, core::Date last)
{
    return {std::move(label), {first, last}, "", YearState::open};
}

std::vector<Year> years()
{
    return {year("2016", date(2016, 1, 1), date(2016, 12, 31)),
            year("2017", date(2017, 1, 1), date(2017, 12, 31))};
}

} // namespace

TEST_CASE("a day belongs to the year that holds it, both ends included")
{
    auto const known = years();
    CHECK(year_of(known, date(2016, 1, 1)).label == "2016");
    CHECK(year_of(known, date(2016, 12, 31)).label == "2016");
    CHECK(year_of(known, date(2017, 1, 1)).label == "2017");
    for (auto day : {date(2015, 12, 31), date(2018, 1, 1)}) {
        auto const error = core::refused([&] { year_of(known, day); });
        CHECK(error.id() == "year.none-for-date");
        CHECK(std::get<core::Date>(error.diagnostic().args[1].value) == date(2016, 1, 1));
        CHECK(std::get<core::Date>(error.diagnostic().args[2].value) == date(2017, 12, 31));
    }
    CHECK(core::refusal([] { year_of({}, date(2016, 1, 1)); }) == "year.none-for-date");
}

TEST_CASE("a year is found by its label, or the known ones are named")
{
    auto const known = years();
    CHECK(find_year(known, "2017").period.first == date(2017, 1, 1));
    auto const error = core::refused([&] { find_year(known, "2019"); });
    CHECK(error.id() == "year.unknown");
    CHECK(core::text_argument(error, "known") == "2016, 2017");
}

TEST_CASE("a new year touches its neighbours and overlaps none")
{
    struct Case {
        Year year;
        std::string id;
    };
    for (auto const& c : {
             Case{year("2018", date(2018, 1, 1), date(2018, 12, 31)), ""},
             {year("2015", date(2015, 9, 1), date(2015, 12, 31)), ""},
             {year("2018", date(2018, 1, 1), date(2018, 1, 1)), ""},
             {year("2017", date(2018, 1, 1), date(2018, 12, 31)), "year.exists"},
             {year("2018", date(2017, 12, 31), date(2018, 12, 31)), "year.overlap"},
             {year("x", date(2016, 2, 1), date(2016, 2, 1)), "year.overlap"},
             {year("2019", date(2018, 1, 2), date(2018, 12, 31)), "year.gap"},
             {year("2015", date(2015, 1, 1), date(2015, 12, 30)), "year.gap"},
         }) {
        INFO(c.year.label << " " << core::format_iso(c.year.period.first));
        CHECK(core::refusal([&] { check_new_year(years(), c.year); }) == c.id);
    }
}

TEST_CASE("a year lasts at most 24 months")
{
    struct Case {
        core::Date first, last;
        std::string id;
    };
    for (auto const& c : {
             Case{date(2025, 1, 1), date(2026, 12, 31), ""},
             {date(2025, 1, 1), date(2027, 1, 1), "year.too-long"},
             {date(2025, 9, 15), date(2027, 9, 14), ""},
             {date(2025, 9, 15), date(2027, 9, 15), "year.too-long"},
             {date(2024, 2, 29), date(2026, 2, 28), ""},
             {date(2024, 2, 29), date(2026, 3, 1), "year.too-long"},
         }) {
        INFO(core::format_iso(c.last));
        CHECK(core::refusal([&] { check_new_year({}, year("x", c.first, c.last)); }) == c.id);
    }
}

TEST_CASE("a year is labelled by its civil year, or by both it touches")
{
    struct Case {
        std::string text, label;
        core::Period period;
    };
    for (auto const& c : {
             Case{"2025", "2025", {date(2025, 1, 1), date(2025, 12, 31)}},
             {"2024-09-01..2025-08-31", "2024-2025", {date(2024, 9, 1), date(2025, 8, 31)}},
             {"2024-09..2025-08", "2024-2025", {date(2024, 9, 1), date(2025, 8, 31)}},
             {"2016-03-15..2016-12-31", "2016", {date(2016, 3, 15), date(2016, 12, 31)}},
         }) {
        INFO(c.text);
        auto const parsed = parse_year(c.text);
        CHECK(parsed.label == c.label);
        CHECK(parsed.period == c.period);
    }
    CHECK(core::refusal([] { parse_year("l'an dernier"); }) == "period.malformed");
    CHECK(core::refusal([] { parse_year("2025..2024"); }) == "period.reversed");
}
