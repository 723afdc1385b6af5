// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/app/year.hpp>

#include "app/answer.hpp"
#include "app/books_cache.hpp"
#include "app/openings.hpp"
#include "app/party/names.hpp"
#include "app/years.hpp"
#include "checks.hpp"

#include <coop/core/error.hpp>
#include <coop/ledger/facts.hpp>
#include <coop/ledger/role.hpp>

#include <algorithm>
#include <chrono>
#include <optional>
#include <set>
#include <span>
#include <utility>

namespace coop::app {

namespace {

using core::Document;
using core::Error;
using core::ErrorKind;
using ledger::Year;
using ledger::YearState;

FactList year_facts(Lent const& context, Year const& year)
{
    FactList facts{context};
    facts.add("year", year.label)
        .add("first", year.period.first)
        .add("last", year.period.last)
        .add("state", name_of(year.state), "app.year.")
        .add("regulation", ledger::find_regulation(year.regulation).label);
    return facts;
}

Document year_document(Lent const& context, std::string const& id, Year const& year)
{
    auto document = answer(context, id, {{"year", year.label}});
    document.blocks.emplace_back(year_facts(context, year).take());
    return document;
}

/// The regulation of its opening date; null where there was none.
ledger::Regulation const* usual_regulation(Year const& year, ledger::ChartFamily family)
{
    try {
        return &ledger::regulation_for(year.period.first, family);
    } catch (Error const&) {
        return nullptr;
    }
}

/// What was asked stands already.
void note_state_already(Lent const& context, Document& document, Year const& year, YearState state)
{
    document.notes.push_back(
        info("year.state-already",
             {{"year", year.label}, {"state", say(context, "app.year." + name_of(state))}}));
}

void demand_not_closed(Year const& year)
{
    if (year.state == YearState::closed) {
        throw Error{ErrorKind::refused, "year.already-closed", {{"year", year.label}}};
    }
}

/// A draft that the lock shuts in could neither be posted nor taken away.
void demand_no_draft_until(store::Entries& session, core::Date day)
{
    store::EntryQuery query;
    query.which = store::Which::drafts;
    query.period = core::Period{core::date(1900, 1, 1), day};
    std::int64_t count = 0;
    std::optional<ledger::Record> first;
    auto const drafts = session.entries(query);
    while (auto draft = drafts()) {
        ++count;
        if (!first) {
            first = std::move(draft);
        }
    }
    if (first) {
        throw Error{ErrorKind::refused,
                    "year.lock-drafts",
                    {{"count", count},
                     {"entry", first->id},
                     {"date", first->entry.date},
                     {"through", day},
                     {"day", core::format_iso(day)}}};
    }
}

/// A later year of which a day is locked stays so until it is unlocked itself.
void demand_none_later_locked(std::vector<Year> const& years, Year const& year, core::Date through)
{
    for (auto later = years.rbegin(); later != years.rend() && later->label != year.label;
         ++later) {
        if (later->period.first <= through) {
            throw Error{ErrorKind::refused,
                        "year.later-locked",
                        {{"year", year.label}, {"later", later->label}, {"through", through}}};
        }
    }
}

/// Without an entry, of the books or of CARE, and with no day locked: its days may change.
void demand_empty(Context const& context, BooksCache& books, Year const& year)
{
    demand_not_closed(year);
    if (auto const through = books.locked_through(); through && year.period.first <= *through) {
        throw Error{ErrorKind::refused,
                    "year.locked",
                    {{"year", year.label}, {"date", year.period.first}, {"through", *through}}};
    }
    auto const counts = counts_of(context.session, year.label);
    auto const care = context.session.care_entries(year.label)().has_value() ||
                      context.session.care_version("close", year.label) > 0;
    if (auto const count = counts.drafts + counts.posted; count > 0 || care) {
        throw Error{ErrorKind::refused,
                    care ? "year.has-care" : "year.not-empty",
                    {{"year", year.label}, {"count", count}}};
    }
}

/// The rules for the opening of year `i`: it passes every lock, and may stand on accounts of any
/// year before, also those that ended since and that nobody has transferred, or that these books
/// closed.
ledger::Chart chart_of_opening(store::Books& session, std::span<Year const> years, std::size_t i)
{
    std::vector<ledger::Account> accounts;
    std::set<std::string> codes;
    for (auto year = i + 1; year-- > 0;) {
        for (auto& account :
             ledger::shipped_accounts(ledger::find_regulation(years[year].regulation))) {
            if (codes.insert(account.code).second) {
                accounts.push_back(std::move(account));
            }
        }
    }
    auto added = session.accounts();
    for (auto& account : added) {
        account.closed = false;
    }
    return {std::move(accounts), std::move(added)};
}

/// Writes the opening of year `i`, computed, where none is booked yet; the facts name the entry.
std::optional<ledger::EntryId> write_opening(Context const& context, BooksCache& books,
                                             std::size_t i, FactList& facts)
{
    auto const& years = books.years();
    auto next = years[i];
    Openings openings{context.session, years, store::Which::all};
    if (context.session.has_opening(next.label, store::Which::all)) {
        return std::nullopt;
    }
    // Under the names that entries seal: who is joined today may be parted later.
    auto const& parties = openings.computed_parties(i);
    auto const draft = ledger::opening_entry(next, openings.computed(i), parties);
    if (draft.lines.empty()) {
        return std::nullopt;
    }
    next.state = YearState::open;
    auto const chart = chart_of_opening(context.session, years, i);
    auto const entry = ledger::check(draft, {next, chart, books.journals(), {}});
    store::Appended written;
    context.session.beneath_lock(next.period.first, [&] {
        written = context.session.append(entry, context.today,
                                         {ledger::Role::opening, ledger::RoleWhy::closed, {}, {}});
        ledger::Record record;
        record.year = next.label;
        record.number = written.number;
        record.entry = draft;
        facts.add("opening_entry", written.id).add("number", ledger::number_of(record));
    });
    return written.id;
}

/// The year that ended before year `i` is closed: its close, with the opening that it writes.
void open_from_closed(Context const& context, BooksCache& books, std::size_t i, FactList& facts)
{
    auto const opening = write_opening(context, books, i, facts);
    context.session.append_record(ledger::close_fact({books.years()[i - 1].label, opening, {}}));
}

} // namespace

std::string name_of(YearState state)
{
    return std::string{ledger::year_state_words.of(state)};
}

Year with_regulation(Year year, std::string const& regulation, ledger::ChartFamily family)
{
    auto const& found = regulation.empty() ? ledger::regulation_for(year.period.first, family)
                                           : ledger::find_regulation(regulation);
    if (found.family != family) {
        throw Error{ErrorKind::refused, "regulation.other-family", {{"regulation", found.id}}};
    }
    year.regulation = found.id;
    return year;
}

std::string length_in_words(Lent const& context, core::Period period)
{
    auto const length = ledger::length_of(period);
    return say(context, length.days == 0 ? "app.length.months" : "app.length.days",
               {{"months", length.months}, {"days", length.days}});
}

void note_unusual(Lent const& context, Document& document, Year const& year,
                  ledger::ChartFamily family)
{
    if (ledger::length_of(year.period) != ledger::usual_length) {
        document.notes.push_back(
            info("year.length",
                 {{"year", year.label}, {"length", length_in_words(context, year.period)}}));
    }
    if (auto const* usual = usual_regulation(year, family);
        usual != nullptr && usual->id != year.regulation) {
        document.notes.push_back(
            info("year.regulation", {{"year", year.label},
                                     {"regulation", ledger::find_regulation(year.regulation).label},
                                     {"usual", usual->label},
                                     {"date", year.period.first}}));
    }
}

store::Counts counts_of(store::Entries& session, std::string const& year)
{
    return session.counts(year);
}

std::int64_t drafts_of(store::Entries& session, std::string const& year)
{
    return session.counts(year).drafts;
}

std::vector<ledger::Contribution> contributions_of(store::Entries& session, std::string const& year,
                                                   store::Which which)
{
    auto all = session.contributions(year, which);
    auto const is_reversed = [&](ledger::Contribution const& contribution) {
        auto const record = session.find(contribution.entry);
        if (!record || !record->reversed_by) {
            return false;
        }
        auto const reversal = session.find(*record->reversed_by);
        return reversal && reversal->year == year &&
               (which != store::Which::posted || reversal->posted());
    };
    std::erase_if(all, is_reversed);
    return all;
}

Document list_years(Context const& context)
{
    std::vector<core::Row> rows;
    auto const years = context.session.years();
    Openings openings{context.session, years, store::Which::all};
    for (std::size_t i = 0; i < years.size(); ++i) {
        auto const& year = years[i];
        auto const counts = counts_of(context.session, year.label);
        rows.push_back(item(year.label, {year.label, year.period.first, year.period.last,
                                         name_of(year.state), year.regulation, counts.drafts,
                                         counts.posted, ledger::result_of(openings.balances(i))}));
    }
    auto document = answer(context, "year.list");
    if (auto const locked = context.session.locked_through()) {
        document.blocks.emplace_back(FactList{context}.add("locked_through", *locked).take());
    }
    auto all = table(context, "years",
                     {"year", "first", "last", "state", "regulation", "drafts", "posted", "result"},
                     core::rows(std::move(rows)));
    put_in_words(all, "state", "app.year.");
    document.blocks.emplace_back(std::move(all));
    return document;
}

Document add_year(Context const& context, Year year, std::string const& regulation,
                  std::string const& name)
{
    auto const family = context.session.book().family;
    year = with_regulation(std::move(year), regulation, family);
    auto const known = context.session.years();
    if (name.empty()) {
        year.label = ledger::free_label(known, year);
    } else {
        ledger::check_label(name);
        year.label = name;
    }
    ledger::check_new_year(known, year);
    context.session.add_year(year);
    BooksCache books{context.session};
    auto facts = year_facts(context, year);
    if (auto const i = books.index_of(year);
        i > 0 && books.years()[i - 1].state == YearState::closed) {
        open_from_closed(context, books, i, facts);
    }
    auto document = answer(context, "year.add", {{"year", year.label}});
    document.blocks.emplace_back(facts.take());
    note_unusual(context, document, year, family);
    return document;
}

Document set_year(Context const& context, std::string const& label, YearChange const& change)
{
    BooksCache books{context.session};
    auto const year = books.year(label);
    demand_empty(context, books, year);
    auto const family = context.session.book().family;
    auto changed = year;
    if (change.period) {
        changed.period = *change.period;
    }
    if (change.name) {
        ledger::check_label(*change.name);
        changed.label = *change.name;
    }
    // Another day may bring other rules; rules that somebody chose stay.
    auto const* usual = usual_regulation(year, family);
    bool const was_usual = usual != nullptr && usual->id == year.regulation;
    if (change.regulation || was_usual) {
        changed = with_regulation(std::move(changed), change.regulation.value_or(""), family);
    }
    ledger::check_changed_year(books.years(), label, changed);
    context.session.replace_year(label, changed);
    auto document = year_document(context, "year.set", changed);
    note_unusual(context, document, changed, family);
    return document;
}

Document remove_year(Context const& context, std::string const& label)
{
    BooksCache books{context.session};
    auto const year = books.year(label);
    demand_empty(context, books, year);
    auto const i = books.index_of(year);
    if (i > 0 && i + 1 < books.years().size()) {
        throw Error{ErrorKind::refused,
                    "year.between",
                    {{"year", label},
                     {"previous", books.years()[i - 1].label},
                     {"next", books.years()[i + 1].label}}};
    }
    context.session.remove_year(label);
    return year_document(context, "year.remove", year);
}

Document lock_year(Context const& context, std::string const& label)
{
    BooksCache books{context.session};
    auto year = books.year(label);
    demand_not_closed(year);
    bool const done = year.state == YearState::locked;
    if (!done) {
        demand_no_draft_until(context.session, year.period.last);
        context.session.set_lock(year.period.last, {});
        year.state = YearState::locked;
    }
    auto document = year_document(context, "year.lock", year);
    if (done) {
        note_state_already(context, document, year, YearState::locked);
    }
    return document;
}

Document lock_through(Context const& context, core::Date day)
{
    BooksCache books{context.session};
    auto const& year = ledger::year_of(books.years(), day);
    auto const locked = books.locked_through();
    if (locked && day < *locked) {
        throw Error{ErrorKind::refused, "year.lock-back", {{"day", day}, {"through", *locked}}};
    }
    bool const done = locked == day;
    if (!done) {
        demand_no_draft_until(context.session, day);
        context.session.set_lock(day, {});
    }
    auto document = answer(context, "year.lock-to", {{"day", day}});
    document.blocks.emplace_back(
        FactList{context}.add("locked_through", day).add("year", year.label).take());
    if (done) {
        document.notes.push_back(info("year.lock-already", {{"through", day}}));
    }
    return document;
}

Document unlock_year(ContextOf<store::Books> const& context, std::string const& label,
                     std::string const& reason)
{
    BooksCache books{context.session};
    auto year = books.year(label);
    check_name(context, reason, "reason");
    demand_not_closed(year);
    auto const locked = books.locked_through();
    bool const done = !locked || *locked < year.period.first;
    if (!done) {
        demand_none_later_locked(books.years(), year, *locked);
        std::optional<core::Date> eve; // Before the first year nothing is left to be locked.
        if (books.index_of(year) > 0) {
            eve = core::Date{std::chrono::sys_days{year.period.first} - std::chrono::days{1}};
        }
        context.session.set_lock(eve, reason);
        year.state = YearState::open;
    }
    auto document = year_document(context, "year.unlock", year);
    if (done) {
        note_state_already(context, document, year, YearState::open);
    }
    return document;
}

Document close_year(Context const& context, std::string const& label)
{
    BooksCache books{context.session};
    auto year = books.year(label);
    demand_not_closed(year);
    if (!has_ended(context, year)) { // Nothing reopens it, and entries are still to come.
        throw Error{ErrorKind::refused,
                    "year.not-ended",
                    {{"year", year.label}, {"last", year.period.last}}};
    }
    Openings openings{context.session, books.years(), store::Which::all};
    auto findings = findings_on(context, books, openings, year);
    auto const rest = std::ranges::stable_partition(findings, [](core::Diagnostic const& one) {
        return one.severity == core::Severity::error;
    });
    std::vector<core::Diagnostic> notes{rest.begin(), rest.end()};
    findings.erase(rest.begin(), rest.end());
    if (!findings.empty()) {
        auto const count = static_cast<std::int64_t>(findings.size());
        throw Error{ErrorKind::refused,
                    "year.not-closable",
                    {{"year", year.label}, {"count", count}},
                    {},
                    std::move(findings)};
    }
    auto const i = books.index_of(year);
    context.session.close_year(year.label);
    year.state = YearState::closed;
    auto facts = year_facts(context, year);
    BooksCache closed{context.session};
    if (i + 1 < closed.years().size()) {
        open_from_closed(context, closed, i + 1, facts);
    } else {
        context.session.append_record(ledger::close_fact({year.label, {}, {}}));
    }
    auto document = answer(context, "year.close", {{"year", year.label}});
    document.blocks.emplace_back(facts.take());
    document.notes = std::move(notes);
    return document;
}

} // namespace coop::app
