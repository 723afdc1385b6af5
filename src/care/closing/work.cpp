// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/care/work.hpp>

#include <coop/care/rules.hpp>
#include <coop/core/hash.hpp>

#include <algorithm>

namespace coop::care {

using core::Date;
using core::Decimal;
using core::Money;

namespace {

constexpr int places = 6;

std::int64_t power_of_ten(int exponent)
{
    std::int64_t power = 1;
    for (int i = 0; i < exponent; ++i) {
        power *= 10;
    }
    return power;
}

/// Of each name the rate in force on that day; of them the least, so that nothing counts for more
/// than the book itself says that an hour is worth.
std::optional<Money> least_of_rates(std::span<ledger::InkindRate const> rates, Decimal hours,
                                    Date day, core::Rounding rounding)
{
    std::map<std::string_view, ledger::InkindRate const*> in_force;
    for (auto const& rate : rates) {
        if (rate.from <= day) {
            auto& known = in_force[rate.name];
            if (known == nullptr || known->from <= rate.from) {
                known = &rate;
            }
        }
    }
    std::optional<Money> least;
    for (auto const& [name, rate] : in_force) {
        auto const hourly = core::millionths(core::widen(rate->hourly, places).units);
        auto const& coefficient = rate->coefficient;
        auto const value = core::scale(hourly, coefficient.units * hours.units,
                                       power_of_ten(coefficient.places + hours.places), rounding);
        least = std::min(least.value_or(value), value);
    }
    return least;
}

bool is_ours(Realisation const& realisation)
{
    return realisation.funding == Funding::own || realisation.funding == Funding::grant;
}

/// People never repay by unpaid work what is owed to them. Who gave it is said, or they are.
bool is_of_own_people(Registry const& registry, Realisation const& realisation)
{
    auto const capital = capital_of(registry, "action", realisation.action);
    return realisation.funding == Funding::volunteer && !capital.empty() &&
           family_of(capital) == Family::human &&
           (realisation.done_by.empty() || realisation.done_by == capital);
}

/// Why nothing of it counts, whatever it amounts to.
std::optional<WorkMark> excluded(Registry const& registry, Realisation const& realisation)
{
    if (realisation.basis == Basis::outlay) {
        return WorkMark::outlay;
    }
    if (is_ours(realisation)) {
        return WorkMark::physical;
    }
    if (realisation.sha256.empty()) {
        return WorkMark::no_paper;
    }
    if (is_of_own_people(registry, realisation)) {
        return WorkMark::own_people;
    }
    return std::nullopt;
}

/// The units of a budget that fall due in one exercise, in the proportion of its euros.
std::optional<Decimal> units_due(BudgetDue const& due, Costed const& costed, Money amount)
{
    if (!costed.units) {
        return std::nullopt;
    }
    if (due.gross.is_zero()) {
        return Decimal{0, places};
    }
    auto const units = core::cents(core::widen(*costed.units, places).units);
    return Decimal{
        core::scale(units, amount.in_cents(), due.gross.in_cents(), core::Rounding::half_up)
            .in_cents(),
        places};
}

std::optional<Decimal> sum(std::optional<Decimal> a, std::optional<Decimal> b)
{
    if (!a || !b) {
        return a ? a : b;
    }
    auto const total =
        core::cents(core::widen(*a, places).units) + core::cents(core::widen(*b, places).units);
    return Decimal{total.in_cents(), places};
}

void add_due(std::map<std::string_view, std::vector<WorkYear>>& all, Registry const& registry,
             BudgetDue const& due)
{
    auto const costed = cost_of(registry, *due.budget);
    for (auto const& share : due.shares) {
        auto& years = all.at(due.budget->action);
        auto& year = years.at(share.exercise);
        year.due = sum(year.due, units_due(due, costed, share.amount + share.at_once));
    }
}

/// Without the zeros at its end.
void trim(std::optional<Decimal>& value)
{
    while (value && value->places > 0 && value->units % 10 == 0) {
        value = Decimal{value->units / 10, value->places - 1};
    }
}

void close_year(WorkYear& year, WorkYear const* before)
{
    if (before != nullptr) {
        year.opening = before->missing;
    }
    auto const due = sum(year.opening, year.due);
    if (!due) {
        return;
    }
    auto const done = year.done ? core::widen(*year.done, places).units : 0;
    year.missing =
        Decimal{std::max<std::int64_t>(0, core::widen(*due, places).units - done), places};
}

} // namespace

CountedWork counted_work(Registry const& registry, Realisation const& realisation,
                         std::span<ledger::InkindRate const> rates, core::Rounding rounding)
{
    CountedWork work;
    work.realisation = &realisation;
    work.cost = cost_on(registry, realisation.action, realisation.date);
    if (work.cost != nullptr && realisation.quantity) {
        work.by_cost = core::scale(work.cost->amount, realisation.quantity->units,
                                   power_of_ten(realisation.quantity->places), rounding);
    }
    if (realisation.funding == Funding::volunteer && realisation.hours) {
        work.by_rate = least_of_rates(rates, *realisation.hours, realisation.date, rounding);
    }
    if (auto const mark = excluded(registry, realisation)) {
        work.mark = *mark;
        return work;
    }
    if (work.cost != nullptr && !realisation.quantity) {
        work.mark = WorkMark::no_quantity;
        return work;
    }
    std::optional<Money> least = realisation.amount;
    for (auto const& bound : {work.by_cost, work.by_rate}) {
        if (bound) {
            least = std::min(least.value_or(*bound), *bound);
        }
    }
    if (!least) {
        work.mark = WorkMark::no_amount;
        return work;
    }
    work.amount = *least;
    work.mark = work.by_cost || work.by_rate ? WorkMark::counted : WorkMark::stated;
    return work;
}

std::vector<ActionWork> work_of(Registry const& registry, std::span<BudgetDue const> budgets,
                                std::span<core::Period const> exercises,
                                std::set<std::pair<std::size_t, std::string>> const& paid)
{
    std::map<std::string_view, std::vector<WorkYear>> all;
    for (auto const& action : registry.actions) {
        all[action.head.id].resize(exercises.size());
    }
    for (auto const& due : budgets) {
        add_due(all, registry, due);
    }
    for (auto const& one : registry.realisations) {
        auto const at = std::ranges::find_if(
            exercises, [&](core::Period const& period) { return period.contains(one.date); });
        if (at != exercises.end() && one.quantity && all.contains(one.action)) {
            auto& year = all.at(one.action).at(static_cast<std::size_t>(at - exercises.begin()));
            year.done = sum(year.done, one.quantity);
        }
    }
    std::vector<ActionWork> result;
    for (auto const& action : registry.actions) {
        auto& years = all.at(action.head.id);
        bool any = false;
        bool said = false;
        bool unsaid = false;
        for (std::size_t t = 0; t < years.size(); ++t) {
            said = said || years[t].done;
            unsaid = unsaid || paid.contains({t, action.head.id});
            close_year(years[t], t > 0 ? &years[t - 1] : nullptr);
            if (unsaid && !said) {
                years[t].missing.reset();
            }
            any = any || years[t].due || years[t].done || years[t].opening;
        }
        for (auto& year : years) {
            for (auto* const each : {&year.opening, &year.due, &year.done, &year.missing}) {
                trim(*each);
            }
        }
        if (any) {
            result.push_back({&action, std::move(years)});
        }
    }
    return result;
}

} // namespace coop::care
