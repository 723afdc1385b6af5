// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/report/care/ends.hpp>

#include "figures.hpp"

#include <algorithm>
#include <map>
#include <optional>

namespace coop::report {

namespace {

bool is_nil(core::Cell const& value)
{
    auto const* const amount = std::get_if<core::Money>(&value);
    return amount != nullptr && amount->is_zero();
}

class Ends {
public:
    Ends(CareFacts const& facts, std::size_t asked) : facts_(facts), asked_(asked) {}

    bool holds(FigureId const& figure)
    {
        auto const id = id_of(facts_, figure);
        if (auto const known = known_.find(id); known != known_.end()) {
            return known->second;
        }
        auto const derived = derive(facts_, figure);
        bool const result = derived && holds_of(figure, *derived);
        known_.emplace(id, result);
        return result;
    }

private:
    bool holds_of(FigureId const& figure, Derived const& derived)
    {
        if (derived.parts.empty()) { // a sum over a family without a capital is nil
            bool const nothing = is_nil(derived.value) && !derived.formula.empty();
            return nothing || !derived.sources.empty();
        }
        bool const earlier = figure.exercise != asked_;
        return earlier || std::ranges::all_of(derived.parts, [&](FigureId const& part) {
                   auto const value = derive(facts_, part);
                   bool const shown = derived.parts.size() == 1 || !value || !is_nil(value->value);
                   return !shown || holds(part);
               });
    }

    CareFacts const& facts_;
    std::size_t asked_;
    std::map<std::string, bool> known_;
};

/// `2025/N.sol/compost/due`: what stands between the exercise and the measure is the subject.
std::optional<FigureId> figure_of(std::string const& id, std::string const& exercise,
                                  std::size_t index)
{
    auto const start = exercise.size() + 1;
    auto const last = id.rfind('/');
    if (!id.starts_with(exercise + "/") || last == std::string::npos) {
        return std::nullopt;
    }
    auto const subject = last < start ? std::string{} : id.substr(start, last - start);
    return FigureId{index, subject, id.substr(last + 1)};
}

} // namespace

std::vector<std::string> unexplained(CareFacts const& facts, std::string const& exercise,
                                     std::set<std::string> const& figures)
{
    auto const& exercises = facts.outcome.exercises;
    auto const found = std::ranges::find(exercises, exercise, &care::ExerciseOutcome::label);
    auto const index = static_cast<std::size_t>(found - exercises.begin());
    std::vector<std::string> result;
    if (found == exercises.end()) {
        return result;
    }
    Ends ends{facts, index};
    for (auto const& id : figures) {
        auto const figure = figure_of(id, exercise, index);
        if (!figure || !ends.holds(*figure)) {
            result.push_back(id);
        }
    }
    return result;
}

} // namespace coop::report
