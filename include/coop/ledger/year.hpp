// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/date.hpp>
#include <coop/core/words.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace coop::ledger {

enum class YearState {
    open,
    locked, ///< arrêté provisoire: no entry, may be unlocked
    closed  ///< clôture définitive
};
inline constexpr auto year_state_words = core::words<YearState>({
    {YearState::open, "open"},
    {YearState::locked, "locked"},
    {YearState::closed, "closed"},
});

/// \brief A fiscal year (exercice).
struct Year {
    std::string label; ///< `2017`, unique
    core::Period period;
    std::string regulation;
    YearState state = YearState::open;
};

/// \brief The year that holds `day`. Shape: `years` sorted by first day, without overlap.
///
/// \throws Error{refused} "year.none-for-date" (args: date, first, last of the books).
Year const& year_of(std::span<Year const> years, core::Date day);

/// \throws Error{refused} "year.unknown" (args: year, known).
Year const& find_year(std::span<Year const> years, std::string_view label);

/// \brief The last day of the first unbroken run of locked and closed years: how far nothing moves
/// where each year says of itself whether it is locked. Shape: `years` sorted by first day.
std::optional<core::Date> locked_through(std::span<Year const> years);

/// \brief Refuses an overlap, a duplicate label and a period over 24 months.
///
/// \throws Error{refused} "year.exists", "year.overlap", "year.too-long", "year.gap" (does not
///         touch its neighbours).
void check_new_year(std::span<Year const> years, Year const& year);

/// \brief The civil year `2025`, or `2024-09-01..2025-08-31` labelled `2024-2025`.
///
/// \throws Error{usage} "period.malformed", "date.impossible", "period.reversed".
Year parse_year(std::string_view text);

} // namespace coop::ledger
