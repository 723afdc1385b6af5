// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks.hpp"

#include "app/party/names.hpp"
#include "app/years.hpp"

#include <coop/ledger/account_role.hpp>
#include <coop/ledger/role.hpp>
#include <coop/report/statement.hpp>

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

namespace coop::app {

namespace {

using core::Diagnostic;
using ledger::Year;
using ledger::YearState;
using store::Which;

constexpr std::int64_t drafts_checked_max = 100;
constexpr std::int64_t without_piece_max = 10;

std::vector<ledger::Record> first_drafts(store::Entries& session, std::string const& year)
{
    store::EntryQuery query;
    query.year = year;
    query.which = Which::drafts;
    query.limit = drafts_checked_max;
    std::vector<ledger::Record> drafts;
    auto const stream = session.entries(query);
    while (auto record = stream()) {
        drafts.push_back(std::move(*record));
    }
    return drafts;
}

std::vector<ledger::EntryId> first_without_piece(store::Entries& session, std::string const& year)
{
    store::EntryQuery query;
    query.year = year;
    query.without_piece = true;
    query.limit = without_piece_max;
    std::vector<ledger::EntryId> ids;
    auto const stream = session.entries(query);
    while (auto const record = stream()) {
        ids.push_back(record->id);
    }
    return ids;
}

/// The booked openings that no reversal has made nothing.
std::vector<ledger::Record> standing_openings(store::Entries& session, Year const& year)
{
    store::EntryQuery query;
    query.year = year.label;
    query.journal = std::string{ledger::opening_journal};
    std::vector<ledger::Record> openings;
    auto const stream = session.entries(query);
    while (auto record = stream()) {
        if (record->role == ledger::Role::opening && !record->reverses && !record->reversed_by) {
            openings.push_back(std::move(*record));
        }
    }
    return openings;
}

/// Accounts of the bilan and of the compte de résultat that the layouts of a year do not know.
std::vector<ledger::Unplaced> unplaced_in(ledger::Regulation const& regulation,
                                          std::vector<ledger::Balance> const& balances)
{
    std::vector<report::Placed> bilan;
    std::vector<report::Placed> resultat;
    bool const knows_inkind = regulation.family == ledger::ChartFamily::associations;
    for (auto const& balance : balances) {
        auto const& account = balance.account;
        if (ledger::is_balance_sheet(account)) {
            bilan.push_back({account, balance.net()});
        } else if (ledger::is_charge_or_produit(account) ||
                   (knows_inkind && ledger::is_inkind(account))) {
            resultat.push_back({account, balance.net()});
        }
    }
    std::vector<ledger::Unplaced> unplaced;
    auto const look = [&](std::string_view statement, std::vector<report::Placed> const& placed) {
        if (!placed.empty()) {
            auto filled = report::fill(report::statement_of(regulation, statement), placed);
            for (auto& one : filled.unplaced) {
                unplaced.push_back({std::move(one.account), one.net});
            }
        }
    };
    look("bilan", bilan);
    look("resultat", resultat);
    return unplaced;
}

std::vector<ledger::CashLow> cash_lows_in(store::Balances& session, Year const& year,
                                          std::vector<ledger::Balance> const& balances)
{
    ledger::CashLows lows{balances};
    auto const lines = session.account_lines(std::string{ledger::cash}, year.period, Which::all);
    while (auto const line = lines()) {
        lows.add(*line);
    }
    return lows.take();
}

/// The parts of the facts that tell whether a year opens as the one before it closes.
ledger::CheckFacts opening_facts(Context const& context, BooksCache& books, Openings& openings,
                                 Year const& year)
{
    ledger::CheckFacts facts;
    facts.year = year;
    facts.regulation = ledger::find_regulation(year.regulation);
    facts.chart = books.chart(year);
    auto const i = books.index_of(year);
    if (i > 0) {
        facts.previous = books.years()[i - 1].label;
        facts.gaps = openings.gaps(i, names_today(context.session));
    }
    if (!facts.gaps.empty()) {
        facts.openings = standing_openings(context.session, year);
    }
    return facts;
}

} // namespace

bool has_ended(Lent const& context, Year const& year)
{
    return year.period.last <= context.today;
}

ledger::CheckFacts check_facts(Context const& context, BooksCache& books, Openings& openings,
                               Year const& year, Depth depth)
{
    auto& session = context.session;
    auto facts = opening_facts(context, books, openings, year);
    auto const i = books.index_of(year);
    facts.ended = has_ended(context, year);
    for (std::size_t j = 0; j < i && facts.earlier_open.empty(); ++j) {
        auto const& earlier = books.years()[j];
        facts.earlier_open = earlier.state == YearState::closed ? std::string{} : earlier.label;
    }
    facts.balances = openings.balances(i);
    facts.unplaced = unplaced_in(facts.regulation, facts.balances);
    facts.by_project = session.project_balances(year.label, Which::all);
    facts.draft_count = drafts_of(session, year.label);
    if (depth == Depth::errors) {
        return facts;
    }
    PartyReader parties{session};
    facts.by_party =
        ledger::joined(openings.parties(i), parties.of(year.label), ledger::Naming::shown);
    facts.cash_lows = cash_lows_in(session, year, facts.balances);
    facts.contributions = contributions_of(session, year.label, Which::all);
    facts.drafts = first_drafts(session, year.label);
    facts.without_piece = session.count_without_piece(year.label);
    if (facts.without_piece > 0) {
        facts.without_piece_first = first_without_piece(session, year.label);
    }
    return facts;
}

std::vector<Diagnostic> opening_findings(Context const& context, BooksCache& books,
                                         Openings& openings, Year const& year)
{
    std::vector<Diagnostic> all;
    for (auto const& check : ledger::checks()) {
        if (check.name == ledger::opening_check) {
            for (auto& found : check.run(opening_facts(context, books, openings, year))) {
                all.push_back(placed(std::move(found), year));
            }
        }
    }
    return all;
}

std::vector<Diagnostic> findings_on(Context const& context, BooksCache& books, Openings& openings,
                                    Year const& year)
{
    std::vector<Diagnostic> all;
    auto const facts = check_facts(context, books, openings, year, Depth::all);
    for (auto const& check : ledger::checks()) {
        for (auto& found : check.run(facts)) {
            all.push_back(placed(std::move(found), year));
        }
    }
    if (auto const next = books.index_of(year) + 1; next < books.years().size()) {
        std::ranges::move(opening_findings(context, books, openings, books.years()[next]),
                          std::back_inserter(all));
    }
    return all;
}

/// A finding that names an account or an entry says of which year.
Diagnostic placed(Diagnostic finding, Year const& year)
{
    auto& source = finding.where.source;
    if (source.empty()) {
        source = year.label;
    } else if (source != year.label) {
        source = year.label + ", " + source;
    }
    return finding;
}

} // namespace coop::app
