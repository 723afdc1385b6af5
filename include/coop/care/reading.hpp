// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/care/registry.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// How a year of measurements is read: an indicator says whether its year is the last of them, their
// sum, their mean, or the greatest or least one (care-rights.md §8, a construction). Over the
// exercise, not the calendar year.

namespace coop::care {

/// \brief What the measurements of an exercise say of an indicator.
///
/// Where fewer came than its frequency expects, the value is that of those that came, and the truth
/// lies from `at_least` to `at_most`; what is not known has no bound. Of a qualitative indicator
/// these are places in its levels, from 0.
struct Reading {
    std::optional<core::Decimal> value;
    std::string level; ///< of a qualitative indicator, instead of a value
    std::optional<core::Decimal> at_least, at_most;
    std::int64_t counted = 0;                 ///< how many of those that are expected came
    std::int64_t expected = 0;                ///< 0: the frequency says nothing
    std::optional<core::Decimal> uncertainty; ///< of the one measurement that is the value
    std::optional<Grade> grade;               ///< the weakest of those that are used
    std::vector<Measurement const*> used;     ///< by day

    /// Whether one or more are missing that could change it.
    bool is_partial() const { return counted < expected; }
};

/// \brief `measurements` of the indicator within `period`, read as it says; others are left alone.
///
/// The last one is what it is, however many came before. A sum with no value below zero is at least
/// what is known; one with such a value has no bound. A mean is rounded half up to six places.
/// \throws Error{refused} "care.sum-too-large" (id).
Reading reading_of(Indicator const& indicator, std::vector<Measurement> const& measurements,
                   core::Period period);

/// \brief How many measurements `frequency` expects of a period: `mois`, `chaque semaine`,
/// `quarterly`…, whatever the case and the accents. 0 where it says nothing that is understood.
std::int64_t expected_of(std::string_view frequency, core::Period period);

/// \brief The place of a level among those of an indicator, from 0, whatever the case and the
/// accents; nothing where it is none of them.
std::optional<std::size_t> level_place(Indicator const& indicator, std::string_view level);

} // namespace coop::care
