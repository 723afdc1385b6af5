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

TEST_CASE("the length of a year is told in months and days")
{
    struct Case {
        core::Period period;
        Length length;
    };
    for (auto const& [period, length] : {
             Case{{date(2025, 1, 1), date(2025, 12, 31)}, usual_length},
             {{date(2024, 9, 1), date(2025, 8, 31)}, usual_length},
             {{date(2020, 7, 1), date(2021, 12, 31)}, {18, 0}},
             {{date(2016, 3, 15), date(2016, 12, 31)}, {9, 17}},
             {{date(2024, 2, 29), date(2025, 2, 27)}, {11, 30}},
             {{date(2024, 2, 29), date(2025, 2, 28)}, usual_length},
             {{date(2025, 1, 1), date(2025, 1, 1)}, {0, 1}},
         }) {
        INFO(core::format_iso(period.first) << " " << core::format_iso(period.last));
        auto const found = length_of(period);
        CHECK(found.months == length.months);
        CHECK(found.days == length.days);
    }
}

TEST_CASE("a second year of one calendar year has a label of its own")
{
    std::vector<Year> const known{year("2023", date(2023, 1, 1), date(2023, 4, 30)),
                                  year("2023-2", date(2023, 5, 1), date(2023, 8, 31))};
    CHECK(free_label(known, year("2023", date(2023, 9, 1), date(2023, 12, 31))) == "2023-3");
    CHECK(free_label(known, year("2023", date(2023, 1, 1), date(2023, 4, 30))) == "2023");
    CHECK(free_label(known, year("2024", date(2024, 1, 1), date(2024, 12, 31))) == "2024");
}

TEST_CASE("a label is a word that every command takes")
{
    for (auto const* label : {"2023", "2023-2", "an_24", "2024.bis"}) {
        CHECK_NOTHROW(check_label(label));
    }
    for (auto const* label : {"", "-1", "l'an", "a b", "a/b", "été", "123456789012345678901"}) {
        INFO(label);
        CHECK(core::refusal([&] { check_label(label); }) == "year.label");
    }
}

TEST_CASE("nothing is open on a day up to the lock, of a closed year, or of another one")
{
    auto open = year("2016", date(2016, 1, 1), date(2016, 12, 31));
    CHECK(is_open_on(open, date(2016, 1, 1), {}));
    CHECK_FALSE(is_open_on(open, date(2017, 1, 1), {}));
    CHECK_FALSE(is_open_on(open, date(2016, 6, 30), date(2016, 6, 30)));
    CHECK(is_open_on(open, date(2016, 7, 1), date(2016, 6, 30)));
    open.state = YearState::closed;
    CHECK_FALSE(is_open_on(open, date(2016, 7, 1), {}));
}

TEST_CASE("a year that changes still touches its neighbours")
{
    auto const known = years();
    CHECK_NOTHROW(
        check_changed_year(known, "2017", year("b", date(2017, 1, 1), date(2018, 6, 30))));
    CHECK_NOTHROW(
        check_changed_year(known, "2016", year("2016", date(2016, 3, 1), date(2016, 12, 31))));
    CHECK(core::refusal([&] {
              check_changed_year(known, "2016", year("2016", date(2016, 1, 1), date(2016, 12, 30)));
          }) == "year.gap");
    CHECK(core::refusal([&] {
              check_changed_year(known, "2017", year("2016", date(2017, 1, 1), date(2017, 12, 31)));
          }) == "year.exists");
    CHECK(core::refusal([&] {
              check_changed_year(known, "2017",
                                 year("2017", date(2016, 12, 1), date(2017, 12, 31)));
          }) == "year.overlap");
}
