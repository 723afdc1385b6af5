// SPDX-License-Identifier: GPL-3.0-or-later
#include "legal.hpp"

#include <coop/ledger/account_role.hpp>

#include <algorithm>

namespace coop::app {

namespace {

template <class Sums>
void take_out(Sums& from, ledger::PartyBalance const& line)
{
    from.opening_debit -= line.opening_debit;
    from.opening_credit -= line.opening_credit;
    from.debit -= line.debit;
    from.credit -= line.credit;
}

} // namespace

BalancesUntil::BalancesUntil(store::Balances& balances, store::Entries& entries, std::int64_t last)
    : balances_(balances), entries_(entries), last_(last)
{
}

std::vector<ledger::PartyBalance> const& BalancesUntil::later_of(std::string const& year)
{
    auto const [place, is_new] = later_.try_emplace(year);
    if (!is_new) {
        return place->second;
    }
    auto& sums = place->second;
    entries_.scan({year, store::Which::posted, store::Order::posting},
                  [&](ledger::EntryView const& entry) {
                      if (entry.sequence <= last_ || entry.role == ledger::Role::closing) {
                          return;
                      }
                      for (auto const& line : entry.lines) {
                          ledger::PartyBalance sum;
                          sum.account = line.account;
                          sum.party = line.party;
                          bool const opens = entry.role == ledger::Role::opening;
                          (opens ? sum.opening_debit : sum.debit) = line.debit;
                          (opens ? sum.opening_credit : sum.credit) = line.credit;
                          sums.push_back(std::move(sum));
                      }
                  });
    return place->second;
}

std::vector<ledger::Balance> BalancesUntil::balances(std::string const& year, store::Which which,
                                                     std::optional<core::Period> within,
                                                     std::string const& account)
{
    auto all = balances_.balances(year, which, within, account);
    for (auto const& line : later_of(year)) {
        auto const found = std::ranges::find(all, line.account, &ledger::Balance::account);
        if (found != all.end()) {
            take_out(*found, line);
        }
    }
    return all;
}

std::vector<ledger::PartyBalance> BalancesUntil::party_balances(std::string const& year,
                                                                store::Which which,
                                                                std::optional<core::Period> within)
{
    auto all = balances_.party_balances(year, which, within);
    for (auto const& line : later_of(year)) {
        auto const found = std::ranges::find_if(all, [&](ledger::PartyBalance const& each) {
            return each.account == line.account && each.party == line.party;
        });
        if (found != all.end()) {
            take_out(*found, line);
        }
    }
    return all;
}

bool BalancesUntil::has_balances(std::string const& year, store::Which which)
{
    return balances_.has_balances(year, which);
}

bool BalancesUntil::has_opening(std::string const& year, store::Which which)
{
    return balances_.has_opening(year, which);
}

std::vector<ledger::Balance> BalancesUntil::closing_entries(std::string const& year,
                                                            store::Which which)
{
    return balances_.closing_entries(year, which);
}

std::vector<ledger::ProjectBalance> BalancesUntil::project_balances(std::string const& year,
                                                                    store::Which which)
{
    return balances_.project_balances(year, which);
}

store::Stream<ledger::EntryLine>
BalancesUntil::account_lines(std::string const& account, core::Period period, store::Which which)
{
    return balances_.account_lines(account, period, which);
}

} // namespace coop::app
