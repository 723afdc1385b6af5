// SPDX-License-Identifier: GPL-3.0-or-later
#include "builders.hpp"

#include <algorithm>
#include <array>

namespace coop::report {

namespace {

constexpr std::array<Report, 16> list{{
    {.name = "resultat",
     .summary_id = "report.resultat.summary",
     .needs = {.balances = true, .years_before = 2},
     .accepts = {.columns = true,
                 .two_sided = true,
                 .abridged = true,
                 .project = true,
                 .by_project = true,
                 .version = true},
     .build = build_resultat},
    {.name = "bilan",
     .summary_id = "report.bilan.summary",
     .needs = {.balances = true, .openings = true, .by_party = true, .years_before = 2},
     .accepts = {.columns = true, .two_sided = true, .abridged = true},
     .build = build_bilan},
    {.name = "balance",
     .summary_id = "report.balance.summary",
     .needs = {.balances = true, .openings = true, .chart = true},
     .accepts = {.period = true, .account = true},
     .build = build_balance},
    {.name = "balance-auxiliaire",
     .summary_id = "report.balance-auxiliaire.summary",
     .needs = {.openings = true, .by_party = true},
     .accepts = {.period = true, .account = true},
     .build = build_balance_auxiliaire},
    {.name = "journal",
     .summary_id = "report.journal.summary",
     .needs = {.chart = true, .lines = LineOrder::journal},
     .accepts = {.period = true, .journal = true},
     .build = build_journal},
    {.name = "grand-livre",
     .summary_id = "report.grand-livre.summary",
     .needs = {.balances = true, .openings = true, .chart = true, .lines = LineOrder::account},
     .accepts = {.period = true, .account = true},
     .build = build_grand_livre},
    {.name = "budget",
     .summary_id = "report.budget.summary",
     .needs = {.balances = true, .chart = true, .by_project = true},
     .accepts = {.project = true, .version = true},
     .build = build_budget},
    {.name = "contributions-volontaires",
     .summary_id = "report.contributions-volontaires.summary",
     .needs = {.balances = true, .chart = true, .by_project = true, .contributions = true},
     .accepts = {.etp = true},
     .build = build_contributions},
    {.name = "ag",
     .summary_id = "report.ag.summary",
     .needs = {.balances = true, .by_project = true, .head = true, .layout = true},
     .accepts = {.two_sided = true, .version = true},
     .build = build_ag},
    {.name = "care-resultat",
     .summary_id = "report.care-resultat.summary",
     .needs = {.care = true},
     .accepts = {},
     .build = build_care_resultat},
    {.name = "care-bilan",
     .summary_id = "report.care-bilan.summary",
     .needs = {.care = true},
     .accepts = {.two_sided = true},
     .build = build_care_bilan},
    {.name = "care-dettes",
     .summary_id = "report.care-dettes.summary",
     .needs = {.care = true},
     .accepts = {},
     .build = build_care_dettes},
    {.name = "care-biophysique",
     .summary_id = "report.care-biophysique.summary",
     .needs = {.care = true, .measured = true},
     .accepts = {},
     .build = build_care_biophysique},
    {.name = "care-indicateurs",
     .summary_id = "report.care-indicateurs.summary",
     .needs = {.care = true, .measured = true},
     .accepts = {},
     .build = build_care_indicateurs},
    {.name = "care-ratios",
     .summary_id = "report.care-ratios.summary",
     .needs = {.care = true},
     .accepts = {.units = true},
     .build = build_care_ratios},
    {.name = "care-journal",
     .summary_id = "report.care-journal.summary",
     .needs = {.care = true},
     .accepts = {},
     .build = build_care_journal},
}};

} // namespace

std::span<Report const> reports()
{
    return list;
}

Report const* find_report(std::string_view name)
{
    auto found = std::ranges::find(list, name, &Report::name);
    return found == list.end() ? nullptr : &*found;
}

} // namespace coop::report
