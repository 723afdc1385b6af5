// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/ledger/balances.hpp>
#include <coop/ledger/year.hpp>
#include <coop/store/balances.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace coop::app {

/// \brief Balances of the years of a book, with their openings.
///
/// A year whose journal AN was used opens with what stands there. Any other opens with the closing
/// of the year before, carried by computation; so back to the first year, or to one that has booked
/// its opening. The cost is that of the accounts of those years.
class Openings {
public:
    /// `years` outlives this; by first day. `account`: only balances of accounts whose codes start
    /// so are asked, and cost.
    Openings(store::Balances& session, std::span<ledger::Year const> years, store::Which which,
             std::string account = {});

    /// Opening and movements of year `i`, by account.
    std::vector<ledger::Balance> const& balances(std::size_t i);

    /// The same for part of the year: what moved before it counts as opening.
    std::vector<ledger::Balance> within(std::size_t i, core::Period within);

    /// First day whose movements still stand in the balances of year `i`.
    core::Date since(std::size_t i);

private:
    struct Closing {
        bool booked = false; ///< the opening is in journal AN
        std::vector<ledger::Balance> balances;
    };
    Closing const& closing(std::size_t i);

    store::Balances& session_;
    std::span<ledger::Year const> years_;
    store::Which which_;
    std::string account_;
    std::vector<std::optional<Closing>> closings_;
};

/// \brief The account's balance, or zero.
core::Money net_of(std::span<ledger::Balance const> balances, std::string_view account);

} // namespace coop::app
