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

// As a word is compared: no case, no accent, and one blank for whatever parts it.
std::string plain(std::string_view text)
{
    std::string result;
    for (auto const c : core::fold(text)) {
        bool const kept = core::is_digit(c) || (c >= 'a' && c <= 'z') || c == '+';
        if (kept) {
            result += c;
        } else if (!result.empty() && result.back() != ' ') {
            result += ' ';
        }
    }
    return std::string{core::trim(result)};
}

std::multimap<std::string, std::string_view> read_words(std::string_view csv)
{
    std::multimap<std::string, std::string_view> words;
    if (csv.empty()) {
        return words;
    }
    core::ShippedRecords<2> lines{csv};
    std::array<std::string_view, 2> line;
    while (lines.next(line)) {
        for (auto const word : core::split(line[1], '|')) {
            words.emplace(plain(word), line[0]);
        }
    }
    return words;
}

} // namespace

Field const* Kind::find(std::string_view key) const
{
    auto const found = std::ranges::find(fields, key, &Field::key);
    return found == fields.end() ? nullptr : &*found;
}

Kinds::Kinds(std::string_view csv, CheckId check, Refusals refusals, std::string_view words)
    : all_(read_kinds(csv)),
      words_(read_words(words)),
      check_(check),
      refusals_(std::move(refusals))
{
}

std::string_view Kinds::meant(std::span<std::string_view const> candidates,
                              std::string_view text) const
{
    if (auto const same = std::ranges::find(candidates, text); same != candidates.end()) {
        return *same;
    }
    if (words_.empty()) {
        return {};
    }
    auto const typed = plain(text);
    for (auto const candidate : candidates) {
        if (plain(candidate) == typed) {
            return candidate;
        }
    }
    for (auto [word, end] = words_.equal_range(typed); word != end; ++word) {
        auto const found = std::ranges::find(candidates, word->second);
        if (found != candidates.end()) {
            return *found;
        }
    }
    return {};
}

Field const* Kinds::field_of(Kind const& kind, std::string_view text) const
{
    std::vector<std::string_view> keys;
    for (auto const& field : kind.fields) {
        keys.push_back(field.key);
    }
    return kind.find(meant(keys, text));
}

std::string_view Kinds::choice_of(Field const& field, std::string_view text) const
{
    return meant(field.values, text);
}

std::string_view Kinds::kind_meant(std::string_view text) const
{
    std::vector<std::string_view> names;
    for (auto const& kind : all_) {
        names.push_back(kind.name);
    }
    return meant(names, text);
}

Kind const& Kinds::typed(std::string_view name) const
{
    auto const found = kind_meant(name);
    return of(found.empty() ? name : found);
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
