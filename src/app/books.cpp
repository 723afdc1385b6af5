// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/app/books.hpp>

#include "answer.hpp"
#include "app/year/checks.hpp"
#include "books_cache.hpp"
#include "openings.hpp"
#include "years.hpp"

#include <coop/core/error.hpp>
#include <coop/core/hash.hpp>
#include <coop/core/text.hpp>
#include <coop/ledger/account_role.hpp>
#include <coop/ledger/checks.hpp>

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace coop::app {

namespace {

using core::Document;
using core::Error;
using core::ErrorKind;
using core::Money;
using ledger::Year;
using ledger::YearState;
using store::Which;

/// The checks of that name, or all of them.
std::vector<ledger::Check> wanted_checks(std::string const& name)
{
    std::vector<ledger::Check> wanted;
    std::vector<std::string> names;
    for (auto const& check : ledger::checks()) {
        names.emplace_back(check.name);
        if (name.empty() || check.name == name) {
            wanted.push_back(check);
        }
    }
    if (wanted.empty()) {
        throw Error{ErrorKind::usage,
                    "check.unknown",
                    {{"name", name},
                     {"nearest", core::nearest(name, names)},
                     {"known", core::join(names, ", ")}}};
    }
    return wanted;
}

/// The year asked, or all that can still be repaired.
std::vector<Year> wanted_years(BooksCache const& books, std::string const& label)
{
    if (!label.empty()) {
        return {books.year(label)};
    }
    std::vector<Year> open;
    std::ranges::copy_if(books.years(), std::back_inserter(open),
                         [](Year const& year) { return year.state != YearState::closed; });
    return open;
}

std::int64_t size_of(std::vector<core::Diagnostic> const& all)
{
    return static_cast<std::int64_t>(all.size());
}

/// The openings that the years asked do not show: where all are asked, those of closed years, which
/// keep their figures; where one is asked, that of the year after.
void note_other_openings(Context const& context, BooksCache& books, Openings& openings,
                         std::string const& label, std::vector<core::Diagnostic>& notes)
{
    auto const& years = books.years();
    for (std::size_t i = 0; i < years.size(); ++i) {
        bool const other = label.empty() ? years[i].state == YearState::closed
                                         : i > 0 && years[i - 1].label == label &&
                                               years[i - 1].state != YearState::closed;
        if (other) {
            std::ranges::move(opening_findings(context, books, openings, years[i]),
                              std::back_inserter(notes));
        }
    }
}

// status

/// The year that holds today, else the last with entries.
Year const& year_in_sight(ContextOf<store::Entries> const& context, BooksCache const& books)
{
    auto const found = std::ranges::find_if(
        books.years(), [&](Year const& year) { return year.period.contains(context.today); });
    return found != books.years().end() ? *found : last_used(context.session, books.years());
}

core::Table years_table(ContextOf<store::Entries> const& context, BooksCache const& books)
{
    std::vector<core::Row> rows;
    for (auto const& year : books.years()) {
        auto const counts = counts_of(context.session, year.label);
        rows.push_back(item(year.label, {year.label, name_of(year.state), year.regulation,
                                         counts.drafts, counts.posted}));
    }
    auto all = table(context, "status.years", {"year", "state", "regulation", "drafts", "posted"},
                     core::rows(std::move(rows)));
    put_in_words(all, "state", "app.year.");
    return all;
}

/// Adds a table that has something to say.
void add_unless_empty(Document& document, core::Table table, std::vector<core::Row> rows)
{
    if (!rows.empty()) {
        table.rows = core::rows(std::move(rows));
        document.blocks.emplace_back(std::move(table));
    }
}

std::vector<core::Row> cash_rows(ledger::Chart const& chart,
                                 std::span<ledger::Balance const> balances)
{
    std::vector<core::Row> rows;
    for (auto const& balance : balances) {
        if (ledger::is_money(balance.account)) {
            auto const* account = chart.nearest(balance.account);
            rows.push_back(item(
                balance.account,
                {balance.account, cell(account == nullptr ? "" : account->label), balance.net()}));
        }
    }
    return rows;
}

/// A yearly amount from which the law asks for more (C. com. L612-4, D612-5).
struct Threshold {
    std::string_view key;
    bool (*counts)(std::string_view account);
    Money amount;
};

constexpr std::array<Threshold, 2> thresholds{{
    {"grants", ledger::is_grant, Money{153'000'00}},
    {"donations", ledger::is_public_generosity, Money{153'000'00}},
}};

/// Those over half way.
std::vector<core::Row> threshold_rows(std::span<ledger::Balance const> balances)
{
    std::vector<core::Row> rows;
    for (auto const& threshold : thresholds) {
        Money reached;
        for (auto const& balance : balances) {
            if (threshold.counts(balance.account)) {
                reached -= balance.net();
            }
        }
        if (reached + reached > threshold.amount) {
            auto const key = std::string{threshold.key};
            rows.push_back(
                item(key, {key, reached, threshold.amount,
                           core::Ratio{reached.in_cents(), threshold.amount.in_cents()}}));
        }
    }
    return rows;
}

bool counts(core::Diagnostic const& found)
{
    return found.severity != core::Severity::info;
}

/// What `check` finds first, in the words of status. Drafts are what is left to do, not a fault.
std::optional<std::string> first_finding(Context const& context, BooksCache& books,
                                         Openings& openings)
{
    std::optional<std::string> first;
    auto const tell = [&](Year const& year, core::Diagnostic const& found) {
        if (found.id.starts_with("check.drafts")) {
            auto const day = std::clamp(context.today, year.period.first, year.period.last);
            return say(
                context, "status.next.post",
                {{"finding", say(context, found.id, found.args)}, {"day", core::format_iso(day)}});
        }
        return say(context, "status.next.finding",
                   {{"year", year.label}, {"finding", say(context, found.id, found.args)}});
    };
    for (auto const& year : wanted_years(books, {})) {
        run_checks(context, books, openings, {year}, ledger::checks(), Depth::index,
                   [&](Year const&, std::size_t, std::vector<core::Diagnostic> const& found) {
                       auto const one = std::ranges::find_if(found, counts);
                       if (!first && one != found.end()) {
                           first = tell(year, *one);
                       }
                   });
        if (first) {
            return first;
        }
    }
    return std::nullopt;
}

/// What `check` finds first; then a year that is over, and not arrested.
std::string next_thing(Context const& context, BooksCache& books, Openings& openings)
{
    if (auto first = first_finding(context, books, openings)) {
        return *first;
    }
    bool any = false;
    for (auto const& year : books.years()) {
        if (!has_entries(context.session, year.label)) {
            continue;
        }
        any = true;
        if (year.period.last < context.today && year.state == YearState::open) {
            return say(context, "status.next.lock",
                       {{"year", year.label}, {"last", year.period.last}});
        }
    }
    return say(context, any ? "status.next.nothing" : "status.next.first-entry");
}

} // namespace

namespace {

/// What became of a head that somebody noted outside the book.
core::Diagnostic note_on_head(store::Integrity& session, std::string const& noted)
{
    auto const digest = core::parse_digest(noted);
    if (!digest) {
        throw Error{ErrorKind::usage, "verify.head-malformed", {{"head", core::printable(noted)}}};
    }
    auto const found = session.find_head(*digest);
    if (!found) {
        return {core::Severity::error, "verify.head-unknown", {{"head", noted}}, {}};
    }
    if (!found->records) {
        return info("verify.head-of-entries",
                    {{"entries", found->entries}, {"now", session.head().entries}});
    }
    return info("verify.head-known", {{"entries", found->entries},
                                      {"records", *found->records},
                                      {"now", session.head().entries}});
}

} // namespace

Document found(ContextOf<store::Books> const& context, Year year, std::string const& regulation)
{
    auto const book = context.session.book();
    year = with_regulation(std::move(year), regulation, book.family);
    ledger::check_new_year(context.session.years(), year);
    context.session.add_year(year);
    auto document = answer(context, "init", {{"name", book.name}});
    document.blocks.emplace_back(
        FactList{context}
            .add("association", book.name)
            .add("siren", cell(book.siren))
            .add("rna", cell(book.rna))
            .add("year", year.label)
            .add("first", year.period.first)
            .add("last", year.period.last)
            .add("regulation", ledger::find_regulation(year.regulation).label)
            .take());
    note_unusual(context, document, year, book.family);
    return document;
}

Document set_book(ContextOf<store::Books> const& context, BookChange const& change)
{
    auto book = context.session.book();
    book.name = change.name.value_or(book.name);
    book.siren = change.siren.value_or(book.siren);
    book.rna = change.rna.value_or(book.rna);
    ledger::check_book(book);
    context.session.set_book(book);
    auto document = answer(context, "book.set", {{"name", book.name}});
    document.blocks.emplace_back(FactList{context}
                                     .add("association", book.name)
                                     .add("siren", cell(book.siren))
                                     .add("rna", cell(book.rna))
                                     .take());
    return document;
}

Document status(Context const& context)
{
    auto const book = context.session.book();
    BooksCache books{context.session};
    auto const& year = year_in_sight(context, books);
    Openings openings{context.session, books.years(), Which::all};
    auto const& balances = openings.balances(books.index_of(year));

    auto document = answer(context, "status", {{"name", book.name}});
    auto const locked = books.locked_through();
    document.blocks.emplace_back(
        FactList{context}
            .add("association", book.name)
            .add("siren", cell(book.siren))
            .add("rna", cell(book.rna))
            .add("chained", context.session.head().entries)
            .add("year", year.label)
            .add("result", ledger::result_of(balances))
            .add("locked_through", locked ? core::Cell{*locked} : core::Cell{})
            .add("next", next_thing(context, books, openings))
            .take());
    document.blocks.emplace_back(years_table(context, books));
    add_unless_empty(document,
                     table(context, "status.cash", {"account", "account_label", "balance"}, {}),
                     cash_rows(books.chart(year), balances));
    if (book.family == ledger::ChartFamily::associations) {
        auto thresholds_table =
            table(context, "status.thresholds", {"threshold", "reached", "limit", "share"}, {});
        put_in_words(thresholds_table, "threshold", "app.threshold.");
        add_unless_empty(document, std::move(thresholds_table), threshold_rows(balances));
    }
    return document;
}

Document check(Context const& context, CheckRequest const& request)
{
    auto const wanted = wanted_checks(request.name);
    BooksCache books{context.session};
    Openings openings{context.session, books.years(), Which::all};
    auto document = answer(context, "check");
    std::vector<core::Row> rows;
    for (auto const& one : wanted) {
        std::string const key{one.name};
        rows.push_back(item(key, {key, say(context, one.summary_id)}));
    }
    auto counts = table(context, "checks", {"check", "summary"}, {});
    auto const years = wanted_years(books, request.year);
    for (auto const& year : years) {
        counts.columns.push_back({year.label, year.label});
        // Empty where a check was not run: it was not asked for.
        for (auto& row : rows) {
            row.cells.emplace_back();
        }
    }
    bool const reads_entries = request.all || !request.name.empty();
    run_checks(context, books, openings, years, wanted,
               reads_entries ? Depth::entries : Depth::index,
               [&](Year const& year, std::size_t check, std::vector<core::Diagnostic> found) {
                   auto const at = std::ranges::find(years, year.label, &Year::label);
                   auto const column = 2 + static_cast<std::size_t>(at - years.begin());
                   rows[check].cells[column] = size_of(found);
                   std::ranges::move(found, std::back_inserter(document.notes));
               });
    if (std::ranges::find(wanted, ledger::opening_check, &ledger::Check::name) != wanted.end()) {
        note_other_openings(context, books, openings, request.year, document.notes);
    }
    counts.rows = core::rows(std::move(rows));
    document.blocks.emplace_back(std::move(counts));
    return document;
}

Document verify_schema(Lent const& context, std::vector<core::Diagnostic> findings)
{
    auto document = answer(context, "verify");
    auto const count = static_cast<std::int64_t>(findings.size());
    document.notes = std::move(findings);
    document.blocks.emplace_back(FactList{context}.add("findings", count).take());
    return document;
}

Document verify(ContextOf<store::Session> const& context, std::string const& noted)
{
    auto document = answer(context, "verify");
    auto& session = context.session;
    document.notes = session.verify();
    FactList facts{context};
    facts.add("chained", session.head().entries)
        .add("records", session.record_head().entries)
        .add("care_sealed", session.care_head().entries)
        .add("head", core::to_hex(store::head_of(session)));
    if (!noted.empty()) {
        document.notes.push_back(note_on_head(session, noted));
    }
    auto const findings =
        std::ranges::count(document.notes, core::Severity::error, &core::Diagnostic::severity);
    document.blocks.emplace_back(facts.add("findings", static_cast<std::int64_t>(findings)).take());
    return document;
}

} // namespace coop::app
