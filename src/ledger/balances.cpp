// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/ledger/balances.hpp>

#include <coop/ledger/account_role.hpp>

#include <map>
#include <string_view>
#include <utility>

namespace coop::ledger {

namespace {

using core::Money;

Balance opening_of(std::string const& account, Money net)
{
    Balance balance;
    balance.account = account;
    (net.is_negative() ? balance.opening_credit : balance.opening_debit) =
        net.is_negative() ? -net : net;
    return balance;
}

} // namespace

std::vector<Balance> carry_forward(std::span<Balance const> previous)
{
    std::map<std::string, Money> nets;
    for (auto const& balance : previous) {
        if (is_balance_sheet(balance.account)) {
            nets[balance.account] += balance.net();
        }
    }
    auto const result = result_of(previous);
    nets[std::string{result.is_negative() ? deficit_account : surplus_account}] -= result;

    std::vector<Balance> openings;
    for (auto const& [account, net] : nets) {
        if (!net.is_zero()) {
            openings.push_back(opening_of(account, net));
        }
    }
    return openings;
}

std::vector<Balance> with_opening(std::span<Balance const> opening,
                                  std::span<Balance const> movements)
{
    std::map<std::string, Balance> merged;
    for (auto const& balance : movements) {
        auto& target = merged[balance.account];
        target.debit += balance.debit;
        target.credit += balance.credit;
    }
    for (auto const& balance : opening) {
        auto& target = merged[balance.account];
        target.opening_debit += balance.opening_debit;
        target.opening_credit += balance.opening_credit;
    }
    std::vector<Balance> balances;
    for (auto& [account, balance] : merged) {
        balance.account = account;
        balances.push_back(std::move(balance));
    }
    return balances;
}

Money result_of(std::span<Balance const> balances)
{
    Money result;
    for (auto const& balance : balances) {
        if (is_charge_or_produit(balance.account)) {
            result -= balance.net();
        }
    }
    return result;
}

} // namespace coop::ledger
