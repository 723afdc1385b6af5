// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/ledger/budget.hpp>

#include <string_view>
#include <vector>

namespace coop::exchange {

/// \brief Reads a budget: columns `account` (or `compte`), `project`, `line`, `label`, `amount`.
///
/// \throws Error{unreadable} "import.rows".
std::vector<ledger::BudgetLine> read_budget_csv(std::string_view text, std::string_view source);

} // namespace coop::exchange
