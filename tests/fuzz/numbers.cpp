// SPDX-License-Identifier: GPL-3.0-or-later
#include "property.hpp"

#include <coop/core/date.hpp>
#include <coop/core/decimal.hpp>
#include <coop/core/money.hpp>
#include <coop/i18n/message.hpp>
#include <coop/i18n/number.hpp>

#include <fmt/format.h>

// What a person types as one word: whatever is accepted, printed and read again is the same.

namespace coop::fuzz {

using core::ErrorKind;

void money(std::string_view bytes)
{
    auto const read = accepted(bytes, ErrorKind::usage, [&] { return core::parse_money(bytes); });
    if (!read) {
        return;
    }
    hold_text(bytes);
    auto const again = [](std::string const& text) { return core::parse_money(text); };
    hold(again(i18n::format_amount(i18n::Language::fr, *read)) == *read, "1 234,50 is read back");
    hold(again(i18n::format(i18n::Language::fr, *read)) == *read, "1 234,50 € is read back");
    hold(again(i18n::write_decimal({read->in_cents(), 2}, "", ".")) == *read,
         "1234.50 is read back");
    hold((-*read).in_cents() == -read->in_cents(), "what is read has an opposite");
}

void decimal(std::string_view bytes)
{
    std::optional<core::Decimal> before;
    for (int places = 0; places <= 9; ++places) {
        auto const read =
            accepted(bytes, ErrorKind::usage, [&] { return core::parse_decimal(bytes, places); });
        hold(!before || (read && *read == *before), "what fits two places fits three");
        before = read;
        if (read) {
            hold(0 <= read->places && read->places <= places, "no more places than asked");
            hold(core::widen(*read, 9) == *read, "nine places hold it");
            auto const written = i18n::write_decimal(*read, "\u202f", ",");
            hold(core::parse_decimal(written, places) == *read, "1 234,5 is read back");
        }
    }
}

void minutes(std::string_view bytes)
{
    auto const read = accepted(bytes, ErrorKind::usage, [&] { return core::parse_minutes(bytes); });
    if (!read) {
        return;
    }
    hold(*read >= 0, "work takes time");
    hold(core::parse_minutes(fmt::format("{}h{:02}", *read / 60, *read % 60)) == *read,
         "6h30 is read back");
    hold(core::hours(*read).value.places == 2, "hours have two places");
}

void date(std::string_view bytes)
{
    auto const read = accepted(bytes, ErrorKind::usage, [&] { return core::parse_date(bytes); });
    if (!read) {
        return;
    }
    hold(read->ok(), "the day exists");
    hold(core::date(1900, 1, 1) <= *read && *read <= core::date(2199, 12, 31), "a known year");
    hold(core::parse_date(core::format_iso(*read)) == *read, "2025-03-14 is read back");
    hold(core::parse_date(core::format_french(*read)) == *read, "14/03/2025 is read back");
    hold(core::from_number(core::to_number(*read)) == *read, "20250314 is the same day");
}

void period(std::string_view bytes)
{
    auto const read = accepted(bytes, ErrorKind::usage, [&] { return core::parse_period(bytes); });
    if (!read) {
        return;
    }
    hold(read->first.ok() && read->last.ok(), "the days exist");
    hold(read->first <= read->last && core::length_days(*read) >= 1, "it does not end before");
    auto const written = core::format_iso(read->first) + ".." + core::format_iso(read->last);
    hold(core::parse_period(written) == *read, "2025-01-01..2025-06-30 is read back");
}

} // namespace coop::fuzz
