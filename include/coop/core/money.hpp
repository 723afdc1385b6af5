// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

namespace coop::core {

/// \brief An amount in euro: a whole number of cents that refuses to wrap.
///
/// There is no product and no quotient: scale() and allocate() name the rounding.
/// \throws Error{refused} "money.overflow" from +, - and negation outside ±(2^63 - 1) cents.
class Money {
public:
    constexpr Money() = default;
    constexpr explicit Money(std::int64_t in_cents) : cents_(in_cents) {}

    /// Unit: cents.
    constexpr std::int64_t in_cents() const { return cents_; }
    constexpr bool is_zero() const { return cents_ == 0; }
    constexpr bool is_negative() const { return cents_ < 0; }

    Money& operator+=(Money other)
    {
        std::int64_t sum = 0;
        bool const wraps = __builtin_add_overflow(cents_, other.cents_, &sum);
        return become(sum, wraps);
    }
    Money& operator-=(Money other)
    {
        std::int64_t difference = 0;
        bool const wraps = __builtin_sub_overflow(cents_, other.cents_, &difference);
        return become(difference, wraps);
    }
    friend Money operator+(Money a, Money b) { return a += b; }
    friend Money operator-(Money a, Money b) { return a -= b; }
    Money operator-() const { return Money{} - *this; }

    friend constexpr auto operator<=>(Money, Money) = default;

private:
    /// -2^63 is no amount either: its opposite would be none.
    Money& become(std::int64_t in_cents, bool wraps)
    {
        if (wraps || in_cents == std::numeric_limits<std::int64_t>::min()) [[unlikely]] {
            overflow();
        }
        cents_ = in_cents;
        return *this;
    }
    [[noreturn]] static void overflow();

    std::int64_t cents_ = 0;
};

constexpr Money cents(std::int64_t amount)
{
    return Money{amount};
}

/// \brief Where half a cent goes. `half_up` goes away from zero, `down` towards zero.
enum class Rounding { half_up, half_even, down };

/// \brief `amount × num / den`, exact until the one rounding that is named.
///
/// \param den > 0.
/// \throws Error{refused} "money.overflow".
Money scale(Money amount, std::int64_t num, std::int64_t den, Rounding rounding);

/// \brief Shares `total` in proportion to `weights`; the shares sum to `total` exactly.
///
/// Largest remainder; a tie goes to the first. Shape: result.size() == weights.size().
/// \param weights each >= 0, at least one > 0.
std::vector<Money> allocate(Money total, std::span<std::int64_t const> weights);

/// \brief Reads an amount typed by a person: `1234,5`, `1 234,50`, `1234.50`, `-3`.
///
/// Groups are a space, U+00A0, U+202F or an apostrophe, and must be groups of three. A comma or a
/// dot followed by exactly three digits (`1.234`), or both marks at once (`1,234.50`), could mean
/// two things and is refused. A trailing € is accepted.
/// \throws Error{usage} "money.ambiguous", "money.decimals" (more than two), "money.malformed",
///         "money.too-large".
Money parse_money(std::string_view text);

} // namespace coop::core
