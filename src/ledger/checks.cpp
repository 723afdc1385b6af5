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
                                       {{"account", balance.account},
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
                                       {{"account", balance.account},
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
                                       {{"account", low.account},
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

/// `1234,56`: what a command line takes.
std::string typed(Money amount)
{
    return core::digits_of(amount, ',');
}

// Report à nouveau, créditeur and débiteur: where a result goes.
constexpr char surplus_carried[] = "110";
constexpr char deficit_carried[] = "119";

/// The result of this year is in classes 6 and 7; what stands on 12 is that of earlier years, which
/// no assembly has allocated yet (note §4.4.7).
Findings check_allocation(CheckFacts const& facts)
{
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
             {"debit", surplus ? balance.account : deficit_carried},
             {"credit", surplus ? surplus_carried : balance.account},
             {"typed", typed(amount)}},
            balance.account));
    }
    return findings;
}

/// "3, 5, 8", and `…` when there are `count` of them and these are the first.
std::string list_of(std::vector<EntryId> const& ids, std::int64_t count)
{
    auto result = fmt::format("{}", fmt::join(ids, ", "));
    return std::cmp_less(ids.size(), count) ? result + "…" : result;
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

std::string label_of(Chart const& chart, std::string_view code)
{
    auto const* account = chart.nearest(code);
    return account == nullptr ? std::string{} : account->label;
}

std::span<Check const> checks()
{
    static constexpr std::array<Check, 14> all{{
        {"equilibre", "check.equilibre", Due::always, check_equality},
        {opening_check, "check.ouverture", Due::always, check_opening},
        {"exercices-precedents", "check.exercices-precedents", Due::at_end, check_order},
        {"comptes-d-attente", "check.comptes-d-attente", Due::at_end, check_suspense},
        {"caisse", "check.caisse", Due::always, check_cash},
        {"lignes", "check.lignes", Due::always, check_lines_of_statements},
        {"contributions", "check.contributions", Due::always, check_inkind_equality},
        {"valorisation", "check.valorisation", Due::always, check_valuation},
        {"brouillard", "check.brouillard", Due::at_end, check_drafts},
        {"regularisations", "check.regularisations", Due::at_end, check_cut_offs},
        {"tiers", "check.tiers", Due::at_end, check_parties},
        {"amortissements", "check.amortissements", Due::at_end, check_depreciation},
        {"affectation", "check.affectation", Due::at_end, check_allocation},
        {"pieces", "check.pieces", Due::at_end, check_pieces},
    }};
    return all;
}

} // namespace coop::ledger
