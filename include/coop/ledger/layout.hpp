// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/money.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coop::ledger {

/// \brief What a row of an AG table takes: account prefixes, projects, or their intersection.
///
/// Empty `accounts`: every account of the row's side. Empty `projects`: whatever the project.
struct RowSelector {
    std::vector<std::string> accounts;
    std::vector<std::string> projects;        ///< `*`: any project; `-`: none
    std::vector<std::string> except_accounts;
    std::vector<std::string> except_projects;
};

struct LayoutRow {
    std::string key;
    std::string label;
    RowSelector selector;
    bool rest = false; ///< takes what no other row of its side takes
    int line = 0;      ///< in the file, from 1
};

/// \brief The user-written layout of the table an assembly votes on (TOML, read by exchange).
///
/// An empty label (but that of contributions in kind) is worded by the report.
struct Layout {
    std::string title;
    std::string source; ///< file name, for messages
    std::vector<LayoutRow> charges;
    std::vector<LayoutRow> produits;
    std::string result_label;    ///< `Résultat de l'exercice`: an excédent, on the charges side
    std::string deficit_label;   ///< `Déficit de l'exercice`
    std::string total_label;     ///< `Total`
    std::string inkind_label;    ///< `Contributions en nature valorisées`; empty: not printed
};

/// \brief A published table, as read from a CSV: side, row, kind, one column per year or budget.
struct PublishedRow {
    /// `inkind`: contributions in kind of which the table does not say which side they are.
    enum class Side { charges, produits, inkind, inkind_use, inkind_source };
    enum class Kind { line, printed_result, printed_total };
    Side side = Side::charges;
    Kind kind = Kind::line;
    std::string label;
    std::vector<std::optional<core::Money>> amounts; ///< shape: one per column
    int line = 0;
};

struct PublishedColumn {
    std::string year; ///< `2018`
    bool budget = false;
};

struct PublishedTable {
    std::string source;
    std::vector<PublishedColumn> columns;
    std::vector<PublishedRow> rows;
};

} // namespace coop::ledger
