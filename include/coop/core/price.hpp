// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/decimal.hpp>
#include <coop/core/money.hpp>

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace coop::core {

/// \brief What one unit of something costs, to a millionth of a euro; an amount only once it is
/// multiplied, by scale(), which rounds that product once.
class Price {
public:
    constexpr Price() = default;
    constexpr explicit Price(std::int64_t in_millionths) : millionths_(in_millionths) {}

    /// Unit: 10⁻⁶ €.
    constexpr std::int64_t in_millionths() const { return millionths_; }
    constexpr bool is_zero() const { return millionths_ == 0; }

    friend constexpr auto operator<=>(Price, Price) = default;

private:
    std::int64_t millionths_ = 0;
};

constexpr Price millionths(std::int64_t amount)
{
    return Price{amount};
}

/// \brief `price × num / den`, exact until the one rounding to the cent that is named.
///
/// \param den > 0.
/// \throws Error{refused} "money.overflow".
Money scale(Price price, std::int64_t num, std::int64_t den, Rounding rounding);

/// \brief Reads a price typed by a person: `60`, `1 234,50`, `0,0035`; six decimals at most.
///
/// `1,234` could mean two things and is refused; `1,2340` and `0,234` cannot.
/// \throws Error{usage} "price.ambiguous", "price.decimals", "money.malformed", "money.too-large".
Price parse_price(std::string_view text);

/// \brief `60.00`, `0.0035`, `1.2340`: two decimals at least, and never three that parse_price()
/// would refuse. A price of whole cents reads as an amount does.
std::string to_text(Price price);

/// \brief The same number, without zeros at its end beyond cents.
Decimal decimal_of(Price price);

} // namespace coop::core
