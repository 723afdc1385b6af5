// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/core/date.hpp>

#include "refusal.hpp"

#include <catch2/catch.hpp>

using namespace coop::core;

TEST_CASE("a day is read in its ISO and in its French form, and written back")
{
    struct Case {
        std::string iso, french;
        Date day;
    };
    for (auto const& c : {Case{"2025-03-14", "14/03/2025", date(2025, 3, 14)},
                          {"1900-01-01", "01/01/1900", date(1900, 1, 1)},
                          {"2199-12-31", "31/12/2199", date(2199, 12, 31)},
                          {"2016-02-29", "29/02/2016", date(2016, 2, 29)},
                          {"2000-02-29", "29/02/2000", date(2000, 2, 29)}}) {
        INFO(c.iso);
        CHECK(parse_date(c.iso) == c.day);
        CHECK(parse_date(c.french) == c.day);
        CHECK(parse_date(" " + c.iso + "\u00a0") == c.day);
        CHECK(format_iso(c.day) == c.iso);
        CHECK(format_french(c.day) == c.french);
    }
}

TEST_CASE("a day that is not written as one, or does not exist, is refused")
{
    struct Case {
        std::string text, id;
    };
    for (auto const& c : {Case{"", "date.malformed"},
                          {"2025", "date.malformed"},
                          {"2025-3-14", "date.malformed"},
                          {"14/3/2025", "date.malformed"},
                          {"14/03/25", "date.malformed"},
                          {"14-03-2025", "date.malformed"},
                          {"2025/03/14", "date.malformed"},
                          {"20250314", "date.malformed"},
                          {"2025-03-14x", "date.malformed"},
                          {"demain", "date.malformed"},
                          {"1899-12-31", "date.malformed"},
                          {"2200-01-01", "date.malformed"},
                          {"2025-02-29", "date.impossible"},
                          {"1900-02-29", "date.impossible"},
                          {"30/02/2025", "date.impossible"},
                          {"31/04/2025", "date.impossible"},
                          {"2025-13-01", "date.impossible"},
                          {"2025-00-10", "date.impossible"},
                          {"2025-01-00", "date.impossible"}}) {
        INFO(c.text);
        auto const error = refused([&] { parse_date(c.text); });
        CHECK(error.id() == c.id);
        CHECK(error.kind() == ErrorKind::usage);
        CHECK(text_argument(error, "text") == c.text);
    }
}

TEST_CASE("a day is stored as a number that sorts like it")
{
    CHECK(to_number(date(2025, 3, 14)) == 20250314);
    CHECK(from_number(20250314) == date(2025, 3, 14));
    CHECK(from_number(to_number(date(2016, 2, 29))) == date(2016, 2, 29));
    CHECK(to_number(date(2016, 12, 31)) < to_number(date(2017, 1, 1)));
}

TEST_CASE("the day after crosses months, years and leap days")
{
    CHECK(next_day(date(2025, 3, 14)) == date(2025, 3, 15));
    CHECK(next_day(date(2025, 12, 31)) == date(2026, 1, 1));
    CHECK(next_day(date(2016, 2, 28)) == date(2016, 2, 29));
    CHECK(next_day(date(2025, 2, 28)) == date(2025, 3, 1));
}

TEST_CASE("a period holds both its ends")
{
    Period const year{date(2016, 1, 1), date(2016, 12, 31)};
    CHECK(year.contains(date(2016, 1, 1)));
    CHECK(year.contains(date(2016, 12, 31)));
    CHECK_FALSE(year.contains(date(2015, 12, 31)));
    CHECK_FALSE(year.contains(date(2017, 1, 1)));
    CHECK(length_days(year) == 366);
    CHECK(length_days({date(2025, 1, 1), date(2025, 12, 31)}) == 365);
    CHECK(length_days({date(2025, 3, 14), date(2025, 3, 14)}) == 1);
}

TEST_CASE("a period is a year, a month, a quarter, a day, or from one to another")
{
    struct Case {
        std::string text;
        Date first, last;
    };
    for (auto const& c : {
             Case{"2025", date(2025, 1, 1), date(2025, 12, 31)},
             {"2025-03", date(2025, 3, 1), date(2025, 3, 31)},
             {"2016-02", date(2016, 2, 1), date(2016, 2, 29)},
             {"2025-02", date(2025, 2, 1), date(2025, 2, 28)},
             {"2025T1", date(2025, 1, 1), date(2025, 3, 31)},
             {"2025t4", date(2025, 10, 1), date(2025, 12, 31)},
             {"2025-03-14", date(2025, 3, 14), date(2025, 3, 14)},
             {"14/03/2025", date(2025, 3, 14), date(2025, 3, 14)},
             {"2025-01..2025-06", date(2025, 1, 1), date(2025, 6, 30)},
             {"2025-01-15..2025-02-14", date(2025, 1, 15), date(2025, 2, 14)},
             {"2025..2025-06", date(2025, 1, 1), date(2025, 6, 30)},
             {"2016..2018", date(2016, 1, 1), date(2018, 12, 31)},
             {"2025T2 .. 2025-07-14", date(2025, 4, 1), date(2025, 7, 14)},
             {"2025-03-14..2025-03-14", date(2025, 3, 14), date(2025, 3, 14)},
         }) {
        INFO(c.text);
        CHECK(parse_period(c.text) == Period{c.first, c.last});
    }
}

TEST_CASE("a period that does not exist, or ends before it begins, is refused")
{
    struct Case {
        std::string text, id;
    };
    for (auto const& c : {Case{"", "period.malformed"},
                          {"..", "period.malformed"},
                          {"2025..", "period.malformed"},
                          {"..2025", "period.malformed"},
                          {"2025T0", "period.malformed"},
                          {"2025T5", "period.malformed"},
                          {"2025Q1", "period.malformed"},
                          {"25", "period.malformed"},
                          {"1899", "period.malformed"},
                          {"2200", "period.malformed"},
                          {"2025-1", "period.malformed"},
                          {"mars 2025", "period.malformed"},
                          {"2025..2026..2027", "period.malformed"},
                          {"2025-13", "date.impossible"},
                          {"2025-00", "date.impossible"},
                          {"2025-02-29", "date.impossible"},
                          {"2025..2026-02-29", "date.impossible"},
                          {"2025-02..2025-01", "period.reversed"},
                          {"2026..2025-12-31", "period.reversed"}}) {
        INFO(c.text);
        auto const error = refused([&] { parse_period(c.text); });
        CHECK(error.id() == c.id);
        CHECK(error.kind() == ErrorKind::usage);
        CHECK(text_argument(error, "text") == c.text);
    }
}
