// SPDX-License-Identifier: GPL-3.0-or-later
#include "objects.hpp"

#include <coop/care/rules.hpp>
#include <coop/core/assert.hpp>
#include <coop/core/error.hpp>
#include <coop/core/text.hpp>

#include <algorithm>
#include <charconv>

namespace coop::app {

namespace {

std::int64_t integer_of(std::string_view digits)
{
    std::int64_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

core::Ratio ratio_of(std::string_view percent)
{
    auto const value = core::parse_decimal(percent.substr(0, percent.find('%')), 6);
    std::int64_t hundred = 100;
    for (int i = 0; i < value.places; ++i) {
        hundred *= 10;
    }
    return {value.units, hundred};
}

} // namespace

core::Cell price_cell(core::Price price)
{
    auto const value = core::decimal_of(price);
    return value.places > 2 ? core::Cell{core::Quantity{value, "€"}}
                            : core::Cell{core::parse_money(core::to_text(price))};
}

std::string field_label(Lent const& context, std::string_view kind, std::string_view key)
{
    auto const own = "care-field." + std::string{kind} + "." + std::string{key};
    if (auto label = i18n::find_text(context.language, own)) {
        return *label;
    }
    return say(context, "care-field." + std::string{key});
}

core::Cell value_cell(care::Field const& field, care::Fields const& fields)
{
    auto const value = care::value_of(fields, field.key);
    if (value.empty()) {
        return {};
    }
    switch (field.type) {
    case care::FieldType::integer:
        return integer_of(value);
    case care::FieldType::share:
    case care::FieldType::percent:
        return ratio_of(value);
    case care::FieldType::decimal:
        return core::Quantity{core::parse_decimal(value, 6),
                              std::string{care::value_of(fields, "unit")}};
    case care::FieldType::money:
    case care::FieldType::balance:
        return core::parse_money(value);
    case care::FieldType::price:
        return price_cell(core::parse_price(value));
    case care::FieldType::date:
        return core::parse_date(value);
    default:
        return std::string{value};
    }
}

std::string words_of(care::Field const& field)
{
    if (field.type != care::FieldType::choice) {
        return {};
    }
    // `max` of a threshold is a bound, `max` of a year its highest measurement.
    auto const own = "care-word." + std::string{field.key} + ".";
    bool const has_own =
        i18n::find_text(i18n::Language::fr, own + std::string{field.values.front()}).has_value();
    return has_own ? own : "care-word.";
}

care::Registry load(ContextOf<store::CareBooks> const& context, Load what)
{
    std::vector<std::string> kinds;
    for (auto const& kind : care::kinds()) {
        if (what == Load::all || kind.name != "measurement") {
            kinds.emplace_back(kind.name);
        }
    }
    return care::registry_of(context.session.care_records(kinds));
}

void demand_object(ContextOf<store::CareBooks> const& context, std::string const& kind,
                   std::string const& id)
{
    if (context.session.care_version(kind, id) > 0) {
        return;
    }
    std::vector<std::string> known;
    auto const next = context.session.care_records({kind});
    while (auto const filed = next()) {
        if (filed->record.version == 1) {
            known.push_back(filed->record.id);
        }
    }
    throw core::Error{core::ErrorKind::refused,
                      "care.unknown",
                      {{"kind", kind}, {"id", id}, {"nearest", care::offered(id, known)}}};
}

} // namespace coop::app
