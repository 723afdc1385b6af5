// SPDX-License-Identifier: GPL-3.0-or-later
#include "property.hpp"
#include "written.hpp"

#include <coop/exchange/budget.hpp>
#include <coop/exchange/layout.hpp>
#include <coop/exchange/published.hpp>

#include <algorithm>
#include <array>
#include <set>

// What a general assembly votes on: a budget, a published table, the layout of that table.

namespace coop::fuzz {

namespace {

using core::ErrorKind;

bool same(ledger::BudgetLine const& a, ledger::BudgetLine const& b)
{
    return a.account == b.account && a.project == b.project && a.line == b.line &&
           a.label == b.label && a.amount == b.amount;
}

std::string csv_of(std::vector<ledger::BudgetLine> const& lines)
{
    std::string text = "account;project;line;label;amount\n";
    for (auto const& line : lines) {
        text += csv_line({line.account, line.project, line.line, line.label, plain(line.amount)});
    }
    return text;
}

bool same(ledger::PublishedRow const& a, ledger::PublishedRow const& b)
{
    return a.side == b.side && a.kind == b.kind && a.label == b.label && a.amounts == b.amounts;
}

/// A label as it is read: behind an apostrophe where it begins like a formula.
std::string label_field(std::string const& label)
{
    bool const formula = !label.empty() &&
                         std::string_view{"=+-@\t\r"}.find(label.front()) != std::string_view::npos;
    return csv_cell((formula ? "'" : "") + label);
}

std::string csv_of(ledger::PublishedTable const& table)
{
    constexpr std::array sides{"charges", "produits", "inkind", "inkind-use", "inkind-source"};
    constexpr std::array kinds{"line", "printed-result", "printed-total"};
    std::string text = "side;row;kind";
    for (auto const& column : table.columns) {
        text += ";" + csv_cell(column.year + (column.budget ? "-budget" : ""));
    }
    for (auto const& row : table.rows) {
        text += fmt::format("\n{};{};{}", sides.at(static_cast<std::size_t>(row.side)),
                            label_field(row.label), kinds.at(static_cast<std::size_t>(row.kind)));
        for (auto const& amount : row.amounts) {
            text += ";" + (amount ? plain(*amount) : "");
        }
    }
    return text + "\n";
}

std::string toml_list(char const* key, std::vector<std::string> const& texts)
{
    std::string list;
    for (auto const& text : texts) {
        list += json_text(text) + ", ";
    }
    return fmt::format("{} = [{}]\n", key, list);
}

std::string toml_of(char const* side, std::vector<ledger::LayoutRow> const& rows)
{
    std::string text;
    for (auto const& row : rows) {
        text += fmt::format("[[{}]]\nkey = {}\nlabel = {}\nrest = {}\n", side, json_text(row.key),
                            json_text(row.label), row.rest);
        text += toml_list("accounts", row.selector.accounts) +
                toml_list("projects", row.selector.projects) +
                toml_list("except-accounts", row.selector.except_accounts) +
                toml_list("except-projects", row.selector.except_projects);
    }
    return text;
}

std::string toml_of(ledger::Layout const& layout)
{
    return fmt::format("title = {}\nresult = {}\ndeficit = {}\ntotal = {}\ninkind = {}\n",
                       json_text(layout.title), json_text(layout.result_label),
                       json_text(layout.deficit_label), json_text(layout.total_label),
                       json_text(layout.inkind_label)) +
           toml_of("charges", layout.charges) + toml_of("produits", layout.produits);
}

void hold_rows(std::vector<ledger::LayoutRow> const& rows, std::set<std::string>& keys)
{
    hold(!rows.empty(), "a side has a row");
    for (auto const& row : rows) {
        hold(keys.insert(row.key).second, "a key names one row");
        hold(!row.key.empty() && !row.label.empty(), "a row has a key and a label");
        hold_text(row.key + row.label);
        hold(row.rest || !row.selector.accounts.empty() || !row.selector.projects.empty(),
             "a row takes something");
    }
}

} // namespace

void budget_csv(std::string_view bytes)
{
    auto const read = accepted(bytes, ErrorKind::unreadable,
                               [&] { return exchange::read_budget_csv(bytes, "b.csv"); });
    if (!read) {
        return;
    }
    for (auto const& line : *read) {
        hold(line.account.empty() != line.line.empty(), "an account or a line, not both");
        hold_text(line.account + line.project + line.line + line.label);
    }
    auto const again = exchange::read_budget_csv(csv_of(*read), "again.csv");
    hold(std::equal(again.begin(), again.end(), read->begin(), read->end(),
                    [](auto const& a, auto const& b) { return same(a, b); }),
         "a budget is read back");
}

void published(std::string_view bytes)
{
    auto const read = accepted(bytes, ErrorKind::unreadable,
                               [&] { return exchange::read_published(bytes, "p.csv"); });
    if (!read) {
        return;
    }
    hold(!read->columns.empty(), "a table has a column");
    for (auto const& row : read->rows) {
        hold_text(row.label);
        hold(row.amounts.size() == read->columns.size(), "one amount per column");
    }
    auto const again = exchange::read_published(csv_of(*read), "again.csv");
    hold(std::equal(again.rows.begin(), again.rows.end(), read->rows.begin(), read->rows.end(),
                    [](auto const& a, auto const& b) { return same(a, b); }),
         "a published table is read back");
}

void layout(std::string_view bytes)
{
    auto const read = accepted(bytes, ErrorKind::unreadable,
                               [&] { return exchange::read_layout(bytes, "ag.toml"); });
    if (!read) {
        return;
    }
    hold_text(read->title + read->result_label + read->deficit_label + read->total_label +
              read->inkind_label);
    std::set<std::string> keys;
    hold_rows(read->charges, keys);
    hold_rows(read->produits, keys);
    auto const text = toml_of(*read);
    hold(toml_of(exchange::read_layout(text, "again.toml")) == text, "a layout is read back");
}

} // namespace coop::fuzz
