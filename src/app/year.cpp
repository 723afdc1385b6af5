// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/app/year.hpp>

#include "answer.hpp"
#include "books_cache.hpp"
#include "openings.hpp"
#include "years.hpp"

#include <coop/core/error.hpp>

#include <algorithm>
#include <utility>

namespace coop::app {

namespace {

using core::Document;
using core::Error;
using core::ErrorKind;
using ledger::Year;
using ledger::YearState;

Document year_document(Lent const& context, std::string const& id, Year const& year)
{
    auto document = answer(context, id, {{"year", year.label}});
    document.blocks.emplace_back(
        FactList{context}
            .add("year", year.label)
            .add("first", year.period.first)
            .add("last", year.period.last)
            .add("state", name_of(year.state), "app.year.")
            .add("regulation", ledger::find_regulation(year.regulation).label)
            .take());
    return document;
}

/// Locking and unlocking: what stands already is said, a closed year is refused.
Document move_lock(ContextOf<store::Books> const& context, std::string const& id, Year year,
                   YearState state, std::optional<core::Date> through)
{
    if (year.state == YearState::closed) {
        throw Error{ErrorKind::refused, "year.already-closed", {{"year", year.label}}};
    }
    bool const done = year.state == state;
    if (!done) {
        context.session.set_lock(through, {});
        year.state = state;
    }
    auto document = year_document(context, id, year);
    if (done) {
        auto const word = say(context, "app.year." + name_of(state));
        document.notes.push_back(
            info("year.state-already", {{"year", year.label}, {"state", word}}));
    }
    return document;
}

void demand_earlier_closed(std::vector<Year> const& years, Year const& year)
{
    auto const open =
        std::ranges::find_if(years, [](Year const& one) { return one.state != YearState::closed; });
    if (open->label != year.label) {
        throw Error{ErrorKind::refused,
                    "year.earlier-open",
                    {{"year", year.label}, {"earlier", open->label}}};
    }
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
    auto all = table(context, "years",
                     {"year", "first", "last", "state", "regulation", "drafts", "posted", "result"},
                     core::rows(std::move(rows)));
    put_in_words(all, "state", "app.year.");
    document.blocks.emplace_back(std::move(all));
    return document;
}

Document add_year(ContextOf<store::Books> const& context, Year year, std::string const& regulation)
{
    year = with_regulation(std::move(year), regulation, context.session.book().family);
    ledger::check_new_year(context.session.years(), year);
    context.session.add_year(year);
    return year_document(context, "year.add", year);
}

Document lock_year(ContextOf<store::Books> const& context, std::string const& label)
{
    BooksCache const books{context.session};
    auto const& year = books.year(label);
    return move_lock(context, "year.lock", year, YearState::locked, year.period.last);
}

Document unlock_year(ContextOf<store::Books> const& context, std::string const& label)
{
    BooksCache const books{context.session};
    auto const& year = books.year(label);
    core::Date const eve{std::chrono::sys_days{year.period.first} - std::chrono::days{1}};
    return move_lock(context, "year.unlock", year, YearState::open, eve);
}

Document close_year(Context const& context, std::string const& label)
{
    BooksCache const books{context.session};
    auto year = books.year(label);
    if (year.state == YearState::closed) {
        throw Error{ErrorKind::refused, "year.already-closed", {{"year", year.label}}};
    }
    demand_earlier_closed(books.years(), year);
    if (context.today < year.period.last) { // Nothing reopens it, and entries are still to come.
        throw Error{ErrorKind::refused,
                    "year.not-ended",
                    {{"year", year.label}, {"last", year.period.last}}};
    }
    auto const counts = counts_of(context.session, year.label);
    if (counts.drafts > 0) {
        throw Error{ErrorKind::refused,
                    "year.has-drafts",
                    {{"year", year.label},
                     {"count", counts.drafts},
                     {"day", core::format_iso(year.period.last)}}};
    }
    context.session.close_year(year.label);
    year.state = YearState::closed;
    return year_document(context, "year.close", year);
}

} // namespace coop::app
