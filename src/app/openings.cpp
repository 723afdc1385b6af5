// SPDX-License-Identifier: GPL-3.0-or-later
#include "openings.hpp"

#include <coop/core/assert.hpp>
#include <coop/ledger/account_role.hpp>

#include <algorithm>
#include <chrono>
#include <string_view>
#include <utility>

namespace coop::app {

namespace {

using ledger::Balance;

/// What must be read for the balances of `account`: all of them where the result of a year is
/// carried to it (120, 129).
std::string to_read(std::string account)
{
    bool const takes_result = ledger::surplus_account.starts_with(account) ||
                              ledger::deficit_account.starts_with(account);
    return takes_result ? std::string{} : std::move(account);
}

/// Only the opening sides.
std::vector<Balance> openings_of(std::span<Balance const> balances)
{
    std::vector<Balance> result;
    for (auto const& balance : balances) {
        result.push_back({balance.account, balance.opening_debit, balance.opening_credit, {}, {}});
    }
    return result;
}

/// Openings, and as further openings what moved before.
std::vector<Balance> run_up(std::span<Balance const> openings, std::span<Balance const> before)
{
    std::vector<Balance> moved;
    for (auto const& balance : before) {
        moved.push_back({balance.account, balance.debit, balance.credit, {}, {}});
    }
    std::vector<Balance> all{openings.begin(), openings.end()};
    all.insert(all.end(), moved.begin(), moved.end());
    return all;
}

} // namespace

Openings::Openings(store::Balances& session, std::span<ledger::Year const> years,
                   store::Which which, std::string account)
    : session_(session),
      years_(years),
      which_(which),
      account_(to_read(std::move(account))),
      closings_(years.size())
{
}

Openings::Closing const& Openings::closing(std::size_t i)
{
    COOP_ASSERT(i < years_.size());
    // Back to a year that is known, without recursion: books may be decades long.
    auto first = i;
    for (;; --first) {
        if (closings_[first]) {
            break;
        }
        auto const& year = years_[first].label;
        bool const booked = session_.has_opening(year, which_);
        closings_[first] = Closing{booked, session_.balances(year, which_, {}, account_)};
        if (booked || first == 0) {
            break;
        }
    }
    for (auto j = first + 1; j <= i; ++j) {
        auto& closing = *closings_[j];
        closing.balances = ledger::with_opening(ledger::carry_forward(closings_[j - 1]->balances),
                                                closing.balances);
        // The result of some accounts is no result.
        std::erase_if(closing.balances, [this](Balance const& balance) {
            return !balance.account.starts_with(account_);
        });
    }
    return *closings_[i];
}

std::vector<Balance> const& Openings::balances(std::size_t i)
{
    return closing(i).balances;
}

std::vector<Balance> Openings::within(std::size_t i, core::Period within)
{
    auto const& year = years_[i].period;
    auto openings = openings_of(balances(i));
    if (year.first < within.first) {
        core::Date const eve{std::chrono::sys_days{within.first} - std::chrono::days{1}};
        openings = run_up(openings, session_.balances(years_[i].label, which_,
                                                      core::Period{year.first, eve}, account_));
    }
    return ledger::with_opening(openings,
                                session_.balances(years_[i].label, which_, within, account_));
}

core::Date Openings::since(std::size_t i)
{
    while (i > 0 && !closing(i).booked) {
        --i;
    }
    return years_[i].period.first;
}

core::Money net_of(std::span<Balance const> balances, std::string_view account)
{
    auto const found = std::ranges::find(balances, account, &Balance::account);
    return found == balances.end() ? core::Money{} : found->net();
}

} // namespace coop::app
