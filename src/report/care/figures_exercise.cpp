// SPDX-License-Identifier: GPL-3.0-or-later
//
// The figures of a whole exercise: its result and what follows from it, rates, memos, indicators.
#include "figures.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace coop::report {

using core::Cell;
using core::Money;

namespace {

/// A part of the legal result, from the tagged and untagged lines of the legal book.
std::optional<Derived> derive_legal(CareFacts const& facts, FigureId const& figure)
{
    auto const& known = facts.exercises[figure.exercise].legal;
    constexpr std::pair<std::string_view, Money CareLegal::*> members[] = {
        {"produits", &CareLegal::produits},
        {"charges", &CareLegal::charges},
        {"dotations", &CareLegal::dotations},
        {"preservation", &CareLegal::preservation}};
    for (auto const& [name, member] : members) {
        if (known && name == figure.measure) {
            return leaf(facts, figure, (*known).*member);
        }
    }
    return std::nullopt;
}

core::Cell percent(CareSums const& sums)
{
    auto const found = quotient(sums.preserved, core::Decimal{sums.consumption.in_cents(), 2}, 4);
    return found ? core::Cell{core::Quantity{{found->units, 2}, "%"}} : core::Cell{};
}

/// The result, taken away.
std::string_view lost_result(CareFacts const& facts)
{
    return result_measure(facts) == "result" ? "-result" : "-result-published";
}

/// Figures of the whole exercise that add capitals: the result and what follows from it.
std::optional<Derived> derive_result(CareFacts const& facts, FigureId const& figure)
{
    auto const t = figure.exercise;
    auto const& exercise = facts.outcome.exercises[t];
    auto const& measure = figure.measure;
    bool const detailed = facts.exercises[t].legal.has_value();
    if (measure == "legal-result") {
        if (!detailed) {
            return leaf(facts, figure, exercise.legal_result);
        }
        return Derived{exercise.legal_result,
                       measure,
                       figures(t, {}, {"produits", "-charges", "-dotations", "-preservation"}),
                       {}};
    }
    if (measure == result_measure(facts)) {
        return Derived{exercise.result, "result", figures(t, {}, {"legal-result", "-effect"}), {}};
    }
    if (measure == "deficit") {
        return Derived{std::max(Money{}, -exercise.result),
                       measure,
                       figures(t, {}, {lost_result(facts)}),
                       {},
                       CareRule::floor};
    }
    if (measure == "before-remissions") {
        auto const remitted = sums_of(facts, t, {}).remission;
        return Derived{exercise.result - remitted,
                       measure,
                       figures(t, {}, {result_measure(facts), "-remission"}),
                       {}};
    }
    if (measure == "before") {
        auto parts = figures(t, {}, {"legal-result", "repaid-in-books"});
        if (detailed) {
            parts.push_back({{t, {}, "dotations"}});
        }
        return Derived{before_preservation(facts, t), measure, std::move(parts), {}};
    }
    if (measure == "gap") {
        return Derived{exercise.result - exercise.legal_result,
                       measure,
                       figures(t, {}, {result_measure(facts), "-legal-result"}),
                       {}};
    }
    if (measure == "gap-before") {
        return Derived{gap_at(facts, t) - (exercise.result - exercise.legal_result),
                       measure,
                       figures(t, {}, {"-c1", "-c4", "c2", "-c28", "-gap"}),
                       {}};
    }
    if (measure == "solvency") {
        auto const& legal = facts.exercises[t].legal;
        auto const before = before_preservation(facts, t) - (legal ? legal->dotations : Money{});
        auto const due = sums_of(facts, t, {}).consumption;
        auto const found = quotient(before, core::Decimal{due.in_cents(), 2}, 4);
        return Derived{found ? core::Cell{core::Quantity{*found, {}}} : core::Cell{},
                       measure,
                       legal ? figures(t, {}, {"before", "-dotations", "due"})
                             : figures(t, {}, {"before", "due"}),
                       {},
                       CareRule::quotient};
    }
    return std::nullopt;
}

/// What each rule of distribution would allow.
std::optional<Derived> derive_distribution(CareFacts const& facts, FigureId const& figure)
{
    auto const& measure = figure.measure;
    if (!measure.starts_with("distributable-")) {
        return std::nullopt;
    }
    auto policy = facts.policy;
    care::set_option(policy, "distribution", measure.substr(measure.find('-') + 1));
    return Derived{care::distributable(facts.outcome.exercises[figure.exercise], policy),
                   "distributable",
                   figures(figure.exercise, {},
                           {result_measure(facts), "-advance", "<advance", "-remission", "~debt"}),
                   {policy_source(facts, "distribution")},
                   CareRule::floor};
}

Derived derive_memo_of(CareFacts const& facts, FigureId const& figure, Money care::Memo::*amount)
{
    auto const t = figure.exercise;
    bool const third = figure.measure == "memo-third-party";
    Derived derived{{}, third ? figure.measure : "memo", {}, {}};
    Money total;
    auto const& memos = facts.outcome.exercises[t].memos;
    for (std::size_t i = 0; i < memos.size(); ++i) {
        if (auto const kept = memos[i].*amount; !kept.is_zero()) {
            total += kept;
            auto const id = care::id_of(facts.inputs.items[i]);
            std::ranges::move(figures(t, id, {"done-in-books", "done-outside"}),
                              std::back_inserter(derived.parts));
        }
    }
    derived.value = total;
    // Nothing was done: there is nothing to point at, and that is to be said.
    if (derived.parts.empty()) {
        derived.formula = "memo-nothing";
    }
    return derived;
}

/// What is tagged and repays nothing: no debt changes by it.
std::optional<Derived> derive_memo(CareFacts const& facts, FigureId const& figure)
{
    auto const t = figure.exercise;
    auto const& legal = facts.exercises[t].legal;
    if (figure.measure == "tagged-rest" && legal) {
        auto const repaid = sums_of(facts, t, {}).repaid_in_books;
        return Derived{repaid - legal->preservation,
                       "tagged-rest",
                       figures(t, {}, {"repaid-in-books", "-preservation"}),
                       {}};
    }
    for (auto const& [kind, amount] : memo_kinds) {
        if (figure.measure == "memo-" + std::string{kind}) {
            return derive_memo_of(facts, figure, amount);
        }
    }
    return std::nullopt;
}

/// `amount` per unit sold, where the facts know how many were.
std::optional<Derived> derive_price(CareFacts const& facts, FigureId const& figure)
{
    auto const& units = facts.exercises[figure.exercise].units_sold;
    if (!units) {
        return std::nullopt;
    }
    auto const& measure = figure.measure;
    if (measure == "units") {
        return leaf(facts, figure, *units);
    }
    bool const unmet = measure == "price-unmet";
    if (!unmet && measure != "price-even") {
        return std::nullopt;
    }
    auto const result = facts.outcome.exercises[figure.exercise].result;
    auto const amount =
        unmet ? sums_of(facts, figure.exercise, {}).unmet : std::max(Money{}, -result);
    auto const price = quotient(amount, units->value, 4);
    return Derived{price ? Cell{core::Quantity{*price, "€/" + units->unit}} : Cell{},
                   measure,
                   figures(figure.exercise, {}, {unmet ? "unmet" : "deficit", "units"}),
                   {},
                   CareRule::quotient};
}

std::optional<Derived> derive_indicator(CareFacts const& facts, FigureId const& figure)
{
    auto const found = std::ranges::find(facts.indicators, figure.subject, &CareIndicator::id);
    if (found == facts.indicators.end() || figure.measure != "measured") {
        return std::nullopt;
    }
    auto const& year = found->years[figure.exercise];
    auto value = year.closing         ? Cell{core::Quantity{*year.closing, found->unit}}
                 : year.level.empty() ? Cell{}
                                      : Cell{year.level};
    bool const nothing = std::holds_alternative<std::monostate>(value);
    auto derived = leaf(facts, figure, std::move(value));
    derived.formula = nothing ? "not-measured" : derived.formula;
    return derived;
}

} // namespace

bool has_indicator(CareFacts const& facts, std::string_view id)
{
    return std::ranges::find(facts.indicators, id, &CareIndicator::id) != facts.indicators.end();
}

std::optional<Derived> derive_whole(CareFacts const& facts, FigureId const& figure)
{
    if (figure.measure == "asked") { // a memo of the last exercise, of an action or of all
        auto const asked = asked_of(facts, figure.subject);
        bool const last = figure.exercise + 1 == facts.outcome.exercises.size();
        bool const said = figure.subject.empty() || !asked.is_zero();
        return last && said ? std::optional{leaf(facts, figure, asked)} : std::nullopt;
    }
    if (figure.measure == "rate") {
        if (!derive(facts, {figure.exercise, figure.subject, "preserved"})) {
            return std::nullopt; // what no debt is recorded for has none
        }
        return Derived{percent(sums_of(facts, figure.exercise, figure.subject)),
                       "rate",
                       figures(figure.exercise, figure.subject, {"preserved", "due"}),
                       {},
                       CareRule::quotient};
    }
    for (auto const derive_one : {derive_bilan, derive_indicator}) {
        if (auto derived = derive_one(facts, figure)) {
            return derived;
        }
    }
    if (!figure.subject.empty()) {
        return std::nullopt;
    }
    for (auto const derive_one :
         {derive_legal, derive_result, derive_distribution, derive_memo, derive_price}) {
        if (auto derived = derive_one(facts, figure)) {
            return derived;
        }
    }
    return std::nullopt;
}

std::vector<std::string> whole_measures()
{
    std::vector<std::string> measures{"rate",
                                      "legal-result",
                                      "result",
                                      "before",
                                      "gap",
                                      "gap-before",
                                      "produits",
                                      "charges",
                                      "dotations",
                                      "preservation",
                                      "tagged-rest",
                                      "distributable-strict",
                                      "solvency",
                                      "distributable-after-result",
                                      "units",
                                      "deficit",
                                      "price-unmet",
                                      "price-even",
                                      "uses",
                                      "capitals",
                                      "asked",
                                      "before-remissions",
                                      "result-published"};
    for (auto const& [kind, amount] : memo_kinds) {
        measures.push_back("memo-" + std::string{kind});
    }
    return measures;
}

} // namespace coop::report
