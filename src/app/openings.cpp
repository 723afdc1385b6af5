// SPDX-License-Identifier: GPL-3.0-or-later
#include "openings.hpp"

#include <coop/core/assert.hpp>
#include <coop/ledger/account_role.hpp>

#include <algorithm>
#include <chrono>
#include <string_view>
#include <tuple>
#include <utility>

namespace coop::app {

namespace {

using ledger::Balance;
using ledger::PartyBalance;

/// What must be read for the balances of `account`: all of them where the result of a year is
/// carried to it (120, 129).
std::string to_read(std::string account)
{
    bool const takes_result = ledger::surplus_account.starts_with(account) ||
                              ledger::deficit_account.starts_with(account);
    return takes_result ? std::string{} : std::move(account);
}

/// Openings, and as further openings what moved before.
template <class Sums>
std::vector<Sums> run_up(std::vector<Sums> openings, std::vector<Sums> before)
{
    for (auto& sums : before) {
        sums.opening_debit = std::exchange(sums.debit, core::Money{});
        sums.opening_credit = std::exchange(sums.credit, core::Money{});
        openings.push_back(std::move(sums));
    }
    return openings;
}

core::Period days_before(core::Period year, core::Date day)
{
    return {year.first, core::Date{std::chrono::sys_days{day} - std::chrono::days{1}}};
}

} // namespace

Openings::Openings(store::Balances& session, std::span<ledger::Year const> years,
                   store::Which which, std::string account)
    : session_(session),
      years_(years),
      which_(which),
      account_(to_read(std::move(account))),
      closings_(years.size()),
      party_closings_(years.size()),
      before_(years.size())
{
}

bool Openings::has_before(std::size_t i)
{
    COOP_ASSERT(i < years_.size());
    std::size_t first = i;
    while (first > 0 && !before_[first]) {
        --first;
    }
    bool before = first > 0 && *before_[first];
    for (auto j = first; j <= i; ++j) {
        before_[j] = before;
        before = before || session_.has_balances(years_[j].label, which_);
    }
    return *before_[i];
}

bool Openings::has_opening(std::size_t i)
{
    return session_.has_opening(years_[i].label, which_);
}

bool Openings::stands_on_booked(std::size_t i)
{
    return !has_before(i) || (years_[i].state == ledger::YearState::closed && has_opening(i));
}

// Back to a year that is known, without recursion: books may be decades long.
template <class Sums, class Read, class Keep>
std::vector<Sums> const& Openings::closing(Closings<Sums>& all, std::size_t i, Read const& read,
                                           Keep const& keep)
{
    COOP_ASSERT(i < years_.size());
    auto first = i;
    while (!all[first] && !stands_on_booked(first)) {
        --first;
    }
    if (!all[first]) {
        all[first] = read(first);
    }
    for (auto j = first + 1; j <= i; ++j) {
        auto movements = read(j);
        for (auto& sums : movements) {
            sums.opening_debit = sums.opening_credit = core::Money{};
        }
        auto balances = ledger::with_opening(ledger::carry_forward(*all[j - 1]), movements);
        std::erase_if(balances, keep);
        all[j] = std::move(balances);
    }
    return *all[i];
}

std::vector<Balance> Openings::read(std::size_t i)
{
    return session_.balances(years_[i].label, which_, {}, account_);
}

std::vector<Balance> const& Openings::balances(std::size_t i)
{
    return closing(
        closings_, i, [this](std::size_t j) { return read(j); },
        [this](Balance const& balance) {
            // The result of some accounts is no result.
            return !balance.account.starts_with(account_);
        });
}

std::vector<PartyBalance> const& Openings::parties(std::size_t i)
{
    return closing(
        party_closings_, i,
        [this](std::size_t j) { return session_.party_balances(years_[j].label, which_); },
        [](PartyBalance const&) { return false; });
}

std::vector<Balance> Openings::within(std::size_t i, core::Period within)
{
    auto const& year = years_[i];
    auto openings = ledger::openings_of(balances(i));
    if (year.period.first < within.first) {
        openings = run_up(std::move(openings),
                          session_.balances(year.label, which_,
                                            days_before(year.period, within.first), account_));
    }
    return ledger::with_opening(openings, session_.balances(year.label, which_, within, account_));
}

std::vector<PartyBalance> Openings::parties_within(std::size_t i, core::Period within)
{
    auto const& year = years_[i];
    auto openings = ledger::openings_of(parties(i));
    if (year.period.first < within.first) {
        openings = run_up(
            std::move(openings),
            session_.party_balances(year.label, which_, days_before(year.period, within.first)));
        std::ranges::stable_sort(openings, [](PartyBalance const& a, PartyBalance const& b) {
            return std::tie(a.account, a.party) < std::tie(b.account, b.party);
        });
    }
    return ledger::with_opening(openings, session_.party_balances(year.label, which_, within));
}

std::vector<Balance> Openings::computed(std::size_t i)
{
    return has_before(i) ? ledger::carry_forward(balances(i - 1)) : std::vector<Balance>{};
}

std::vector<PartyBalance> Openings::computed_parties(std::size_t i)
{
    return has_before(i) ? ledger::carry_forward(parties(i - 1)) : std::vector<PartyBalance>{};
}

bool Openings::is_provisional(std::size_t i)
{
    return !stands_on_booked(i) && years_[i - 1].state == ledger::YearState::open;
}

std::vector<ledger::OpeningGap> Openings::gaps(std::size_t i, ledger::PartyNames const& today)
{
    if (!has_before(i) || !has_opening(i)) {
        return {};
    }
    auto const joined = [&](std::vector<PartyBalance> balances) {
        return ledger::joined(std::move(balances), today, ledger::Naming::sealed);
    };
    return ledger::opening_gaps(
        ledger::openings_of(read(i)), computed(i),
        joined(ledger::openings_of(session_.party_balances(years_[i].label, which_))),
        joined(computed_parties(i)));
}

core::Money net_of(std::span<Balance const> balances, std::string_view account)
{
    auto const found = std::ranges::find(balances, account, &Balance::account);
    return found == balances.end() ? core::Money{} : found->net();
}

} // namespace coop::app
