// SPDX-License-Identifier: GPL-3.0-or-later
#include "remarks.hpp"

#include "app/answer.hpp"
#include "app/years.hpp"

#include <coop/ledger/account_role.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace coop::app {

namespace {

using report::Needs;
using report::Request;
using store::Which;

/// Columns of years that do not last as long as that of the report.
void note_lengths(Gathering const& gathering, Request const& request,
                  std::vector<core::Diagnostic>& notes)
{
    auto const& facts = gathering.facts;
    auto shown = request.years;
    shown.insert(shown.end(), {facts.n_minus_1, facts.n_minus_2});
    auto const& own = gathering.books.year(facts.n);
    for (auto const& label : shown) {
        auto const found = facts.years.find(label);
        if (found == facts.years.end() || label == own.label) {
            continue;
        }
        auto const& other = found->second.year;
        if (ledger::length_of(other.period) != ledger::length_of(own.period)) {
            notes.push_back(
                info("report.lengths",
                     {{"year", own.label},
                      {"length", length_in_words(gathering.context, own.period)},
                      {"other_year", other.label},
                      {"other_length", length_in_words(gathering.context, other.period)}}));
        }
    }
}

/// The years whose opening is shown, and those that these openings are computed from.
std::set<std::size_t> years_behind(Gathering& gathering)
{
    auto years = gathering.opened;
    for (auto const opened : gathering.opened) {
        for (auto i = opened; !gathering.openings.stands_on_booked(i); --i) {
            years.insert(i - 1);
        }
    }
    return years;
}

/// Drafts count in a year, and in every opening that is computed from it.
std::map<std::string, std::int64_t> drafts_behind(Gathering const& gathering,
                                                  std::set<std::size_t> const& behind)
{
    std::map<std::string, std::int64_t> drafts;
    for (auto const& [label, facts] : gathering.facts.years) {
        drafts[label] = facts.draft_count;
    }
    for (auto const i : behind) {
        auto const& year = gathering.books.years()[i];
        if (gathering.which == Which::all && year.state == ledger::YearState::open) {
            drafts[year.label] = drafts_of(gathering.context.session, year.label);
        }
    }
    std::erase_if(drafts, [](auto const& one) { return one.second == 0; });
    return drafts;
}

/// Of the last year whose opening may still move: it is the one that is asked, or the nearest.
std::optional<core::Diagnostic> note_on_open(Gathering& gathering,
                                             std::set<std::size_t> const& behind)
{
    for (auto i = behind.rbegin(); i != behind.rend(); ++i) {
        if (gathering.openings.is_provisional(*i)) {
            auto const& years = gathering.books.years();
            return info("report.provisional-opening",
                        {{"year", years[*i].label}, {"before", years[*i - 1].label}});
        }
    }
    return std::nullopt;
}

/// Whether `report` shows the account: a figure that stands nowhere needs no word.
bool shows(Needs const& needs, Request const& request, std::string const& account)
{
    return account.starts_with(request.account) &&
           (needs.balances || ledger::is_class_of_third_parties(account));
}

void note_gaps(std::vector<core::Diagnostic>& notes, Gathering& gathering, Needs const& needs,
               Request const& request, std::size_t i)
{
    auto const& year = gathering.books.years()[i];
    bool const booked = gathering.openings.stands_on_booked(i);
    for (auto const& gap : gathering.openings.gaps(i, gathering.parties.today())) {
        if (!shows(needs, request, gap.account)) {
            continue;
        }
        core::Arguments args{
            {"year", year.label},       {"before", gathering.books.years()[i - 1].label},
            {"account", gap.account},   {"booked", gap.booked},
            {"computed", gap.computed}, {"shown", booked ? gap.booked : gap.computed}};
        auto id = "report.opening-differs";
        if (!gap.party.empty()) {
            args.emplace_back("party", gap.party);
            id = "report.opening-differs-party";
        }
        notes.push_back({core::Severity::error, id, std::move(args), {.source = gap.account}});
    }
}

} // namespace

Remarks remarks_on(Gathering& gathering, Needs const& needs, Request const& request)
{
    Remarks remarks;
    auto& notes = remarks.notes;
    note_lengths(gathering, request, notes);
    auto const behind = years_behind(gathering);
    for (auto const i : behind) {
        // What a closed year stands on is settled, and said in its own statements.
        if (gathering.opened.contains(i) || !gathering.openings.stands_on_booked(i)) {
            note_gaps(notes, gathering, needs, request, i);
        }
    }
    for (auto const& [label, count] : drafts_behind(gathering, behind)) {
        notes.push_back(info("report.provisional", {{"year", label}, {"count", count}}));
        remarks.provisional = true;
    }
    if (auto note = note_on_open(gathering, behind)) {
        // Drafts say more.
        if (!remarks.provisional) {
            notes.push_back(std::move(*note));
        }
        remarks.provisional = true;
    }
    for (auto const& [label, facts] : gathering.facts.years) {
        if (facts.closing_count > 0) {
            notes.push_back(
                info("report.closing-entries", {{"year", label}, {"count", facts.closing_count}}));
        }
    }
    if (!has_entries(gathering.context.session, gathering.facts.n)) {
        notes.push_back(info("report.no-entries", {{"year", gathering.facts.n}}));
    }
    return remarks;
}

} // namespace coop::app
