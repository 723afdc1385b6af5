// SPDX-License-Identifier: GPL-3.0-or-later
#include "year_end.hpp"

#include <coop/core/shell.hpp>
#include <coop/core/text.hpp>
#include <coop/ledger/account_role.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <set>

namespace coop::ledger {

namespace {

using core::Diagnostic;
using core::Money;
using core::Severity;
using Findings = std::vector<Diagnostic>;

// What is to be received, or to be paid, at a close: its reversal puts a produit in debit, or a
// charge in credit, until the invoice comes.
constexpr std::array<std::string_view, 6> to_receive{"418", "4098", "439", "4482", "4687", "486"};
constexpr std::array<std::string_view, 8> to_pay{"408",   "4198", "4282", "4382",
                                                 "44812", "4486", "4686", "487"};

/// What of the opening of these accounts was taken back in the year, on the other side.
template <class Roots>
Money reversed_of(CheckFacts const& facts, Roots const& roots, bool debits)
{
    Money sum;
    for (auto const& balance : facts.balances) {
        bool const counts = std::ranges::any_of(
            roots, [&](std::string_view root) { return balance.account.starts_with(root); });
        auto const opening = debits ? balance.opening_debit - balance.opening_credit
                                    : balance.opening_credit - balance.opening_debit;
        if (counts && opening > Money{}) {
            sum += std::min(opening, debits ? balance.credit : balance.debit);
        }
    }
    return sum;
}

Diagnostic side_finding(CheckFacts const& facts, Balance const& balance)
{
    bool const produit = is_produit(balance.account);
    return finding(Severity::warning, produit ? "check.produit-debit" : "check.charge-credit",
                   {{"account", balance.account},
                    {"label", label_of(facts.chart, balance.account)},
                    {"amount", produit ? balance.net() : -balance.net()},
                    {"year", facts.year.label}},
                   balance.account);
}

/// One year later; 29 February has the first of March.
core::Date a_year_after(core::Date day)
{
    auto const later = day + std::chrono::years{1};
    return later.ok() ? later : core::Date{std::chrono::sys_days{later}};
}

} // namespace

Findings check_twins(CheckFacts const& facts)
{
    Findings findings;
    for (auto const& twin : facts.twins) {
        core::Arguments args{
            {"entry", twin.again}, {"other", twin.first},
            {"piece", twin.piece}, {"amount", twin.amount},
            {"date", twin.date},   {"command", reversal(facts, twin.again, "Saisie deux fois")}};
        findings.push_back(finding(
            Severity::warning, twin.posted ? "check.same-document-posted" : "check.same-document",
            std::move(args), fmt::format("{}", twin.again)));
    }
    return findings;
}

/// PCG art. 1216: charges are in debit, produits in credit. While the year runs, a cut-off that is
/// reversed turns them until the invoice comes.
Findings check_sides(CheckFacts const& facts)
{
    auto const turned = [&](auto const& roots, bool debits) {
        return facts.ended ? Money{} : reversed_of(facts, roots, debits);
    };
    auto const to_be_sold = turned(to_receive, true);
    auto const to_be_billed = turned(to_pay, false);
    Findings findings;
    for (auto const& balance : facts.balances) {
        auto const& account = balance.account;
        auto const net = balance.net();
        bool const produit =
            is_produit(account) && !may_be_debited_produit(account) && net > to_be_sold;
        bool const charge =
            is_charge(account) && !may_be_credited_charge(account) && -net > to_be_billed;
        if (produit || charge) {
            findings.push_back(side_finding(facts, balance));
        }
    }
    return findings;
}

Findings check_grants(CheckFacts const& facts)
{
    Findings findings;
    for (auto const& due : facts.overdue) {
        core::Arguments args{{"account", due.account},
                             {"label", label_of(facts.chart, due.account)},
                             {"amount", due.amount},
                             {"date", due.since},
                             {"year", facts.year.label}};
        if (!due.party.empty()) {
            args.push_back({"party", due.party});
        }
        findings.push_back(
            finding(Severity::warning,
                    due.party.empty() ? "check.grant-overdue" : "check.grant-overdue-party",
                    std::move(args), due.account));
    }
    return findings;
}

Findings check_labels(CheckFacts const& facts)
{
    if (facts.without_label == 0) {
        return {};
    }
    return {finding(Severity::warning, "check.no-label",
                    {{"year", facts.year.label},
                     {"count", facts.without_label},
                     {"entries", list_of(facts.without_label_first, facts.without_label)},
                     {"entry", facts.without_label_first.front()}},
                    facts.year.label)};
}

void Receivables::add(EntryLine const& line)
{
    if (!is_grant_to_receive(line.line.account) || line.role == Role::closing ||
        (line.role == Role::opening && line.date != opens_on_)) {
        return;
    }
    auto& account = accounts_[{line.line.account, line.line.party}];
    auto due = line.line.debit;
    auto paid = line.line.credit + account.paid;
    while (paid > Money{} && !account.due.empty()) {
        auto& oldest = account.due.front();
        auto const part = std::min(paid, oldest.amount);
        oldest.amount -= part;
        paid -= part;
        if (oldest.amount.is_zero()) {
            account.due.pop_front();
        }
    }
    auto const at_once = std::min(paid, due);
    account.paid = paid - at_once;
    if (due > at_once) {
        account.due.push_back({line.date, due - at_once});
    }
}

std::vector<Overdue> Receivables::take(core::Date today) const
{
    std::vector<Overdue> all;
    for (auto const& [key, account] : accounts_) {
        Money old;
        for (auto const& due : account.due) {
            old += a_year_after(due.day) < today ? due.amount : Money{};
        }
        if (old > Money{}) {
            all.push_back({key.first, key.second, account.due.front().day, old});
        }
    }
    return all;
}

} // namespace coop::ledger
