// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/app/context.hpp>
#include <coop/core/table.hpp>

#include <span>
#include <string>

namespace coop::app {

/// \brief Adds lines to a version (or replaces those of the same account, project and line).
///
/// \throws Error{refused} "budget.adopted", "year.unknown", "account.unknown", "project.unknown".
core::Document set_budget(ContextOf<store::Books> const& context, std::string const& year,
                          std::string const& version, std::span<ledger::BudgetLine const> lines);

/// \brief Replaces the whole version.
core::Document import_budget(ContextOf<store::Books> const& context, std::string const& year,
                             std::string const& version, std::span<ledger::BudgetLine const> lines);

core::Document list_budgets(ContextOf<store::Books> const& context, std::string const& year);

/// \brief Freezes a version. \param version empty: the only one not adopted.
/// \throws Error{refused} "budget.none", "budget.which", "budget.adopted".
core::Document adopt_budget(ContextOf<store::Books> const& context, std::string const& year,
                            std::string const& version, core::Date date, std::string const& by);

} // namespace coop::app
