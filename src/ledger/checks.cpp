// SPDX-License-Identifier: GPL-3.0-or-later
#include "year_end.hpp"

#include <coop/ledger/account_role.hpp>

#include <fmt/format.h>

#include <coop/core/text.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>

// Each check reads sums of accounts, never the entries: a check of a million entries costs what its
// accounts cost. Findings are things for the bookkeeper to look at; what a book can never hold (an
// unbalanced entry) is refused by check() before it is recorded.

namespace coop::ledger {

namespace {

using core::Diagnostic;
using core::Money;
using core::Severity;
using Findings = std::vector<Diagnostic>;

bool starts_with_any(std::string_view code, std::span<std::string_view const> prefixes)
{
    return std::any_of(prefixes.begin(), prefixes.end(),
                       [&](std::string_view prefix) { return code.starts_with(prefix); });
}

Findings check_equality(CheckFacts const& facts)
{
    Money debit;
    Money credit;
    for (auto const& balance : facts.balances) {
        debit += balance.opening_debit + balance.debit;
        credit += balance.opening_credit + balance.credit;
    }
    if (debit == credit) {
        return {};
    }
    return {finding(Severity::error, "check.unbalanced",
                    {{"year", facts.year.label},
                     {"debit", debit},
                     {"credit", credit},
                     {"difference", debit - credit}},
                    facts.year.label)};
}

/// Accounts that must be nil before anything is printed (PCG art. 1215-58 and their titles).
Findings check_suspense(CheckFacts const& facts)
{
    constexpr std::array<std::string_view, 7> prefixes{"18", "471", "472", "473",
                                                       "58", "672", "772"};
    Findings findings;
    for (auto const& balance : facts.balances) {
        if (starts_with_any(balance.account, prefixes) && !balance.net().is_zero()) {
            findings.push_back(finding(Severity::error, "check.suspense",
                                       {{"year", facts.year.label},
                                        {"account", balance.account},
                                        {"label", label_of(facts.chart, balance.account)},
                                        {"amount", balance.net()}},
                                       balance.account));
        }
    }
    return findings;
}

/// A till holds what was put into it, or nothing (PCG art. 1215-53).
Findings check_cash(CheckFacts const& facts)
{
    Findings findings;
    for (auto const& balance : facts.balances) {
        if (is_cash(balance.account) && balance.net().is_negative()) {
            findings.push_back(finding(Severity::error, "check.cash-credit",
                                       {{"year", facts.year.label},
                                        {"account", balance.account},
                                        {"label", label_of(facts.chart, balance.account)},
                                        {"amount", -balance.net()}},
                                       balance.account));
        }
    }
    for (auto const& low : facts.cash_lows) {
        auto const told = std::ranges::any_of(
            findings, [&](Diagnostic const& one) { return one.where.source == low.account; });
        if (!told) {
            findings.push_back(finding(Severity::warning, "check.cash-was-credit",
                                       {{"year", facts.year.label},
                                        {"account", low.account},
                                        {"label", label_of(facts.chart, low.account)},
                                        {"date", low.day},
                                        {"amount", low.amount}},
                                       low.account));
        }
    }
    return findings;
}

struct InkindTotals {
    Money use, source;

    void add(std::string_view account, Money debit_less_credit)
    {
        if (is_inkind_use(account)) {
            use += debit_less_credit;
        } else if (is_inkind_source(account)) {
            source -= debit_less_credit;
        }
    }
};

/// 86 = 87, for the year and for each project (ANC 2018-06 art. 211-3).
Findings check_inkind_equality(CheckFacts const& facts)
{
    InkindTotals total;
    for (auto const& balance : facts.balances) {
        total.add(balance.account, balance.net());
    }
    std::map<std::string, InkindTotals> by_project;
    for (auto const& balance : facts.by_project) {
        by_project[balance.project].add(balance.account, balance.debit - balance.credit);
    }
    Findings findings;
    if (total.use != total.source) {
        findings.push_back(finding(Severity::error, "check.inkind-unequal",
                                   {{"use", total.use},
                                    {"source", total.source},
                                    {"difference", total.use - total.source}},
                                   facts.year.label));
    }
    for (auto const& [project, totals] : by_project) {
        if (!project.empty() && totals.use != totals.source) {
            findings.push_back(finding(Severity::error, "check.inkind-project",
                                       {{"project", project},
                                        {"use", totals.use},
                                        {"source", totals.source},
                                        {"difference", totals.use - totals.source}},
                                       project));
        }
    }
    return findings;
}

/// What recorded contributions explain, by account of use (86).
std::map<std::string, Money> explained_uses(CheckFacts const& facts)
{
    std::map<std::string, Money> explained;
    for (auto const& contribution : facts.contributions) {
        explained[inkind_accounts(facts.regulation, contribution.kind).use] += contribution.value;
    }
    return explained;
}

/// ANC 2018-06 art. 431-10: the method of valuation is stated. Of a sum posted by hand on 86 nobody
/// knows the hours; 87 being its equal, it is named once.
Findings check_valuation(CheckFacts const& facts)
{
    Findings findings;
    for (auto const& contribution : facts.contributions) {
        if (!contribution.minutes && contribution.method.empty()) {
            findings.push_back(finding(Severity::warning, "check.inkind-method",
                                       {{"entry", contribution.entry},
                                        {"kind", std::string{name_of(contribution.kind)}},
                                        {"amount", contribution.value}},
                                       fmt::format("{}", contribution.entry)));
        }
    }
    auto const explained = explained_uses(facts);
    for (auto const& balance : facts.balances) {
        if (!is_inkind_use(balance.account)) {
            continue;
        }
        auto const known = explained.find(balance.account);
        auto const rest = balance.net() - (known == explained.end() ? Money{} : known->second);
        // Less than explained: a contribution was reversed, and nothing remains to be valued.
        if (rest > Money{}) {
            findings.push_back(finding(Severity::warning, "check.inkind-unexplained",
                                       {{"account", balance.account},
                                        {"label", label_of(facts.chart, balance.account)},
                                        {"amount", rest}},
                                       balance.account));
        }
    }
    return findings;
}

Findings check_drafts(CheckFacts const& facts)
{
    if (facts.draft_count == 0) {
        return {};
    }
    auto const oldest = std::min_element(
        facts.drafts.begin(), facts.drafts.end(), [](Record const& a, Record const& b) {
            return std::pair{a.entry.date, a.id} < std::pair{b.entry.date, b.id};
        });
    core::Arguments args{{"year", facts.year.label},
                         {"count", facts.draft_count},
                         {"day", core::format_iso(facts.year.period.last)}};
    if (oldest == facts.drafts.end()) {
        return {finding(Severity::error, "check.drafts", std::move(args), facts.year.label)};
    }
    args.push_back({"entry", oldest->id});
    args.push_back({"date", oldest->entry.date});
    return {finding(Severity::error, "check.drafts-since", std::move(args), facts.year.label)};
}

/// PCG art. 1032-2: each record rests on a dated document.
Findings check_pieces(CheckFacts const& facts)
{
    if (facts.without_piece == 0) {
        return {};
    }
    return {finding(Severity::info, "check.no-piece",
                    {{"year", facts.year.label},
                     {"count", facts.without_piece},
                     {"entries", list_of(facts.without_piece_first, facts.without_piece)}},
                    facts.year.label)};
}

} // namespace

Diagnostic finding(Severity severity, char const* id, core::Arguments args, std::string source)
{
    return {severity, id, std::move(args), {std::move(source), 0, 0, {}}};
}

std::string list_of(std::vector<EntryId> const& ids, std::int64_t count)
{
    auto result = fmt::format("{}", fmt::join(ids, ", "));
    return std::cmp_less(ids.size(), count) ? result + "…" : result;
}

std::string reversal(CheckFacts const& facts, EntryId entry, std::string_view reason)
{
    if (!facts.entry_day) {
        return {};
    }
    auto command = fmt::format("coop ledger reverse {} --reason \"{}\"", entry, reason);
    if (facts.ended) {
        command += " --date " + core::format_iso(*facts.entry_day);
    }
    return command;
}

std::string typed(Money amount)
{
    return core::digits_of(amount, ',');
}

std::string label_of(Chart const& chart, std::string_view code)
{
    auto const* account = chart.nearest(code);
    return account == nullptr ? std::string{} : account->label;
}

std::span<Check const> checks()
{
    static constexpr std::array<Check, 19> all{{
        {"equilibre", "check.equilibre", Cost::index, check_equality},
        {opening_check, "check.ouverture", Cost::index, check_opening},
        {"exercices-precedents", "check.exercices-precedents", Cost::index, check_order},
        {"comptes-d-attente", "check.comptes-d-attente", Cost::index, check_suspense},
        {"caisse", "check.caisse", Cost::index, check_cash},
        {"lignes", "check.lignes", Cost::index, check_lines_of_statements},
        {"contributions", "check.contributions", Cost::index, check_inkind_equality},
        {"valorisation", "check.valorisation", Cost::index, check_valuation},
        {"brouillard", "check.brouillard", Cost::index, check_drafts},
        {"doublons", "check.doublons", Cost::index, check_twins},
        {"regularisations", "check.regularisations", Cost::index, check_cut_offs},
        {"ressemblances", "check.ressemblances", Cost::index, check_look_alikes},
        {"tiers", "check.tiers", Cost::index, check_parties},
        {"subventions", "check.subventions", Cost::index, check_grants},
        {"amortissements", "check.amortissements", Cost::index, check_depreciation},
        {"sens", "check.sens", Cost::index, check_sides},
        {"affectation", "check.affectation", Cost::index, check_allocation},
        {"pieces", "check.pieces", Cost::index, check_pieces},
        {"libelles", "check.libelles", Cost::entries, check_labels},
    }};
    return all;
}

} // namespace coop::ledger
