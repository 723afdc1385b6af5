// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/i18n/number.hpp>

#include <coop/core/money.hpp>

namespace coop::i18n {

std::string write_decimal(core::Decimal value, std::string_view group, std::string_view mark)
{
    auto const bits = static_cast<std::uint64_t>(value.units);
    auto const places = static_cast<std::size_t>(value.places);
    // Unsigned, because the smallest integer has no positive counterpart.
    auto digits = std::to_string(value.units < 0 ? 0 - bits : bits);
    if (digits.size() <= places) {
        digits.insert(0, places + 1 - digits.size(), '0');
    }
    std::string const decimals = digits.substr(digits.size() - places);
    digits.resize(digits.size() - places);
    std::string result = value.units < 0 ? "-" : "";
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0) {
            result += group;
        }
        result += digits[i];
    }
    if (places > 0) {
        result.append(mark).append(decimals);
    }
    return result;
}

std::optional<core::Decimal> percent(core::Ratio share)
{
    if (share.den == 0) {
        return std::nullopt;
    }
    // scale() is exact whatever the size of the product; tenths of a percent borrow its cents.
    bool const reversed = share.den < 0;
    auto const part = reversed ? -core::cents(share.num) : core::cents(share.num);
    auto const whole = reversed ? -core::cents(share.den) : core::cents(share.den);
    auto const tenths = core::scale(part, 1000, whole.in_cents(), core::Rounding::half_up);
    return core::Decimal{tenths.in_cents(), 1};
}

} // namespace coop::i18n
