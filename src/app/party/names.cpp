// SPDX-License-Identifier: GPL-3.0-or-later
#include "names.hpp"

#include "app/answer.hpp"

#include <coop/core/error.hpp>
#include <coop/core/name.hpp>
#include <coop/core/shell.hpp>
#include <coop/core/text.hpp>

#include <algorithm>
#include <set>
#include <utility>

namespace coop::app {

namespace {

using core::Error;
using core::ErrorKind;

std::vector<record::Filed> all_of(store::Records& session, std::vector<std::string> const& kinds)
{
    std::vector<record::Filed> all;
    auto const next = session.records(kinds);
    while (auto filed = next()) {
        all.push_back(std::move(*filed));
    }
    return all;
}

} // namespace

PartyReader::PartyReader(store::Session& session)
    : session_(session), numbered_(session.changed_parties())
{
    is_plain_ = numbered_.empty();
    today_ = ledger::PartyNames{numbered_};
}

ledger::PartyNames const& PartyReader::of(std::string const& year)
{
    if (is_plain_ || year.empty()) {
        return today_;
    }
    read_records();
    auto const [place, is_new] = of_years_.try_emplace(year);
    if (is_new) {
        auto const since = ledger::frozen_since(ledger::find_year(years_, year), freezes_);
        place->second =
            since ? ledger::PartyNames{ledger::parties_until(numbered_, *changes_, *since)}
                  : today_;
    }
    return place->second;
}

ledger::PartyNames PartyReader::until(std::int64_t sequence)
{
    if (is_plain_) {
        return today_;
    }
    read_records();
    return ledger::PartyNames{ledger::parties_until(numbered_, *changes_, sequence)};
}

std::string PartyReader::shown(std::string const& year, std::string const& name)
{
    return name.empty() ? name : std::string{of(year).shown(name)};
}

ledger::Draft PartyReader::shown(std::string const& year, ledger::Draft entry)
{
    entry.party = shown(year, entry.party);
    for (auto& line : entry.lines) {
        line.party = shown(year, line.party);
    }
    return entry;
}

void PartyReader::read_records()
{
    if (!changes_) {
        changes_ = all_of(session_, {"party"});
        freezes_ = all_of(session_, {"year", "lock"});
        years_ = session_.years();
    }
}

ledger::PartyNames names_today(store::Parties& session)
{
    return ledger::PartyNames{session.changed_parties()};
}

core::Arguments near_names(std::string const& name, std::string const& nearest)
{
    return {{"party", name},
            {"nearest", nearest},
            {"typed_party", core::shell_word(name)},
            {"typed_nearest", core::shell_word(nearest)}};
}

std::vector<core::Diagnostic> near_parties(store::Parties& session, ledger::Draft const& draft)
{
    std::set<std::string> names{draft.party};
    for (auto const& line : draft.lines) {
        names.insert(line.party);
    }
    names.erase(std::string{});
    std::vector<core::Diagnostic> notes;
    PartyFinder finder{session};
    for (auto const& name : names) {
        if (finder.find(name)) {
            continue;
        }
        if (auto const near = finder.nearest(name); !near.empty()) {
            notes.push_back(warning("party.near", near_names(name, near)));
        }
    }
    return notes;
}

std::vector<ledger::LookAlikes> look_alikes(store::Parties& session)
{
    constexpr std::size_t others_max = 10;
    auto const names = names_today(session);
    std::vector<ledger::LookAlikes> all;
    for (auto& group : session.parties_alike()) {
        std::erase_if(group, [&](ledger::Party const& party) {
            return names.root(party.name) != party.name;
        });
        // The one that somebody has said more of, else the one that is no shout.
        std::ranges::stable_sort(group, {}, [](ledger::Party const& party) {
            bool const shouts =
                std::ranges::none_of(party.name, [](char c) { return c >= 'a' && c <= 'z'; });
            return std::pair{party.kind.empty() && party.note.empty(), shouts};
        });
        if (group.empty()) {
            continue;
        }
        auto const& first = group.front();
        auto const is_another = [&](ledger::Party const& party) {
            bool const told_apart =
                !party.code.empty() && !first.code.empty() && party.code != first.code;
            return told_apart || core::name_key(names.shown(party.name)) !=
                                     core::name_key(names.shown(first.name));
        };
        ledger::LookAlikes alike{std::string{names.shown(first.name)}, {}};
        for (auto const& party : group) {
            if (&party != &first && !is_another(party) && alike.others.size() < others_max) {
                alike.others.emplace_back(names.shown(party.name));
            }
        }
        if (!alike.others.empty()) {
            all.push_back(std::move(alike));
        }
    }
    return all;
}

PartyFinder::PartyFinder(store::Parties& session)
    : session_(session), changed_(session.changed_parties()), names_(changed_)
{
}

std::optional<std::string> PartyFinder::find(std::string const& typed)
{
    if (auto const known = known_.find(typed); known != known_.end()) {
        return known->second;
    }
    auto found = look(typed);
    if (found) { // Who is not there yet may be added.
        known_.emplace(typed, *found);
    }
    return found;
}

std::optional<std::string> PartyFinder::look(std::string const& typed)
{
    auto const tidy = core::tidy_name(typed);
    for (auto const& name : {typed, tidy}) {
        if (auto const party = session_.find_party(name)) {
            std::string root{names_.root(party->name)};
            if (root != party->name) {
                notes_.push_back(
                    info("party.joined-with", {{"typed", typed}, {"party", shown(root)}}));
            }
            return root;
        }
    }
    for (auto const& party : changed_) {
        if (party.shown == tidy) {
            return std::string{names_.root(party.name)};
        }
    }
    auto const key = core::name_key(tidy);
    std::set<std::string> roots;
    for (auto const& party : session_.parties_of_key(key)) {
        roots.emplace(names_.root(party.name));
    }
    for (auto const& party : changed_) {
        if (!party.shown.empty() && core::name_key(party.shown) == key) {
            roots.emplace(names_.root(party.name));
        }
    }
    if (roots.size() > 1) {
        refuse_several(typed, {roots.begin(), roots.end()});
    }
    if (roots.empty()) {
        return std::nullopt;
    }
    notes_.push_back(info("party.same-key", {{"typed", typed}, {"party", shown(*roots.begin())}}));
    return *roots.begin();
}

std::string PartyFinder::resolve(std::string const& typed)
{
    if (auto found = find(typed)) {
        return *found;
    }
    auto const tidy = core::tidy_name(typed);
    auto const [place, is_new] = fresh_.try_emplace(core::name_key(tidy), tidy);
    if (!is_new && place->second != tidy) {
        notes_.push_back(info("party.same-key", {{"typed", typed}, {"party", place->second}}));
        known_.emplace(typed, place->second);
    }
    return place->second;
}

std::string PartyFinder::demand(std::string const& typed)
{
    if (auto const found = find(typed)) {
        return *found;
    }
    auto const part = core::fold(core::tidy_name(typed));
    std::set<std::string> roots;
    std::vector<std::string> names;
    for (auto const& party : session_.parties()) {
        std::string root{names_.root(party.name)};
        if (!part.empty() && (core::fold(party.name).find(part) != std::string::npos ||
                              core::fold(party.shown).find(part) != std::string::npos)) {
            roots.insert(root);
        }
        names.push_back(shown(root));
    }
    if (roots.size() > 1) {
        refuse_several(typed, {roots.begin(), roots.end()});
    }
    if (roots.empty()) {
        throw Error{ErrorKind::refused,
                    "party.unknown",
                    {{"party", core::printable(typed)}, {"nearest", near(typed, names)}}};
    }
    notes_.push_back(info("party.part", {{"typed", typed}, {"party", shown(*roots.begin())}}));
    return *roots.begin();
}

std::string PartyFinder::nearest(std::string const& typed)
{
    std::vector<std::string> names;
    for (auto const& party : session_.parties()) {
        if (party.name != typed) {
            names.push_back(shown(names_.root(party.name)));
        }
    }
    return core::nearest(typed, names);
}

void PartyFinder::refuse_several(std::string const& typed, std::vector<std::string> names)
{
    constexpr std::size_t named_max = 10;
    for (auto& name : names) {
        name = shown(name);
    }
    auto const count = static_cast<std::int64_t>(names.size());
    names.resize(std::min(names.size(), named_max));
    throw Error{
        ErrorKind::refused,
        "party.ambiguous",
        {{"party", core::printable(typed)},
         {"count", count},
         {"names", core::join(names, ", ", [](auto const& name) { return "« " + name + " »"; })}}};
}

} // namespace coop::app
