// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/app/upgrade.hpp>

#include "answer.hpp"
#include "openings.hpp"
#include "app/party/names.hpp"

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
    for (std::size_t i = 0; i < years.size(); ++i) {
        auto const& year = years[i];
        if (!context.session.closing_entries(year.label, store::Which::all).empty()) {
            notes.push_back(
                info("upgrade.closing",
                     {{"year", year.label}, {"result", ledger::result_of(openings.balances(i))}}));
        }
        add_gaps(notes, year, openings.gaps(i, names_today(context.session)));
    }
    return notes;
}

} // namespace coop::app
