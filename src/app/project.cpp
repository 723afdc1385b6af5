// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/app/party.hpp>

#include "answer.hpp"
#include "books_cache.hpp"
#include "recorder.hpp"

#include <coop/core/error.hpp>
#include <coop/ledger/account_role.hpp>

#include <algorithm>
#include <utility>

namespace coop::app {

namespace {

using core::Document;
using core::Error;
using core::ErrorKind;
using core::Money;
using store::Which;

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
    document.blocks.emplace_back(entries_found(context, query));
    return document;
}

} // namespace coop::app
