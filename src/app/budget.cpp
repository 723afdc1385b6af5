// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/app/budget.hpp>

#include "answer.hpp"
#include "books_cache.hpp"
#include "recorder.hpp"

#include <coop/core/error.hpp>
#include <coop/core/text.hpp>
#include <coop/ledger/account_role.hpp>

#include <algorithm>
#include <utility>

namespace coop::app {

namespace {

using core::Document;
using core::Error;
using core::ErrorKind;
using core::Money;
using ledger::Budget;
using ledger::BudgetLine;

constexpr std::string_view version_default = "initial";
constexpr std::string_view assembly = "AG";

bool is_charge(BudgetLine const& line)
{
    return ledger::is_charge(line.account) || ledger::is_inkind_use(line.account);
}

bool is_produit(BudgetLine const& line)
{
    return ledger::is_produit(line.account) || ledger::is_inkind_source(line.account);
}

/// An account of the chart, or something its accounts begin with (`6`), or below one of them.
void demand_account(ledger::Chart const& chart, std::string const& account)
{
    bool const prefix = std::ranges::any_of(
        chart.all(), [&](ledger::Account const& known) { return known.code.starts_with(account); });
    if (!prefix && chart.nearest(account) == nullptr) {
        ledger::account_of(chart, account);
    }
    if (!ledger::takes_project(account)) {
        throw Error{ErrorKind::refused, "budget.account-class", {{"account", account}}};
    }
}

void check_line(Lent const& context, BooksCache& books, ledger::Year const& year,
                BudgetLine const& line)
{
    if (line.account.empty() && line.line.empty()) {
        throw Error{ErrorKind::refused, "budget.no-account", {{"amount", line.amount}}};
    }
    if (!line.account.empty()) {
        demand_account(books.chart(year), line.account);
    }
    if (!line.project.empty()) {
        books.project(line.project);
    }
    if (!line.label.empty()) {
        check_name(context, line.label, "label");
    }
}

/// Every line that breaks a rule, where they come from a file; else the first.
void check_lines(Lent const& context, BooksCache& books, ledger::Year const& year,
                 std::span<BudgetLine const> lines)
{
    std::vector<core::Diagnostic> findings;
    for (auto const& line : lines) {
        try {
            check_line(context, books, year, line);
        } catch (Error const& error) {
            bool const rule =
                error.kind() == ErrorKind::refused || error.kind() == ErrorKind::usage;
            if (!rule || line.where.line == 0) {
                throw;
            }
            findings.push_back(
                {core::Severity::error, error.id(), error.diagnostic().args, line.where});
        }
    }
    if (!findings.empty()) {
        auto const count = static_cast<std::int64_t>(findings.size());
        throw Error{
            ErrorKind::refused, "import.refused", {{"count", count}}, {}, std::move(findings)};
    }
}

std::string version_of(std::string const& asked)
{
    return asked.empty() ? std::string{version_default} : asked;
}

[[noreturn]] void refuse_adopted(Budget const& budget)
{
    throw Error{ErrorKind::refused,
                "budget.adopted",
                {{"year", budget.year},
                 {"version", budget.version},
                 {"date", *budget.adopted_on},
                 {"by", budget.adopted_by}}};
}

Budget const* find_version(std::vector<Budget> const& all, std::string const& version)
{
    auto const found = std::ranges::find(all, version, &Budget::version);
    if (found == all.end()) {
        return nullptr;
    }
    if (found->adopted_on) {
        refuse_adopted(*found);
    }
    return &*found;
}

/// The one adopted last, else the last one.
Budget const* former_of(std::vector<Budget> const& all)
{
    Budget const* former = nullptr;
    for (auto const& budget : all) {
        if (former == nullptr || !former->adopted_on ||
            (budget.adopted_on && *budget.adopted_on >= *former->adopted_on)) {
            former = &budget;
        }
    }
    return former;
}

/// Charges and produits are both written as positive amounts: a minus is a deduction, which some
/// lines are, or the sign of somebody who thought of charges as negative.
void note_negative(Document& document, std::span<BudgetLine const> lines)
{
    for (auto const& line : lines) {
        if (line.amount.is_negative()) {
            document.notes.push_back(warning(
                "budget.negative", {{"account", line.account.empty() ? line.line : line.account},
                                    {"amount", line.amount}}));
        }
    }
}

void put_line(Budget& budget, BudgetLine const& line)
{
    auto const same = std::ranges::find_if(budget.lines, [&](BudgetLine const& known) {
        return known.account == line.account && known.project == line.project &&
               known.line == line.line;
    });
    if (same == budget.lines.end()) {
        budget.lines.push_back(line);
    } else {
        *same = line;
    }
}

core::Table versions_table(Lent const& context, std::vector<Budget> const& budgets)
{
    std::vector<core::Row> rows;
    for (auto const& budget : budgets) {
        Money charges;
        Money produits;
        Money by_row;
        for (auto const& line : budget.lines) {
            (is_charge(line) ? charges : is_produit(line) ? produits : by_row) += line.amount;
        }
        rows.push_back(
            item(budget.year + "/" + budget.version,
                 {budget.year, budget.version,
                  budget.adopted_on ? core::Cell{*budget.adopted_on} : core::Cell{},
                  cell(budget.adopted_by), static_cast<std::int64_t>(budget.lines.size()), charges,
                  produits, by_row}));
    }
    return table(
        context, "budgets",
        {"year", "version", "adopted_on", "adopted_by", "lines", "charges", "produits", "by_row"},
        core::rows(std::move(rows)));
}

core::Table budget_lines_table(Lent const& context, std::vector<Budget> const& budgets)
{
    std::vector<core::Row> rows;
    for (auto const& budget : budgets) {
        for (auto const& line : budget.lines) {
            rows.push_back(
                item(line.line.empty() ? line.account : line.line,
                     {budget.year, budget.version, cell(line.account), cell(line.project),
                      cell(line.line), cell(line.label), line.amount}));
        }
    }
    return table(context, "budget.lines",
                 {"year", "version", "account", "project", "row", "label", "amount"},
                 core::rows(std::move(rows)));
}

Document budget_document(Lent const& context, std::string const& id,
                         std::vector<Budget> const& budgets)
{
    auto document = answer(context, id);
    document.blocks.emplace_back(versions_table(context, budgets));
    document.blocks.emplace_back(budget_lines_table(context, budgets));
    return document;
}

/// The version named, else the only one that can still be adopted.
Budget version_to_adopt(store::Books& session, std::string const& year, std::string const& version)
{
    auto const all = session.budgets(year);
    std::vector<Budget> candidates;
    std::vector<std::string> names;
    for (auto const& budget : all) {
        if (version.empty() ? !budget.adopted_on : budget.version == version) {
            candidates.push_back(budget);
            names.push_back(budget.version);
        }
    }
    if (candidates.empty() && version.empty() && !all.empty()) {
        refuse_adopted(all.back());
    }
    if (candidates.empty()) {
        throw Error{
            ErrorKind::refused, "budget.none", {{"year", year}, {"version", version_of(version)}}};
    }
    if (candidates.size() > 1) {
        throw Error{ErrorKind::refused,
                    "budget.which",
                    {{"year", year}, {"versions", core::join(names, ", ")}}};
    }
    if (candidates.front().adopted_on) {
        refuse_adopted(candidates.front());
    }
    return candidates.front();
}

} // namespace

Document set_budget(ContextOf<store::Books> const& context, std::string const& label,
                    std::string const& version, std::span<BudgetLine const> lines)
{
    BooksCache books{context.session};
    auto const& year = books.year(label);
    check_lines(context, books, year, lines);
    auto const name = version_of(version);
    auto const all = context.session.budgets(year.label);
    auto const* known = find_version(all, name);
    auto const* former = known == nullptr ? former_of(all) : nullptr;
    Budget budget{year.label, name, std::nullopt, {}, {}};
    if (auto const* start = known != nullptr ? known : former) {
        budget.lines = start->lines;
    }
    for (auto const& line : lines) {
        put_line(budget, line);
    }
    context.session.put_budget(budget);
    auto document = budget_document(context, "budget.set", {budget});
    if (former != nullptr) {
        document.notes.push_back(
            info("budget.revises", {{"version", name}, {"former", former->version}}));
    }
    note_negative(document, lines);
    return document;
}

Document import_budget(ContextOf<store::Books> const& context, std::string const& label,
                       std::string const& version, std::span<BudgetLine const> lines)
{
    BooksCache books{context.session};
    auto const& year = books.year(label);
    check_lines(context, books, year, lines);
    auto const name = version_of(version);
    find_version(context.session.budgets(year.label), name);
    Budget const budget{year.label, name, std::nullopt, {}, {lines.begin(), lines.end()}};
    context.session.put_budget(budget);
    auto document = budget_document(context, "budget.import", {budget});
    note_negative(document, lines);
    return document;
}

Document list_budgets(ContextOf<store::Books> const& context, std::string const& label)
{
    BooksCache const books{context.session};
    std::vector<Budget> all;
    for (auto const& year : books.years()) {
        if (label.empty() || year.label == books.year(label).label) {
            std::ranges::move(context.session.budgets(year.label), std::back_inserter(all));
        }
    }
    return budget_document(context, "budget.list", all);
}

Document adopt_budget(ContextOf<store::Books> const& context, std::string const& label,
                      std::string const& version, core::Date date, std::string const& by)
{
    BooksCache const books{context.session};
    auto budget = version_to_adopt(context.session, books.year(label).label, version);
    budget.adopted_on = date;
    budget.adopted_by = by.empty() ? std::string{assembly} : by;
    check_name(context, budget.adopted_by, "adopted_by");
    context.session.put_budget(budget);
    return budget_document(context, "budget.adopt", {budget});
}

} // namespace coop::app
