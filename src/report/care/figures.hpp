// SPDX-License-Identifier: GPL-3.0-or-later
//
// The figures that have a name, and how each follows from others. The statements print them; the
// derivation of one of them is these formulas, read down to what has none.
#pragma once

#include "sums.hpp"

#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace coop::report {

/// `2025/N.sol/due` taken apart.
struct FigureId {
    std::size_t exercise = 0;
    std::string subject; ///< empty: the whole
    std::string measure;
};

std::string id_of(CareFacts const& facts, FigureId const& figure);

/// A figure as a part of another, by its sign in the rule.
struct FigurePart {
    FigureId figure;
    int sign = 1;
};

/// How a figure is computed from others; `parts` empty: it ends in its steps and sources.
struct Derived {
    core::Cell value;
    std::string formula; ///< id of its sentence, `report.care.formula.<…>`
    std::vector<FigurePart> parts;
    std::vector<CareSource> sources;
    CareRule rule = CareRule::sum;
    std::vector<CareStep> steps;
};

/// A value that enters a rule.
struct Operand {
    core::Cell value;
    int sign = 1;
};

/// What lacks to `operands` for `rule` to give `value`: nil where it does, up to the rounding that
/// products and quotients end with; nothing where it does not and no amount says by how much.
std::optional<core::Money> difference(CareRule rule, std::vector<Operand> const& operands,
                                      core::Cell const& value);

/// Why a formula may give another value than its rule, `report.care.difference.<…>`; empty: it may
/// not.
std::string difference_name(std::string_view formula);

/// What the facts say of a figure, else where the whole was declared.
std::vector<CareSource> sources_of(CareFacts const& facts, std::string const& id);
CareSource policy_source(CareFacts const& facts, std::string_view key);

/// What a figure ends in, as the facts have it: steps, else sources, else that nothing is recorded.
Derived leaf(CareFacts const& facts, FigureId const& figure, core::Cell value);

/// Parts of one subject; `-due` is taken away, `~due` decides and does not add up.
std::vector<FigurePart> figures(std::size_t exercise, std::string const& subject,
                                std::initializer_list<std::string_view> measures);

/// Lines of both sides of the legal bilan, `amount` net.
std::vector<LegalLine> legal_lines_of(CareFacts const& facts, std::size_t exercise);
bool has_indicator(CareFacts const& facts, std::string_view id);

/// Lines of the legal bilan, and sides of that of CARE: figures_bilan.cpp.
std::optional<Derived> derive_bilan(CareFacts const& facts, FigureId const& figure);

/// All figures that are of no capital, those of the bilan and of indicators included:
/// figures_exercise.cpp.
std::optional<Derived> derive_whole(CareFacts const& facts, FigureId const& figure);
std::vector<std::string> whole_measures();

/// Nothing where the exercise has no such figure.
std::optional<Derived> derive(CareFacts const& facts, FigureId const& figure);

/// Every figure of every exercise, by id.
std::map<std::string, FigureId> figures_of(CareFacts const& facts);

} // namespace coop::report
