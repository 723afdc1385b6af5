// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/date.hpp>
#include <coop/core/diagnostic.hpp>
#include <coop/core/money.hpp>

#include <optional>
#include <string>
#include <vector>

namespace coop::ledger {

/// \brief One amount of a budget: on an account (prefix) and perhaps a project, or on a line of a
/// layout. Natural sign: a charge and a produit are both positive.
struct BudgetLine {
    std::string account; ///< `625`, `74`; empty when `line` is given alone
    std::string project;
    std::string line; ///< key of a row of an AG layout; empty when `account` is given
    std::string label;
    core::Money amount;
    core::Where where; ///< in the file it was read from; not kept
};

/// \brief A version of the budget of a year. Once adopted it never changes.
struct Budget {
    std::string year;
    std::string version; ///< `initial` unless said
    std::optional<core::Date> adopted_on;
    std::string adopted_by; ///< `AG` unless said
    std::vector<BudgetLine> lines;
};

} // namespace coop::ledger
