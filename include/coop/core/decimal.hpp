// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace coop::core {

/// \brief An exact decimal number: `units / 10^places`. Rates, coefficients, percentages.
struct Decimal {
    std::int64_t units = 0;
    int places = 0; ///< 0 … 9
};

/// \brief Reads `9,76`, `9.7600`, `1 607` or `12`; three digits after the mark are decimals here.
///
/// \param places_max 0 … 9. The places of the result are those that were typed.
/// \throws Error{usage} "decimal.malformed", "decimal.places" (more than `places_max`),
///         "decimal.too-large" (beyond ±9 223 372 036, what nine places leave room for).
Decimal parse_decimal(std::string_view text, int places_max);

/// \brief The same number with exactly `places` places; digits are only ever added.
Decimal widen(Decimal value, int places);

/// \brief A measured amount: exact decimal and unit (`h`, `ETP`, `kgCO2e`). Units never mix.
struct Quantity {
    Decimal value;
    std::string unit;
};

/// \brief A share, printed as a percentage; `den == 0` prints as "–".
struct Ratio {
    std::int64_t num = 0;
    std::int64_t den = 0;
};

bool operator==(Decimal const& a, Decimal const& b);
bool operator==(Quantity const& a, Quantity const& b);
bool operator==(Ratio const& a, Ratio const& b);

/// \brief Minutes of work, from `5h`, `6h30`, `6,5` or `6.5`.
///
/// \throws Error{usage} "hours.malformed" (also when a decimal is not a whole number of minutes).
std::int64_t parse_minutes(std::string_view text);

/// \brief Minutes as a Quantity in `h` with two decimals; exact only to the hundredth, half up.
Quantity hours(std::int64_t minutes);

} // namespace coop::core
