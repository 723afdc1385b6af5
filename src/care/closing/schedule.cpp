// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/care/closing.hpp>

#include <coop/core/assert.hpp>

#include <algorithm>
#include <chrono>

// A budget runs over exercises that the books may not have yet: years of twelve months stand in.

namespace coop::care {

using core::Date;
using core::Money;
using core::Period;

namespace {

Date day_before(Date day)
{
    return std::chrono::sys_days{day} - std::chrono::days{1};
}

/// The first day of the year of twelve months that ends the day before `first`, or after `last`.
Date twelve_months(Date day, int years)
{
    Date const moved{day.year() + std::chrono::years{years}, day.month(), day.day()};
    return moved.ok()
               ? moved
               : Date{std::chrono::sys_days{moved.year() / moved.month() / std::chrono::last}};
}

std::vector<Period> exercises_over(Period period, std::span<Exercise const> exercises)
{
    COOP_ASSERT(!exercises.empty());
    std::vector<Period> all;
    for (auto const& exercise : exercises) {
        all.push_back(exercise.period);
    }
    while (all.front().first > period.first) {
        auto const last = day_before(all.front().first);
        all.insert(all.begin(), {twelve_months(all.front().first, -1), last});
    }
    while (all.back().last < period.last) {
        auto const first = core::next_day(all.back().last);
        all.push_back({first, day_before(twelve_months(first, 1))});
    }
    return all;
}

bool is_whole_months(Period slice)
{
    return slice.first.day() == std::chrono::day{1} &&
           core::next_day(slice.last).day() == std::chrono::day{1};
}

std::int64_t months_in(Period slice)
{
    auto const months =
        (slice.last.year() / slice.last.month()) - (slice.first.year() / slice.first.month());
    return months.count() + 1;
}

} // namespace

std::vector<Instalment> instalments_over(Money amount, Period period,
                                         std::span<Exercise const> exercises,
                                         std::optional<Date> cut)
{
    std::vector<Instalment> all;
    for (auto const& exercise : exercises_over(period, exercises)) {
        Period const slice{std::max(exercise.first, period.first),
                           std::min(exercise.last, period.last)};
        if (slice.first > slice.last) {
            continue;
        }
        if (cut && slice.contains(*cut) && *cut != slice.last) {
            all.push_back({{slice.first, *cut}, {}, 0, 0, false});
            all.push_back({{core::next_day(*cut), slice.last}, {}, 0, 0, false});
        } else {
            all.push_back({slice, {}, 0, 0, false});
        }
    }
    bool const by_month =
        std::ranges::all_of(all, [](auto const& each) { return is_whole_months(each.slice); });
    auto const weight = [&](Instalment const& each) {
        return by_month ? months_in(each.slice) : core::length_days(each.slice);
    };
    std::int64_t total = 0;
    for (auto const& each : all) {
        total += weight(each);
    }
    auto rest = amount;
    for (auto& each : all) {
        each.weight = weight(each);
        each.weights = total;
        each.by_month = by_month;
        each.amount = core::scale(amount, each.weight, total, core::Rounding::down);
        rest -= each.amount;
    }
    all.back().amount += rest;
    return all;
}

} // namespace coop::care
