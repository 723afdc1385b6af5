// SPDX-License-Identifier: GPL-3.0-or-later
#include "year_end.hpp"

#include <coop/core/text.hpp>
#include <coop/ledger/account_role.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
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

/// What takes a booked opening away; nothing where it is not known, or no day is open.
std::string way_out(CheckFacts const& facts)
{
    if (facts.openings.empty() || !facts.entry_day) {
        return {};
    }
    auto const& first = facts.openings.front();
    return first.posted()
               ? fmt::format("coop ledger reverse {} --reason \"À-nouveau calculé\"", first.id)
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

// Report à nouveau, créditeur et débiteur: where a result goes.
constexpr char surplus_carried[] = "110";
constexpr char deficit_carried[] = "119";

/// What stands on 110 and 119, by account, on the side that is theirs.
struct Carried {
    std::vector<std::pair<std::string, Money>> surplus, deficit;
};

Carried carried_forward(CheckFacts const& facts)
{
    Carried carried;
    for (auto const& balance : facts.balances) {
        auto const net = balance.net();
        if (balance.account.starts_with(surplus_carried) && net.is_negative()) {
            carried.surplus.emplace_back(balance.account, -net);
        }
        if (balance.account.starts_with(deficit_carried) && net > Money{}) {
            carried.deficit.emplace_back(balance.account, net);
        }
    }
    return carried;
}

/// The command that carries a result forward: an excédent first makes up for what 119 holds, a
/// déficit first takes what 110 has; the rest goes to 110, or to 119. What is taken is not there
/// for the next one. Nothing where no day is open.
std::string allocation(CheckFacts const& facts, std::string const& account, bool surplus,
                       Money amount, Carried& carried)
{
    if (!facts.entry_day) {
        return {};
    }
    auto command =
        fmt::format("coop ledger add --date {} --journal OD", core::format_iso(*facts.entry_day));
    auto const add = [&](bool debit, std::string_view on, Money sum) {
        command += fmt::format(" --{} {}={}", debit ? "debit" : "credit", on, typed(sum));
    };
    if (surplus) {
        add(true, account, amount);
    }
    auto rest = amount;
    for (auto& [on, left] : surplus ? carried.deficit : carried.surplus) {
        auto const part = std::min(rest, left);
        if (part > Money{}) {
            add(!surplus, on, part);
            left -= part;
            rest -= part;
        }
    }
    if (rest > Money{}) {
        add(!surplus, surplus ? surplus_carried : deficit_carried, rest);
    }
    if (!surplus) {
        add(false, account, amount);
    }
    return command + " --label \"Affectation du résultat\"";
}

/// A work of art does not wear out, and no chart has an account for it but the books' own.
bool is_art(Chart const& chart, std::string_view account)
{
    auto const label = core::fold(label_of(chart, account));
    return label.find("oeuvre") != label.npos || label.find("collection") != label.npos;
}

/// What nobody writes off: of an asset that wears out nothing was taken in a year that has ended,
/// though something is left.
Findings never_depreciated(CheckFacts const& facts)
{
    Findings findings;
    for (auto const& balance : facts.balances) {
        if (!facts.ended || !wears_out(balance.account) || is_art(facts.chart, balance.account) ||
            balance.net() <= Money{}) {
            continue;
        }
        Money written_off;
        bool is_moved = false;
        for (auto const& other : facts.balances) {
            if (!is_written_off_asset(other.account)) {
                continue;
            }
            auto const asset = depreciated_asset(other.account);
            if (asset.starts_with(balance.account) || balance.account.starts_with(asset)) {
                written_off -= other.net();
                is_moved = is_moved || !other.credit.is_zero();
            }
        }
        if (!is_moved && written_off < balance.net()) {
            findings.push_back(finding(Severity::warning, "check.not-depreciated",
                                       {{"account", balance.account},
                                        {"label", label_of(facts.chart, balance.account)},
                                        {"amount", balance.net() - written_off},
                                        {"year", facts.year.label}},
                                       balance.account));
        }
    }
    return findings;
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
        findings.push_back(finding(Severity::error, "check.unplaced",
                                   {{"account", account},
                                    {"label", label_of(facts.chart, account)},
                                    {"amount", net},
                                    {"year", facts.year.label}},
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
        // A stock is counted again on the last day: until then it may be the first one.
        bool const is_counted = is_stock(balance.account) && facts.ended;
        if ((is_cut_off || is_counted) && left > Money{}) {
            findings.push_back(finding(Severity::warning,
                                       is_cut_off ? "check.cut-off" : "check.stock",
                                       {{"account", balance.account},
                                        {"label", label_of(facts.chart, balance.account)},
                                        {"amount", left},
                                        {"date", facts.year.period.first},
                                        {"year", facts.year.label}},
                                       balance.account));
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
                                        {"amount", written_off},
                                        {"year", facts.year.label}},
                                       asset));
        }
    }
    std::ranges::move(never_depreciated(facts), std::back_inserter(findings));
    return findings;
}

/// The result of this year is in classes 6 and 7; what stands on 12 is that of earlier years, which
/// no assembly has allocated yet (note §4.4.7).
Findings check_allocation(CheckFacts const& facts)
{
    auto carried = carried_forward(facts);
    Findings findings;
    for (auto const& balance : facts.balances) {
        if (!is_year_result(balance.account) || balance.net().is_zero()) {
            continue;
        }
        bool const surplus = balance.net().is_negative();
        auto const amount = surplus ? -balance.net() : balance.net();
        findings.push_back(finding(
            Severity::warning, surplus ? "check.unallocated-surplus" : "check.unallocated-deficit",
            {{"account", balance.account},
             {"amount", amount},
             {"command", allocation(facts, balance.account, surplus, amount, carried)}},
            balance.account));
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
