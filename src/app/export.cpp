// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/app/export.hpp>

#include "books_cache.hpp"
#include "openings.hpp"

#include <coop/ledger/fec_words.hpp>
#include <coop/ledger/role.hpp>

#include <algorithm>
#include <map>
#include <set>

namespace coop::app {

namespace {

using ledger::Year;

std::vector<ledger::Account> labelled(BooksCache& books, std::vector<Year> const& exported,
                                      std::set<std::string> const& codes)
{
    // Those of the years exported first, the last one first.
    auto years = exported;
    years.insert(years.begin(), books.years().begin(), books.years().end());
    std::vector<ledger::Chart> charts;
    for (auto year = years.rbegin(); year != years.rend(); ++year) {
        charts.push_back(books.chart(*year));
    }
    std::vector<ledger::Account> accounts;
    for (auto const& code : codes) {
        accounts.push_back(ledger::labelled(charts, code));
    }
    return accounts;
}

void add_codes(std::set<std::string>& codes, std::vector<ledger::Line> const& lines)
{
    for (auto const& line : lines) {
        codes.insert(line.account);
    }
}

/// A result is carried to an account that no entry may have used.
void add_turns(Context const& context, exchange::ExportHead& head, store::Which which)
{
    head.turns = year_turns(context, head.years, which);
    std::set<std::string> codes;
    for (auto const& account : head.accounts) {
        codes.insert(account.code);
    }
    auto const known = codes.size();
    for (auto const& turn : head.turns) {
        add_codes(codes, turn.lines);
    }
    if (codes.size() > known) {
        BooksCache books{context.session};
        head.accounts = labelled(books, head.years, codes);
    }
}

} // namespace

std::optional<ledger::Draft> computed_opening(Context const& context, Year const& year,
                                              store::Which which)
{
    BooksCache const books{context.session};
    auto const i = books.index_of(year);
    Openings openings{context.session, books.years(), which};
    if (context.session.has_opening(year.label, which)) {
        return std::nullopt;
    }
    auto draft = ledger::opening_entry(year, openings.computed(i), openings.computed_parties(i));
    return draft.lines.empty() ? std::nullopt : std::optional{std::move(draft)};
}

exchange::ExportHead export_head(Context const& context, std::string const& label,
                                 store::Which which, bool opens)
{
    BooksCache books{context.session};
    exchange::ExportHead head;
    head.book = context.session.book();
    head.years = label.empty() ? books.years() : std::vector{books.year(label)};
    head.journals = books.journals();
    head.projects = books.projects();
    head.parties = context.session.parties();
    std::set<std::string> codes;
    for (auto const& year : head.years) {
        for (auto const& balance : context.session.balances(year.label, which)) {
            codes.insert(balance.account);
        }
        for (auto const& balance : context.session.closing_entries(year.label, which)) {
            codes.insert(balance.account);
        }
    }
    if (opens && !head.years.empty()) {
        auto const& first = head.years.front();
        if (auto opening = computed_opening(context, first, which)) {
            add_codes(codes, opening->lines);
            head.openings.push_back({first.label, std::move(*opening)});
        }
    }
    head.accounts = labelled(books, head.years, codes);
    return head;
}

std::vector<core::Diagnostic> export_books(Context const& context,
                                           exchange::Exporter const& exporter,
                                           ExportRequest const& request, core::Sink const& sink)
{
    auto head = export_head(context, request.year, request.which, exporter.opens);
    if (exporter.runs_on) {
        add_turns(context, head, request.which);
    }
    head.french = request.french;
    auto const writer = exporter.begin(head, sink);
    store::Scan scan;
    scan.year = request.year;
    scan.which = request.which;
    context.session.scan(scan, [&](ledger::EntryView const& entry) {
        // What computes balances of its own must have ours.
        if (!exporter.opens || entry.role != ledger::Role::closing) {
            writer.entry(entry);
        }
    });
    writer.end();
    return writer.notes ? writer.notes() : std::vector<core::Diagnostic>{};
}

} // namespace coop::app
