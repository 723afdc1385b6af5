// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/record/record.hpp>

#include <coop/core/assert.hpp>
#include <coop/core/error.hpp>
#include <coop/core/fields.hpp>
#include <coop/core/text.hpp>

#include <algorithm>
#include <utility>

namespace coop::record {

namespace {

constexpr std::array<std::pair<std::string_view, FieldType>, 20> types{{
    {"text", FieldType::text},           {"ref", FieldType::ref},
    {"refs", FieldType::refs},           {"integer", FieldType::integer},
    {"share", FieldType::share},         {"percent", FieldType::percent},
    {"decimal", FieldType::decimal},     {"money", FieldType::money},
    {"moneys", FieldType::moneys},       {"balance", FieldType::balance},
    {"price", FieldType::price},         {"lines", FieldType::lines},
    {"date", FieldType::date},           {"choice", FieldType::choice},
    {"sha256", FieldType::sha256},       {"key", FieldType::key},
    {"signature", FieldType::signature}, {"object", FieldType::object},
    {"objects", FieldType::objects},     {"personal", FieldType::personal},
}};

FieldType type_of(std::string_view name)
{
    auto const found =
        std::ranges::find(types, name, &std::pair<std::string_view, FieldType>::first);
    COOP_ASSERT(found != types.end());
    return found->second;
}

std::vector<Kind> read_kinds(std::string_view csv)
{
    std::vector<Kind> all;
    core::ShippedRecords<5> lines{csv};
    std::array<std::string_view, 5> line;
    while (lines.next(line)) {
        if (all.empty() || all.back().name != line[0]) {
            all.push_back({line[0], {}});
        }
        Field field{line[1], type_of(line[2]), line[3] == "required", {}};
        if (!line[4].empty()) {
            field.values = core::split(line[4], ',');
        }
        all.back().fields.push_back(std::move(field));
    }
    return all;
}

} // namespace

Field const* Kind::find(std::string_view key) const
{
    auto const found = std::ranges::find(fields, key, &Field::key);
    return found == fields.end() ? nullptr : &*found;
}

Kinds::Kinds(std::string_view csv, CheckId check, Refusals refusals)
    : all_(read_kinds(csv)), check_(check), refusals_(std::move(refusals))
{
}

Kind const& Kinds::of(std::string_view name) const
{
    auto const found = std::ranges::find(all_, name, &Kind::name);
    if (found != all_.end()) {
        return *found;
    }
    std::vector<std::string> known;
    for (auto const& kind : all_) {
        known.emplace_back(kind.name);
    }
    throw core::Error{core::ErrorKind::usage,
                      refusals_.kind,
                      {{"kind", std::string{name}},
                       {"nearest", core::nearest(name, known)},
                       {"known", core::join(known, ", ")}}};
}

} // namespace coop::record
