// SPDX-License-Identifier: GPL-3.0-or-later
#include "work_steps.hpp"

#include <utility>

namespace coop::app {

using care::CountedWork;
using care::Realisation;
using care::WorkMark;
using report::CareRule;
using report::CareSource;
using report::CareStep;

namespace {

CareSource source_of(Realisation const& realisation)
{
    return with_paper(record_source("realisation", realisation.head), realisation.evidence,
                      realisation.sha256);
}

CareStep by_cost(Realisation const& realisation, care::Cost const& cost, core::Money amount)
{
    CareStep step;
    step.key = step.label = step.formula = "units";
    step.value = amount;
    step.rule = CareRule::product;
    auto quantity = ending("quantity", {}, measure_cell(*realisation.quantity, cost.unit),
                           source_of(realisation));
    step.parts = {std::move(quantity), cost_step(cost)};
    return step;
}

CareStep by_rate(Realisation const& realisation, core::Money amount)
{
    auto step = ending("hours-at-rate", {{"hours", measure_cell(*realisation.hours, "h")}}, amount,
                       source_of(realisation));
    step.key = "hours-at-rate";
    return step;
}

/// min(a, min(b, c)), each bound under its name.
CareStep least_of(std::vector<CareStep> bounds, core::Money least)
{
    auto last = std::move(bounds.back());
    bounds.pop_back();
    while (!bounds.empty()) {
        auto first = std::move(bounds.back());
        bounds.pop_back();
        CareStep both;
        both.key = both.label = both.formula = "least";
        both.rule = CareRule::least;
        auto const a = std::get<core::Money>(first.value);
        auto const b = std::get<core::Money>(last.value);
        both.value = bounds.empty() ? least : std::min(a, b);
        both.parts = {std::move(first), std::move(last)};
        last = std::move(both);
    }
    return last;
}

} // namespace

CareStep work_step(CountedWork const& work)
{
    auto const& one = *work.realisation;
    bool const counts = work.mark == WorkMark::counted || work.mark == WorkMark::stated;
    core::Arguments const day{{"date", one.date}};
    if (!counts) {
        auto const unit = work.cost != nullptr ? work.cost->unit : one.unit;
        auto step = ending("work-" + std::string{name_of(work.mark)}, day, {}, source_of(one));
        if (one.quantity) {
            step.value = measure_cell(*one.quantity, unit);
        } else if (one.amount) {
            step.value = *one.amount;
        }
        step.sign = 0;
        return step;
    }
    std::vector<CareStep> bounds;
    if (one.amount) {
        auto declared = ending("declared", {}, *one.amount, source_of(one));
        declared.key = "declared";
        bounds.push_back(std::move(declared));
    }
    if (work.by_cost && work.cost != nullptr) {
        bounds.push_back(by_cost(one, *work.cost, *work.by_cost));
    }
    if (work.by_rate && one.hours) {
        bounds.push_back(by_rate(one, *work.by_rate));
    }
    auto step = ending(work.mark == WorkMark::stated ? "work-stated" : "realisation", day,
                       work.amount, source_of(one));
    if (bounds.size() > 1 || !one.amount) {
        step.parts = {least_of(std::move(bounds), work.amount)};
    }
    return step;
}

std::optional<CareStep> declared_work_step(StepFacts const& facts, Realisation const& realisation)
{
    if (realisation.basis == care::Basis::outlay) {
        return std::nullopt;
    }
    core::Arguments const day{{"date", realisation.date}};
    if (realisation.amount) {
        return ending("realisation", day, *realisation.amount, source_of(realisation));
    }
    auto const* const cost = care::cost_on(facts.registry, realisation.action, realisation.date);
    if (!realisation.quantity || cost == nullptr) {
        return std::nullopt;
    }
    std::int64_t den = 1;
    for (int i = 0; i < realisation.quantity->places; ++i) {
        den *= 10;
    }
    auto const amount = core::scale(cost->amount, realisation.quantity->units, den, facts.rounding);
    auto step = ending("realisation", day, amount, source_of(realisation));
    step.parts = {by_cost(realisation, *cost, amount)};
    return step;
}

} // namespace coop::app
