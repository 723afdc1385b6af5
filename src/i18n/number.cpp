// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/i18n/number.hpp>

#include <coop/core/money.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

namespace coop::i18n {

void append_decimal(std::string& out, core::Decimal value, std::string_view group,
                    std::string_view mark)
{
    auto const bits = static_cast<std::uint64_t>(value.units);
    auto const places = static_cast<std::size_t>(value.places);
    std::array<char, 20> buffer{};
    // Unsigned, because the smallest integer has no positive counterpart.
    auto const written = std::to_chars(buffer.data(), buffer.data() + buffer.size(),
                                       value.units < 0 ? 0 - bits : bits);
    std::string_view const digits{buffer.data(), written.ptr};
    auto const whole = digits.size() - std::min(places, digits.size());
    out += value.units < 0 ? "-" : "";
    out += whole == 0 ? "0" : digits.substr(0, (whole - 1) % 3 + 1);
    for (auto i = (whole + 2) % 3 + 1; i < whole; i += 3) {
        out.append(group).append(digits.substr(i, 3));
    }
    if (places > 0) {
        out.append(mark).append(places - (digits.size() - whole), '0').append(digits.substr(whole));
    }
}

std::string write_decimal(core::Decimal value, std::string_view group, std::string_view mark)
{
    std::string result;
    append_decimal(result, value, group, mark);
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
