// SPDX-License-Identifier: GPL-3.0-or-later
#include "measured.hpp"

#include <coop/care/reading.hpp>

#include <algorithm>

namespace coop::app {

namespace {

void put_opening(report::IndicatorYear& year, care::Registry const& registry,
                 care::Indicator const& indicator, core::Period period,
                 std::optional<core::Period> before)
{
    if (indicator.aggregate != care::Aggregate::last) {
        if (before) {
            auto const opening = care::reading_of(indicator, registry.measurements, *before);
            year.opening = opening.value;
            year.opening_level = opening.level;
        }
        return;
    }
    core::Date const eve{std::chrono::sys_days{period.first} - std::chrono::days{1}};
    if (auto const* const last = care::measurement_on(registry, indicator.head.id, eve)) {
        year.opening_level = last->level;
        if (last->level.empty()) {
            year.opening = last->value;
        }
    }
}

} // namespace

void put_reading(report::IndicatorYear& year, care::Registry const& registry,
                 care::Indicator const& indicator, core::Period period,
                 std::optional<core::Period> before)
{
    auto const reading = care::reading_of(indicator, registry.measurements, period);
    year.closing = reading.value;
    year.level = reading.level;
    year.uncertainty = reading.uncertainty;
    if (reading.grade) {
        year.grade = care::grade_words.of(*reading.grade);
    }
    year.counted = reading.counted;
    year.expected = reading.expected;
    year.at_least = reading.at_least;
    year.at_most = reading.at_most;
    put_opening(year, registry, indicator, period, before);
}

std::size_t first_measured(CareBooks const& books, std::size_t last)
{
    for (std::size_t i = 0; i < last; ++i) {
        auto const& period = books.years[i].period;
        if (std::ranges::any_of(books.registry.measurements, [&](care::Measurement const& one) {
                return one.date <= period.last;
            })) {
            return i;
        }
    }
    return last;
}

} // namespace coop::app
