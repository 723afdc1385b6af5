// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/app/export.hpp>

#include "books_cache.hpp"
#include "openings.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <set>

namespace coop::app {

namespace {

using ledger::Balance;
using ledger::Year;

ledger::Line line_of(std::string const& account, std::string const& party, core::Money net)
{
    ledger::Line line;
    line.account = account;
    line.party = party;
    (net.is_negative() ? line.credit : line.debit) = net.is_negative() ? -net : net;
    return line;
}

core::Date eve_of(core::Date day)
{
    return core::Date{std::chrono::sys_days{day} - std::chrono::days{1}};
}

/// What each third party owes or is owed on the eve of a year, by account.
std::map<std::string, std::vector<ledger::PartyBalance>>
parties_on_eve(Context const& context, Openings& openings, std::size_t year_before,
               Year const& year, store::Which which)
{
    std::map<std::string, std::vector<ledger::PartyBalance>> by_account;
    core::Period const since{openings.since(year_before), eve_of(year.period.first)};
    for (auto& balance : context.session.party_balances(since, which)) {
        by_account[balance.account].push_back(std::move(balance));
    }
    return by_account;
}

/// One line for each third party, one for what names none.
void add_lines(std::vector<ledger::Line>& lines, Balance const& balance,
               std::vector<ledger::PartyBalance> const& parties)
{
    auto rest = balance.net();
    for (auto const& party : parties) {
        lines.push_back(line_of(balance.account, party.party, party.net));
        rest -= party.net;
    }
    if (!rest.is_zero()) {
        lines.push_back(line_of(balance.account, {}, rest));
    }
}

/// The accounts that balances name, labelled by the charts of the years, the last chart first.
std::vector<ledger::Account> labelled(BooksCache& books, std::vector<Year> const& years,
                                      std::set<std::string> const& codes)
{
    std::vector<ledger::Account> accounts;
    for (auto const& code : codes) {
        for (auto year = years.rbegin(); year != years.rend(); ++year) {
            if (auto const* account = books.chart(*year).nearest(code)) {
                accounts.push_back(*account);
                accounts.back().code = code;
                break;
            }
        }
    }
    return accounts;
}

void add_codes(std::set<std::string>& codes, ledger::Draft const& draft)
{
    for (auto const& line : draft.lines) {
        codes.insert(line.account);
    }
}

} // namespace

std::optional<ledger::Draft> computed_opening(Context const& context, Year const& year,
                                              store::Which which)
{
    BooksCache const books{context.session};
    auto const i = books.index_of(year);
    Openings openings{context.session, books.years(), which};
    if (i == 0 || openings.since(i) == year.period.first) {
        return std::nullopt;
    }
    auto const parties = parties_on_eve(context, openings, i - 1, year, which);
    ledger::Draft draft;
    draft.date = year.period.first;
    draft.journal = "AN";
    draft.label = "À-nouveaux";
    for (auto const& balance : ledger::carry_forward(openings.balances(i - 1))) {
        auto const found = parties.find(balance.account);
        add_lines(draft.lines, balance,
                  found == parties.end() ? std::vector<ledger::PartyBalance>{} : found->second);
    }
    if (draft.lines.empty()) {
        return std::nullopt;
    }
    return draft;
}

exchange::ExportHead export_head(Context const& context, std::string const& label,
                                 store::Which which)
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
    }
    if (!head.years.empty()) {
        auto const& first = head.years.front();
        if (auto opening = computed_opening(context, first, which)) {
            add_codes(codes, *opening);
            head.openings.push_back({first.label, std::move(*opening)});
        }
    }
    head.accounts = labelled(books, books.years(), codes);
    return head;
}

void export_books(Context const& context, exchange::Exporter const& exporter,
                  std::string const& year, store::Which which, core::Sink const& sink)
{
    auto const head = export_head(context, year, which);
    auto const writer = exporter.begin(head, sink);
    store::Scan scan;
    scan.year = head.years.size() == 1 ? head.years.front().label : std::string{};
    scan.which = which;
    context.session.scan(scan, writer.entry);
    writer.end();
}

} // namespace coop::app
