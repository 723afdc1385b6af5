// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/date.hpp>
#include <coop/core/words.hpp>

#include <cstdint>
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

/// \brief Whether an entry of that day may be recorded in `year`: it holds the day, which nothing
/// locks.
bool is_open_on(Year const& year, core::Date day, std::optional<core::Date> locked_through);

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

/// \brief Whether `year` may stand for the year `label`: the books keep years without a gap.
///
/// \throws what check_new_year() does.
void check_changed_year(std::span<Year const> years, std::string_view label, Year const& year);

/// \brief A label for `year` that no other has: its own, then `2023-2`, `2023-3`. One that has the
/// same days keeps its own, to be refused under it.
std::string free_label(std::span<Year const> years, Year const& year);

/// \brief What a person may call a year: letters, digits, `.`, `-` and `_`, at most 20.
///
/// \throws Error{usage} "year.label" (args: label).
void check_label(std::string_view label);

/// \brief How long a year is: whole months, and days beside them.
struct Length {
    std::int64_t months = 0;
    std::int64_t days = 0;

    friend bool operator==(Length, Length) = default;
};

inline constexpr Length usual_length{12, 0};

Length length_of(core::Period period);

/// \brief The civil year `2025`, or `2024-09-01..2025-08-31` labelled `2024-2025`.
///
/// \throws Error{usage} "period.malformed", "date.impossible", "period.reversed".
Year parse_year(std::string_view text);

} // namespace coop::ledger
