// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/app/account.hpp>

#include "answer.hpp"
#include "books_cache.hpp"
#include "openings.hpp"

#include <coop/core/error.hpp>
#include <coop/core/text.hpp>

#include <algorithm>
#include <set>
#include <utility>

namespace coop::app {

namespace {

using core::Document;
using core::Error;
using core::ErrorKind;
using ledger::Account;
using ledger::Chart;

constexpr std::size_t journal_code_max = 6;

std::string key_of(ledger::AccountKind kind)
{
    return std::string{ledger::account_kind_words.of(kind)};
}

/// The account, closed or not. \throws Error{refused} "account.unknown", "account.not-a-number",
/// "account.ended".
Account const& known_account(BooksCache& books, ledger::Year const& year, std::string const& code)
{
    auto const& chart = books.chart(year);
    if (auto const* account = chart.find(code)) {
        return *account;
    }
    auto const& regulation = ledger::find_regulation(year.regulation);
    if (auto successors = ledger::successors_of(regulation, code); !successors.empty()) {
        throw Error{ErrorKind::refused,
                    "account.ended",
                    {{"account", code},
                     {"successor", std::move(successors)},
                     {"regulation", regulation.label}}};
    }
    return ledger::account_of(chart, code);
}

std::vector<Account const*> wanted_accounts(Chart const& chart, std::string const& search)
{
    if (!search.empty()) {
        return chart.search(search, chart.all().size());
    }
    std::vector<Account const*> all;
    for (auto const& account : chart.all()) {
        all.push_back(&account);
    }
    return all;
}

bool is_used(std::span<ledger::Balance const> balances, std::string const& code)
{
    return std::ranges::find(balances, code, &ledger::Balance::account) != balances.end();
}

core::Cell state_cell(Account const& account)
{
    return account.closed ? core::Cell{"closed"} : core::Cell{};
}

core::Cell origin_cell(Account const& account)
{
    return account.own ? core::Cell{"own"} : cell(account.source);
}

Document account_document(Lent const& context, std::string const& id, Account const& account)
{
    auto document = answer(context, id, {{"account", account.code}});
    auto const side = account.normal == ledger::Side::debit ? "debit" : "credit";
    document.blocks.emplace_back(FactList{context}
                                     .add("account", account.code)
                                     .add("account_label", account.label)
                                     .add("kind", key_of(account.kind), "app.kind.")
                                     .add("side", side, "app.")
                                     .add("origin", origin_cell(account), "app.account.")
                                     .add("state", state_cell(account), "app.account.")
                                     .take());
    return document;
}

/// One row per year in which the account stood or moved.
core::Table years_table(ContextOf<store::Balances> const& context, BooksCache const& books,
                        std::string const& code)
{
    Openings openings{context.session, books.years(), store::Which::all};
    std::vector<core::Row> rows;
    for (std::size_t i = 0; i < books.years().size(); ++i) {
        auto const& balances = openings.balances(i);
        auto const found = std::ranges::find(balances, code, &ledger::Balance::account);
        if (found != balances.end()) {
            auto const& label = books.years()[i].label;
            rows.push_back(item(label, {label, found->opening_debit - found->opening_credit,
                                        found->debit, found->credit, found->net()}));
        }
    }
    return table(context, "account.years", {"year", "opening", "debit", "credit", "balance"},
                 core::rows(std::move(rows)));
}

/// A new account must have a parent in the chart of every year, or that year could not be read.
void demand_parents(BooksCache& books, Account const& account)
{
    std::set<std::string> seen;
    for (auto const& year : books.years()) {
        if (seen.insert(year.regulation).second &&
            books.chart(year).nearest(account.code) == nullptr) {
            throw Error{ErrorKind::refused, "account.untyped", {{"account", account.code}}};
        }
    }
}

/// A draft on a closed account could not be posted any more.
void demand_no_drafts(store::Entries& session, std::string const& code)
{
    store::EntryQuery query;
    query.account = code;
    query.which = store::Which::drafts;
    std::vector<std::string> ids;
    auto const stream = session.entries(query);
    while (auto const record = stream()) {
        // The query finds the accounts below it, too.
        auto const& lines = record->entry.lines;
        if (std::ranges::find(lines, code, &ledger::Line::account) != lines.end()) {
            ids.push_back(std::to_string(record->id));
        }
    }
    if (!ids.empty()) {
        throw Error{ErrorKind::refused,
                    "account.in-use",
                    {{"account", code}, {"entries", core::join(ids, ", ")}}};
    }
}

/// What stands on an account must be moved before it closes; charges and produits begin each year
/// at zero, and nothing is to be moved from them.
void demand_settled(store::Balances& session, BooksCache const& books, Account const& account)
{
    if (ledger::is_result(account.kind)) {
        return;
    }
    Openings openings{session, books.years(), store::Which::all};
    auto const last = books.years().size() - 1;
    auto const balance = net_of(openings.balances(last), account.code);
    if (!balance.is_zero()) {
        throw Error{
            ErrorKind::refused,
            "account.not-settled",
            {{"account", account.code}, {"year", books.years()[last].label}, {"balance", balance}}};
    }
}

bool is_journal_code(std::string const& code)
{
    return !code.empty() && code.size() <= journal_code_max && code[0] >= 'A' && code[0] <= 'Z' &&
           std::ranges::all_of(
               code, [](char c) { return ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9'); });
}

core::Table journals_table(Lent const& context, std::vector<ledger::Journal> const& journals)
{
    std::vector<core::Row> rows;
    for (auto const& journal : journals) {
        rows.push_back(item(journal.code, {journal.code, journal.label}));
    }
    return table(context, "journals", {"journal", "label"}, core::rows(std::move(rows)));
}

} // namespace

Document list_accounts(Context const& context, std::string const& label, std::string const& search,
                       bool used)
{
    BooksCache books{context.session};
    auto const& year = books.year(label);
    Openings openings{context.session, books.years(), store::Which::all};
    auto const& balances = openings.balances(books.index_of(year));
    std::vector<core::Row> rows;
    for (auto const* account : wanted_accounts(books.chart(year), search)) {
        bool const stands = is_used(balances, account->code);
        if (stands || !used) {
            rows.push_back(
                item(account->code,
                     {account->code, account->label, key_of(account->kind), origin_cell(*account),
                      state_cell(*account),
                      stands ? core::Cell{net_of(balances, account->code)} : core::Cell{}}));
        }
    }
    auto document = answer(context, "account.list", {{"year", year.label}});
    auto accounts = table(context, "accounts",
                          {"account", "account_label", "kind", "origin", "state", "balance"},
                          core::rows(std::move(rows)));
    put_in_words(accounts, "kind", "app.kind.");
    put_in_words(accounts, "origin", "app.account.");
    put_in_words(accounts, "state", "app.account.");
    document.blocks.emplace_back(std::move(accounts));
    return document;
}

Document show_account(Context const& context, std::string const& code)
{
    BooksCache books{context.session};
    auto document = account_document(context, "account.show",
                                     known_account(books, books.current(context.today), code));
    document.blocks.emplace_back(years_table(context, books, code));
    return document;
}

Document add_account(ContextOf<store::Books> const& context, std::string const& code,
                     std::string const& label)
{
    check_name(context, label, "account_label");
    BooksCache books{context.session};
    auto const& year = books.current(context.today);
    auto const account = ledger::new_account(books.chart(year), code, label);
    demand_parents(books, account);
    context.session.put_account(account);
    auto document = account_document(context, "account.add", account);
    auto const& regulation = ledger::find_regulation(year.regulation);
    // A year of the rules before may want it.
    if (auto successors = ledger::successors_of(regulation, code); !successors.empty()) {
        document.notes.push_back(
            warning("account.added-ended", {{"account", code},
                                            {"successor", std::move(successors)},
                                            {"regulation", regulation.label}}));
    }
    return document;
}

Document rename_account(ContextOf<store::Books> const& context, std::string const& code,
                        std::string const& label)
{
    check_name(context, label, "account_label");
    BooksCache books{context.session};
    auto account = known_account(books, books.current(context.today), code);
    account.label = label;
    context.session.put_account(account);
    return account_document(context, "account.rename", account);
}

Document close_account(Context const& context, std::string const& code)
{
    BooksCache books{context.session};
    auto account = known_account(books, books.current(context.today), code);
    bool const done = account.closed;
    if (!done) {
        demand_no_drafts(context.session, code);
        demand_settled(context.session, books, account);
        account.closed = true;
        context.session.put_account(account);
    }
    auto document = account_document(context, "account.close", account);
    if (done) {
        document.notes.push_back(info("account.closed-already", {{"account", code}}));
    }
    return document;
}

Document reopen_account(ContextOf<store::Books> const& context, std::string const& code)
{
    BooksCache books{context.session};
    auto account = known_account(books, books.current(context.today), code);
    bool const done = !account.closed;
    if (!done) {
        account.closed = false;
        context.session.put_account(account);
    }
    auto document = account_document(context, "account.reopen", account);
    if (done) {
        document.notes.push_back(info("account.open-already", {{"account", code}}));
    }
    return document;
}

Document list_journals(ContextOf<store::Books> const& context)
{
    auto document = answer(context, "journal.list");
    document.blocks.emplace_back(journals_table(context, context.session.journals()));
    return document;
}

Document add_journal(ContextOf<store::Books> const& context, ledger::Journal const& journal)
{
    if (!is_journal_code(journal.code)) {
        throw Error{ErrorKind::usage, "journal.malformed", {{"journal", journal.code}}};
    }
    check_name(context, journal.label, "label");
    auto const journals = context.session.journals();
    if (std::ranges::find(journals, journal.code, &ledger::Journal::code) != journals.end()) {
        throw Error{ErrorKind::refused, "journal.exists", {{"journal", journal.code}}};
    }
    context.session.add_journal(journal);
    auto document = answer(context, "journal.add", {{"journal", journal.code}});
    document.blocks.emplace_back(journals_table(context, {journal}));
    return document;
}

} // namespace coop::app
