// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/app/export.hpp>

#include "openings.hpp"

#include <coop/ledger/account_role.hpp>

#include <map>

namespace coop::app {

namespace {

using core::Money;
using ledger::Balance;

exchange::YearTurn turn_of(ledger::Year const& year, std::vector<Balance> const& before,
                           std::vector<Balance> const& balances)
{
    std::map<std::string, Money> changes;
    for (auto const& balance : balances) {
        changes[balance.account] += balance.opening_debit - balance.opening_credit;
    }
    for (auto const& balance : before) {
        // A program that never closes a year still holds them on the day after; results and
        // contributions are read year by year.
        if (ledger::is_balance_sheet(balance.account)) {
            changes[balance.account] -= balance.net();
        }
    }
    exchange::YearTurn turn{year.label, year.period.first, {}, {}};
    for (auto const& [account, net] : changes) {
        if (net.is_zero()) {
            continue;
        }
        ledger::Line line;
        line.account = account;
        (net.is_negative() ? line.credit : line.debit) = net.is_negative() ? -net : net;
        turn.lines.push_back(std::move(line));
        turn.rest -= net;
    }
    return turn;
}

} // namespace

std::vector<exchange::YearTurn> year_turns(ContextOf<store::Balances> const& context,
                                           std::span<ledger::Year const> years, store::Which which)
{
    std::vector<exchange::YearTurn> turns;
    Openings openings{context.session, years, which};
    for (std::size_t i = 1; i < years.size(); ++i) {
        auto const before = openings.balances(i - 1);
        turns.push_back(turn_of(years[i], before, openings.balances(i)));
    }
    return turns;
}

} // namespace coop::app
