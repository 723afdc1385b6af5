// SPDX-License-Identifier: GPL-3.0-or-later
#include "levels.hpp"

#include <coop/care/reading.hpp>
#include <coop/care/rules.hpp>
#include <coop/core/error.hpp>
#include <coop/core/text.hpp>

#include <algorithm>
#include <set>

namespace coop::care {

using core::Error;
using core::ErrorKind;

namespace {

constexpr char separator = '<';

std::string text_of(Record const& record, std::string_view key)
{
    return std::string{value_of(record.fields, key)};
}

[[noreturn]] void refuse(char const* id, Record const& record, std::string_view key,
                         core::Arguments more = {})
{
    core::Arguments args{{"kind", record.kind}, {"id", record.id}};
    args.insert(args.end(), more.begin(), more.end());
    throw Error{ErrorKind::refused, id, std::move(args), {std::string{key}, 0, 0, {}}};
}

void demand_level(Indicator const& indicator, Record const& record)
{
    auto const level = text_of(record, "level");
    if (!level.empty() && !level_place(indicator, level)) {
        refuse("care.level-unknown", record, "level",
               {{"level", level},
                {"nearest", offered(level, indicator.levels)},
                {"known", core::join(indicator.levels, " < ")}});
    }
}

void check_indicator(Registry const& registry, Record const& record)
{
    bool const in_words =
        text_of(record, "direction") == direction_words.of(Direction::qualitative);
    auto const levels = text_of(record, "levels");
    auto const aggregate = text_of(record, "aggregate");
    bool const adds = aggregate == aggregate_words.of(Aggregate::sum) ||
                      aggregate == aggregate_words.of(Aggregate::mean);
    if (!levels.empty() && !in_words) {
        refuse("care.levels-extra", record, "levels");
    }
    if (in_words && adds) {
        refuse("care.aggregate-words", record, "aggregate", {{"aggregate", aggregate}});
    }
    if (in_words && !aggregate.empty() && levels.empty()) {
        refuse("care.levels-missing", record, "levels", {{"indicator", record.id}});
    }
    // What was measured in a word keeps its place among them.
    Indicator now;
    for (auto const level : core::split(levels, separator)) {
        now.levels.emplace_back(level);
    }
    for (auto const& one : registry.measurements) {
        if (one.indicator == record.id && !one.level.empty() && !level_place(now, one.level)) {
            refuse("care.indicator-used", record, "levels",
                   {{"key", std::string{"levels"}}, {"before", one.level}});
        }
    }
}

void check_measurement(Indicator const& indicator, Record const& record)
{
    bool const in_words = indicator.direction == Direction::qualitative;
    auto const* const wanted = in_words ? "level" : "value";
    if (in_words && indicator.levels.empty()) {
        refuse("care.levels-missing", record, "level", {{"indicator", indicator.head.id}});
    }
    if (!in_words && !text_of(record, "level").empty()) {
        refuse("care.level-extra", record, "level", {{"indicator", indicator.head.id}});
    }
    if (text_of(record, wanted).empty()) {
        throw Error{ErrorKind::usage,
                    "care.missing",
                    {{"kind", record.kind}, {"id", record.id}, {"key", std::string{"value"}}},
                    {"value", 0, 0, {}}};
    }
    demand_level(indicator, record);
}

} // namespace

std::string canonical_levels(std::string_view id, std::string_view typed)
{
    std::set<std::string> seen;
    auto const levels = core::split(typed, separator);
    for (auto const level : levels) {
        auto const plain = core::fold(core::trim(level));
        if (plain.empty() || levels.size() < 2 || !seen.insert(plain).second) {
            throw Error{ErrorKind::usage,
                        "care.levels-form",
                        {{"id", std::string{id}}},
                        {"levels", 0, 0, {}}};
        }
    }
    return core::join(levels, std::string{separator},
                      [](auto const level) { return std::string{core::trim(level)}; });
}

void check_levels(Registry const& registry, Record const& record)
{
    if (record.kind == "indicator") {
        check_indicator(registry, record);
        return;
    }
    auto const* const indicator = find(registry.indicators, text_of(record, "indicator"));
    if (indicator == nullptr) {
        return;
    }
    if (record.kind == "measurement") {
        check_measurement(*indicator, record);
    } else if (record.kind == "state" && !indicator->levels.empty()) {
        demand_level(*indicator, record);
    }
}

Record in_words(Registry const& registry, Record typed)
{
    auto const* const indicator =
        find(registry.indicators, core::trim(value_of(typed.fields, "indicator")));
    if (indicator == nullptr || indicator->direction != Direction::qualitative) {
        return typed;
    }
    for (auto& [key, value] : typed.fields) {
        if (typed.kind == "measurement" && key == "value") {
            key = "level";
        }
        if (key != "level") {
            continue;
        }
        if (auto const place = level_place(*indicator, value)) {
            value = indicator->levels[*place];
        }
    }
    return typed;
}

} // namespace coop::care
