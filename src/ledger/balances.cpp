// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/ledger/balances.hpp>

#include <coop/core/assert.hpp>
#include <coop/ledger/account_role.hpp>

#include <map>
#include <string_view>
#include <utility>

namespace coop::ledger {

namespace {

using core::Money;

// On the side where `net`, debit less credit, stands.
template <class Sums>
void open_with(Sums& sums, Money net)
{
    (net.is_negative() ? sums.opening_credit : sums.opening_debit) = net.is_negative() ? -net : net;
}

Balance opening_of(std::string const& account, Money net)
{
    Balance balance;
    balance.account = account;
    open_with(balance, net);
    return balance;
}

using PartyOf = std::pair<std::string, std::string>; // account, party

template <class Key, class Sums, class KeyOf>
std::map<Key, Sums> merged(std::span<Sums const> opening, std::span<Sums const> movements,
                           KeyOf const& key_of)
{
    std::map<Key, Sums> all;
    for (auto const& sums : movements) {
        auto& target = all[key_of(sums)];
        target.debit += sums.debit;
        target.credit += sums.credit;
    }
    for (auto const& sums : opening) {
        auto& target = all[key_of(sums)];
        target.opening_debit += sums.opening_debit;
        target.opening_credit += sums.opening_credit;
    }
    return all;
}

PartyOf party_of(PartyBalance const& balance)
{
    return {balance.account, balance.party};
}

int compare(PartyBalance const& a, PartyBalance const& b)
{
    auto const accounts = a.account.compare(b.account);
    return accounts != 0 ? accounts : a.party.compare(b.party);
}

template <class Sums>
std::vector<Sums> only_openings(std::span<Sums const> all)
{
    std::vector<Sums> openings;
    for (auto sums : all) {
        sums.debit = sums.credit = Money{};
        if (!sums.opening_debit.is_zero() || !sums.opening_credit.is_zero()) {
            openings.push_back(std::move(sums));
        }
    }
    return openings;
}

struct TwoNets {
    Money booked, computed;
};

template <class Key, class Sums, class KeyOf>
std::map<Key, TwoNets> beside(std::span<Sums const> booked, std::span<Sums const> computed,
                              KeyOf const& key_of)
{
    std::map<Key, TwoNets> nets;
    for (auto const& one : booked) {
        nets[key_of(one)].booked += one.opening_debit - one.opening_credit;
    }
    for (auto const& one : computed) {
        nets[key_of(one)].computed += one.opening_debit - one.opening_credit;
    }
    std::erase_if(nets, [](auto const& one) { return one.second.booked == one.second.computed; });
    return nets;
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
    std::vector<Balance> balances;
    for (auto& [account, balance] :
         merged<std::string>(opening, movements, [](Balance const& one) { return one.account; })) {
        balance.account = account;
        balances.push_back(std::move(balance));
    }
    return balances;
}

std::vector<PartyBalance> carry_forward(std::span<PartyBalance const> previous)
{
    std::vector<PartyBalance> openings;
    for (std::size_t i = 0; i < previous.size();) {
        auto const& first = previous[i];
        Money net;
        for (; i < previous.size() && compare(previous[i], first) == 0; ++i) {
            net += previous[i].net();
        }
        COOP_ASSERT(i == previous.size() || compare(first, previous[i]) < 0);
        if (!net.is_zero()) {
            auto& opening = openings.emplace_back();
            opening.account = first.account;
            opening.party = first.party;
            open_with(opening, net);
        }
    }
    return openings;
}

// There are as many third parties as an association has members, in each of its years: two walks
// side by side, no search.
std::vector<PartyBalance> with_opening(std::span<PartyBalance const> opening,
                                       std::span<PartyBalance const> movements)
{
    std::vector<PartyBalance> balances;
    auto const at = [&balances](PartyBalance const& one) -> PartyBalance& {
        if (balances.empty() || compare(balances.back(), one) != 0) {
            COOP_ASSERT(balances.empty() || compare(balances.back(), one) < 0);
            auto& sums = balances.emplace_back();
            sums.account = one.account;
            sums.party = one.party;
        }
        return balances.back();
    };
    balances.reserve(opening.size() + movements.size());
    while (!opening.empty() || !movements.empty()) {
        if (movements.empty() ||
            (!opening.empty() && compare(opening.front(), movements.front()) <= 0)) {
            auto& sums = at(opening.front());
            sums.opening_debit += opening.front().opening_debit;
            sums.opening_credit += opening.front().opening_credit;
            opening = opening.subspan(1);
        } else {
            auto& sums = at(movements.front());
            sums.debit += movements.front().debit;
            sums.credit += movements.front().credit;
            movements = movements.subspan(1);
        }
    }
    return balances;
}

std::vector<Balance> openings_of(std::span<Balance const> balances)
{
    return only_openings(balances);
}

std::vector<PartyBalance> openings_of(std::span<PartyBalance const> balances)
{
    return only_openings(balances);
}

std::vector<OpeningGap> opening_gaps(std::span<Balance const> booked,
                                     std::span<Balance const> computed,
                                     std::span<PartyBalance const> booked_parties,
                                     std::span<PartyBalance const> computed_parties)
{
    std::vector<OpeningGap> gaps;
    auto const accounts =
        beside<std::string>(booked, computed, [](Balance const& one) { return one.account; });
    for (auto const& [account, nets] : accounts) {
        gaps.push_back({account, {}, nets.booked, nets.computed});
    }
    for (auto const& [of, nets] : beside<PartyOf>(booked_parties, computed_parties, party_of)) {
        // Where the account agrees, lines that name no one differ by what those who are named do.
        if (!accounts.contains(of.first) && !of.second.empty()) {
            gaps.push_back({of.first, of.second, nets.booked, nets.computed});
        }
    }
    return gaps;
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
