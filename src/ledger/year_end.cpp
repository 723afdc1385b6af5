// SPDX-License-Identifier: GPL-3.0-or-later
#include "year_end.hpp"

#include <coop/core/text.hpp>
#include <coop/ledger/account_role.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>
#include <utility>

namespace coop::ledger {

namespace {

using core::Diagnostic;
using core::Money;
using core::Severity;
using Findings = std::vector<Diagnostic>;

// Charges and produits set to the right year by an entry that the next one reverses.
constexpr std::array<std::string_view, 11> cut_offs{"486",  "487",  "408", "418",  "4686", "4687",
                                                    "4282", "4382", "439", "4482", "44812"};

/// What takes a booked opening away; nothing where it is not known.
std::string way_out(CheckFacts const& facts)
{
    if (facts.openings.empty()) {
        return {};
    }
    auto const& first = facts.openings.front();
    return first.posted() ? fmt::format("coop ledger reverse {} --reason …", first.id)
                          : fmt::format("coop ledger delete {}", first.id);
}

/// A year that is closed keeps its figures: the difference is told, and no fault of these days.
Diagnostic gap_finding(CheckFacts const& facts, OpeningGap const& gap)
{
    bool const closed = facts.year.state == YearState::closed;
    core::Arguments args{{"year", facts.year.label},
                         {"previous", facts.previous},
                         {"account", gap.account},
                         {"label", label_of(facts.chart, gap.account)},
                         {"booked", gap.booked},
                         {"computed", gap.computed},
                         {"difference", gap.computed - gap.booked}};
    if (!gap.party.empty()) {
        args.push_back({"party", gap.party});
    }
    if (closed) {
        return finding(Severity::info,
                       gap.party.empty() ? "check.opening-of-closed"
                                         : "check.opening-of-closed-party",
                       std::move(args), gap.account);
    }
    args.push_back({"entries", core::join(facts.openings, ", ", [](Record const& record) {
                        return fmt::format("{}", record.id);
                    })});
    args.push_back({"command", way_out(facts)});
    return finding(Severity::error,
                   gap.party.empty() ? "check.opening-differs" : "check.opening-differs-party",
                   std::move(args), gap.account);
}

Findings check_opening_balance(CheckFacts const& facts)
{
    Findings findings;
    for (auto const& balance : facts.balances) {
        if (is_opening_balance(balance.account) && !balance.net().is_zero()) {
            findings.push_back(finding(Severity::error, "check.opening-uncleared",
                                       {{"account", balance.account}, {"amount", balance.net()}},
                                       balance.account));
        }
    }
    return findings;
}

enum class Debtor { supplier, customer, other };

Debtor debtor_of(std::string_view account)
{
    return is_owed_to_suppliers(account)   ? Debtor::supplier
           : is_owed_by_customers(account) ? Debtor::customer
                                           : Debtor::other;
}

bool is_on_wrong_side(std::string_view account, Money net)
{
    auto const debtor = debtor_of(account);
    return (debtor == Debtor::supplier && net > Money{}) ||
           (debtor == Debtor::customer && net.is_negative());
}

Diagnostic party_finding(CheckFacts const& facts, std::string const& account,
                         std::string const& party, Money net)
{
    bool const supplier = debtor_of(account) == Debtor::supplier;
    core::Arguments args{{"account", account},
                         {"label", label_of(facts.chart, account)},
                         {"amount", supplier ? net : -net}};
    auto const* id = supplier ? "check.supplier-debit" : "check.customer-credit";
    if (!party.empty()) {
        args.push_back({"party", party});
        id = supplier ? "check.supplier-debit-party" : "check.customer-credit-party";
    }
    return finding(Severity::warning, id, std::move(args), account);
}

/// The account that an account of depreciation is about, less its last digits as far as the books
/// detail it: 28182 is about 2182, or 218 where nothing stands on 2182.
std::string asset_of(CheckFacts const& facts, std::string_view depreciation)
{
    auto asset = depreciated_asset(depreciation);
    auto const is_used = [&](std::string_view prefix) {
        return std::ranges::any_of(facts.balances, [&](Balance const& balance) {
            return balance.account.starts_with(prefix) && !is_written_off_asset(balance.account);
        });
    };
    while (asset.size() > 2 && !is_used(asset)) {
        asset.pop_back();
    }
    return asset;
}

} // namespace

Findings check_order(CheckFacts const& facts)
{
    if (!facts.ended || facts.earlier_open.empty()) {
        return {};
    }
    return {finding(Severity::error, "check.earlier-open",
                    {{"year", facts.year.label}, {"earlier", facts.earlier_open}},
                    facts.year.label)};
}

Findings check_opening(CheckFacts const& facts)
{
    Findings findings;
    for (auto const& gap : facts.gaps) {
        findings.push_back(gap_finding(facts, gap));
    }
    std::ranges::move(check_opening_balance(facts), std::back_inserter(findings));
    return findings;
}

Findings check_lines_of_statements(CheckFacts const& facts)
{
    Findings findings;
    for (auto const& [account, net] : facts.unplaced) {
        findings.push_back(finding(
            Severity::error, "check.unplaced",
            {{"account", account}, {"label", label_of(facts.chart, account)}, {"amount", net}},
            account));
    }
    return findings;
}

/// An amount of the year before that still stands on such an account is counted in both years.
Findings check_cut_offs(CheckFacts const& facts)
{
    Findings findings;
    for (auto const& balance : facts.balances) {
        bool const is_cut_off = std::ranges::any_of(
            cut_offs, [&](std::string_view prefix) { return balance.account.starts_with(prefix); });
        auto const opening = balance.opening_debit - balance.opening_credit;
        auto const left =
            opening.is_negative() ? -opening - balance.debit : opening - balance.credit;
        if (is_cut_off && left > Money{}) {
            findings.push_back(finding(Severity::warning, "check.cut-off",
                                       {{"account", balance.account},
                                        {"label", label_of(facts.chart, balance.account)},
                                        {"amount", left},
                                        {"date", facts.year.period.first}},
                                       balance.account));
        }
    }
    return findings;
}

Findings check_parties(CheckFacts const& facts)
{
    Findings findings;
    std::set<std::string> named;
    for (auto const& balance : facts.by_party) {
        if (!balance.party.empty() && is_on_wrong_side(balance.account, balance.net())) {
            named.insert(balance.account);
            findings.push_back(party_finding(facts, balance.account, balance.party, balance.net()));
        }
    }
    for (auto const& balance : facts.balances) {
        if (!named.contains(balance.account) && is_on_wrong_side(balance.account, balance.net())) {
            findings.push_back(party_finding(facts, balance.account, {}, balance.net()));
        }
    }
    return findings;
}

Findings check_depreciation(CheckFacts const& facts)
{
    std::set<std::string> assets;
    for (auto const& balance : facts.balances) {
        if (is_depreciation(balance.account)) {
            assets.insert(asset_of(facts, balance.account));
        }
    }
    Findings findings;
    for (auto const& asset : assets) {
        Money gross;
        Money written_off;
        for (auto const& balance : facts.balances) {
            if (is_depreciation(balance.account)) {
                written_off -=
                    depreciated_asset(balance.account).starts_with(asset) ? balance.net() : Money{};
            } else if (balance.account.starts_with(asset) &&
                       !is_written_off_asset(balance.account)) {
                gross += balance.net();
            }
        }
        if (written_off > gross) {
            findings.push_back(finding(Severity::warning, "check.depreciation",
                                       {{"account", asset},
                                        {"label", label_of(facts.chart, asset)},
                                        {"gross", gross},
                                        {"amount", written_off}},
                                       asset));
        }
    }
    return findings;
}

CashLows::CashLows(std::span<Balance const> balances)
{
    for (auto const& balance : balances) {
        if (is_cash(balance.account)) {
            running_[balance.account] = balance.opening_debit - balance.opening_credit;
        }
    }
}

void CashLows::add(EntryLine const& line)
{
    if (line.role != Role::ordinary) {
        return; // What opens the year is its opening already.
    }
    if (account_ != line.line.account || day_ != line.date) {
        end_day();
        account_ = line.line.account;
        day_ = line.date;
    }
    running_[account_] += line.line.debit - line.line.credit;
}

std::vector<CashLow> CashLows::take()
{
    end_day();
    return std::move(lows_);
}

void CashLows::end_day()
{
    if (account_.empty()) {
        return;
    }
    bool const is_known = !lows_.empty() && lows_.back().account == account_;
    if (auto const stands = running_[account_]; stands.is_negative() && !is_known) {
        lows_.push_back({account_, day_, -stands});
    }
}

} // namespace coop::ledger
