// SPDX-License-Identifier: GPL-3.0-or-later
//
// Why a budget amounts to what it does: declared, a quantity at its cost, or the gap to the good
// state.
#pragma once

#include "step.hpp"

#include <coop/care/closing.hpp>
#include <coop/care/registry.hpp>
#include <coop/report/care/facts.hpp>

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace coop::app {

/// \brief The whole of a budget. Without a value where a cost, a state or a measurement lacks.
report::CareStep budget_amount_step(StepFacts const& facts, care::Budget const& budget);

/// \brief What the due of a budget is read with besides.
struct DueRead {
    std::string start; ///< of the figures of the action in that exercise: `2025/N.sol/compost/`
    std::vector<care::Budget const*> running; ///< other budgets of the same gap
};

/// \brief What of a budget falls due in an exercise; nothing where nothing does.
std::optional<report::CareStep> due_step(StepFacts const& facts, DueRead const& read,
                                         care::BudgetDue const& due, std::size_t exercise);

/// \brief What of it is recognised, in the first exercise that knows it.
report::CareStep recognised_step(StepFacts const& facts, DueRead const& read,
                                 care::BudgetDue const& due);

/// \brief A budget as closes read it by the rules of before: no gap is reduced, nothing written
/// off.
std::optional<care::BudgetDue> declared_due(StepFacts const& facts, care::Budget const& budget,
                                            std::span<care::Exercise const> exercises);

/// \brief A budget that counts for nothing, and why.
report::CareStep unpriced_step(StepFacts const& facts, care::Budget const& budget);

/// \brief What was degraded, at the cost of what undoes it; nothing without a cost.
std::optional<report::CareStep> degradation_step(StepFacts const& facts,
                                                 care::Degradation const& degradation);

} // namespace coop::app
