// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/core/money.hpp>

#include <coop/core/assert.hpp>
#include <coop/core/error.hpp>
#include <coop/core/price.hpp>
#include <coop/core/text.hpp>

#include "typed.hpp"

#include <boost/multiprecision/cpp_int.hpp>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <numeric>
#include <string>

// Every product of an amount is made in 128 bits: two factors of 63 bits need 126, so nothing is
// lost before the one division, and the rounding is the one that the caller named.

namespace coop::core {

namespace {

using Wide = boost::multiprecision::int128_t;

constexpr auto limit = std::numeric_limits<std::int64_t>::max();

[[noreturn]] void overflow()
{
    throw Error{ErrorKind::refused, "money.overflow", {{"limit", cents(limit)}}};
}

Money narrow(Wide const& value)
{
    if (value > limit || value < -limit) {
        overflow();
    }
    return cents(static_cast<std::int64_t>(value));
}

bool rounds_away(Wide const& quotient, Wide const& twice_rest, Wide const& den, Rounding rounding)
{
    switch (rounding) {
    case Rounding::half_up:
        return twice_rest >= den;
    case Rounding::half_even:
        return twice_rest > den || (twice_rest == den && quotient % 2 != 0);
    case Rounding::down:
        break;
    }
    return false;
}

/// `1.234`: three digits after the only mark, and what stands before it could be their group.
bool could_be_group(TypedNumber const& number)
{
    return number.parts.front().size() == 3 && !number.grouped && number.whole.size() <= 3 &&
           number.whole.front() != '0';
}

/// `1,234.50`, `1.234.567`: all that stands between two marks looks like a group. A date like
/// `12.03.2025` does not.
bool could_be_groups(TypedNumber const& number)
{
    return std::all_of(number.parts.begin(), number.parts.end() - 1,
                       [](std::string const& part) { return part.size() == 3; });
}

/// The digits of the cents of `number`, or "" where it has none.
std::string decimals_of(TypedNumber const& number, std::string_view text)
{
    if (number.parts.empty()) {
        return {};
    }
    if (number.parts.size() > 1) {
        refuse(could_be_groups(number) ? "money.ambiguous" : "money.malformed", text);
    }
    if (number.parts.front().size() > 2) {
        refuse(could_be_group(number) ? "money.ambiguous" : "money.decimals", text);
    }
    return number.parts.front();
}

Money divided(Wide const& product, Wide const& den, Rounding rounding)
{
    Wide const size = abs(product);
    Wide quotient = size / den;
    if (rounds_away(quotient, 2 * (size % den), den, rounding)) {
        ++quotient;
    }
    return narrow(product < 0 ? Wide{-quotient} : quotient);
}

constexpr std::size_t price_places = 6;
constexpr std::int64_t millionths_of_a_cent = 10'000;

/// The decimals of a price; as for amounts, three of them may be a group.
std::string price_decimals_of(TypedNumber const& number, std::string_view text)
{
    if (number.parts.empty()) {
        return {};
    }
    if (number.parts.size() > 1) {
        refuse(could_be_groups(number) ? "price.ambiguous" : "money.malformed", text);
    }
    if (number.parts.front().size() > price_places) {
        refuse("price.decimals", text);
    }
    if (could_be_group(number)) {
        refuse("price.ambiguous", text);
    }
    return number.parts.front();
}

std::string_view without_euro(std::string_view text)
{
    constexpr std::string_view euro = "€";
    text = trim(text);
    return text.ends_with(euro) ? text.substr(0, text.size() - euro.size()) : text;
}

} // namespace

void Money::overflow()
{
    coop::core::overflow();
}

Money scale(Money amount, std::int64_t num, std::int64_t den, Rounding rounding)
{
    COOP_ASSERT(den > 0);
    return divided(Wide{amount.in_cents()} * num, den, rounding);
}

Money scale(Price price, std::int64_t num, std::int64_t den, Rounding rounding)
{
    COOP_ASSERT(den > 0);
    return divided(Wide{price.in_millionths()} * num, Wide{den} * millionths_of_a_cent, rounding);
}

// Largest remainder: everyone first receives their exact share cut to the cent below; the cents
// left over, fewer than there are shares, go one each to the largest parts that were cut off. A
// weight of zero has nothing cut off, so it never receives one. A debt is shared like the amount
// of the same size, then turned round, so that a reversal undoes each share exactly.
std::vector<Money> allocate(Money total, std::span<std::int64_t const> weights)
{
    COOP_ASSERT(std::all_of(weights.begin(), weights.end(), [](auto w) { return w >= 0; }));
    Wide const sum = std::accumulate(weights.begin(), weights.end(), Wide{0});
    COOP_ASSERT(sum > 0);

    Wide const size = abs(Wide{total.in_cents()});
    std::vector<Wide> shares;
    std::vector<Wide> cut_off;
    Wide left = size;
    for (auto weight : weights) {
        Wide const product = size * weight;
        shares.push_back(product / sum);
        cut_off.push_back(product % sum);
        left -= shares.back();
    }

    std::vector<std::size_t> order(weights.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](auto a, auto b) { return cut_off[a] > cut_off[b]; });
    for (std::size_t i = 0; left > 0; ++i, --left) {
        ++shares[order[i]];
    }

    std::vector<Money> result;
    for (auto const& share : shares) {
        result.push_back(narrow(total.is_negative() ? Wide{-share} : share));
    }
    return result;
}

Money parse_money(std::string_view text)
{
    auto const number = take_apart(without_euro(text));
    if (!number) {
        refuse("money.malformed", text);
    }
    auto decimals = decimals_of(*number, text);
    decimals.resize(2, '0');
    auto const size = to_integer(number->whole + decimals);
    if (!size) {
        refuse("money.too-large", text);
    }
    return cents(number->negative ? -*size : *size);
}

Price parse_price(std::string_view text)
{
    auto const number = take_apart(without_euro(text));
    if (!number) {
        refuse("money.malformed", text);
    }
    auto decimals = price_decimals_of(*number, text);
    decimals.resize(price_places, '0');
    auto const size = to_integer(number->whole + decimals);
    if (!size) {
        refuse("money.too-large", text);
    }
    return millionths(number->negative ? -*size : *size);
}

Decimal decimal_of(Price price)
{
    Decimal value{price.in_millionths(), static_cast<int>(price_places)};
    while (value.places > 2 && value.units % 10 == 0) {
        value = {value.units / 10, value.places - 1};
    }
    return value;
}

std::string to_text(Price price)
{
    auto const value = decimal_of(price);
    auto digits = std::to_string(value.units < 0 ? -value.units : value.units);
    auto const places = static_cast<std::size_t>(value.places);
    if (digits.size() <= places) {
        digits.insert(0, places + 1 - digits.size(), '0');
    }
    auto const whole = digits.size() - places;
    bool const group = places == 3 && whole <= 3 && digits.front() != '0';
    digits.insert(whole, ".");
    return (value.units < 0 ? "-" : "") + digits + (group ? "0" : "");
}

} // namespace coop::core
