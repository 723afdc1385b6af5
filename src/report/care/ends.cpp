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
        bool const earlier = figure.exercise != asked_ && !derived.parts.empty();
        if (earlier) {
            return true;
        }
        std::vector<Operand> operands;
        bool sourced = true;
        for (auto const& [part, sign] : derived.parts) {
            auto const value = derive(facts_, part);
            operands.push_back({value ? value->value : core::Cell{}, sign});
            bool const shown = derived.parts.size() == 1 || !value || !is_nil(value->value);
            sourced = sourced && (!shown || holds(part));
        }
        for (auto const& step : derived.steps) {
            operands.push_back({step.value, step.sign});
            sourced = sourced && ends(step);
        }
        // No close keeps a measurement: only a register that lacks nothing says which there are.
        sourced = sourced && (facts_.registers_whole || figure.measure != "measured");
        if (operands.empty()) {
            return sourced && ends(derived);
        }
        return sourced && adds_up(derived.rule, operands, derived.value, derived.formula);
    }

    /// What is nil because nothing was recorded, or because nothing is there to add, ends there.
    static bool ends(Derived const& derived)
    {
        if (is_nil(derived.value) || std::holds_alternative<std::monostate>(derived.value)) {
            return !derived.formula.empty() || !derived.sources.empty();
        }
        return ends(derived.sources, derived.value);
    }

    /// Sources that have amounts are to add up to what they are the sources of.
    static bool ends(std::vector<CareSource> const& sources, core::Cell const& value)
    {
        std::vector<Operand> operands;
        bool recorded = false;
        for (auto const& source : sources) {
            recorded = recorded || source.kind != CareSourceKind::policy;
            if (source.amount) {
                operands.push_back({*source.amount});
            }
        }
        return recorded && (operands.empty() || adds_up(CareRule::sum, operands, value, {}));
    }

    static bool ends(CareStep const& step)
    {
        std::vector<Operand> operands;
        bool sourced = true;
        for (auto const& part : step.parts) {
            operands.push_back({part.value, part.sign});
            sourced = sourced && ends(part);
        }
        if (operands.empty()) {
            return !step.sources.empty();
        }
        return sourced && adds_up(step.rule, operands, step.value, step.formula);
    }

    static bool adds_up(CareRule rule, std::vector<Operand> const& operands,
                        core::Cell const& value, std::string_view formula)
    {
        auto const lacking = difference(rule, operands, value);
        return lacking && (lacking->is_zero() || !difference_name(formula).empty());
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
