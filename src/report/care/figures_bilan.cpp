// SPDX-License-Identifier: GPL-3.0-or-later
//
// The figures of the bilan: lines of the legal one, and the sides of that of CARE.
#include "figures.hpp"

#include <algorithm>

namespace coop::report {

using core::Money;

namespace {

/// A line of the legal bilan.
std::optional<Derived> derive_legal_line(CareFacts const& facts, FigureId const& figure)
{
    auto const lines = legal_lines_of(facts, figure.exercise);
    auto const found = std::ranges::find(lines, figure.measure, &LegalLine::key);
    if (figure.subject != "legal" || found == lines.end()) {
        return std::nullopt;
    }
    return leaf(facts, figure, found->amount);
}

/// The financial part of a side: lines of the legal bilan and, on the right, the écart.
std::optional<Derived> derive_financial(CareFacts const& facts, FigureId const& figure)
{
    auto const t = figure.exercise;
    bool const uses = figure.measure == "uses";
    bool const capital = figure.measure == "capital";
    if (figure.subject != "F" || !(uses || capital || figure.measure == "others")) {
        return std::nullopt;
    }
    Derived derived{{}, "side", {}, {}};
    Money total;
    if (auto const& legal = facts.exercises[t].legal) {
        for (auto const& line : uses ? legal->actif : legal->passif) {
            auto const scope = facts.policy.financial_scope;
            if (uses || is_financial_capital(line.section, scope) == capital) {
                total += line.amount - line.deduction;
                derived.parts.push_back({{t, "legal", line.key}});
            }
        }
    }
    if (capital) {
        total += gap_at(facts, t);
        derived.parts.push_back({{t, {}, "gap"}});
        derived.parts.push_back({{t, {}, "gap-before"}});
    }
    derived.sources.push_back(policy_source(facts, "financial_scope"));
    derived.value = total;
    return derived;
}

/// A whole side: `uses` or `capitals`.
std::optional<Derived> derive_side(CareFacts const& facts, FigureId const& figure)
{
    auto const t = figure.exercise;
    bool const uses = figure.measure == "uses";
    if (!figure.subject.empty() || !(uses || figure.measure == "capitals")) {
        return std::nullopt;
    }
    auto const sums = sums_of(facts, t, {});
    Derived derived{{}, "side", figures(t, {}, {uses ? "use" : "owed"}), {}};
    auto total = uses ? sums.use : sums.owed;
    auto const parts = uses ? figures(t, "F", {"uses"}) : figures(t, "F", {"capital", "others"});
    for (auto const& part : parts) {
        total += std::get<Money>(derive_financial(facts, part.figure)->value);
        derived.parts.push_back(part);
    }
    derived.value = total;
    return derived;
}

} // namespace

bool is_financial_capital(LegalSection section, care::FinancialScope scope)
{
    switch (scope) {
    case care::FinancialScope::tous:
        return true;
    case care::FinancialScope::propres_emprunts:
        return section != LegalSection::autres;
    case care::FinancialScope::propres:
        break;
    }
    return section == LegalSection::propres;
}

std::vector<LegalLine> legal_lines_of(CareFacts const& facts, std::size_t exercise)
{
    std::vector<LegalLine> lines;
    if (auto const& legal = facts.exercises[exercise].legal) {
        for (auto const* side : {&legal->actif, &legal->passif}) {
            for (auto const& line : *side) {
                lines.push_back(line);
                lines.back().amount -= line.deduction;
            }
        }
    }
    return lines;
}

std::optional<Derived> derive_bilan(CareFacts const& facts, FigureId const& figure)
{
    for (auto const derive_one : {derive_legal_line, derive_financial, derive_side}) {
        if (auto derived = derive_one(facts, figure)) {
            return derived;
        }
    }
    return std::nullopt;
}

} // namespace coop::report
