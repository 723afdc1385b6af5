// SPDX-License-Identifier: GPL-3.0-or-later
//
// One value of a record. What two people type for the same thing is stored and hashed the same.
#include "values.hpp"

#include <coop/core/assert.hpp>
#include <coop/core/decimal.hpp>
#include <coop/core/error.hpp>
#include <coop/core/price.hpp>
#include <coop/core/text.hpp>

#include <algorithm>

namespace coop::record {

using core::Error;
using core::ErrorKind;

namespace {

// Millionths: what care.md asks of quantities.
constexpr int places_max = 6;
constexpr std::size_t id_max = 80;
// As many as the greatest id of an entry has.
constexpr std::size_t integer_digits_max = 16;

[[noreturn]] void refuse(std::string_view key, std::string_view text, std::string const& id)
{
    throw Error{ErrorKind::usage, id, {{"key", std::string{key}}, {"text", core::printable(text)}}};
}

[[noreturn]] void refuse(Field const& field, std::string_view text, std::string const& id)
{
    refuse(field.key, text, id);
}

std::string text_value(Kinds const& kinds, Field const& field, std::string_view text)
{
    bool const shown =
        core::invalid_utf8_at(text) == std::string_view::npos &&
        std::ranges::none_of(text, [](char c) { return core::is_control(c) && c != '\n'; });
    if (!shown) {
        refuse(field, text, kinds.refusals().control);
    }
    return std::string{text};
}

std::string integer_value(Kinds const& kinds, Field const& field, std::string_view text)
{
    if (text.empty()) {
        refuse(field, text, kinds.refusals().integer);
    }
    auto const first = std::min(text.find_first_not_of('0'), text.size() - 1);
    auto const digits = text.substr(first);
    if (!std::ranges::all_of(text, core::is_digit) || digits.size() > integer_digits_max) {
        refuse(field, text, kinds.refusals().integer);
    }
    return std::string{digits};
}

std::string percent_value(Kinds const& kinds, Field const& field, std::string_view text)
{
    bool const is_signed = text.ends_with('%');
    if (field.type == FieldType::share && !is_signed) {
        refuse(field, text, kinds.refusals().share);
    }
    auto const number = core::trim(is_signed ? text.substr(0, text.size() - 1) : text);
    auto const value = core::parse_decimal(number, places_max);
    auto const millionths = core::widen(value, places_max).units;
    if (millionths < 0 || (field.type == FieldType::share && millionths > 100'000'000)) {
        refuse(field, text, kinds.refusals().share);
    }
    return to_text(value) + "%";
}

std::string moneys_value(std::string_view text)
{
    return core::join(core::split(text, ';'), ";",
                      [](auto const& part) { return to_text(core::parse_money(part)); });
}

// `2:1`: the entry, then its line, both from 1.
std::string line_value(Kinds const& kinds, Field const& field, std::string_view text)
{
    auto const colon = text.find(':');
    if (colon == std::string_view::npos) {
        refuse(field, text, kinds.refusals().line);
    }
    auto const entry = integer_value(kinds, field, core::trim(text.substr(0, colon)));
    auto const line = integer_value(kinds, field, core::trim(text.substr(colon + 1)));
    if (entry == "0" || line == "0") {
        refuse(field, text, kinds.refusals().line);
    }
    return entry + ":" + line;
}

std::string choice_value(Kinds const& kinds, Field const& field, std::string_view text)
{
    if (auto const choice = kinds.choice_of(field, text); !choice.empty()) {
        return std::string{choice};
    }
    std::vector<std::string> known{field.values.begin(), field.values.end()};
    auto const list = core::join(known, ", ");
    throw Error{ErrorKind::usage,
                kinds.refusals().choice,
                {{"key", std::string{field.key}},
                 {"word", core::printable(text)},
                 {"nearest", core::nearest(text, known)},
                 {"known", list}}};
}

std::string hex_value(Kinds const& kinds, Field const& field, std::string_view text,
                      std::size_t size)
{
    std::string result;
    for (auto const c : text) {
        result += c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    if (result.size() != size || !std::ranges::all_of(result, [](char c) {
            return core::is_digit(c) || (c >= 'a' && c <= 'f');
        })) {
        refuse(field, text, kinds.refusals().hexadecimal);
    }
    return result;
}

std::string ref_value(Kinds const& kinds, Field const& field, std::string_view text)
{
    kinds.check_id(field.values.empty() ? std::string_view{} : field.values.front(), text);
    return std::string{text};
}

std::string object_value(Kinds const& kinds, Field const& field, std::string_view text)
{
    return object_text(kinds, field.key, text);
}

std::string hashed_object_value(Kinds const& kinds, Field const& field, std::string_view text)
{
    auto const at = text.find('@');
    if (at == std::string_view::npos || !core::parse_digest(text.substr(at + 1))) {
        refuse(field, text, kinds.refusals().object);
    }
    return object_value(kinds, field, text.substr(0, at)) + "@" +
           hex_value(kinds, field, text.substr(at + 1), 64);
}

// Sorted, so that the order in which they were typed says nothing.
template <class Part>
std::string list_value(Kinds const& kinds, Field const& field, std::string_view text, Part part)
{
    std::vector<std::string> all;
    for (auto const each : core::split(text, ',')) {
        all.push_back(part(kinds, field, core::trim(each)));
    }
    std::ranges::sort(all);
    all.erase(std::ranges::unique(all).begin(), all.end());
    return core::join(all, ",");
}

} // namespace

std::string object_text(Kinds const& kinds, std::string_view key, std::string_view text)
{
    auto const sign = text.find_first_of("/:");
    if (sign == std::string_view::npos) {
        refuse(key, text, kinds.refusals().object);
    }
    auto const kind = kinds.typed(text.substr(0, sign)).name;
    auto const id = text.substr(sign + 1);
    kinds.check_id(kind, id);
    return std::string{kind} + "/" + std::string{id};
}

std::string to_text(core::Decimal value)
{
    while (value.places > 0 && value.units % 10 == 0) {
        value = {value.units / 10, value.places - 1};
    }
    auto digits = std::to_string(value.units < 0 ? -value.units : value.units);
    if (value.places > 0) {
        auto const places = static_cast<std::size_t>(value.places);
        if (digits.size() <= places) {
            digits.insert(0, places + 1 - digits.size(), '0');
        }
        digits.insert(digits.size() - places, ".");
    }
    return (value.units < 0 ? "-" : "") + digits;
}

std::string to_text(core::Money amount)
{
    return core::digits_of(amount, '.');
}

bool is_plain_id(std::string_view id)
{
    auto const is_letter = [](char c) {
        return core::is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    };
    return !id.empty() && id.size() <= id_max && is_letter(id.front()) &&
           std::ranges::all_of(
               id, [&](char c) { return is_letter(c) || c == '.' || c == '-' || c == '_'; });
}

std::string canonical_value(Kinds const& kinds, Field const& field, std::string_view text)
{
    switch (field.type) {
    case FieldType::text:
    case FieldType::personal:
        return text_value(kinds, field, text);
    case FieldType::ref:
        return ref_value(kinds, field, text);
    case FieldType::refs:
        return list_value(kinds, field, text, ref_value);
    case FieldType::integer:
        return integer_value(kinds, field, text);
    case FieldType::share:
    case FieldType::percent:
        return percent_value(kinds, field, text);
    case FieldType::decimal:
        return to_text(core::parse_decimal(text, places_max));
    case FieldType::money:
    case FieldType::balance:
        return to_text(core::parse_money(text));
    case FieldType::price:
        return core::to_text(core::parse_price(text));
    case FieldType::moneys:
        return moneys_value(text);
    case FieldType::lines:
        return list_value(kinds, field, text, line_value);
    case FieldType::date:
        return core::format_iso(core::parse_date(text));
    case FieldType::choice:
        return choice_value(kinds, field, text);
    case FieldType::sha256:
    case FieldType::key:
        return hex_value(kinds, field, text, 64);
    case FieldType::signature:
        return hex_value(kinds, field, text, 128);
    case FieldType::object:
        return object_value(kinds, field, text);
    case FieldType::objects:
        return list_value(kinds, field, text, hashed_object_value);
    }
    COOP_ASSERT(false && "every type has a canonical form");
    return {};
}

} // namespace coop::record
