// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/app/upgrade.hpp>

#include "answer.hpp"
#include "app/care/closed/unproven.hpp"
#include "app/party/names.hpp"
#include "openings.hpp"

#include <coop/core/shell.hpp>

#include <algorithm>
#include <iterator>

namespace coop::app {

namespace {

void add_gaps(std::vector<core::Diagnostic>& notes, ledger::Year const& year,
              std::vector<ledger::OpeningGap> const& gaps)
{
    bool const is_closed = year.state == ledger::YearState::closed;
    for (auto const& gap : gaps) {
        notes.push_back(
            warning(is_closed ? "upgrade.opening-closed" : "upgrade.opening",
                    {{"year", year.label},
                     {"account", gap.party.empty() ? gap.account : gap.account + " " + gap.party},
                     {"booked", gap.booked},
                     {"computed", gap.computed}}));
    }
}

/// Both spellings stay: only who keeps the books knows whether they are one.
void add_look_alikes(std::vector<core::Diagnostic>& notes, store::Parties& session)
{
    constexpr std::size_t named_max = 10;
    std::size_t count = 0;
    for (auto const& [into, others] : look_alikes(session)) {
        for (auto const& other : others) {
            if (++count <= named_max) {
                notes.push_back(
                    info("upgrade.party-alike", {{"party", other},
                                                 {"into", into},
                                                 {"typed_party", core::shell_word(other)},
                                                 {"typed_into", core::shell_word(into)}}));
            }
        }
    }
    if (count > named_max) {
        notes.push_back(info("upgrade.parties-alike",
                             {{"count", static_cast<std::int64_t>(count - named_max)}}));
    }
}

} // namespace

std::vector<core::Diagnostic> notes_on_upgrade(ContextOf<store::Session> const& context,
                                               std::span<std::string const> unlocked)
{
    std::vector<core::Diagnostic> notes;
    for (auto const& year : unlocked) {
        notes.push_back(warning("upgrade.unlocked", {{"year", year}}));
    }
    auto const years = context.session.years();
    Openings openings{context.session, years, store::Which::all};
    auto const names = names_today(context.session);
    for (std::size_t i = 0; i < years.size(); ++i) {
        auto const& year = years[i];
        if (!context.session.closing_entries(year.label, store::Which::all).empty()) {
            notes.push_back(
                info("upgrade.closing",
                     {{"year", year.label}, {"result", ledger::result_of(openings.balances(i))}}));
        }
        add_gaps(notes, year, openings.gaps(i, names));
    }
    add_look_alikes(notes, context.session);
    if (context.session.care_head().entries > 0) {
        std::ranges::move(notes_on_unproven_work(context, care_books_of(context)),
                          std::back_inserter(notes));
    }
    return notes;
}

} // namespace coop::app
