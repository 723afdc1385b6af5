// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks.hpp"

#include "app/entry/remarks.hpp"
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
constexpr std::size_t named_max = 10; // entries that a finding names

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

/// The first day of the books: of the first year that holds an entry.
core::Date first_day(store::Entries& session, BooksCache const& books)
{
    for (auto const& year : books.years()) {
        if (has_entries(session, year.label)) {
            return year.period.first;
        }
    }
    return books.years().front().period.first;
}

/// Grants of this year and of those before it that nobody has paid on its last day; today where no
/// later year could show the payment.
std::vector<ledger::Overdue> overdue_in(ContextOf<store::Session> const& context,
                                        BooksCache const& books, ledger::CheckFacts const& facts)
{
    auto const on = [](ledger::Balance const& balance) {
        return ledger::is_grant_to_receive(balance.account) && balance.net() > core::Money{};
    };
    if (std::ranges::none_of(facts.balances, on)) {
        return {};
    }
    auto const& year = facts.year;
    ledger::Receivables grants{first_day(context.session, books)};
    auto const lines = context.session.account_lines(
        std::string{ledger::grants_to_receive},
        {books.years().front().period.first, year.period.last}, Which::all);
    while (auto const line = lines()) {
        grants.add(*line);
    }
    bool const is_last = books.index_of(year) + 1 == books.years().size();
    auto due = grants.take(is_last ? context.today : std::min(context.today, year.period.last));
    // An account that is settled has its grants paid, under whatever name.
    std::erase_if(due, [&](ledger::Overdue const& one) {
        auto const account =
            std::ranges::find(facts.balances, one.account, &ledger::Balance::account);
        return account == facts.balances.end() || !on(*account);
    });
    return due;
}

/// The entries of suppliers and customers that name nobody, of the accounts where they leave
/// something open.
std::vector<ledger::Nameless> nameless_in(store::Balances& session, ledger::CheckFacts const& facts)
{
    std::vector<ledger::Nameless> all;
    for (auto const& balance : facts.by_party) {
        if (!balance.party.empty() || balance.net().is_zero() ||
            !ledger::is_supplier_or_customer(balance.account)) {
            continue;
        }
        ledger::Nameless nameless{balance.account, {}, false};
        auto const lines = session.account_lines(balance.account, facts.year.period, Which::all);
        while (auto const line = lines()) {
            bool const counts = line->role == ledger::Role::ordinary && line->line.party.empty() &&
                                line->line.account == balance.account;
            if (counts && nameless.entries.size() < named_max) {
                nameless.is_draft = nameless.entries.empty() ? !line->number : nameless.is_draft;
                nameless.entries.push_back(line->entry);
            }
            if (nameless.entries.size() == named_max) {
                break;
            }
        }
        all.push_back(std::move(nameless));
    }
    return all;
}

/// The day nearest to today on which an entry of this year may be written.
std::optional<core::Date> entry_day(Lent const& context, BooksCache& books, Year const& year)
{
    auto const locked = books.locked_through();
    auto const first =
        locked ? std::max(year.period.first, core::next_day(*locked)) : year.period.first;
    if (first > year.period.last || year.state == YearState::closed) {
        return std::nullopt;
    }
    return std::clamp(context.today, first, year.period.last);
}

void read_labels(store::Entries& session, ledger::CheckFacts& facts)
{
    store::EntryQuery query;
    query.year = facts.year.label;
    auto const stream = session.entries(query);
    while (auto const record = stream()) {
        auto const& entry = record->entry;
        if (entry.label.empty() && std::ranges::any_of(entry.lines, [](ledger::Line const& line) {
                return line.label.empty();
            })) {
            ++facts.without_label;
            if (facts.without_label_first.size() < named_max) {
                facts.without_label_first.push_back(record->id);
            }
        }
    }
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
    facts.entry_day = entry_day(context, books, year);
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
        // A year without an entry hands nothing on.
        bool const is_settled =
            earlier.state == YearState::closed || !has_entries(session, earlier.label);
        facts.earlier_open = is_settled ? std::string{} : earlier.label;
    }
    facts.balances = openings.balances(i);
    facts.unplaced = unplaced_in(facts.regulation, facts.balances);
    facts.by_project = session.project_balances(year.label, Which::all);
    facts.draft_count = drafts_of(session, year.label);
    PartyReader parties{session};
    facts.by_party =
        ledger::joined(openings.parties(i), parties.of(year.label), ledger::Naming::shown);
    facts.cash_lows = cash_lows_in(session, year, facts.balances);
    facts.contributions = contributions_of(session, year.label, Which::all);
    facts.overdue = overdue_in(context, books, facts);
    facts.nameless = nameless_in(session, facts);
    facts.twins = twins_in(session, year.period);
    if (i + 1 == books.years().size()) {
        facts.look_alikes = look_alikes(session);
    }
    if (depth == Depth::entries) {
        read_labels(session, facts);
    }
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

void run_checks(Context const& context, BooksCache& books, Openings& openings,
                std::vector<Year> const& years, std::span<ledger::Check const> checks, Depth depth,
                Found const& found)
{
    for (auto const& year : years) {
        auto const facts = check_facts(context, books, openings, year, depth);
        for (std::size_t i = 0; i < checks.size(); ++i) {
            if (checks[i].cost == Depth::entries && depth == Depth::index) {
                continue;
            }
            std::vector<Diagnostic> placed_ones;
            for (auto& one : checks[i].run(facts)) {
                placed_ones.push_back(placed(std::move(one), year));
            }
            found(year, i, std::move(placed_ones));
        }
    }
}

std::vector<Diagnostic> findings_on(Context const& context, BooksCache& books, Openings& openings,
                                    Year const& year)
{
    std::vector<Diagnostic> all;
    run_checks(context, books, openings, {year}, ledger::checks(), Depth::index,
               [&](Year const&, std::size_t, std::vector<Diagnostic> found) {
                   std::ranges::move(found, std::back_inserter(all));
               });
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
