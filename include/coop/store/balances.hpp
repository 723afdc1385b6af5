// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/date.hpp>
#include <coop/ledger/balances.hpp>
#include <coop/ledger/entry.hpp>
#include <coop/store/types.hpp>

#include <optional>
#include <string>
#include <vector>

namespace coop::store {

/// \brief What stands on accounts. The cost is that of accounts, not of entries.
class Balances {
public:
    virtual ~Balances() = default;

    /// By account code. Openings are those booked in that year, not computed ones; closing entries
    /// are left out.
    /// \param within restricts movements to part of the year (whole months are the fast case).
    /// \param account only those whose code starts so: their cost, not that of all.
    virtual std::vector<ledger::Balance> balances(std::string const& year, Which which,
                                                  std::optional<core::Period> within = {},
                                                  std::string const& account = {}) = 0;
    /// Whether anything stands on an account in that year.
    virtual bool has_balances(std::string const& year, Which which) = 0;
    /// Whether an opening is booked in that year: one that its reversal has not made nothing.
    virtual bool has_opening(std::string const& year, Which which) = 0;
    /// What the closing entries of a year move, as movements; by account code.
    virtual std::vector<ledger::Balance> closing_entries(std::string const& year, Which which) = 0;
    /// By project, then account.
    virtual std::vector<ledger::ProjectBalance> project_balances(std::string const& year,
                                                                 Which which) = 0;
    /// The same as balances(), of accounts of class 4 by the third party of each line; by account,
    /// then party.
    virtual std::vector<ledger::PartyBalance>
    party_balances(std::string const& year, Which which,
                   std::optional<core::Period> within = {}) = 0;

    /// Lines of the accounts that start with `account`, by account, date, entry.
    virtual Stream<ledger::EntryLine> account_lines(std::string const& account, core::Period period,
                                                    Which which) = 0;
};

} // namespace coop::store
