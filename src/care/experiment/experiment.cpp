// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/care/experiment.hpp>

#include <coop/core/assert.hpp>
#include <coop/core/error.hpp>

#include <algorithm>

namespace coop::care {

using core::Error;
using core::Money;
using core::Rounding;

namespace {

Money scaled(Money amount, Factor factor, Rounding rounding)
{
    return core::scale(amount, factor.num, factor.den, rounding);
}

/// To the millionth: 0.0035 × 1.10 is 0.00385.
core::Price scaled(core::Price price, Factor factor, Rounding rounding)
{
    auto const millionths = core::cents(price.in_millionths());
    return core::millionths(scaled(millionths, factor, rounding).in_cents());
}

core::Price sum(core::Price a, core::Price b)
{
    return core::millionths(
        (core::cents(a.in_millionths()) + core::cents(b.in_millionths())).in_cents());
}

/// What an experiment says, as far as a scenario may change it.
struct Case {
    std::vector<Money> legal_results;
    std::vector<Money> openings;
    std::vector<std::vector<Terms>> terms; ///< by exercise, then item
    std::vector<Plan> plans;
};

Case case_of(Experiment const& experiment)
{
    Case result;
    result.plans = experiment.plans;
    for (auto const& item : experiment.items) {
        result.openings.push_back(item.opening);
    }
    for (auto const& exercise : experiment.exercises) {
        COOP_ASSERT(exercise.legal_result.has_value());
        result.legal_results.push_back(*exercise.legal_result);
        result.terms.push_back(exercise.terms);
    }
    return result;
}

/// Amounts change one by one; each is rounded where it stands.
class Changer {
public:
    Changer(Case& all, ScenarioChange const& change, Rounding rounding)
        : all_(all), change_(change), rounding_(rounding)
    {
    }

    void run()
    {
        for (std::size_t t = 0; t < all_.terms.size(); ++t) {
            if (change_.exercise.value_or(t) != t) {
                continue;
            }
            if (change_.field == InputField::legal_result) {
                apply(all_.legal_results[t]);
            }
            for (auto const i : change_.items) {
                change(all_.terms[t][i], t, i);
            }
        }
    }

private:
    void apply(Money& amount) const
    {
        switch (change_.kind) {
        case ChangeKind::set:
            amount = change_.amount;
            return;
        case ChangeKind::scale:
            amount = scaled(amount, change_.factor, rounding_);
            return;
        case ChangeKind::add:
            amount += change_.amount;
        }
    }

    void change(Terms& terms, std::size_t exercise, std::size_t item)
    {
        switch (change_.field) {
        case InputField::due:
            return change_due(terms, item);
        case InputField::done:
            return change_done(terms.done);
        case InputField::cost:
            return change_cost(terms);
        case InputField::measured:
            if (terms.measured || change_.kind != ChangeKind::scale) {
                apply(terms.measured ? *terms.measured : terms.measured.emplace());
            }
            return;
        case InputField::revision:
            return apply(terms.revision);
        case InputField::remission:
            return apply(terms.remission);
        case InputField::overlap:
            return apply(terms.overlap);
        case InputField::opening:
            if (exercise == 0) {
                apply(all_.openings[item]);
            }
            return;
        case InputField::legal_result:
            return;
        }
    }

    /// A budget is what is due of an item that has one.
    void change_due(Terms& terms, std::size_t item)
    {
        if (terms.plan) {
            auto& plan = all_.plans[*terms.plan];
            apply(plan.amount);
            if (plan.schedule == Schedule::listed) {
                share(plan);
            }
        }
        bool const own = terms.due || change_.exercise || !has_plan(item);
        if (!terms.plan && own && (terms.due || change_.kind != ChangeKind::scale)) {
            apply(terms.due ? *terms.due : terms.due.emplace());
        }
    }

    bool has_plan(std::size_t item) const
    {
        return std::ranges::any_of(all_.terms,
                                   [&](auto const& year) { return year[item].plan.has_value(); });
    }

    /// Instalments keep their proportions, and sum to the amount.
    static void share(Plan& plan)
    {
        std::vector<std::int64_t> weights;
        for (auto const amount : plan.instalments) {
            weights.push_back(amount.in_cents());
        }
        if (std::ranges::any_of(weights, [](std::int64_t weight) { return weight > 0; })) {
            plan.instalments = core::allocate(plan.amount, weights);
        } else {
            plan.instalments.back() = plan.amount;
        }
    }

    /// An amount that is set or added is paid by the organisation, in its legal book.
    void change_done(Done& done) const
    {
        auto& own = done.in_books[static_cast<std::size_t>(Funding::own)];
        if (change_.kind == ChangeKind::set) {
            done = {};
            own = change_.amount;
        } else if (change_.kind == ChangeKind::add) {
            own += change_.amount;
        } else {
            for (std::size_t i = 0; i < funding_count; ++i) {
                apply(done.in_books[i]);
                apply(done.outside[i]);
            }
        }
    }

    void apply(core::Price& price) const
    {
        switch (change_.kind) {
        case ChangeKind::set:
            price = change_.price;
            return;
        case ChangeKind::scale:
            price = scaled(price, change_.factor, rounding_);
            return;
        case ChangeKind::add:
            price = sum(price, change_.price);
        }
    }

    void change_cost(Terms& terms)
    {
        if (terms.costed) {
            apply(terms.costed->cost);
        }
        if (terms.plan && all_.plans[*terms.plan].costed) {
            apply(all_.plans[*terms.plan].costed->cost);
        }
        if (terms.revaluation) {
            // What work was owed at is history; only what it costs today can be otherwise.
            apply(terms.revaluation->cost_current);
        }
    }

    Case& all_;
    ScenarioChange const& change_;
    Rounding rounding_;
};

/// What was a quantity at a cost becomes an amount.
void cost(Case& all, Rounding rounding)
{
    for (auto& plan : all.plans) {
        if (plan.costed) {
            plan.amount = amount_of(*plan.costed, rounding);
        }
    }
    for (auto& year : all.terms) {
        for (auto& terms : year) {
            if (terms.costed) {
                terms.due = amount_of(*terms.costed, rounding);
            }
            if (terms.revaluation) {
                auto const& work = *terms.revaluation;
                auto const change =
                    sum(work.cost_current, core::millionths(-work.cost.in_millionths()));
                terms.revision +=
                    core::scale(change, work.outstanding.num, work.outstanding.den, rounding);
            }
        }
    }
}

Case changed(Experiment const& experiment, std::span<ScenarioChange const> changes,
             Rounding rounding)
{
    auto all = case_of(experiment);
    auto const run = [&](bool costs) {
        for (auto const kind : {ChangeKind::set, ChangeKind::scale, ChangeKind::add}) {
            for (auto const& change : changes) {
                if (change.kind == kind && (change.field == InputField::cost) == costs) {
                    Changer{all, change, rounding}.run();
                }
            }
        }
    };
    run(true);
    cost(all, rounding);
    run(false);
    return all;
}

/// Spreads a budget over its exercises, as far as the experiment goes.
void spread(Plan const& plan, std::size_t start, std::size_t item,
            std::vector<ExerciseInputs>& exercises)
{
    auto& first = exercises[start].items[item];
    first.budget = first.budget.value_or(Money{}) + plan.amount;
    auto const instalments = plan.schedule == Schedule::listed ? plan.instalments
                             : plan.schedule == Schedule::linear
                                 ? linear_schedule(plan.amount, plan.years)
                                 : std::vector<Money>{};
    for (std::size_t i = 0; i < plan.years && start + i < exercises.size(); ++i) {
        auto& year = exercises[start + i].items[item];
        if (!year.budget) {
            year.budget = Money{};
        }
        year.planned += i < instalments.size() ? instalments[i] : year.measured.value_or(Money{});
    }
}

ItemYear year_of(Terms const& terms)
{
    ItemYear year;
    year.planned = terms.due.value_or(Money{});
    year.measured = terms.measured;
    year.done = terms.done;
    year.revision = terms.revision;
    year.remission = terms.remission;
    year.overlap = terms.overlap;
    return year;
}

} // namespace

Money amount_of(PricedQuantity const& costed, Rounding rounding)
{
    return core::scale(costed.cost, costed.quantity.num, costed.quantity.den, rounding);
}

Inputs inputs_of(Experiment const& experiment, std::span<ScenarioChange const> changes,
                 Rounding rounding)
{
    auto const all = changed(experiment, changes, rounding);
    Inputs inputs;
    for (auto const& item : experiment.items) {
        inputs.items.push_back(item.item);
    }
    inputs.opening = all.openings;
    for (std::size_t t = 0; t < all.terms.size(); ++t) {
        auto& exercise = inputs.exercises.emplace_back();
        exercise.label = experiment.exercises[t].label;
        exercise.legal_result = all.legal_results[t];
        exercise.items.reserve(all.terms[t].size());
        for (auto const& terms : all.terms[t]) {
            exercise.items.push_back(year_of(terms));
        }
    }
    for (std::size_t t = 0; t < all.terms.size(); ++t) {
        for (std::size_t i = 0; i < all.terms[t].size(); ++i) {
            auto const& terms = all.terms[t][i];
            if (terms.plan) {
                auto& year = inputs.exercises[t].items[i];
                if (terms.due) {
                    year.budget = year.budget.value_or(Money{}) + *terms.due;
                }
                spread(all.plans[*terms.plan], t, i, inputs.exercises);
            }
        }
    }
    return inputs;
}

Trial try_out(Experiment const& experiment, Scenario const* scenario, bool weak_allowed)
{
    auto const& policy = scenario ? scenario->policy : experiment.policy;
    try {
        Trial trial;
        trial.policy = policy;
        trial.inputs = scenario ? inputs_of(experiment, scenario->changes, policy.rounding)
                                : inputs_of(experiment, {}, policy.rounding);
        trial.outcome = compute(trial.inputs, policy, weak_allowed);
        return trial;
    } catch (Error const& error) {
        if (error.diagnostic().where.line > 0) {
            throw;
        }
        throw error.at(scenario ? scenario->where : experiment.where);
    }
}

std::optional<std::size_t> find_item(Experiment const& experiment, std::string_view id)
{
    auto const found = std::ranges::find_if(
        experiment.items, [&](ExperimentItem const& each) { return id_of(each.item) == id; });
    if (found == experiment.items.end()) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - experiment.items.begin());
}

} // namespace coop::care
