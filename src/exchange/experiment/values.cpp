// SPDX-License-Identifier: GPL-3.0-or-later
#include "values.hpp"

#include <coop/core/text.hpp>

#include <algorithm>
#include <cctype>
#include <charconv>

namespace coop::exchange {

using core::Money;
using Kind = TomlNode::Kind;

namespace {

constexpr int quantity_places = 6; // quantities are kept to a millionth

/// The number at the beginning of `12,5 kg`, and what follows it.
std::pair<std::string_view, std::string_view> number_and_unit(std::string_view text)
{
    text = core::trim(text);
    std::size_t i = 0;
    while (i < text.size() &&
           (core::is_digit(text[i]) ||
            std::string_view{".,+- '"}.find(text[i]) != std::string_view::npos ||
            text.substr(i).starts_with("\u00a0") || text.substr(i).starts_with("\u202f"))) {
        i += text[i] == '\xc2' ? 2 : text[i] == '\xe2' ? 3 : 1;
    }
    return {core::trim(text.substr(0, i)), core::trim(text.substr(i))};
}

} // namespace

care::Factor ratio_of(core::Decimal value)
{
    care::Factor factor{value.units, 1};
    for (int i = 0; i < value.places; ++i) {
        factor.den *= 10;
    }
    return factor;
}

void Values::refuse_unknown(TomlNode const& table, std::vector<std::string> const& known) const
{
    for (auto const& member : table.members) {
        if (std::ranges::find(known, member.key) == known.end()) {
            auto const near = core::nearest(member.key, known);
            refuse("care.unknown-key",
                   {{"key", core::printable(member.key)},
                    {"near", near.empty() ? core::join(known, ", ") : near}},
                   member);
        }
    }
}

std::string Values::text(TomlNode const& node, std::string_view key) const
{
    if (!node.is(Kind::text)) {
        refuse_type(node, key, "\"…\"");
    }
    return node.text;
}

std::string Values::text_or(TomlNode const& table, std::string_view key,
                            std::string const& otherwise) const
{
    auto const* node = table.get(key);
    return node ? text(*node, key) : otherwise;
}

TomlNode const& Values::required_node(TomlNode const& table, std::string_view key) const
{
    auto const* node = table.get(key);
    if (!node) {
        refuse("care.experiment-missing", {{"key", std::string{key}}}, table);
    }
    return *node;
}

std::string Values::required(TomlNode const& table, std::string_view key) const
{
    auto const& node = required_node(table, key);
    auto result = text(node, key);
    if (core::trim(result).empty()) {
        refuse("care.experiment-missing", {{"key", std::string{key}}}, node);
    }
    return result;
}

Money Values::money(TomlNode const& node, std::string_view key) const
{
    if (!node.is(Kind::text)) {
        refuse_type(node, key, "\"1234.50\"");
    }
    return placed(node, [&] { return core::parse_money(node.text); });
}

std::optional<Money> Values::money_of(TomlNode const& table, std::string_view key) const
{
    auto const* node = table.get(key);
    return node ? std::optional{money(*node, key)} : std::nullopt;
}

Measured Values::measured(TomlNode const& node, std::string_view key) const
{
    if (!node.is(Kind::text)) {
        refuse_type(node, key, "\"12.5 kg\"");
    }
    auto const [number, unit] = number_and_unit(node.text);
    auto const value = placed(node, [&] { return core::parse_decimal(number, quantity_places); });
    return {value, std::string{unit}};
}

core::Price Values::price(TomlNode const& node, std::string_view key) const
{
    if (!node.is(Kind::text)) {
        refuse_type(node, key, "\"0.0035\"");
    }
    return placed(node, [&] { return core::parse_price(node.text); });
}

UnitCost Values::unit_cost(TomlNode const& node, std::string_view key) const
{
    if (!node.is(Kind::text)) {
        refuse_type(node, key, "\"180.00 €/ha\"");
    }
    auto const [number, unit] = number_and_unit(node.text);
    auto const slash = unit.find('/');
    auto const currency = core::trim(unit.substr(0, slash));
    if (!currency.empty() && currency != "€" && currency != "EUR") {
        refuse_value(node, key, "180.00 €/ha");
    }
    auto const amount = placed(node, [&] { return core::parse_price(number); });
    auto const of = slash == unit.npos ? std::string_view{} : core::trim(unit.substr(slash + 1));
    return {amount, std::string{of}};
}

care::Factor Values::factor(TomlNode const& node, std::string_view key) const
{
    if (!node.is(Kind::text)) {
        refuse_type(node, key, "\"1.10\"");
    }
    return placed(node, [&] { return care::parse_factor(node.text); });
}

care::Factor Values::share(TomlNode const& node, std::string_view key) const
{
    auto const [value, unit] = measured(node, key);
    auto const ratio = ratio_of(value);
    if (unit != "%" || ratio.num < 0 || ratio.num > 100 * ratio.den) {
        refuse_value(node, key, "10%");
    }
    return care::times(ratio, {1, 100});
}

std::int64_t Values::whole(TomlNode const& node, std::string_view key, std::int64_t least,
                           std::int64_t most) const
{
    auto value = node.integer;
    if (node.is(Kind::text)) {
        auto const text = core::trim(node.text);
        auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (fault != std::errc{} || end != text.data() + text.size()) {
            refuse_value(node, key, "3");
        }
    } else if (!node.is(Kind::integer)) {
        refuse_type(node, key, "3");
    }
    if (value < least || value > most) {
        refuse_value(node, key, std::to_string(least) + " … " + std::to_string(most));
    }
    return value;
}

TomlNode const& Values::table(TomlNode const& node, std::string_view key) const
{
    if (!node.is(Kind::table)) {
        refuse_type(node, key, "{ … }");
    }
    return node;
}

std::vector<TomlNode const*> Values::tables(TomlNode const& table, std::string_view key) const
{
    std::vector<TomlNode const*> result;
    auto const* node = table.get(key);
    if (node && node->is(Kind::array)) {
        for (auto const& element : node->elements) {
            result.push_back(&this->table(element, key));
        }
    } else if (node) {
        result.push_back(&this->table(*node, key));
    }
    return result;
}

std::vector<TomlNode const*> Values::list(TomlNode const& node, std::string_view key) const
{
    if (!node.is(Kind::array)) {
        refuse_type(node, key, "[ … ]");
    }
    std::vector<TomlNode const*> result;
    for (auto const& element : node.elements) {
        result.push_back(&element);
    }
    return result;
}

core::Arguments Values::named(std::string_view name, std::vector<std::string> const& known) const
{
    auto const near = core::nearest(name, known);
    return {{"name", core::printable(std::string{name})},
            {"near", near.empty() ? core::join(known, ", ") : near}};
}

void Values::refuse_type(TomlNode const& node, std::string_view key, std::string expected) const
{
    if (node.is(Kind::real)) {
        refuse("care.float", {{"key", std::string{key}}}, node);
    }
    refuse("care.type", {{"key", std::string{key}}, {"expected", std::move(expected)}}, node);
}

void Values::refuse_value(TomlNode const& node, std::string_view key, std::string expected) const
{
    auto const text = node.is(Kind::text) ? node.text : std::to_string(node.integer);
    refuse("care.value",
           {{"key", std::string{key}},
            {"text", core::printable(text)},
            {"expected", std::move(expected)}},
           node);
}

} // namespace coop::exchange
