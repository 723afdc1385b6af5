// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/money.hpp>
#include <coop/core/table.hpp>
#include <coop/ledger/balances.hpp>
#include <coop/ledger/regulation.hpp>

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coop::report {

/// \brief How an account enters a line: its prefix, and a condition on its balance or a sign.
struct Selector {
    enum class When { always, debit_balance, credit_balance };
    std::string prefix;
    When when = When::always;
    bool negative = false;    ///< `6521-`: deducted
    bool informative = false; ///< `=7073`: a "dont" line, in no total
};

/// \brief A line of a statement, as the regulation's file gives it.
struct StatementLine {
    std::string key;  ///< stable, the same meaning in every regulation: `inkind.benevolat`
    std::string side; ///< `produits`, `charges`, `actif`, `passif`, `inkind-source`, `inkind-use`
    core::RowRole role = core::RowRole::item;
    int depth = 0;
    std::string label;
    std::vector<Selector> gross;
    std::vector<Selector> deduction;              ///< amortissements et dépréciations (actif)
    std::vector<std::pair<std::string, int>> sum; ///< of a total: keys and +1 or -1
    bool only_if_not_zero = false;                ///< lines added to the official model
    bool hidden = false; ///< a sum that other regulations print as one line; never printed here
    std::string basis;   ///< article, `reconstitué` or `choix`
};

/// \brief A statement of a regulation: its lines in print order.
struct Statement {
    std::string id; ///< `resultat`, `bilan`, `resultat-abrege`, `bilan-abrege`
    std::vector<StatementLine> lines;
};

/// \brief Reads `schemas/regulations/<id>/<name>.csv`.
Statement statement_of(ledger::Regulation const& regulation, std::string_view name);

/// \brief A balance to be placed: one account, or one third party of it.
struct Placed {
    std::string account;
    core::Money net;         ///< debit less credit
    std::string placed_as{}; ///< the account that took its place since; empty: itself
};

struct LineAmount {
    core::Money gross;     ///< natural sign of the side
    core::Money deduction; ///< positive
    std::vector<std::string> accounts;
};

/// \brief Amounts of a statement by line key, totals included, and the accounts no line took.
struct Filled {
    std::map<std::string, LineAmount> lines;
    std::vector<Placed> unplaced; ///< non-zero only
};

/// \brief Lays balances out: the longest prefix wins, each balance lands on exactly one line.
///
/// Natural signs: produits and passif are credit less debit, charges and actif debit less credit.
Filled fill(Statement const& statement, std::span<Placed const> balances);

/// \brief Actif, charges and uses grow by debit; produits, passif and sources by credit. An account
/// that the other side owns (`6521-` among the produits) thereby deducts itself.
bool grows_by_debit(StatementLine const& line);

/// \brief The key of the one line that takes `account` with that balance side, or empty.
std::string_view line_of(Statement const& statement, std::string_view account, bool debit_balance);

} // namespace coop::report
