// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/money.hpp>
#include <coop/ledger/chart.hpp>

#include <span>
#include <string>
#include <vector>

namespace coop::ledger {

/// \brief Sums of one account. Openings are entries of that role; movements are ordinary entries:
/// closing ones count nowhere.
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

/// \brief The sums of one third party on one account of class 4; the parties of an account, and the
/// lines of it that name none, add up to its Balance.
struct PartyBalance {
    std::string account;
    std::string party; ///< empty: lines that name none
    core::Money opening_debit;
    core::Money opening_credit;
    core::Money debit;
    core::Money credit;

    /// Debit less credit, opening included.
    core::Money net() const { return opening_debit - opening_credit + debit - credit; }
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

/// \brief The same by third party, of accounts of class 4; by account, then party.
std::vector<PartyBalance> carry_forward(std::span<PartyBalance const> previous);
std::vector<PartyBalance> with_opening(std::span<PartyBalance const> opening,
                                       std::span<PartyBalance const> movements);

/// \brief Only the opening sides of balances.
std::vector<Balance> openings_of(std::span<Balance const> balances);
std::vector<PartyBalance> openings_of(std::span<PartyBalance const> balances);

/// \brief An account, or one third party on it, whose booked opening is not the closing of the year
/// before. Debit less credit.
struct OpeningGap {
    std::string account;
    std::string party; ///< empty: the account as a whole
    core::Money booked;
    core::Money computed;
};

/// \brief Where two openings differ: accounts first, then the third parties of accounts whose
/// totals agree. Only opening sides are read.
std::vector<OpeningGap> opening_gaps(std::span<Balance const> booked,
                                     std::span<Balance const> computed,
                                     std::span<PartyBalance const> booked_parties,
                                     std::span<PartyBalance const> computed_parties);

/// \brief Credit less debit of classes 6 and 7: the excédent, or the déficit below zero.
core::Money result_of(std::span<Balance const> balances);

} // namespace coop::ledger
