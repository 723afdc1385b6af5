// SPDX-License-Identifier: GPL-3.0-or-later
//
// Rules about what amounts mean: who said so, from which source, in which unit.
#include "rules.hpp"

#include <coop/care/rules.hpp>
#include <coop/care/voice.hpp>
#include <coop/ledger/account_role.hpp>

#include <algorithm>
#include <map>
#include <set>

namespace coop::care {

using core::Money;

namespace {

std::string place(std::string_view kind, Head const& head)
{
    return std::string{kind} + "/" + head.id;
}

std::string capital_of_action(Registry const& registry, std::string_view action)
{
    auto const* const found = find(registry.actions, action);
    return found == nullptr ? std::string{} : found->capital;
}

bool is_valued(Registry const& registry, std::string_view action)
{
    auto const* const capital = find(registry.capitals, capital_of_action(registry, action));
    return capital == nullptr || capital->valuation != Valuation::none;
}

/// Refuses what counts in euros for a capital of which nobody counts in euros.
template <class Object, class HasAmount>
void check_euros(CheckFacts const& facts, std::string_view kind, std::vector<Object> const& all,
                 HasAmount has_amount, Findings& findings)
{
    for (auto const& object : all) {
        if (has_amount(object) && !is_valued(facts.registry, object.action)) {
            findings.broken("not-valued", place(kind, object.head),
                            {{"capital", capital_of_action(facts.registry, object.action)}});
        }
    }
}

/// A liability turned into an asset, or an asset into a liability.
void check_sides(CheckedYear const& year, Findings& findings)
{
    std::map<std::string, Money> net;
    for (auto const& [account, amount] : balances_of(year)) {
        auto const kind = class_of(account);
        auto const capital = account.substr(std::min(kind.size(), account.size()));
        bool const owed = kind == "C1" || kind == "C4";
        if (owed && amount > Money{}) {
            findings.broken("capital-as-asset", "close/" + year.label,
                            {{"account", account}, {"amount", amount}});
        }
        if (kind == "C2" || kind == "C28") {
            net["C2" + capital] += amount;
        }
    }
    for (auto const& [account, amount] : net) {
        if (amount.is_negative()) {
            findings.broken("use-below-zero", "close/" + year.label,
                            {{"account", account}, {"amount", amount}});
        }
    }
}

void demand_unit(std::string_view kind, Head const& head, std::string const& unit,
                 std::string const& expected, Findings& findings)
{
    if (!unit.empty() && !expected.empty() && unit != expected) {
        findings.broken("unit", place(kind, head), {{"unit", unit}, {"expected", expected}});
    }
}

template <class Object>
void check_indicator_units(Registry const& registry, std::string_view kind,
                           std::vector<Object> const& all, Findings& findings)
{
    for (auto const& object : all) {
        if (auto const* const indicator = find(registry.indicators, object.indicator)) {
            demand_unit(kind, object.head, object.unit, indicator->unit, findings);
        }
    }
}

template <class Object>
void check_action_units(Registry const& registry, std::string_view kind,
                        std::vector<Object> const& all, Findings& findings)
{
    for (auto const& object : all) {
        if (auto const* const action = find(registry.actions, object.action)) {
            demand_unit(kind, object.head, object.unit, action->unit, findings);
        }
    }
}

bool management_spoke(Registry const& registry, std::string_view kind, std::string_view id)
{
    return std::ranges::any_of(voices_of(registry, kind, id), [](Voice const& voice) {
        return voice.current && voice.speaker != nullptr &&
               voice.speaker->type == SpokespersonType::management;
    });
}

bool has_good_state(Registry const& registry, std::string_view capital, core::Date day)
{
    return std::ranges::any_of(registry.indicators, [&](Indicator const& indicator) {
        return indicator.capital == capital &&
               state_on(registry, indicator.head.id, day) != nullptr;
    });
}

/// Euros that a budget makes due, and what stands behind them.
void check_budget(CheckFacts const& facts, Budget const& budget, Findings& findings)
{
    auto const& registry = facts.registry;
    auto const costed = cost_of(registry, budget);
    if (!costed.amount) {
        findings.missing("no-amount", place("budget", budget.head),
                         {{"missing", costed.missing}, {"action", budget.action}});
        return;
    }
    auto const* const cost = cost_on(registry, budget.action, budget.period.first);
    bool const by_cost = !budget.amount && cost != nullptr;
    if (by_cost ? cost->source.empty() && budget.source.empty() : budget.source.empty()) {
        findings.missing("no-source",
                         by_cost ? place("cost", cost->head) : place("budget", budget.head),
                         {{"action", budget.action}});
    }
    auto const capital = capital_of_action(registry, budget.action);
    if (!has_good_state(registry, capital, budget.period.last)) {
        findings.missing("no-good-state", place("budget", budget.head), {{"capital", capital}});
    }
}

std::string evidence_of(Realisation const& realisation)
{
    return realisation.evidence + realisation.sha256;
}

Money magnitude(Money amount)
{
    return amount.is_negative() ? -amount : amount;
}

/// Shares in millionths of a percent, amounts in cents: what tags of one line take of it.
struct Taken {
    std::int64_t shares = 0;
    Money amounts;
};

} // namespace

void check_tags(CheckFacts const& facts, Findings& findings)
{
    constexpr std::int64_t whole = 100'000'000; // In millionths of a percent.
    std::set<std::pair<std::int64_t, std::int64_t>> posted;
    for (auto const& line : facts.lines) {
        if (line.posted) {
            posted.emplace(line.entry, line.line);
        }
    }
    std::map<std::pair<std::int64_t, std::int64_t>, Taken> taken;
    for (auto const& tag : facts.registry.tags) {
        if (tag.withdrawn) {
            continue;
        }
        auto& of_line = taken[{tag.entry, tag.line}];
        of_line.amounts += tag.amount.value_or(Money{});
        if (!tag.amount) {
            of_line.shares += tag.share ? core::widen(*tag.share, 6).units : whole;
        }
        bool const found = posted.contains({tag.entry, tag.line});
        if (!found) {
            findings.broken("tag-nowhere", place("tag", tag.head),
                            {{"entry", tag.entry}, {"line", tag.line}});
        }
    }
    for (auto const& line : facts.lines) {
        auto const& of_line = taken[{line.entry, line.line}];
        auto const amount = magnitude(line.amount);
        bool const beyond = of_line.shares > whole ||
                            core::scale(amount, std::max<std::int64_t>(of_line.shares, 0), whole,
                                        core::Rounding::down) > amount - of_line.amounts;
        if (beyond) {
            findings.broken("tag-beyond",
                            std::to_string(line.entry) + ":" + std::to_string(line.line),
                            {{"account", line.account}, {"amount", amount}});
        }
    }
}

void check_schedules(CheckFacts const& facts, Findings& findings)
{
    for (auto const& budget : facts.registry.budgets) {
        if (budget.schedule != Schedule::listed) {
            continue;
        }
        auto const costed = cost_of(facts.registry, budget);
        Money sum;
        for (auto const amount : budget.instalments) {
            sum += amount;
        }
        if (costed.amount && sum != *costed.amount) {
            findings.broken("schedule", place("budget", budget.head),
                            {{"amount", sum}, {"expected", *costed.amount}});
        }
    }
    // Of what the closes read: what fell due of an item is never more than what was budgeted.
    for (std::size_t i = 0; i < facts.inputs.items.size(); ++i) {
        Money budgeted;
        Money planned;
        for (auto const& exercise : facts.inputs.exercises) {
            auto const& year = exercise.items[i];
            budgeted += year.budget.value_or(year.planned);
            planned += year.planned;
        }
        if (planned > budgeted) {
            findings.broken("schedule", id_of(facts.inputs.items[i]),
                            {{"amount", planned}, {"expected", budgeted}});
        }
    }
}

void check_valuation(CheckFacts const& facts, Findings& findings)
{
    auto const& registry = facts.registry;
    auto const always = [](auto const&) { return true; };
    auto const if_said = [](auto const& object) { return object.amount.has_value(); };
    check_euros(facts, "cost", registry.costs, always, findings);
    check_euros(facts, "budget", registry.budgets, if_said, findings);
    check_euros(facts, "realisation", registry.realisations, if_said, findings);
    check_euros(
        facts, "tag", registry.tags, [](Tag const& tag) { return !tag.withdrawn; }, findings);
    check_euros(facts, "overlap", registry.overlaps, always, findings);
    check_euros(facts, "opening", registry.openings, always, findings);
    check_euros(facts, "remission", registry.remissions, always, findings);
    for (auto const& year : facts.years) {
        check_sides(year, findings);
        for (auto const& entry : year.entries) {
            auto const* const capital = find(registry.capitals, entry.capital);
            if (capital != nullptr && capital->valuation == Valuation::none) {
                findings.broken("not-valued", "care-entry/" + std::to_string(entry.id),
                                {{"capital", entry.capital}});
            }
        }
    }
}

void check_sources(CheckFacts const& facts, Findings& findings)
{
    auto const& registry = facts.registry;
    for (auto const& budget : registry.budgets) {
        auto const* const action = find(registry.actions, budget.action);
        if (action == nullptr) {
            findings.broken("no-action", place("budget", budget.head), {{"action", budget.action}});
        } else if (is_valued(registry, budget.action)) {
            check_budget(facts, budget, findings);
        }
    }
    for (auto const& opening : registry.openings) {
        if (opening.source.empty()) {
            findings.missing("no-source", place("opening", opening.head),
                             {{"action", opening.action}});
        }
    }
    for (auto const& year : facts.years) {
        for (auto const& capital : year.incomplete) {
            findings.missing("incomplete", "close/" + year.label, {{"capital", capital}});
        }
    }
}

void check_states(CheckFacts const& facts, Findings& findings)
{
    auto const& registry = facts.registry;
    for (auto const& indicator : registry.indicators) {
        auto const* const state = state_on(registry, indicator.head.id, facts.today);
        core::Arguments const args{{"indicator", indicator.head.id},
                                   {"capital", indicator.capital}};
        if (state == nullptr) {
            findings.missing("no-state", place("indicator", indicator.head), args);
        } else if (is_expired(*state, facts.today)) {
            findings.missing("expired", place("state", state->head), args);
        } else if (state->mode == Mode::non_declaree) {
            findings.missing("undeclared", place("state", state->head), args);
        } else if (is_due_for_review(*state, facts.today)) {
            findings.marked("review", place("state", state->head), args);
        }
    }
    for (auto const& year : facts.years) {
        if (year.undeclared) {
            findings.marked("closed-undeclared", "close/" + year.label);
        }
    }
}

void check_units(CheckFacts const& facts, Findings& findings)
{
    auto const& registry = facts.registry;
    check_indicator_units(registry, "state", registry.states, findings);
    check_indicator_units(registry, "measurement", registry.measurements, findings);
    check_action_units(registry, "cost", registry.costs, findings);
    check_action_units(registry, "budget", registry.budgets, findings);
    check_action_units(registry, "realisation", registry.realisations, findings);
    for (auto const& degradation : registry.degradations) {
        std::string expected;
        if (auto const* const action = find(registry.actions, degradation.action)) {
            expected = action->unit;
        } else if (auto const* const indicator = find(registry.indicators, degradation.indicator)) {
            expected = indicator->unit;
        } else if (auto const* const use = find(registry.uses, degradation.use)) {
            expected = use->unit;
        }
        demand_unit("degradation", degradation.head, degradation.unit, expected, findings);
    }
}

void check_decreases(CheckFacts const& facts, Findings& findings)
{
    auto const& registry = facts.registry;
    for (auto const& realisation : registry.realisations) {
        if (evidence_of(realisation).empty()) {
            findings.missing("no-evidence", place("realisation", realisation.head),
                             {{"action", realisation.action}});
        }
    }
    for (auto const& line : facts.lines) {
        if (ledger::sets_aside(line.account)) {
            findings.broken("set-aside",
                            std::to_string(line.entry) + ":" + std::to_string(line.line),
                            {{"account", line.account}, {"amount", magnitude(line.amount)}});
        }
    }
    for (auto const& remission : registry.remissions) {
        auto const standing = standing_of(registry, "remission", remission.head.id);
        core::Arguments const args{{"action", remission.action}, {"amount", remission.amount}};
        if (standing == Standing::contested) {
            findings.broken("remission-contested", place("remission", remission.head), args);
        } else if (standing == Standing::debtor_alone &&
                   !management_spoke(registry, "remission", remission.head.id)) {
            findings.broken("remission-unsigned", place("remission", remission.head), args);
        }
    }
}

void check_debtor_alone(CheckFacts const& facts, Findings& findings)
{
    auto const& registry = facts.registry;
    for (auto const& state : registry.states) {
        if (state.mode != Mode::non_declaree && is_debtor_alone(registry, "state", state.head.id)) {
            findings.marked("debtor-alone", place("state", state.head),
                            {{"capital", capital_of(registry, "state", state.head.id)}});
        }
    }
    for (auto const& remission : registry.remissions) {
        if (is_debtor_alone(registry, "remission", remission.head.id) &&
            management_spoke(registry, "remission", remission.head.id)) {
            findings.marked("debtor-alone", place("remission", remission.head),
                            {{"capital", capital_of_action(registry, remission.action)}});
        }
    }
}

void check_shares(CheckFacts const& facts, Findings& findings)
{
    for (auto const& use : facts.registry.uses) {
        if (use.share && use.share_source.empty()) {
            findings.broken("share-source", place("use", use.head), {{"capital", use.capital}});
        }
    }
}

void check_voices(CheckFacts const& facts, Findings& findings)
{
    for (auto const& diagnostic : facts.trail) {
        std::string where;
        for (auto const& argument : diagnostic.args) {
            if (argument.name == "kind" || argument.name == "id") {
                where += (where.empty() ? "" : "/") + std::get<std::string>(argument.value);
            }
        }
        findings.broken("trail", where, {{"cause", diagnostic.id}});
    }
    std::map<std::pair<std::string, std::string>, Voice> last; // of each on each object
    for (auto const& voice : all_voices(facts.registry)) {
        auto const& opinion = *voice.opinion;
        if (voice.proof == Proof::forged) {
            findings.broken("forged", place("opinion", opinion.head),
                            {{"spokesperson", opinion.spokesperson}});
        }
        last.insert_or_assign({opinion.spokesperson, opinion.object.kind + "/" + opinion.object.id},
                              voice);
    }
    for (auto const& [key, voice] : last) {
        if (!voice.current) {
            findings.marked("void", place("opinion", voice.opinion->head),
                            {{"spokesperson", key.first}, {"object", key.second}});
        }
    }
}

void check_groups(CheckFacts const& facts, Findings& findings)
{
    for (auto const& capital : facts.registry.capitals) {
        auto const people = capital.people.value_or(0);
        if (capital.family() == Family::human && people < capital.group_size) {
            findings.marked("small-group", place("capital", capital.head),
                            {{"people", people}, {"minimum", capital.group_size}});
        }
    }
}

void check_explained(CheckFacts const& facts, Findings& findings)
{
    for (auto const& figure : facts.unexplained) {
        findings.broken("unexplained", figure);
    }
}

} // namespace coop::care
