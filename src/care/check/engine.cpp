// SPDX-License-Identifier: GPL-3.0-or-later
//
// Laws of the engine, on the very amounts that were closed: it is asked again, with one of them
// changed. Others look at what it says of itself.
#include "rules.hpp"

#include <coop/care/close_rules.hpp>
#include <coop/core/error.hpp>

#include <algorithm>

namespace coop::care {

using core::Money;

namespace {

constexpr auto one_euro = core::cents(100);

std::string place_of(CheckFacts const& facts, std::size_t t, Group const& group)
{
    return facts.years[t].label + "/" + id_of(group);
}

Outcome again(CheckFacts const& facts, Inputs const& inputs)
{
    auto const& policy = facts.years.back().policy;
    return facts.engine(inputs, policy, is_weak(policy));
}

/// Every amount of an exercise; changes it through `change`.
template <class Change>
void change_all(Inputs& inputs, Change change)
{
    for (auto& amount : inputs.opening) {
        change(amount);
    }
    for (auto& exercise : inputs.exercises) {
        change(exercise.legal_result);
        for (auto& item : exercise.items) {
            for (auto* const each :
                 {&item.planned, &item.revision, &item.remission, &item.overlap, &item.estimate}) {
                change(*each);
            }
            if (item.budget) {
                change(*item.budget);
            }
            if (item.measured) {
                change(*item.measured);
            }
            for (std::size_t f = 0; f < funding_count; ++f) {
                change(item.done.in_books[f]);
                change(item.done.outside[f]);
            }
        }
    }
}

bool has_advance(Outcome const& outcome)
{
    for (auto const& exercise : outcome.exercises) {
        for (auto const& position : exercise.positions) {
            if (position.closing.is_negative()) {
                return true;
            }
        }
    }
    return false;
}

bool has_long_budget(CheckFacts const& facts)
{
    for (auto const& exercise : facts.inputs.exercises) {
        for (auto const& item : exercise.items) {
            if (item.budget && *item.budget != item.planned) {
                return true;
            }
        }
    }
    return false;
}

Money total_result(Outcome const& outcome)
{
    Money sum;
    for (auto const& exercise : outcome.exercises) {
        sum += exercise.result;
    }
    return sum;
}

/// C1 + C4 - (C2 - C28) and C4 of a position, as they are posted.
struct Posted {
    Money owed;
    Money due;
};

std::map<std::pair<std::string, std::string>, Posted> posted_by_position(CheckedYear const& year)
{
    std::map<std::pair<std::string, std::string>, Posted> result;
    for (auto const& entry : year.entries) {
        auto& posted = result[{entry.capital, entry.action}];
        for (auto const& line : entry.lines) {
            auto const kind = class_of(line.account);
            auto const amount = line.credit - line.debit;
            if (kind == "C1" || kind == "C2" || kind == "C28" || kind == "C4") {
                posted.owed += amount;
            }
            if (kind == "C4") {
                posted.due += amount;
            }
        }
    }
    return result;
}

void check_position(CheckFacts const& facts, std::size_t t, Group const& group,
                    Position const& position, Posted const& posted, Findings& findings)
{
    auto const place = place_of(facts, t, group);
    auto const expected = position.opening + position.consumption + position.revision -
                          position.remission - position.repaid();
    if (position.closing != expected || position.repaid() + position.surplus != position.done) {
        findings.broken("identity", place, {{"amount", position.closing}, {"expected", expected}});
    }
    auto const presentation = facts.years[t].policy.presentation;
    auto const whole =
        presentation == Presentation::cloture ? position.arrears() : position.closing;
    auto const owed = whole - position.in_legal_book;
    if (posted.owed != owed) {
        findings.broken("position", place, {{"amount", posted.owed}, {"expected", owed}});
    }
    auto const due = position.arrears() - position.in_legal_book;
    if (presentation != Presentation::capital && posted.due != due) {
        findings.broken("arrears", place, {{"amount", posted.due}, {"expected", due}});
    }
}

void check_adoption(CheckedYear const& year, Findings& findings)
{
    for (auto const& entry : year.entries) {
        if (!opens(entry)) {
            continue;
        }
        for (auto const& line : entry.lines) {
            if (counts_in_result(line.account)) {
                findings.broken("opening-effect", "care-entry/" + std::to_string(entry.id),
                                {{"account", line.account}});
            }
        }
    }
}

} // namespace

void check_presentations(CheckFacts const& facts, Findings& findings)
{
    if (!is_computable(facts)) {
        return;
    }
    auto policy = facts.years.back().policy;
    auto const weak = is_weak(policy);
    policy.presentation = Presentation::dette;
    auto const debt = facts.engine(facts.inputs, policy, weak);
    for (auto const other : {Presentation::capital, Presentation::cloture}) {
        if (other == Presentation::cloture && has_advance(debt)) {
            continue;
        }
        policy.presentation = other;
        auto const outcome = facts.engine(facts.inputs, policy, weak);
        for (std::size_t t = 0; t < facts.years.size(); ++t) {
            auto const& left = debt.exercises[t];
            auto const& right = outcome.exercises[t];
            if (left.result != right.result || left.arrears != right.arrears) {
                findings.broken("presentation", "close/" + facts.years[t].label,
                                {{"before", left.result}, {"after", right.result}});
            }
        }
    }
}

void check_positions(CheckFacts const& facts, Findings& findings)
{
    if (!is_computable(facts)) {
        return;
    }
    auto const outcome = computed(facts);
    for (std::size_t t = 0; t < facts.years.size(); ++t) {
        auto const& year = facts.years[t];
        auto const& exercise = outcome.exercises[t];
        auto posted = posted_by_position(year);
        for (std::size_t g = 0; g < outcome.groups.size(); ++g) {
            auto const& group = outcome.groups[g];
            check_position(facts, t, group, exercise.positions[g],
                           posted[{group.capital, group.action}], findings);
        }
        if (exercise.result != year.result || exercise.arrears != year.arrears) {
            findings.broken("kept", "close/" + year.label,
                            {{"result", year.result},
                             {"expected", exercise.result},
                             {"arrears", year.arrears},
                             {"expected_arrears", exercise.arrears}});
        }
        check_adoption(year, findings);
    }
}

void check_offsetting(CheckFacts const& facts, Findings& findings)
{
    if (!is_computable(facts)) {
        return;
    }
    auto const outcome = computed(facts);
    for (std::size_t g = 0; g < outcome.groups.size(); ++g) {
        auto changed = facts.inputs;
        for (auto& exercise : changed.exercises) {
            exercise.items[outcome.groups[g].items.front()].done.outside[0] += one_euro;
        }
        auto const other = again(facts, changed);
        for (std::size_t t = 0; t < facts.years.size(); ++t) {
            for (std::size_t h = 0; h < outcome.groups.size(); ++h) {
                if (h != g && outcome.exercises[t].positions[h].closing !=
                                  other.exercises[t].positions[h].closing) {
                    findings.broken("offset", place_of(facts, t, outcome.groups[h]),
                                    {{"other", id_of(outcome.groups[g])}});
                }
            }
        }
    }
    if (is_weak(facts.years.back().policy)) {
        findings.marked("weak", "close/" + facts.years.back().label);
    }
}

void check_direction(CheckFacts const& facts, Findings& findings)
{
    if (!is_computable(facts)) {
        return;
    }
    auto const before = total_result(computed(facts));
    bool const annual = !has_long_budget(facts);
    for (std::size_t i = 0; i < facts.inputs.items.size(); ++i) {
        auto more_due = facts.inputs;
        auto more_done = facts.inputs;
        for (std::size_t t = 0; t < facts.years.size(); ++t) {
            auto& due = more_due.exercises[t].items[i];
            due.planned += one_euro;
            if (due.budget) {
                *due.budget += one_euro;
            }
            more_done.exercises[t].items[i].done.outside[std::size_t(Funding::third)] += one_euro;
        }
        bool const raised = annual && total_result(again(facts, more_due)) > before;
        if (raised || total_result(again(facts, more_done)) < before) {
            findings.broken("direction", id_of(facts.inputs.items[i]));
        }
    }
}

void check_scale(CheckFacts const& facts, Findings& findings)
{
    if (!is_computable(facts)) {
        return;
    }
    auto doubled = facts.inputs;
    change_all(doubled, [](Money& amount) { amount += amount; });
    auto const before = computed(facts);
    auto const after = again(facts, doubled);
    for (std::size_t t = 0; t < facts.years.size(); ++t) {
        auto const twice = before.exercises[t].result + before.exercises[t].result;
        if (after.exercises[t].result != twice) {
            findings.broken("scale", "close/" + facts.years[t].label,
                            {{"amount", after.exercises[t].result}, {"expected", twice}});
        }
    }
}

void check_ages(CheckFacts const& facts, Findings& findings)
{
    if (!is_computable(facts)) {
        return;
    }
    auto const outcome = computed(facts);
    for (std::size_t t = 0; t < facts.years.size(); ++t) {
        for (std::size_t g = 0; g < outcome.groups.size(); ++g) {
            auto const& position = outcome.exercises[t].positions[g];
            Money sum;
            for (auto const& layer : position.layers) {
                sum += layer.amount;
            }
            bool const ordered = std::ranges::is_sorted(position.layers, {}, [](Layer const& each) {
                return each.exercise + 1; // before the first exercise: 0
            });
            if (sum != position.arrears() || !ordered) {
                findings.broken("ages", place_of(facts, t, outcome.groups[g]),
                                {{"amount", sum}, {"expected", position.arrears()}});
            }
        }
    }
}

void check_overlaps(CheckFacts const& facts, Findings& findings)
{
    if (!is_computable(facts)) {
        return;
    }
    auto const outcome = computed(facts);
    for (std::size_t g = 0; g < outcome.groups.size(); ++g) {
        auto const& group = outcome.groups[g];
        Money before;
        for (std::size_t t = 0; t < facts.years.size(); ++t) {
            auto const& position = outcome.exercises[t].positions[g];
            Money overlap;
            for (auto const i : group.items) {
                overlap += facts.inputs.exercises[t].items[i].overlap;
            }
            auto const counted = std::min(position.arrears(), overlap);
            if (position.in_legal_book != counted || position.in_legal_book_before != before) {
                findings.broken("overlap", place_of(facts, t, group),
                                {{"amount", position.in_legal_book}, {"expected", counted}});
            }
            before = position.in_legal_book;
        }
    }
}

void check_again(CheckFacts const& facts, Findings& findings)
{
    for (auto const& year : facts.years) {
        if (year.changed > 0) {
            findings.marked("changed-since", "close/" + year.label, {{"count", year.changed}});
        }
    }
    if (!facts.refusal.empty()) {
        findings.broken("refused", "close", {{"cause", facts.refusal}});
    }
    if (!is_computable(facts)) {
        return;
    }
    auto const made = post(facts.inputs, computed(facts), facts.years.back().policy);
    for (std::size_t t = 0; t < facts.years.size(); ++t) {
        auto const entries = standing(facts.years[t]);
        bool const same = std::ranges::equal(entries, made.entries[t],
                                             [](PostedEntry const* posted, Draft const& entry) {
                                                 return says_the_same(*posted, entry);
                                             });
        if (!same) {
            findings.broken("close-again", "close/" + facts.years[t].label);
        }
    }
}

} // namespace coop::care
