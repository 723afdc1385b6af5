// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/ledger/balances.hpp>
#include <coop/ledger/party.hpp>
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
/// The opening of a year is the closing of the year before (C. com. L123-19 al. 3), computed, by
/// account and by third party; what is booked as its opening is compared with it and never read in
/// its place. Two years stand on what is booked: one before which the books hold nothing, and a
/// closed one, whose figures stay those of its close. The cost is that of the accounts and third
/// parties of those years.
class Openings {
public:
    /// `years` outlives this; by first day. `account`: only balances of accounts whose codes start
    /// so are asked, and cost.
    Openings(store::Balances& session, std::span<ledger::Year const> years, store::Which which,
             std::string account = {});

    /// Opening and movements of year `i`, by account.
    std::vector<ledger::Balance> const& balances(std::size_t i);
    /// The same of accounts of class 4, by third party.
    std::vector<ledger::PartyBalance> const& parties(std::size_t i);

    /// The same for part of the year: what moved before it counts as opening.
    std::vector<ledger::Balance> within(std::size_t i, core::Period within);
    std::vector<ledger::PartyBalance> parties_within(std::size_t i, core::Period within);

    /// Whether the books hold anything before year `i`.
    bool has_before(std::size_t i);
    /// Whether the opening of year `i` is what is booked, and not computed from the year before.
    bool stands_on_booked(std::size_t i);
    /// Whether the opening of year `i` is computed from a year that may still move.
    bool is_provisional(std::size_t i);
    /// The opening of year `i` as it comes from the year before; nothing where has_before() says
    /// so.
    std::vector<ledger::Balance> computed(std::size_t i);
    std::vector<ledger::PartyBalance> computed_parties(std::size_t i);
    /// Where the booked opening of year `i` is not the computed one; empty where none is booked.
    /// Third parties that are read as one today are one on both sides.
    std::vector<ledger::OpeningGap> gaps(std::size_t i, ledger::PartyNames const& today);

private:
    template <class Sums>
    using Closings = std::vector<std::optional<std::vector<Sums>>>;

    bool has_opening(std::size_t i);
    std::vector<ledger::Balance> read(std::size_t i);
    template <class Sums, class Read, class Keep>
    std::vector<Sums> const& closing(Closings<Sums>& all, std::size_t i, Read const& read,
                                     Keep const& keep);

    store::Balances& session_;
    std::span<ledger::Year const> years_;
    store::Which which_;
    std::string account_;
    Closings<ledger::Balance> closings_;
    Closings<ledger::PartyBalance> party_closings_;
    std::vector<std::optional<bool>> before_;
};

/// \brief The account's balance, or zero.
core::Money net_of(std::span<ledger::Balance const> balances, std::string_view account);

} // namespace coop::app
