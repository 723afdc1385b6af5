// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the reports on accounts and entries share: their title, their columns, their blanks.
#pragma once

#include <coop/core/table.hpp>
#include <coop/report/report.hpp>

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace coop::report {

/// \brief The year that a report is about. Precondition: it is among the facts.
YearFacts const& year_of(Facts const& facts);

/// \brief `report.<name>` with title and subtitle: association, year, days covered.
core::Document document_for(std::string_view name, Facts const& facts, Request const& request);

/// \brief Columns by key; their labels are the sentences `report.column.<key>`.
std::vector<core::Column> columns_for(Request const& request,
                                      std::initializer_list<std::string_view> keys,
                                      core::Arguments const& args = {});

/// \brief Blank where nothing stands on that side.
core::Cell side(core::Money amount);

/// \brief Blank where empty.
core::Cell words(std::string text);

/// \brief `opening`, `closing` or blank: what the entry of a line is.
core::Cell role_cell(ledger::Role role);

/// \brief Its column; a reader sees it only where some line is marked.
core::Column role_column(Request const& request, bool some_are_marked);

/// \brief The label of the account, or of the nearest above it.
std::string account_label(ledger::Chart const& chart, std::string_view code);

/// \brief A row without trace.
core::Row make_row(std::string key, core::RowRole role, int depth, std::vector<core::Cell> cells);

} // namespace coop::report
