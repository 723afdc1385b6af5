// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/app/party.hpp>

#include "app/answer.hpp"
#include "app/books_cache.hpp"
#include "app/openings.hpp"
#include "app/recorder.hpp"
#include "names.hpp"

#include <coop/core/error.hpp>
#include <coop/core/name.hpp>
#include <coop/core/shell.hpp>
#include <coop/core/text.hpp>

#include <algorithm>
#include <map>
#include <utility>

namespace coop::app {

namespace {

using core::Document;
using core::Error;
using core::ErrorKind;
using ledger::Party;
using store::Which;

/// The party that a command is about, as the books have it; what its name was read as is noted.
Party party_of(store::Parties& session, PartyFinder& finder, std::string const& typed)
{
    return session.find_party(finder.demand(typed)).value();
}

/// The same for a command that changes it: a part of a name is no name.
Party named(store::Parties& session, PartyFinder& finder, std::string const& typed)
{
    if (auto const found = finder.find(typed)) {
        return session.find_party(*found).value();
    }
    throw Error{ErrorKind::refused,
                "party.unknown",
                {{"party", core::printable(typed)}, {"nearest", finder.nearest(typed)}}};
}

std::string const& shown(Party const& party)
{
    return party.shown.empty() ? party.name : party.shown;
}

/// `known` with what `given` says beside it.
///
/// \throws Error{refused} "party.exists" where that is nothing, or not what the books say.
Party completed(Party const& known, Party const& given)
{
    auto const contradicts = [](std::string const& stands, std::string const& said) {
        return !stands.empty() && !said.empty() && stands != said;
    };
    auto const adds = [](std::string const& stands, std::string const& said) {
        return stands.empty() && !said.empty();
    };
    if (contradicts(known.kind, given.kind) || contradicts(known.note, given.note) ||
        (!adds(known.kind, given.kind) && !adds(known.note, given.note))) {
        throw Error{ErrorKind::refused, "party.exists", {{"party", shown(known)}}};
    }
    auto whole = known;
    whole.kind = known.kind.empty() ? given.kind : known.kind;
    whole.note = known.note.empty() ? given.note : known.note;
    return whole;
}

core::Facts party_facts(Lent const& context, store::Parties& session, Party const& party)
{
    auto const names = names_today(session);
    std::vector<std::string> others;
    for (auto const& name : names.family(party.name)) {
        if (name != party.name && names.root(name) == party.name) {
            others.push_back(name);
        }
    }
    FactList facts{context};
    facts.add("party", shown(party))
        .add("party_kind", cell(party.kind))
        .add("note", cell(party.note));
    if (!party.code.empty()) {
        facts.add("party_code", party.code);
    }
    if (!party.shown.empty()) {
        facts.add("sealed_name", party.name);
    }
    if (!others.empty()) {
        facts.add("joined", core::join(others, ", "));
    }
    return facts.take();
}

/// What the party owes (debit) or is owed (below zero), account by account.
core::Table party_accounts(Context const& context, BooksCache& books, std::string const& name)
{
    std::vector<core::Row> rows;
    if (!books.years().empty()) {
        Openings openings{context.session, books.years(), Which::all};
        auto const& last = books.years().back();
        auto const& chart = books.chart(last);
        for (auto const& balance :
             ledger::joined(openings.parties(books.years().size() - 1),
                            names_today(context.session), ledger::Naming::sealed)) {
            if (balance.party == name && !balance.net().is_zero()) {
                auto const* account = chart.nearest(balance.account);
                rows.push_back(
                    item(balance.account,
                         {balance.account, cell(account == nullptr ? "" : account->label),
                          balance.net()}));
            }
        }
    }
    return table(context, "party.accounts", {"account", "account_label", "balance"},
                 core::rows(std::move(rows)));
}

/// Refuses a name that another party has, or is spelled like: they would be joined, not renamed.
void demand_free(PartyFinder& finder, Party const& party, std::string const& name)
{
    if (auto const other = finder.find(name); other && *other != party.name) {
        throw Error{ErrorKind::refused,
                    "party.taken",
                    {{"party", shown(party)},
                     {"name", name},
                     {"other", *other},
                     {"typed_party", core::shell_word(shown(party))},
                     {"typed_other", core::shell_word(*other)}}};
    }
}

Document changed(ContextOf<store::Parties> const& context, char const* title, Party const& party,
                 PartyFinder const& finder)
{
    auto document = answer(context, title, {{"party", shown(party)}});
    document.blocks.emplace_back(party_facts(context, context.session, party));
    document.notes = finder.notes();
    return document;
}

} // namespace

Document list_parties(Context const& context)
{
    auto const names = names_today(context.session);
    std::map<std::string, core::Money> standing;
    if (auto const years = context.session.years(); !years.empty()) {
        Openings openings{context.session, years, Which::all};
        for (auto const& balance : openings.parties(years.size() - 1)) {
            standing[std::string{names.root(balance.party)}] += balance.net();
        }
    }
    std::map<std::string, std::vector<std::string>> joined; // sealed names, by root
    for (auto const& party : context.session.changed_parties()) {
        if (std::string const root{names.root(party.name)}; root != party.name) {
            joined[root].push_back(party.name);
        }
    }
    auto parties = context.session.parties();
    std::erase_if(parties,
                  [&](Party const& party) { return names.root(party.name) != party.name; });
    std::ranges::stable_sort(parties, {}, [](Party const& party) { return shown(party); });
    std::vector<core::Row> rows;
    for (auto const& party : parties) {
        rows.push_back(
            item(party.name, {shown(party), cell(party.kind), cell(party.note),
                              standing[party.name], cell(core::join(joined[party.name], ", "))}));
    }
    auto document = answer(context, "party.list");
    document.blocks.emplace_back(table(context, "parties",
                                       {"party", "party_kind", "note", "balance", "joined"},
                                       core::rows(std::move(rows))));
    return document;
}

Document add_party(ContextOf<store::Parties> const& context, Party const& given)
{
    check_name(context, given.name, "party");
    PartyFinder finder{context.session};
    auto party = given;
    party.name = core::tidy_name(given.name);
    if (auto const known = finder.find(given.name)) {
        auto const whole =
            context.session.replace_party(completed(*context.session.find_party(*known), party));
        auto document = answer(context, "party.complete");
        document.blocks.emplace_back(party_facts(context, context.session, whole));
        document.notes = finder.notes();
        document.notes.push_back(info("party.completed", {{"party", shown(whole)}}));
        return document;
    }
    context.session.add_party(party);
    auto document = answer(context, "party.add");
    document.blocks.emplace_back(party_facts(context, context.session, party));
    if (auto const close = finder.nearest(party.name); !close.empty()) {
        document.notes.push_back(info("party.near", near_names(party.name, close)));
    }
    return document;
}

Document edit_party(ContextOf<store::Parties> const& context, std::string const& name,
                    PartyEdit const& edit)
{
    if (edit.code && !edit.code->empty()) {
        check_name(context, *edit.code, "party_code");
    }
    PartyFinder finder{context.session};
    auto party = named(context.session, finder, name);
    party.kind = edit.kind.value_or(party.kind);
    party.note = edit.note.value_or(party.note);
    party.code = edit.code.value_or(party.code);
    return changed(context, "party.edit", context.session.replace_party(party), finder);
}

Document rename_party(ContextOf<store::Parties> const& context, std::string const& name,
                      std::string const& as)
{
    check_name(context, as, "party");
    PartyFinder finder{context.session};
    auto party = named(context.session, finder, name);
    auto const tidy = core::tidy_name(as);
    demand_free(finder, party, tidy);
    party.shown = tidy == party.name ? std::string{} : tidy;
    return changed(context, "party.rename", context.session.replace_party(party), finder);
}

Document merge_parties(ContextOf<store::Parties> const& context, std::string const& name,
                       std::string const& into)
{
    auto& session = context.session;
    // By their own names: who was joined once is joined again only after it was parted.
    PartyFinder finder{session};
    auto const exact = [&](std::string const& typed) {
        auto party = session.find_party(typed);
        return party ? *party : named(session, finder, typed);
    };
    auto party = exact(name);
    auto target = named(session, finder, into);
    if (party.into) {
        throw Error{ErrorKind::refused,
                    "party.joined-already",
                    {{"party", party.name},
                     {"other", std::string{names_today(session).shown(party.name)}},
                     {"typed_party", core::shell_word(party.name)}}};
    }
    if (party.name == target.name) {
        throw Error{ErrorKind::refused, "party.same", {{"party", shown(party)}}};
    }
    if (target.number == 0) {
        target = session.replace_party(target);
    }
    party.into = target.number;
    session.replace_party(party);
    return changed(context, "party.merge", target, finder);
}

Document part_parties(ContextOf<store::Parties> const& context, std::string const& name)
{
    auto& session = context.session;
    PartyFinder finder{session};
    auto const typed = core::tidy_name(name);
    auto party = session.find_party(name);
    if (!party || !party->into) {
        for (auto const& one : session.changed_parties()) {
            if (one.into &&
                (one.shown == typed || core::name_key(one.name) == core::name_key(typed))) {
                party = one;
            }
        }
    }
    if (!party || !party->into) {
        throw Error{ErrorKind::refused,
                    "party.not-joined",
                    {{"party", shown(named(session, finder, name))}}};
    }
    party->into.reset();
    return changed(context, "party.part", session.replace_party(*party), finder);
}

Document show_party(Context const& context, std::string const& name)
{
    BooksCache books{context.session};
    PartyFinder finder{context.session};
    auto const party = party_of(context.session, finder, name);
    store::EntryQuery query;
    query.parties = names_today(context.session).family(party.name);
    auto document = answer(context, "party.show", {{"party", shown(party)}});
    document.blocks.emplace_back(party_facts(context, context.session, party));
    document.blocks.emplace_back(party_accounts(context, books, party.name));
    document.blocks.emplace_back(entries_found(context, query));
    document.notes = finder.notes();
    return document;
}

} // namespace coop::app
