// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace coop::core {

using Date = std::chrono::year_month_day;

constexpr Date date(int year, unsigned month, unsigned day)
{
    return Date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
}

/// \brief Reads `2025-03-14` or `14/03/2025`. Years 1900 … 2199.
///
/// \throws Error{usage} "date.malformed", "date.impossible" (30 February).
Date parse_date(std::string_view text);

std::string format_iso(Date day);    ///< `2025-03-14`
std::string format_french(Date day); ///< `14/03/2025`

/// \brief 20250314, the form stored in the database.
std::int32_t to_number(Date day);
Date from_number(std::int32_t number);

Date next_day(Date day);

/// \brief Closed at both ends, as the law writes it. Invariant: first <= last.
struct Period {
    Date first;
    Date last;

    bool contains(Date day) const { return first <= day && day <= last; }
    friend bool operator==(Period const&, Period const&) = default;
};

/// \brief Whole days, both ends counted; 1 for a period of one day.
std::int64_t length_days(Period period);

/// \brief Reads `2025`, `2025-03`, `2025T1`, a single day, or two of these as `2025-01..2025-06`.
///
/// \throws Error{usage} "period.malformed", "date.impossible", "period.reversed".
Period parse_period(std::string_view text);

} // namespace coop::core
