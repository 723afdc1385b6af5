// SPDX-License-Identifier: GPL-3.0-or-later
#include "roles.hpp"

#include "app/answer.hpp"
#include "app/party/names.hpp"

#include <coop/core/assert.hpp>
#include <coop/core/text.hpp>
#include <coop/ledger/account_role.hpp>

#include <algorithm>
#include <array>

namespace coop::app {

namespace {

using core::Money;
using ledger::Draft;
using ledger::Role;
using ledger::RoleWhy;
using ledger::Standing;
using store::Which;

constexpr std::size_t told_max = 20; ///< accounts that open otherwise, and entries to reverse

void add_results(std::map<std::string, Money>& sums, Draft const& entry)
{
    for (auto const& line : entry.lines) {
        if (ledger::is_charge_or_produit(line.account)) {
            sums[line.account] += line.debit - line.credit;
        }
    }
}

std::string entries_of(std::vector<ledger::EntryId> const& ids)
{
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < std::min(ids.size(), told_max); ++i) {
        texts.push_back(std::to_string(ids[i]));
    }
    return core::join(texts, ", ");
}

} // namespace

FileRoles::FileRoles(Context const& context)
    : context_(context), years_(context.session.years()), of_years_(years_.size())
{
    for (std::size_t i = 0; i < years_.size(); ++i) {
        of_years_[i].opened = context.session.has_opening(years_[i].label, Which::all);
    }
}

std::size_t FileRoles::year_of(core::Date day) const
{
    auto const found = std::ranges::find_if(
        years_, [day](ledger::Year const& year) { return year.period.contains(day); });
    return static_cast<std::size_t>(found - years_.begin());
}

bool FileRoles::has_opening(ledger::Year const& year) const
{
    auto const i = year_of(year.period.first);
    return i < years_.size() && of_years_[i].opened;
}

bool FileRoles::may_open(Draft const& entry) const
{
    auto const i = year_of(entry.date);
    return i < years_.size() && ledger::opens(entry, years_[i]);
}

bool FileRoles::may_close(Draft const& entry) const
{
    auto const i = year_of(entry.date);
    return i < years_.size() && ledger::may_close(entry, years_[i]);
}

void FileRoles::look(Draft const& entry, FileOrigin const& origin, bool known)
{
    auto const i = year_of(entry.date);
    if (i == years_.size()) {
        return; // Whoever records it says so.
    }
    auto& year = of_years_[i];
    if (ledger::opens(entry, years_[i])) {
        year.days[origin.journal].add(entry);
    }
    if (known) {
        return;
    }
    if (!ledger::may_close(entry, years_[i])) {
        add_results(year.left, entry);
    } else if (!year.closes) {
        year.closes = true;
        for (auto const& balance : context_.session.balances(years_[i].label, Which::all)) {
            if (ledger::is_charge_or_produit(balance.account)) {
                year.left[balance.account] += balance.net();
            }
        }
    }
}

std::vector<exchange::KnownOpening> const& FileRoles::known(std::size_t i)
{
    auto& known = of_years_[i].known;
    if (!known) {
        known.emplace();
        for (auto const which : std::array{Which::all, Which::posted}) {
            Openings openings{context_.session, years_, which};
            known->push_back({openings.computed(i), openings.computed_parties(i)});
        }
    }
    return *known;
}

// The entries of its journal together, or this one alone where others of that day are no openings.
bool FileRoles::carries(std::size_t i, Draft const& entry, FileOrigin const& origin)
{
    exchange::FirstDay alone;
    alone.add(entry);
    auto const& days = of_years_[i].days;
    auto const day = days.find(origin.journal);
    return std::ranges::any_of(known(i), [&](exchange::KnownOpening const& known) {
        return alone.carry(known) || (day != days.end() && day->second.carry(known));
    });
}

bool FileRoles::is_booked(Draft const& entry, FileOrigin const& origin)
{
    auto const i = year_of(entry.date);
    if (i == years_.size() || !of_years_[i].opened || !ledger::opens(entry, years_[i]) ||
        !carries(i, entry, origin)) {
        return false;
    }
    auto& booked = of_years_[i].booked;
    if (!booked) {
        booked = Openings{context_.session, years_, Which::all}
                     .gaps(i, names_today(context_.session))
                     .empty();
    }
    return *booked;
}

FileRole FileRoles::decide(Draft& entry, FileOrigin const& origin)
{
    FileRole role;
    role.year = year_of(entry.date);
    if (role.year == years_.size()) {
        return role;
    }
    role.standing = decide_opening(role.year, entry, origin);
    if (role.standing.role == Role::opening) {
        role.unbalanced =
            std::ranges::any_of(entry.lines, ledger::is_opening_balance, &ledger::Line::account);
        return role;
    }
    if (entry.journal == ledger::opening_journal) {
        entry.journal = ledger::other_journal;
        role.moved = true;
    }
    role.standing = decide_closing(role.year, entry, origin);
    role.moves_result = role.standing.role == Role::ordinary && ledger::moves_result(entry);
    return role;
}

Standing FileRoles::decide_opening(std::size_t i, Draft& entry, FileOrigin const& origin)
{
    if (!ledger::opens(entry, years_[i])) {
        return {};
    }
    bool const equal = carries(i, entry, origin);
    if (!equal && !origin.opening && !exchange::is_called_opening(entry)) {
        return {};
    }
    auto& names = of_years_[i].names;
    if (!names) {
        names.emplace(known(i).front());
    }
    names->rename(entry);
    entry.journal = ledger::opening_journal;
    bool const elsewhere = origin.journal != ledger::opening_journal;
    return {Role::opening, equal ? RoleWhy::equal : RoleWhy::journal,
            elsewhere ? origin.journal : std::string{}, origin.number};
}

Standing FileRoles::decide_closing(std::size_t i, Draft const& entry, FileOrigin const& origin)
{
    if (!ledger::may_close(entry, years_[i])) {
        return {};
    }
    std::vector<ledger::Balance> others;
    for (auto const& [account, net] : of_years_[i].left) {
        others.push_back({account, {}, {}, net, {}});
    }
    auto standing = ledger::standing_of(entry, years_[i], others);
    if (standing.role == Role::closing) {
        standing.number = origin.number;
    } else {
        add_results(of_years_[i].left, entry);
    }
    return standing;
}

void FileRoles::recorded(FileRole const& role, ledger::EntryId id)
{
    if (role.moved && moved_++ == 0) {
        first_moved_ = id;
    }
    if (role.moves_result && results_++ == 0) {
        first_result_ = id;
    }
    closing_ += role.standing.role == Role::closing ? 1 : 0;
    if (role.standing.role == Role::opening) {
        COOP_ASSERT(role.year < years_.size());
        auto& year = of_years_[role.year];
        year.openings.push_back(id);
        ++year.filed[role.standing.journal];
        year.unbalanced = year.unbalanced || role.unbalanced;
    }
}

void FileRoles::tell(core::Document& document) const
{
    auto& notes = document.notes;
    if (moved_ > 0) {
        notes.push_back(
            warning("import.opening-form", {{"count", moved_}, {"entry", first_moved_}}));
    }
    Openings openings{context_.session, years_, Which::all};
    for (std::size_t i = 0; i < years_.size(); ++i) {
        if (!of_years_[i].openings.empty()) {
            tell_year(i, openings, document);
        }
    }
    if (closing_ > 0) {
        notes.push_back(info("import.closing-entries", {{"count", closing_}}));
    }
    if (results_ > 0) {
        notes.push_back(
            warning("import.result-moved", {{"count", results_}, {"entry", first_result_}}));
    }
}

void FileRoles::tell_year(std::size_t i, Openings& openings, core::Document& document) const
{
    auto& notes = document.notes;
    auto const& label = years_[i].label;
    for (auto const& [journal, count] : of_years_[i].filed) {
        if (!journal.empty()) {
            notes.push_back(info("import.opening-filed",
                                 {{"year", label}, {"journal", journal}, {"count", count}}));
        }
    }
    if (of_years_[i].unbalanced) {
        tell_unbalanced(i, document);
    }
    auto const gaps = openings.gaps(i, names_today(context_.session));
    for (std::size_t g = 0; g < std::min(gaps.size(), told_max); ++g) {
        auto const& gap = gaps[g];
        core::Arguments args{{"year", label},
                             {"account", gap.account},
                             {"booked", gap.booked},
                             {"computed", gap.computed}};
        if (!gap.party.empty()) {
            args.push_back({"party", gap.party});
        }
        notes.push_back(
            warning(gap.party.empty() ? "import.opening-differs" : "import.opening-party",
                    std::move(args)));
    }
    if (!gaps.empty()) {
        notes.push_back(
            warning("import.opening-gaps", {{"year", label},
                                            {"count", static_cast<std::int64_t>(gaps.size())},
                                            {"entries", entries_of(of_years_[i].openings)},
                                            {"entry", of_years_[i].openings.front()}}));
    }
}

void FileRoles::tell_unbalanced(std::size_t i, core::Document& document) const
{
    for (auto const& balance : context_.session.balances(years_[i].label, Which::all)) {
        if (ledger::is_opening_balance(balance.account) && !balance.net().is_zero()) {
            document.notes.push_back(
                warning("import.opening-unbalanced", {{"year", years_[i].label},
                                                      {"account", balance.account},
                                                      {"amount", balance.net()}}));
        }
    }
}

} // namespace coop::app
