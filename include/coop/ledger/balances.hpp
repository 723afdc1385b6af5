// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/money.hpp>
#include <coop/ledger/chart.hpp>

#include <span>
#include <string>
#include <vector>

namespace coop::ledger {

/// \brief Sums of one account. Movements exclude the openings (journal AN).
struct Balance {
    std::string account;
    core::Money opening_debit;
    core::Money opening_credit;
    core::Money debit;
    core::Money credit;

    /// Debit less credit, opening included.
    core::Money net() const { return opening_debit - opening_credit + debit - credit; }
};

/// \brief Movements of a year on one account for one project.
struct ProjectBalance {
    std::string project;
    std::string account;
    core::Money debit;
    core::Money credit;
};

/// \brief What one third party owes or is owed on one account, everything up to a day.
struct PartyBalance {
    std::string account;
    std::string party;
    core::Money net; ///< debit less credit
};

/// \brief The opening balances of a year, by computation from the year before.
///
/// Balances of classes 1 to 5 as they stood; the result of classes 6 and 7 goes to 120 (excédent)
/// or 129 (déficit); classes 6, 7 and 8 start at zero (PCG 1031-4, note §4.4). Result: by account,
/// opening sides only, zero balances left out.
std::vector<Balance> carry_forward(std::span<Balance const> previous);

/// \brief `opening` as the opening of `movements`; by account.
std::vector<Balance> with_opening(std::span<Balance const> opening,
                                  std::span<Balance const> movements);

/// \brief Credit less debit of classes 6 and 7: the excédent, or the déficit below zero.
core::Money result_of(std::span<Balance const> balances);

} // namespace coop::ledger
