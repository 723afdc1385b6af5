// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/app/report.hpp>

#include "answer.hpp"
#include "app/care/facts.hpp"
#include "app/party/names.hpp"
#include "app/report/remarks.hpp"
#include "books_cache.hpp"
#include "openings.hpp"
#include "years.hpp"

#include <coop/core/error.hpp>
#include <coop/core/hash.hpp>
#include <coop/core/text.hpp>
#include <coop/ledger/account_role.hpp>
#include <coop/report/care/facts.hpp>
#include <coop/report/published.hpp>

#include <algorithm>
#include <iterator>
#include <map>
#include <memory>
#include <set>
#include <utility>

namespace coop::app {

namespace {

using core::Document;
using core::Error;
using core::ErrorKind;
using core::Period;
using ledger::EntryLine;
using ledger::Record;
using ledger::Year;
using report::ColumnKind;
using report::LineOrder;
using report::Needs;
using report::Request;
using report::YearFacts;
using store::Which;

/// Credit less debit of 12x: what stands there during a year are results of earlier ones.
core::Money unallocated_in(std::span<ledger::Balance const> balances)
{
    core::Money sum;
    for (auto const& balance : balances) {
        if (ledger::is_year_result(balance.account)) {
            sum -= balance.net();
        }
    }
    return sum;
}

/// The version asked, else the one adopted last, else the last.
std::optional<ledger::Budget> budget_of(store::Books& session, std::string const& year,
                                        std::string const& version)
{
    auto const all = session.budgets(year);
    if (!version.empty()) {
        auto const found = std::ranges::find(all, version, &ledger::Budget::version);
        if (found == all.end()) {
            std::vector<std::string> names;
            for (auto const& budget : all) {
                names.push_back(budget.version);
            }
            throw Error{ErrorKind::refused,
                        "budget.unknown",
                        {{"year", year}, {"version", version}, {"known", core::join(names, ", ")}}};
        }
        return *found;
    }
    std::optional<ledger::Budget> chosen;
    for (auto const& budget : all) {
        bool const later = !chosen || !chosen->adopted_on ||
                           (budget.adopted_on && *budget.adopted_on >= *chosen->adopted_on);
        if (later) {
            chosen = budget;
        }
    }
    return chosen;
}

YearFacts& year_facts(Gathering& gathering, Year const& year, std::string const& version)
{
    auto [place, is_new] = gathering.facts.years.try_emplace(year.label);
    auto& facts = place->second;
    if (is_new) {
        facts.year = year;
        facts.regulation = ledger::find_regulation(year.regulation);
    }
    if (!facts.budget || !version.empty()) {
        facts.budget = budget_of(gathering.context.session, year.label, version);
    }
    return facts;
}

/// They are of the last day: a period that ends before it has none.
void gather_closing_entries(Gathering& gathering, YearFacts& facts, std::optional<Period> within)
{
    if (within && within->last < facts.year.period.last) {
        return;
    }
    auto& session = gathering.context.session;
    auto const& label = facts.year.label;
    facts.closing_count = session.count_of_role(label, ledger::Role::closing, gathering.which);
    if (facts.closing_count > 0) {
        facts.closing_entries = session.closing_entries(label, gathering.which);
    }
}

void gather_balances(Gathering& gathering, YearFacts& facts, Needs const& needs,
                     std::optional<Period> within)
{
    auto& session = gathering.context.session;
    auto const& label = facts.year.label;
    auto const index = gathering.books.index_of(facts.year);
    if (needs.chart) {
        facts.chart = gathering.books.chart(facts.year);
    }
    if (needs.balances) {
        facts.balances = !needs.openings ? session.balances(label, gathering.which, within)
                         : within        ? gathering.openings.within(index, *within)
                                         : gathering.openings.balances(index);
        facts.unallocated = unallocated_in(facts.balances);
        gather_closing_entries(gathering, facts, within);
    }
    if (needs.openings) {
        gathering.opened.insert(index);
    }
    if (needs.by_project) {
        facts.by_project = session.project_balances(label, gathering.which);
    }
    if (needs.by_party) {
        auto const& names = gathering.parties.of(label);
        facts.by_party = ledger::joined(within ? gathering.openings.parties_within(index, *within)
                                               : gathering.openings.parties(index),
                                        names, ledger::Naming::shown);
    }
    if (needs.contributions) {
        facts.contributions = contributions_of(session, label, gathering.which);
        std::erase_if(facts.contributions, [&](ledger::Contribution const& contribution) {
            return within && !within->contains(contribution.period.last);
        });
    }
    if (gathering.which == Which::all) {
        facts.draft_count = drafts_of(session, label);
    }
}

int years_before(Needs const& needs, Request const& request)
{
    auto const& columns = request.columns;
    if (request.by_project) {
        return 0;
    }
    auto const asked = [&](ColumnKind kind) {
        return std::ranges::find(columns, kind) != columns.end();
    };
    if (columns.empty()) {
        return std::min(needs.years_before, 1); // The official models compare with one year.
    }
    bool const one = asked(ColumnKind::n_minus_1) || asked(ColumnKind::change) ||
                     asked(ColumnKind::change_percent);
    return asked(ColumnKind::n_minus_2) ? 2 : one ? 1 : 0;
}

/// The year that the report is about.
Year const& year_of_report(Gathering const& gathering, Request const& request)
{
    auto const& books = gathering.books;
    if (!request.year.empty()) {
        return books.year(request.year);
    }
    if (!request.years.empty()) {
        return books.year(request.years.back());
    }
    if (request.period) {
        return ledger::year_of(books.years(), request.period->first);
    }
    return last_used(gathering.context.session, books.years());
}

/// The part of the year that is asked, if not the whole. Days outside it are refused rather than
/// left out: their entries would be missing without a word.
std::optional<Period> within_year(Year const& year, std::optional<Period> asked)
{
    if (!asked) {
        return std::nullopt;
    }
    if (!year.period.contains(asked->first) || !year.period.contains(asked->last)) {
        throw Error{
            ErrorKind::refused,
            "report.period-outside",
            {{"year", year.label}, {"first", year.period.first}, {"last", year.period.last}}};
    }
    return *asked == year.period ? std::nullopt : asked;
}

void gather_comparisons(Gathering& gathering, Needs const& needs, Request const& request,
                        Year const& year)
{
    auto& facts = gathering.facts;
    auto const& years = gathering.books.years();
    auto const index = gathering.books.index_of(year);
    std::string* const labels[] = {&facts.n_minus_1, &facts.n_minus_2};
    auto const before = static_cast<std::size_t>(years_before(needs, request));
    for (std::size_t back = 1; back <= std::min(before, index); ++back) {
        auto const& earlier = years[index - back];
        gather_balances(gathering, year_facts(gathering, earlier, {}), needs, {});
        *labels[back - 1] = earlier.label;
    }
    if (index + 1 < years.size()) {
        facts.n_plus_1 = years[index + 1].label;
        year_facts(gathering, years[index + 1], {});
    }
}

/// The years and the budget of a table for an assembly.
void gather_assembly(Gathering& gathering, Needs const& needs, Request const& request)
{
    for (auto const& label : request.years) {
        auto& facts = year_facts(gathering, gathering.books.year(label), {});
        gather_balances(gathering, facts, needs, {});
    }
    if (!request.budget_year.empty()) {
        auto const& year = gathering.books.year(request.budget_year);
        year_facts(gathering, year, request.budget_version);
    }
}

EntryLine entry_line(Record const& record, std::size_t i)
{
    auto const& entry = record.entry;
    auto const& line = entry.lines[i];
    return {record.id,
            entry.journal,
            record.number,
            record.role,
            entry.date,
            entry.piece,
            line.label.empty() ? entry.label : line.label,
            line,
            line.party.empty() ? entry.party : line.party};
}

/// Entries as a stream of their lines.
store::Stream<EntryLine> flattened(store::Stream<Record> records)
{
    struct State {
        store::Stream<Record> records;
        std::optional<Record> record;
        std::size_t next = 0;
    };
    auto const state = std::make_shared<State>(State{std::move(records), {}, 0});
    return [state]() -> std::optional<EntryLine> {
        while (!state->record || state->next == state->record->entry.lines.size()) {
            state->record = state->records();
            state->next = 0;
            if (!state->record) {
                return std::nullopt;
            }
        }
        return entry_line(*state->record, state->next++);
    };
}

store::Stream<EntryLine> filtered(store::Stream<EntryLine> lines,
                                  std::function<bool(EntryLine const&)> wanted)
{
    return [lines = std::move(lines), wanted = std::move(wanted)]() -> std::optional<EntryLine> {
        auto line = lines();
        while (line && !wanted(*line)) {
            line = lines();
        }
        return line;
    };
}

/// Third parties as that year reads them.
store::Stream<EntryLine> read_as(store::Stream<EntryLine> lines, ledger::PartyNames const& names)
{
    if (names.empty()) {
        return lines;
    }
    return [lines = std::move(lines), names]() -> std::optional<EntryLine> {
        auto line = lines();
        if (line) {
            line->line.party = std::string{names.shown(line->line.party)};
            line->party = std::string{names.shown(line->party)};
        }
        return line;
    };
}

store::Stream<EntryLine> lines_of(Gathering& gathering, LineOrder order, Request const& request,
                                  Period period)
{
    auto& session = gathering.context.session;
    if (order == LineOrder::journal) {
        store::EntryQuery query;
        query.period = period;
        query.journal = request.journal;
        query.project = request.project;
        query.account = request.account;
        query.which = gathering.which;
        return flattened(session.entries(query));
    }
    auto const wanted = [journal = request.journal,
                         project = request.project](EntryLine const& line) {
        // An opening comes with the balance of its account.
        return line.role != ledger::Role::opening && (journal.empty() || line.journal == journal) &&
               (project.empty() || line.line.project == project);
    };
    return filtered(session.account_lines(request.account, period, gathering.which), wanted);
}

void check_request(Gathering& gathering, Request const& request)
{
    if (!request.account.empty()) {
        gathering.books.demand_account(request.account, request.year);
    }
    if (!request.journal.empty()) {
        gathering.books.journal(request.journal);
    }
    if (!request.project.empty()) {
        gathering.books.project(request.project);
    }
}

/// Whether no figure of the year answers what was asked of it. The first line is looked at.
bool finds_nothing(Gathering& gathering, Needs const& needs, Request const& request)
{
    if (request.account.empty() && request.journal.empty() && request.project.empty()) {
        return false;
    }
    auto& facts = gathering.facts;
    bool found = false;
    if (facts.lines) {
        auto first = facts.lines();
        found = first.has_value();
        facts.lines = [first = std::move(first), rest = std::move(facts.lines),
                       begun = false]() mutable -> std::optional<EntryLine> {
            return std::exchange(begun, true) ? rest() : std::move(first);
        };
    }
    auto const& year = facts.years.at(facts.n);
    auto const of_account = [&](auto const& balance) {
        return balance.account.starts_with(request.account);
    };
    auto const of_project = [&](auto const& one) { return one.project == request.project; };
    if (!request.project.empty()) {
        found = found || std::ranges::any_of(year.by_project, of_project) ||
                (year.budget && std::ranges::any_of(year.budget->lines, of_project));
        return !found;
    }
    return !found && (needs.by_party ? std::ranges::none_of(year.by_party, of_account)
                                     : std::ranges::none_of(year.balances, of_account));
}

bool are_marked(Gathering const& gathering, LineOrder order, std::string const& year)
{
    auto& session = gathering.context.session;
    auto const has = [&](ledger::Role role) {
        return session.count_of_role(year, role, gathering.which) > 0;
    };
    return has(ledger::Role::closing) ||
           (order == LineOrder::journal && has(ledger::Role::opening));
}

void mark_provisional(Document& document, i18n::Language language)
{
    document.subtitle +=
        (document.subtitle.empty() ? "" : " – ") + i18n::text(language, "report.provisional-mark");
}

/// A column of a published table: a year that the books may lack.
bool is_kept(BooksCache const& books, std::string const& label)
{
    return std::ranges::find(books.years(), label, &Year::label) != books.years().end();
}

core::Table columns_table(Lent const& context, BooksCache const& books,
                          ledger::PublishedTable const& published)
{
    std::vector<core::Row> rows;
    for (auto const& column : published.columns) {
        auto const kind = column.budget ? "budget" : "actual";
        auto const compared = is_kept(books, column.year) ? "books" : "itself";
        rows.push_back(
            item(column.year + (column.budget ? "-budget" : ""), {column.year, kind, compared}));
    }
    auto all = table(context, "published.columns", {"year", "column", "compared"},
                     core::rows(std::move(rows)));
    put_in_words(all, "column", "app.published.");
    put_in_words(all, "compared", "app.published.");
    return all;
}

} // namespace

Document build_report(Context const& context, report::Report const& report, Request request)
{
    Gathering gathering{context, request.posted_only, request.account};
    auto needs = report.needs;
    needs.by_project = needs.by_project || request.by_project || !request.project.empty();
    check_request(gathering, request);
    auto const& year = year_of_report(gathering, request);
    auto const within = within_year(year, request.period);
    request.language = context.language;
    request.year = year.label;
    gathering.facts.n = year.label;
    if (needs.layout) {
        if (request.years.empty()) {
            request.years = {year.label};
        }
        gather_assembly(gathering, needs, request);
    } else {
        gather_balances(gathering, year_facts(gathering, year, request.budget_version), needs,
                        within);
        gather_comparisons(gathering, needs, request, year);
    }
    if (needs.care) {
        gathering.facts.care =
            care_published_of(context, year.label, request.close_version,
                              needs.measured ? CareNeed::physical : CareNeed::money);
    }
    if (needs.lines != LineOrder::none) {
        gathering.facts.lines =
            read_as(lines_of(gathering, needs.lines, request, within.value_or(year.period)),
                    gathering.parties.of(year.label));
        gathering.facts.lines_are_marked = are_marked(gathering, needs.lines, year.label);
    }
    bool const nothing = finds_nothing(gathering, needs, request);
    if (auto const head = context.session.head(); needs.head && head.entries > 0) {
        gathering.facts.chain_head = core::to_hex(head.hash);
    }
    auto document = report.build(gathering.facts, request);
    if (nothing) {
        document.notes.push_back(info("report.nothing-found", {{"year", year.label}}));
    }
    auto remarks = remarks_on(gathering, needs, request);
    std::ranges::move(remarks.notes, std::back_inserter(document.notes));
    // On the page itself, too: notes do not travel with a printed report.
    if (remarks.provisional) {
        mark_provisional(document, context.language);
    }
    if (needs.care) {
        std::ranges::copy(gathering.facts.care->notes, std::back_inserter(document.notes));
    }
    // What a close has not sealed may still change.
    if (needs.care && context.session.care_version("close", year.label) == 0) {
        document.notes.push_back(info("care.provisional", {{"year", year.label}}));
        mark_provisional(document, context.language);
    }
    return document;
}

Document explain_care(Context const& context, std::string const& figure,
                      std::optional<std::int64_t> close_version)
{
    auto const need = figure.ends_with("/measured") ? CareNeed::physical : CareNeed::money;
    auto const facts =
        care_published_of(context, figure.substr(0, figure.find('/')), close_version, need);
    report::demand_published(*facts, figure);
    auto document = report::explain_document(*facts, figure, context.language);
    std::ranges::copy(facts->notes, std::back_inserter(document.notes));
    return document;
}

Document check_published(Context const& context, ledger::PublishedTable const& published,
                         ledger::Layout const& layout)
{
    Gathering gathering{context, false, {}};
    Needs needs;
    needs.balances = needs.by_project = needs.contributions = true;
    for (auto const& column : published.columns) {
        if (!is_kept(gathering.books, column.year)) {
            continue;
        }
        auto& facts = year_facts(gathering, gathering.books.year(column.year), {});
        if (!column.budget) {
            gather_balances(gathering, facts, needs, {});
            gathering.facts.n = column.year;
        }
    }
    auto document = answer(context, "check.published");
    document.notes =
        report::compare_published(published, layout, gathering.facts, context.language);
    document.blocks.emplace_back(
        FactList{context}
            .add("table", published.source)
            .add("layout", cell(layout.source))
            .add("findings", static_cast<std::int64_t>(document.notes.size()))
            .take());
    document.blocks.emplace_back(columns_table(context, gathering.books, published));
    return document;
}

} // namespace coop::app
