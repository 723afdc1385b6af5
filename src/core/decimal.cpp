// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/core/decimal.hpp>

#include <coop/core/assert.hpp>
#include <coop/core/error.hpp>
#include <coop/core/text.hpp>

#include "typed.hpp"

#include <cstddef>
#include <limits>
#include <numeric>
#include <optional>

namespace coop::core {

namespace {

constexpr int places_limit = 9;

std::int64_t power_of_ten(int exponent)
{
    std::int64_t power = 1;
    for (int i = 0; i < exponent; ++i) {
        power *= 10;
    }
    return power;
}

Decimal without_trailing_zeros(Decimal value)
{
    while (value.places > 0 && value.units % 10 == 0) {
        value.units /= 10;
        --value.places;
    }
    return value;
}

Ratio reduced(Ratio ratio)
{
    if (ratio.den == 0) {
        return {};
    }
    auto const divisor = std::gcd(ratio.num, ratio.den) * (ratio.den < 0 ? -1 : 1);
    return {ratio.num / divisor, ratio.den / divisor};
}

/// The decimal that `number` is, or nothing where it could not be widened to nine places.
std::optional<Decimal> to_decimal(TypedNumber const& number)
{
    auto digits = number.whole + (number.parts.empty() ? std::string{} : number.parts.front());
    int const places = static_cast<int>(digits.size() - number.whole.size());
    auto const units = to_integer(digits);
    digits.append(static_cast<std::size_t>(places_limit - places), '0');
    if (!units || !to_integer(digits)) {
        return std::nullopt;
    }
    return Decimal{number.negative ? -*units : *units, places};
}

/// Hours that are not negative, with at most `places_max` places.
std::optional<Decimal> parse_hours(std::string_view text, std::size_t places_max)
{
    auto const number = take_apart(text);
    if (!number || number->negative || number->parts.size() > 1 ||
        (!number->parts.empty() && number->parts.front().size() > places_max)) {
        return std::nullopt;
    }
    return to_decimal(*number);
}

/// What follows the `h` of `6h30`: nothing, or two digits below sixty.
std::optional<std::int64_t> parse_minutes_of_hour(std::string_view text)
{
    text = trim(text);
    if (text.size() != 2 || !is_digit(text[0]) || !is_digit(text[1]) || text[0] > '5') {
        return std::nullopt;
    }
    return to_integer(text);
}

} // namespace

Decimal parse_decimal(std::string_view text, int places_max)
{
    COOP_ASSERT(0 <= places_max && places_max <= places_limit);
    auto const number = take_apart(text);
    if (!number || number->parts.size() > 1) {
        refuse("decimal.malformed", text);
    }
    if (!number->parts.empty() &&
        number->parts.front().size() > static_cast<std::size_t>(places_max)) {
        throw Error{ErrorKind::usage,
                    "decimal.places",
                    {{"text", printable(text)}, {"places", std::int64_t{places_max}}}};
    }
    auto const value = to_decimal(*number);
    if (!value) {
        refuse("decimal.too-large", text);
    }
    return *value;
}

Decimal widen(Decimal value, int places)
{
    COOP_ASSERT(value.places <= places && places <= places_limit);
    auto const factor = power_of_ten(places - value.places);
    constexpr auto limit = std::numeric_limits<std::int64_t>::max();
    COOP_ASSERT(-limit / factor <= value.units && value.units <= limit / factor);
    return {value.units * factor, places};
}

bool operator==(Decimal const& a, Decimal const& b)
{
    auto const left = without_trailing_zeros(a);
    auto const right = without_trailing_zeros(b);
    return left.units == right.units && left.places == right.places;
}

bool operator==(Quantity const& a, Quantity const& b)
{
    return a.value == b.value && a.unit == b.unit;
}

bool operator==(Ratio const& a, Ratio const& b)
{
    auto const left = reduced(a);
    auto const right = reduced(b);
    return left.num == right.num && left.den == right.den;
}

std::int64_t parse_minutes(std::string_view text)
{
    auto const mark = text.find_first_of("hH");
    auto const after = mark == text.npos ? std::string_view{} : trim(text.substr(mark + 1));
    auto const minutes =
        after.empty() ? std::optional<std::int64_t>{0} : parse_minutes_of_hour(after);
    auto const worked = parse_hours(text.substr(0, mark), after.empty() ? places_limit : 0);
    if (!worked || !minutes) {
        refuse("hours.malformed", text);
    }
    // Sixty times either fits: to_decimal() keeps the hours below 10^10, the rest is below 10^9.
    auto const whole = worked->units / power_of_ten(worked->places);
    auto const rest = worked->units % power_of_ten(worked->places) * 60;
    if (rest % power_of_ten(worked->places) != 0) {
        refuse("hours.malformed", text);
    }
    return whole * 60 + rest / power_of_ten(worked->places) + *minutes;
}

Quantity hours(std::int64_t minutes)
{
    // A minute is 5/3 of a hundredth of an hour: a third is never half way, so adding the half of
    // three, cut to one, rounds to the nearest.
    auto const whole = minutes / 3 * 5;
    auto const rest = minutes % 3 * 5;
    return {{whole + (rest + (rest < 0 ? -1 : 1)) / 3, 2}, "h"};
}

} // namespace coop::core
