// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/diagnostic.hpp>
#include <coop/report/report.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace coop::report {

/// \brief One column of an AG table: a year, or the budget of a year.
struct AgColumn {
    std::string year;
    bool budget = false;
};

/// \brief `2017`, or `2018-budget`.
std::string key_of(AgColumn const& column);

/// \brief The amounts of an AG table before it is printed.
///
/// Shape: each vector has one element per column. Blank where nothing was recorded.
struct AgTable {
    std::vector<AgColumn> columns;
    std::map<std::string, std::vector<std::optional<core::Money>>> rows; ///< by row key
    std::vector<core::Money> charges;  ///< sums of rows
    std::vector<core::Money> produits;
    std::vector<core::Money> result; ///< produits less charges of the books, whatever the rows take
    std::vector<std::optional<core::Money>> inkind_use;    ///< 86
    std::vector<std::optional<core::Money>> inkind_source; ///< 87
    std::map<std::string, std::vector<std::string>> accounts; ///< behind each row, sorted
    std::vector<core::Diagnostic> problems; ///< account forgotten, taken twice, and by how much
};

/// \brief Lays the books out in the rows of `layout`.
///
/// A year that `facts` lacks stays blank. Each movement of classes 6 and 7 and each line of a
/// budget belongs to one row; a layout that takes one twice, or none, is told so in `problems`:
/// "layout.twice", "layout.forgotten", "layout.budget-unplaced", "layout.budget-none",
/// "layout.difference" (the rows do not give the result of the books).
AgTable fill_ag(ledger::Layout const& layout, Facts const& facts, std::vector<AgColumn> columns);

/// \brief Columns: each of `request.years`, then the budget of `request.budget_year`.
AgTable fill_ag(ledger::Layout const& layout, Facts const& facts, Request const& request);

} // namespace coop::report
