// SPDX-License-Identifier: GPL-3.0-or-later
#include "read.hpp"

#include <coop/core/error.hpp>

#include <algorithm>
#include <map>
#include <utility>

namespace coop::care {

using core::Date;
using core::Error;
using core::ErrorKind;
using core::Money;

namespace {

bool is_same(Item const& a, Item const& b)
{
    return a.kind == b.kind && a.origin == b.origin && a.valued == b.valued;
}

using Keys = std::map<std::pair<std::string, std::string>, std::size_t>;

/// Every item that some exercise knows, by capital and action, as all exercises know it.
Keys collect(std::span<RecordedYear const> years, std::span<Exercise const> exercises,
             Inputs& inputs)
{
    std::map<std::pair<std::string, std::string>, Item> items;
    for (std::size_t t = 0; t < years.size(); ++t) {
        for (auto const& recorded : years[t].items) {
            auto const& item = recorded.item;
            auto const [known, fresh] = items.try_emplace({item.capital, item.action}, item);
            if (!fresh && !is_same(known->second, item)) {
                throw Error{ErrorKind::refused,
                            "care.item-changed",
                            {{"action", id_of(item)}, {"year", exercises[t].label}}};
            }
        }
    }
    Keys keys;
    for (auto const& [key, item] : items) {
        keys.emplace(key, inputs.items.size());
        inputs.items.push_back(item);
    }
    return keys;
}

/// The first exercise from `from` on that no close has sealed.
std::optional<std::size_t> first_open(std::span<Exercise const> exercises, std::size_t from)
{
    for (auto t = from; t < exercises.size(); ++t) {
        if (!exercises[t].closed) {
            return t;
        }
    }
    return std::nullopt;
}

/// The sealed exercise whose close counted it already.
std::optional<std::size_t> counted_by_close(Registry const& registry,
                                            std::span<Exercise const> exercises, Asked const& asked,
                                            std::int64_t sequence, bool wants_signature)
{
    for (std::size_t t = 0; t < exercises.size(); ++t) {
        auto const& exercise = exercises[t];
        if (!exercise.closed || sequence > exercise.close_sequence) {
            continue;
        }
        bool const proven = exercise.closed->rules == Rules::proven && wants_signature;
        auto const day = proven ? agreed_on(registry, asked.kind, asked.id, asked.action,
                                            asked.date, exercise.close_sequence)
                                : std::optional{asked.date};
        if (day && exercise.period.contains(*day)) {
            return t;
        }
    }
    return std::nullopt;
}

} // namespace

bool says_something(RecordedItem const& recorded)
{
    auto const& year = recorded.year;
    auto const any = [](auto const& amounts) {
        return std::ranges::any_of(amounts, [](Money amount) { return !amount.is_zero(); });
    };
    return year.ceased || year.budget || year.measured || any(year.done.in_books) ||
           any(year.done.outside) ||
           any(std::array{recorded.opening, year.planned, year.remission, year.overlap,
                          year.revision, year.estimate});
}

Inputs merged(std::span<RecordedYear const> years, std::span<Exercise const> exercises)
{
    Inputs inputs;
    auto const keys = collect(years, exercises, inputs);
    inputs.opening.resize(inputs.items.size());
    for (std::size_t t = 0; t < years.size(); ++t) {
        ExerciseInputs exercise{exercises[t].label, years[t].legal_result, {}, years[t].rules};
        exercise.items.resize(inputs.items.size());
        for (auto const& recorded : years[t].items) {
            auto const i = keys.at({recorded.item.capital, recorded.item.action});
            exercise.items[i] = recorded.year;
            inputs.opening[i] += recorded.opening;
        }
        inputs.exercises.push_back(std::move(exercise));
    }
    return inputs;
}

std::optional<std::size_t> exercise_of(std::span<Exercise const> exercises, Date day)
{
    for (std::size_t t = 0; t < exercises.size(); ++t) {
        if (exercises[t].period.contains(day)) {
            return t;
        }
    }
    return std::nullopt;
}

std::optional<std::size_t> settled_in(Registry const& registry, std::span<Exercise const> exercises,
                                      Asked const& asked, std::int64_t sequence,
                                      bool wants_signature)
{
    if (auto const t = counted_by_close(registry, exercises, asked, sequence, wants_signature)) {
        return t;
    }
    auto const day = wants_signature
                         ? agreed_on(registry, asked.kind, asked.id, asked.action, asked.date)
                         : std::optional{asked.date};
    auto const t = day ? exercise_of(exercises, *day) : std::nullopt;
    return t ? first_open(exercises, *t) : std::nullopt;
}

} // namespace coop::care
