// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/app/party.hpp>

#include "answer.hpp"
#include "books_cache.hpp"
#include "openings.hpp"
#include "recorder.hpp"

#include <coop/core/error.hpp>
#include <coop/ledger/account_role.hpp>

#include <algorithm>
#include <map>
#include <utility>

namespace coop::app {

namespace {

using core::Document;
using core::Error;
using core::ErrorKind;
using core::Money;
using store::Which;

ledger::Party find_party(store::Books& session, std::string const& name)
{
    auto party = session.find_party(name);
    if (!party) {
        std::vector<std::string> names;
        for (auto const& one : session.parties()) {
            names.push_back(one.name);
        }
        throw Error{
            ErrorKind::refused, "party.unknown", {{"party", name}, {"nearest", near(name, names)}}};
    }
    return std::move(*party);
}

/// `known` with what `given` says beside it.
///
/// \throws Error{refused} "party.exists" where that is nothing, or not what the books say.
ledger::Party completed(ledger::Party const& known, ledger::Party const& given)
{
    auto const contradicts = [](std::string const& stands, std::string const& said) {
        return !stands.empty() && !said.empty() && stands != said;
    };
    auto const adds = [](std::string const& stands, std::string const& said) {
        return stands.empty() && !said.empty();
    };
    if (contradicts(known.kind, given.kind) || contradicts(known.note, given.note) ||
        (!adds(known.kind, given.kind) && !adds(known.note, given.note))) {
        throw Error{ErrorKind::refused, "party.exists", {{"party", known.name}}};
    }
    return {known.name, known.kind.empty() ? given.kind : known.kind,
            known.note.empty() ? given.note : known.note};
}

core::Facts party_facts(Lent const& context, ledger::Party const& party)
{
    return FactList{context}
        .add("party", party.name)
        .add("party_kind", cell(party.kind))
        .add("note", cell(party.note))
        .take();
}

/// What the party owes (debit) or is owed (below zero), account by account.
core::Table party_accounts(ContextOf<store::Balances> const& context, BooksCache& books,
                           std::string const& name)
{
    std::vector<core::Row> rows;
    if (!books.years().empty()) {
        Openings openings{context.session, books.years(), Which::all};
        auto const& last = books.years().back();
        auto const& chart = books.chart(last);
        for (auto const& balance : openings.parties(books.years().size() - 1)) {
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

core::Table entries_of(ContextOf<store::Entries> const& context, store::EntryQuery const& query)
{
    auto rows = [stream = context.session.entries(query)]() -> std::optional<core::Row> {
        auto const record = stream();
        if (!record) {
            return std::nullopt;
        }
        auto const& entry = record->entry;
        return item(std::to_string(record->id),
                    {record->id, cell(ledger::number_of(*record)), entry.date, entry.journal,
                     cell(entry.label), amount_of(entry)});
    };
    return table(context, "entries", {"entry", "number", "date", "journal", "label", "amount"},
                 std::move(rows));
}

/// Charges, produits and contributions of a project in a year.
struct ProjectTotals {
    Money charges, produits, inkind;

    void add(ledger::ProjectBalance const& balance)
    {
        auto const net = balance.debit - balance.credit;
        if (ledger::is_charge(balance.account)) {
            charges += net;
        } else if (ledger::is_produit(balance.account)) {
            produits -= net;
        } else if (ledger::is_inkind_use(balance.account)) {
            inkind += net;
        }
    }
};

core::Table project_years(Context const& context, std::string const& code)
{
    std::vector<core::Row> rows;
    for (auto const& year : context.session.years()) {
        ProjectTotals totals;
        bool any = false;
        for (auto const& balance : context.session.project_balances(year.label, Which::all)) {
            if (balance.project == code) {
                totals.add(balance);
                any = true;
            }
        }
        if (any) {
            rows.push_back(item(year.label, {year.label, totals.charges, totals.produits,
                                             totals.produits - totals.charges, totals.inkind}));
        }
    }
    return table(context, "project.years", {"year", "charges", "produits", "result", "inkind"},
                 core::rows(std::move(rows)));
}

core::Facts project_facts(Lent const& context, ledger::Project const& project)
{
    return FactList{context}.add("project", project.code).add("label", cell(project.label)).take();
}

} // namespace

Document list_parties(Context const& context)
{
    std::map<std::string, core::Money> standing;
    if (auto const years = context.session.years(); !years.empty()) {
        Openings openings{context.session, years, Which::all};
        for (auto const& balance : openings.parties(years.size() - 1)) {
            standing[balance.party] += balance.net();
        }
    }
    std::vector<core::Row> rows;
    for (auto const& party : context.session.parties()) {
        rows.push_back(item(
            party.name, {party.name, cell(party.kind), cell(party.note), standing[party.name]}));
    }
    auto document = answer(context, "party.list");
    document.blocks.emplace_back(table(context, "parties",
                                       {"party", "party_kind", "note", "balance"},
                                       core::rows(std::move(rows))));
    return document;
}

Document add_party(ContextOf<store::Books> const& context, ledger::Party const& party)
{
    check_name(context, party.name, "party");
    if (auto const known = context.session.find_party(party.name)) {
        auto const whole = completed(*known, party);
        context.session.replace_party(whole);
        auto document = answer(context, "party.complete");
        document.blocks.emplace_back(party_facts(context, whole));
        document.notes.push_back(info("party.completed", {{"party", party.name}}));
        return document;
    }
    context.session.add_party(party);
    auto document = answer(context, "party.add");
    document.blocks.emplace_back(party_facts(context, party));
    return document;
}

Document show_party(Context const& context, std::string const& name)
{
    BooksCache books{context.session};
    auto const party = find_party(context.session, name);
    store::EntryQuery query;
    query.party = party.name;
    auto document = answer(context, "party.show", {{"party", party.name}});
    document.blocks.emplace_back(party_facts(context, party));
    document.blocks.emplace_back(party_accounts(context, books, party.name));
    document.blocks.emplace_back(entries_of(context, query));
    return document;
}

Document list_projects(ContextOf<store::Books> const& context)
{
    std::vector<core::Row> rows;
    for (auto const& project : context.session.projects()) {
        rows.push_back(item(project.code, {project.code, cell(project.label)}));
    }
    auto document = answer(context, "project.list");
    document.blocks.emplace_back(
        table(context, "projects", {"project", "label"}, core::rows(std::move(rows))));
    return document;
}

Document add_project(ContextOf<store::Books> const& context, ledger::Project const& project)
{
    ledger::check_project_code(project.code);
    auto added = project;
    if (added.label.empty()) {
        added.label = added.code;
    }
    check_name(context, added.label, "label");
    auto const projects = context.session.projects();
    if (std::ranges::find(projects, added.code, &ledger::Project::code) != projects.end()) {
        throw Error{ErrorKind::refused, "project.exists", {{"project", added.code}}};
    }
    context.session.add_project(added);
    auto document = answer(context, "project.add");
    document.blocks.emplace_back(project_facts(context, added));
    return document;
}

Document show_project(Context const& context, std::string const& code)
{
    BooksCache books{context.session};
    auto const& project = books.project(code);
    store::EntryQuery query;
    query.project = project.code;
    auto document = answer(context, "project.show", {{"project", project.code}});
    document.blocks.emplace_back(project_facts(context, project));
    document.blocks.emplace_back(project_years(context, project.code));
    document.blocks.emplace_back(entries_of(context, query));
    return document;
}

} // namespace coop::app
