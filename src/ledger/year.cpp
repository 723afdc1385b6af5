// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/ledger/year.hpp>

#include <coop/core/error.hpp>
#include <coop/core/text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <vector>

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

bool is_open_on(Year const& year, core::Date day, std::optional<core::Date> locked_through)
{
    return year.state != YearState::closed && year.period.contains(day) &&
           (!locked_through || *locked_through < day);
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

void check_changed_year(std::span<Year const> years, std::string_view label, Year const& year)
{
    check_length(year);
    std::vector<Year> changed;
    for (auto const& known : years) {
        if (known.label == label) {
            changed.push_back(year);
        } else {
            check_distinct(known, year);
            changed.push_back(known);
        }
    }
    std::ranges::sort(changed, {}, [](Year const& one) { return one.period.first; });
    for (std::size_t i = 1; i < changed.size(); ++i) {
        auto const expected = core::next_day(changed[i - 1].period.last);
        if (changed[i].period.first != expected) {
            throw Error{ErrorKind::refused,
                        "year.gap",
                        {{"year", changed[i].label},
                         {"first", changed[i].period.first},
                         {"expected", expected}}};
        }
    }
}

std::string free_label(std::span<Year const> years, Year const& year)
{
    auto const taken = [&](std::string const& label) {
        return std::ranges::any_of(years, [&](Year const& known) {
            return known.label == label && !overlap(known.period, year.period);
        });
    };
    auto label = year.label;
    for (int number = 2; taken(label); ++number) {
        label = fmt::format("{}-{}", year.label, number);
    }
    return label;
}

void check_label(std::string_view label)
{
    constexpr std::size_t length_max = 20;
    auto const is_of_label = [](char c) {
        return core::is_digit(c) || ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || c == '.' ||
               c == '-' || c == '_';
    };
    // What begins with a dash would be taken for an option.
    if (label.empty() || label.front() == '-' || label.size() > length_max ||
        !std::ranges::all_of(label, is_of_label)) {
        throw Error{ErrorKind::usage, "year.label", {{"label", core::printable(label)}}};
    }
}

Length length_of(core::Period period)
{
    auto const end = std::chrono::sys_days{core::next_day(period.last)};
    // A month ends where the next one begins, also from a day that the next one lacks.
    auto const after = [&](std::int64_t months) {
        auto const day = period.first + std::chrono::months{months};
        return day.ok() ? std::chrono::sys_days{day}
                        : std::chrono::sys_days{day.year() / day.month() / std::chrono::last} +
                              std::chrono::days{1};
    };
    Length length;
    while (after(length.months + 1) <= end) {
        ++length.months;
    }
    length.days = (end - after(length.months)).count();
    return length;
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
