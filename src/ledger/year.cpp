// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/ledger/year.hpp>

#include <coop/core/error.hpp>
#include <coop/core/text.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace coop::ledger {

namespace {

using core::Error;
using core::ErrorKind;

constexpr std::chrono::months length_max{24};

std::string labels_of(std::span<Year const> years)
{
    return core::join(years, ", ", &Year::label);
}

bool overlap(core::Period a, core::Period b)
{
    return a.first <= b.last && b.first <= a.last;
}

/// The first day of the period need not exist 24 months later (29 February): days compare in the
/// order of the calendar all the same.
void check_length(Year const& year)
{
    if (year.period.last >= year.period.first + length_max) {
        throw Error{ErrorKind::refused,
                    "year.too-long",
                    {{"year", year.label},
                     {"first", year.period.first},
                     {"last", year.period.last},
                     {"months", std::int64_t{length_max.count()}}}};
    }
}

void check_distinct(Year const& known, Year const& year)
{
    if (known.label == year.label) {
        throw Error{
            ErrorKind::refused,
            "year.exists",
            {{"year", known.label}, {"first", known.period.first}, {"last", known.period.last}}};
    }
    if (overlap(known.period, year.period)) {
        throw Error{ErrorKind::refused,
                    "year.overlap",
                    {{"year", year.label},
                     {"other", known.label},
                     {"first", known.period.first},
                     {"last", known.period.last}}};
    }
}

/// Years follow each other without a gap, or the opening balances of one could not be computed.
void check_adjacent(std::span<Year const> years, Year const& year)
{
    auto const& first = years.front().period.first;
    auto const& last = years.back().period.last;
    if (year.period.first != core::next_day(last) && core::next_day(year.period.last) != first) {
        throw Error{ErrorKind::refused,
                    "year.gap",
                    {{"year", year.label},
                     {"first", year.period.first},
                     {"expected", core::next_day(last)}}};
    }
}

} // namespace

Year const& year_of(std::span<Year const> years, core::Date day)
{
    auto const found = std::find_if(years.begin(), years.end(),
                                    [&](Year const& year) { return year.period.contains(day); });
    if (found != years.end()) {
        return *found;
    }
    core::Arguments args{{"date", day}, {"first", {}}, {"last", {}}};
    if (!years.empty()) {
        args[1].value = years.front().period.first;
        args[2].value = years.back().period.last;
    }
    throw Error{ErrorKind::refused, "year.none-for-date", std::move(args)};
}

Year const& find_year(std::span<Year const> years, std::string_view label)
{
    auto const found = std::find_if(years.begin(), years.end(),
                                    [&](Year const& year) { return year.label == label; });
    if (found == years.end()) {
        throw Error{ErrorKind::refused,
                    "year.unknown",
                    {{"year", std::string{label}}, {"known", labels_of(years)}}};
    }
    return *found;
}

std::optional<core::Date> locked_through(std::span<Year const> years)
{
    std::optional<core::Date> day;
    for (auto const& year : years) {
        if (year.state == YearState::open) {
            break;
        }
        day = year.period.last;
    }
    return day;
}

void check_new_year(std::span<Year const> years, Year const& year)
{
    check_length(year);
    for (auto const& known : years) {
        check_distinct(known, year);
    }
    if (!years.empty()) {
        check_adjacent(years, year);
    }
}

Year parse_year(std::string_view text)
{
    Year year;
    year.period = core::parse_period(text);
    auto const first = static_cast<int>(year.period.first.year());
    auto const last = static_cast<int>(year.period.last.year());
    year.label = first == last ? fmt::format("{}", first) : fmt::format("{}-{}", first, last);
    return year;
}

} // namespace coop::ledger
