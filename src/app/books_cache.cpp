// SPDX-License-Identifier: GPL-3.0-or-later
#include "books_cache.hpp"

#include "answer.hpp"

#include <coop/core/assert.hpp>
#include <coop/core/error.hpp>
#include <coop/core/text.hpp>

#include <algorithm>

namespace coop::app {

namespace {

template <class T>
std::vector<std::string> codes_of(std::vector<T> const& all)
{
    std::vector<std::string> codes;
    for (auto const& one : all) {
        codes.push_back(one.code);
    }
    return codes;
}

template <class T>
T const& find_code(std::vector<T> const& all, std::string const& code, std::string const& noun)
{
    auto const found = std::ranges::find(all, code, &T::code);
    if (found == all.end()) {
        throw core::Error{core::ErrorKind::refused,
                          noun + ".unknown",
                          {{noun, code},
                           {"known", core::join(codes_of(all), ", ")},
                           {"nearest", near(code, codes_of(all))}}};
    }
    return *found;
}

void demand_years(std::vector<ledger::Year> const& years)
{
    if (years.empty()) {
        throw core::Error{core::ErrorKind::refused, "year.none"};
    }
}

} // namespace

BooksCache::BooksCache(store::Books& session) : session_(session), years_(session.years()) {}

std::optional<core::Date> BooksCache::locked_through()
{
    if (!locked_through_) {
        locked_through_ = session_.locked_through();
    }
    return *locked_through_;
}

ledger::Year const& BooksCache::year(std::string const& label) const
{
    demand_years(years_);
    return label.empty() ? years_.back() : ledger::find_year(years_, label);
}

std::size_t BooksCache::index_of(ledger::Year const& year) const
{
    auto const found = std::ranges::find(years_, year.label, &ledger::Year::label);
    COOP_ASSERT(found != years_.end());
    return static_cast<std::size_t>(found - years_.begin());
}

ledger::Chart const& BooksCache::chart(ledger::Year const& year)
{
    auto found = charts_.find(year.regulation);
    if (found == charts_.end()) {
        auto const& regulation = ledger::find_regulation(year.regulation);
        found = charts_
                    .emplace(year.regulation, ledger::Chart{ledger::shipped_accounts(regulation),
                                                            session_.accounts()})
                    .first;
    }
    return found->second;
}

std::vector<ledger::Journal> const& BooksCache::journals()
{
    if (!journals_) {
        journals_ = session_.journals();
    }
    return *journals_;
}

std::vector<ledger::Project> const& BooksCache::projects()
{
    if (!projects_) {
        projects_ = session_.projects();
    }
    return *projects_;
}

void BooksCache::demand_account(std::string const& prefix, std::string const& label)
{
    // An account that ended, or begins later, is one that the books may ask about.
    for (auto const& one : years_) {
        if (ledger::has_under(chart(one), prefix)) {
            return;
        }
    }
    ledger::demand_under(chart(year(label)), prefix);
}

ledger::Project const& BooksCache::project(std::string const& code)
{
    return find_code(projects(), code, "project");
}

ledger::Journal const& BooksCache::journal(std::string const& code)
{
    return find_code(journals(), code, "journal");
}

ledger::Rules BooksCache::rules(core::Date day)
{
    auto const& year = ledger::year_of(years_, day);
    return {year, chart(year), journals(), locked_through()};
}

ledger::Year const& BooksCache::current(core::Date today) const
{
    demand_years(years_);
    auto const found = std::ranges::find_if(years_, [&](ledger::Year const& year) {
        return year.state == ledger::YearState::open && year.period.contains(today);
    });
    return found == years_.end() ? years_.back() : *found;
}

bool has_entries(store::Entries& session, std::string const& year)
{
    store::EntryQuery query;
    query.year = year;
    query.limit = 1;
    return session.entries(query)().has_value();
}

ledger::Year const& last_used(store::Entries& session, std::vector<ledger::Year> const& years)
{
    demand_years(years);
    auto const found = std::find_if(years.rbegin(), years.rend(), [&](ledger::Year const& year) {
        return has_entries(session, year.label);
    });
    return found == years.rend() ? years.front() : *found;
}

} // namespace coop::app
