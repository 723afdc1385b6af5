// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/store/balances.hpp>
#include <coop/store/entries.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace coop::app {

/// \brief Balances of posted entries as they stood when the chain of entries was shorter: what was
/// posted in locked years that somebody unlocked later is taken out again.
///
/// Cost: one walk over each of those years, once. `within`, drafts and projects are asked of
/// nobody here, and pass as they are.
class BalancesUntil : public store::Balances {
public:
    /// \param last the place in the chain of the last entry that counts.
    BalancesUntil(store::Balances& balances, store::Entries& entries, std::int64_t last);

    std::vector<ledger::Balance> balances(std::string const& year, store::Which which,
                                          std::optional<core::Period> within = {},
                                          std::string const& account = {}) override;
    bool has_balances(std::string const& year, store::Which which) override;
    bool has_opening(std::string const& year, store::Which which) override;
    std::vector<ledger::Balance> closing_entries(std::string const& year,
                                                 store::Which which) override;
    std::vector<ledger::ProjectBalance> project_balances(std::string const& year,
                                                         store::Which which) override;
    std::vector<ledger::PartyBalance>
    party_balances(std::string const& year, store::Which which,
                   std::optional<core::Period> within = {}) override;
    store::Stream<ledger::EntryLine> account_lines(std::string const& account, core::Period period,
                                                   store::Which which) override;

private:
    /// A line each, of third parties or not.
    std::vector<ledger::PartyBalance> const& later_of(std::string const& year);

    store::Balances& balances_;
    store::Entries& entries_;
    std::int64_t last_;
    std::map<std::string, std::vector<ledger::PartyBalance>> later_; ///< by year
};

} // namespace coop::app
