// SPDX-License-Identifier: GPL-3.0-or-later
#include "budget_steps.hpp"

#include <coop/care/rules.hpp>
#include <coop/core/assert.hpp>

#include <algorithm>
#include <iterator>
#include <utility>

namespace coop::app {

using care::Budget;
using care::Direction;
using care::Registry;
using core::Cell;
using core::Decimal;
using report::CareRule;
using report::CareStep;

namespace {

/// A rule over parts, without a source of its own.
CareStep computed(std::string key, std::string label, Cell value, std::string formula,
                  CareRule rule, std::vector<CareStep> parts)
{
    CareStep step;
    step.key = std::move(key);
    step.label = std::move(label);
    step.value = std::move(value);
    step.formula = std::move(formula);
    step.rule = rule;
    step.parts = std::move(parts);
    return step;
}

/// A factor: several may have one source.
CareStep factor(std::string label, Cell value, report::CareSource source)
{
    auto step = ending(label, {}, std::move(value), std::move(source));
    step.key = std::move(label);
    return step;
}

CareStep divided(CareStep step)
{
    step.sign = -1;
    return step;
}

/// How far the good state is: threshold less measure, or measure less threshold.
std::optional<CareStep> gap_step(StepFacts const& facts, Budget const& budget)
{
    auto const& registry = facts.registry;
    auto const day = budget.period.first;
    auto const* const indicator = care::find(registry.indicators, budget.indicator);
    auto const* const state = care::state_on(registry, budget.indicator, day);
    auto const* const measured = care::measurement_on(registry, budget.indicator, day);
    if (indicator == nullptr || state == nullptr || measured == nullptr) {
        return std::nullopt;
    }
    auto const gap = care::gap_of(*state, indicator->direction, measured->value);
    if (!gap) {
        return std::nullopt;
    }
    auto const& unit = indicator->unit;
    bool const above =
        indicator->direction == Direction::max ||
        (indicator->direction == Direction::range && state->upper &&
         core::widen(measured->value, 6).units > core::widen(*state->upper, 6).units);
    auto const& bound = above ? state->upper : state->lower;
    COOP_ASSERT(bound);
    auto threshold = ending("threshold", {{"state", state->head.id}}, measure_cell(*bound, unit),
                            state_source(facts, *state));
    threshold.sign = above ? -1 : 1;
    auto measure = measurement_step(facts, *measured, unit);
    measure.sign = above ? 1 : -1;
    auto opinions = opinions_on(facts, "state", state->head.id);
    std::ranges::move(opinions, std::back_inserter(threshold.sources));
    auto const places = std::max(bound->places, measured->value.places);
    auto shown = *gap;
    for (; shown.places > places; --shown.places) { // as many as what it is the difference of
        shown.units /= 10;
    }
    return computed("gap", "gap", measure_cell(shown, unit), "gap-good", CareRule::floor,
                    {std::move(threshold), std::move(measure)});
}

/// Gap ÷ step × extent × cost.
std::optional<CareStep> gap_cost_step(StepFacts const& facts, Budget const& budget,
                                      care::Cost const& cost, core::Money amount)
{
    auto gap = gap_step(facts, budget);
    if (!gap) {
        return std::nullopt;
    }
    auto const* const indicator = care::find(facts.registry.indicators, budget.indicator);
    auto source = record_source("budget", budget.head, budget.source);
    std::vector<CareStep> factors{std::move(*gap)};
    factors.push_back(divided(factor("step", measure_cell(*budget.step, indicator->unit), source)));
    if (budget.extent) {
        factors.push_back(factor("extent", measure_cell(*budget.extent, {}), source));
    }
    factors.push_back(cost_step(cost));
    return computed("gap-cost", "gap-cost", amount, "gap-cost", CareRule::product,
                    std::move(factors));
}

CareStep units_step(Budget const& budget, care::Cost const& cost, core::Money amount)
{
    return computed("units", "units", amount, "units", CareRule::product,
                    {factor("quantity", measure_cell(*budget.quantity, cost.unit),
                            record_source("budget", budget.head, budget.source)),
                     cost_step(cost)});
}

/// Twelve months of forty-eight; the last exercise takes what rounding left.
CareStep share_step(Budget const& budget, CareStep whole, care::DueShare const& share)
{
    core::Arguments const dates{{"from", share.slice.first}, {"to", share.slice.last}};
    auto const source = record_source("budget", budget.head, budget.source);
    if (share.instalment) { // a cessation cuts it: the rest of the exercise never falls due
        auto const& whole_of = *share.instalment;
        care::DueShare const uncut{
            share.exercise,   whole_of.amount,   {}, whole_of.slice, whole_of.weight,
            whole_of.weights, whole_of.by_month, {}};
        auto inner =
            whole_of.weight == whole_of.weights && budget.schedule != care::Schedule::listed
                ? std::move(whole)
                : share_step(budget, std::move(whole), uncut);
        inner.key = "instalment-of-exercise";
        auto const time = [&](char const* key, std::int64_t count) {
            auto step = factor(key, measure_cell({count, 0}, share.by_month ? "mois" : "j"),
                               record_source("budget", budget.head));
            step.args = {{"from", whole_of.slice.first}, {"to", whole_of.slice.last}};
            return step;
        };
        auto step = computed("share", "share", share.amount, "schedule", CareRule::product,
                             {std::move(inner), time("part-of-schedule", share.weight),
                              divided(time("schedule", share.weights))});
        step.args = dates;
        return step;
    }
    if (budget.schedule == care::Schedule::listed) {
        whole.sign = 0;
        auto instalment = factor("instalment", share.amount, source);
        auto step = computed("share", "listed", share.amount, "listed", CareRule::sum,
                             {std::move(instalment), std::move(whole)});
        step.args = dates;
        return step;
    }
    auto const weight = [&](char const* key, std::int64_t count) {
        auto step = factor(key, measure_cell({count, 0}, share.by_month ? "mois" : "j"),
                           record_source("budget", budget.head));
        step.args = {{"from", budget.period.first}, {"to", budget.period.last}};
        return step;
    };
    auto const* const of_all = std::get_if<core::Money>(&whole.value);
    auto const each = of_all != nullptr
                          ? core::scale(*of_all, share.weight, share.weights, core::Rounding::down)
                          : share.amount;
    auto step = computed("share", "share", each, "schedule", CareRule::product,
                         {std::move(whole), weight("part-of-schedule", share.weight),
                          divided(weight("schedule", share.weights))});
    step.args = dates;
    if (each == share.amount) {
        return step;
    }
    auto rest = ending("rounding-rest", {}, share.amount - each, source);
    rest.key = "rounding-rest";
    auto last = computed("last-share", "share", share.amount, {}, CareRule::sum,
                         {std::move(step), std::move(rest)});
    last.args = dates;
    return last;
}

/// What of a budget counts, under its name.
CareStep of_budget(Budget const& budget, Cell value, std::vector<CareStep> parts)
{
    auto step = computed("budget:" + budget.head.id, "budget", std::move(value), {}, CareRule::sum,
                         std::move(parts));
    step.args = {{"budget", budget.head.id}};
    return step;
}

/// What is owed or planned already for the same gap: it is not owed twice.
CareStep known_step(DueRead const& read, care::BudgetDue const& due)
{
    auto const& budget = *due.budget;
    auto const known = std::max(core::Money{}, due.owed + due.planned - due.done);
    std::vector<CareStep> parts;
    auto const figure = [&](char const* label, char const* measure, core::Money amount) {
        report::CareSource source{.kind = report::CareSourceKind::figure};
        source.ref = read.start + measure;
        auto step = ending(label, {{"date", budget.period.first}}, amount, std::move(source));
        step.key = label;
        return step;
    };
    if (!due.owed.is_zero()) {
        parts.push_back(figure("owed-before", "opening", due.owed));
    }
    if (!due.planned.is_zero()) {
        auto step =
            computed("planned-before", "planned-before", due.planned, {}, CareRule::sum, {});
        for (auto const* other : read.running) {
            step.sources.push_back(record_source("budget", other->head, other->source));
        }
        parts.push_back(std::move(step));
    }
    if (!due.done.is_zero()) {
        parts.push_back(divided(figure("done-before", "done", due.done)));
    }
    return divided(computed("known", "known", known, "known", CareRule::floor, std::move(parts)));
}

/// What a budget brings: what it costs, for a gap less what is known of it already.
CareStep net_step(StepFacts const& facts, DueRead const& read, care::BudgetDue const& due)
{
    auto gross = budget_amount_step(facts, *due.budget);
    if (due.owed.is_zero() && due.planned.is_zero()) {
        return gross;
    }
    return computed("net", "net", due.net, "net", CareRule::floor,
                    {std::move(gross), known_step(read, due)});
}

} // namespace

CareStep budget_amount_step(StepFacts const& facts, Budget const& budget)
{
    if (budget.amount) {
        return ending("declared", {}, *budget.amount,
                      record_source("budget", budget.head, budget.source));
    }
    auto const costed = care::cost_of(facts.registry, budget, facts.rounding);
    auto const* const cost = care::cost_on(facts.registry, budget.action, budget.period.first);
    std::optional<CareStep> step;
    if (costed.amount && cost != nullptr) {
        step = budget.quantity ? std::optional{units_step(budget, *cost, *costed.amount)}
                               : gap_cost_step(facts, budget, *cost, *costed.amount);
    }
    if (step) {
        return std::move(*step);
    }
    auto unpriced = computed("unpriced", "unpriced-" + costed.missing, {}, {}, CareRule::sum, {});
    unpriced.sources.push_back(record_source("budget", budget.head, budget.source));
    return unpriced;
}

std::optional<CareStep> due_step(StepFacts const& facts, DueRead const& read,
                                 care::BudgetDue const& due, std::size_t exercise)
{
    auto const& budget = *due.budget;
    auto const share = std::ranges::find(due.shares, exercise, &care::DueShare::exercise);
    if (share == due.shares.end()) {
        return std::nullopt;
    }
    std::vector<CareStep> parts;
    if (share->weight > 0) { // none of it where only a cessation makes it due
        auto whole = net_step(facts, read, due);
        bool const in_one =
            !share->instalment && share->weight == share->weights && share->amount == due.net;
        parts.push_back(in_one ? std::move(whole) : share_step(budget, std::move(whole), *share));
    }
    if (!share->at_once.is_zero() && due.end) {
        parts.push_back(ending("at-once", {{"date", *due.end}}, share->at_once,
                               record_source("budget", budget.head, budget.source)));
    }
    return of_budget(budget, share->amount + share->at_once, std::move(parts));
}

CareStep recognised_step(StepFacts const& facts, DueRead const& read, care::BudgetDue const& due)
{
    auto step = of_budget(*due.budget, due.recognised, {net_step(facts, read, due)});
    step.formula = due.recognised == due.net ? "" : "recognised-rest";
    return step;
}

std::optional<care::BudgetDue> declared_due(StepFacts const& facts, Budget const& budget,
                                            std::span<care::Exercise const> exercises)
{
    auto const costed = care::cost_of(facts.registry, budget, facts.rounding);
    if (!costed.amount) {
        return std::nullopt;
    }
    care::BudgetDue due;
    due.budget = &budget;
    due.gross = due.net = *costed.amount;
    auto parts = care::instalments_over(due.net, budget.period, exercises);
    auto const* const capital = care::find(
        facts.registry.capitals, care::capital_of(facts.registry, "action", budget.action));
    for (std::size_t i = 0; i < std::min(parts.size(), budget.instalments.size()); ++i) {
        parts[i].amount = budget.instalments[i];
    }
    bool first = true;
    auto rest = due.net;
    for (auto const& part : parts) {
        auto const found = std::ranges::find_if(exercises, [&](care::Exercise const& each) {
            return each.period.contains(part.slice.first);
        });
        bool const ceased = found != exercises.end() && capital != nullptr && capital->ceased &&
                            capital->head.day < found->period.first;
        if (found != exercises.end() && !ceased) {
            auto const t = static_cast<std::size_t>(found - exercises.begin());
            if (first) {
                due.first = t;
                due.recognised = rest;
                first = false;
            }
            if (budget.schedule != care::Schedule::measured) {
                due.shares.push_back(
                    {t, part.amount, {}, part.slice, part.weight, part.weights, part.by_month});
            }
        }
        rest -= part.amount;
    }
    return first ? std::nullopt : std::optional{due};
}

CareStep unpriced_step(StepFacts const& facts, Budget const& budget)
{
    auto step = of_budget(budget, {}, {budget_amount_step(facts, budget)});
    step.sign = 0;
    return step;
}

std::optional<CareStep> degradation_step(StepFacts const& facts,
                                         care::Degradation const& degradation)
{
    auto const* const cost =
        care::cost_on(facts.registry, degradation.action, degradation.period.last);
    if (cost == nullptr) {
        return std::nullopt;
    }
    std::int64_t den = 1;
    for (int i = 0; i < degradation.quantity.places; ++i) {
        den *= 10;
    }
    auto const amount = core::scale(cost->amount, degradation.quantity.units, den, facts.rounding);
    auto step = computed("degradation:" + degradation.head.id, "degradation", amount, "degradation",
                         CareRule::product,
                         {factor("quantity", measure_cell(degradation.quantity, cost->unit),
                                 record_source("degradation", degradation.head)),
                          cost_step(*cost)});
    step.args = {{"from", degradation.period.first}, {"to", degradation.period.last}};
    return step;
}

} // namespace coop::app
