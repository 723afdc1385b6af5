// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/ledger/role.hpp>

#include <coop/core/error.hpp>
#include <coop/ledger/account_role.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>

namespace coop::ledger {

namespace {

bool is_result_or_made_of(std::string_view account)
{
    return is_charge_or_produit(account) || is_year_result(account);
}

bool touches(Draft const& entry, bool (*role)(std::string_view))
{
    return std::ranges::any_of(entry.lines, role, &Line::account);
}

// Whether every account of classes 6 and 7 that the entry touches ends at nil.
bool brings_to_nil(Draft const& entry, std::span<Balance const> others)
{
    std::map<std::string_view, core::Money> left;
    for (auto const& line : entry.lines) {
        if (is_charge_or_produit(line.account)) {
            left[line.account] += line.debit - line.credit;
        }
    }
    for (auto const& balance : others) {
        if (auto const found = left.find(balance.account); found != left.end()) {
            found->second += balance.net();
        }
    }
    return std::ranges::all_of(left, [](auto const& one) { return one.second.is_zero(); });
}

Line line_of(std::string const& account, std::string const& party, core::Money net)
{
    Line line;
    line.account = account;
    line.party = party;
    (net.is_negative() ? line.credit : line.debit) = net.is_negative() ? -net : net;
    return line;
}

} // namespace

bool opens(Draft const& entry, Year const& year)
{
    return entry.date == year.period.first &&
           std::ranges::all_of(entry.lines, may_open, &Line::account);
}

void check_opening(Draft const& entry, Year const& year)
{
    if (entry.journal != opening_journal) {
        return;
    }
    if (entry.date != year.period.first) {
        throw core::Error{
            core::ErrorKind::refused,
            "ledger.opening-day",
            {{"date", entry.date}, {"year", year.label}, {"first", year.period.first}}};
    }
    for (std::size_t i = 0; i < entry.lines.size(); ++i) {
        if (!may_open(entry.lines[i].account)) {
            throw core::Error{
                core::ErrorKind::refused,
                "ledger.opening-account",
                {{"line", static_cast<std::int64_t>(i) + 1}, {"account", entry.lines[i].account}}};
        }
    }
}

bool may_close(Draft const& entry, Year const& year)
{
    return entry.date == year.period.last && moves_result(entry) &&
           std::ranges::all_of(entry.lines, is_result_or_made_of, &Line::account);
}

bool moves_result(Draft const& entry)
{
    return touches(entry, is_charge_or_produit) && touches(entry, is_year_result);
}

Standing standing_of(Draft const& entry, Year const& year, std::span<Balance const> others)
{
    if (entry.journal == opening_journal && opens(entry, year)) {
        return {Role::opening, RoleWhy::typed, {}, {}};
    }
    if (may_close(entry, year) && brings_to_nil(entry, others)) {
        return {Role::closing, RoleWhy::closes, {}, {}};
    }
    return {};
}

Draft opening_entry(Year const& year, std::span<Balance const> openings,
                    std::span<PartyBalance const> parties)
{
    // An account may be at zero with third parties that owe and others that are owed.
    std::map<std::string, core::Money> nets;
    for (auto const& balance : openings) {
        nets[balance.account] += balance.opening_debit - balance.opening_credit;
    }
    std::map<std::string, std::map<std::string, core::Money>> by_party;
    for (auto const& balance : parties) {
        auto const net = balance.opening_debit - balance.opening_credit;
        if (!balance.party.empty() && !net.is_zero()) {
            by_party[balance.account][balance.party] += net;
            nets.try_emplace(balance.account);
        }
    }
    Draft draft;
    draft.date = year.period.first;
    draft.journal = opening_journal;
    draft.label = "À-nouveaux";
    for (auto& [account, net] : nets) {
        for (auto const& [party, owed] : by_party[account]) {
            draft.lines.push_back(line_of(account, party, owed));
            net -= owed;
        }
        if (!net.is_zero()) {
            draft.lines.push_back(line_of(account, {}, net));
        }
    }
    return draft;
}

} // namespace coop::ledger
