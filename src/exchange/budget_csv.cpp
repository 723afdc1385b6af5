// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/exchange/budget.hpp>

#include "csv_table.hpp"

#include <array>
#include <utility>

namespace coop::exchange {

namespace {

enum Column : std::size_t { account, project, line, label, amount };

constexpr std::array<CsvColumn, 5> columns{{
    {"account", "compte"},
    {"project", "projet"},
    {"line", "ligne"},
    {"label", "libelle"},
    {"amount", "montant"},
}};

/// A line of a budget is on an account or on a row of a layout; a row that is on neither or on both
/// could not be compared with what happened.
bool has_one_key(CsvTable& table)
{
    bool const one = table.cell(account).empty() != table.cell(line).empty();
    if (!one) {
        table.find(table.has(account) ? account : line, "import.account-or-line");
    }
    return one;
}

} // namespace

std::vector<ledger::BudgetLine> read_budget_csv(std::string_view text, std::string_view source)
{
    CsvTable table{text, source, columns};
    table.demand_column(amount);
    if (!table.has(line)) {
        table.demand_column(account);
    }
    table.refuse_findings();

    std::vector<ledger::BudgetLine> lines;
    while (table.next()) {
        bool const keyed = has_one_key(table);
        auto const value = table.demand(amount) ? table.amount(amount) : std::nullopt;
        if (keyed && value) {
            lines.push_back({table.cell(account), table.cell(project), table.cell(line),
                             table.cell(label), *value,
                             table.where(table.has(account) ? account : line)});
        }
    }
    table.refuse_findings();
    return lines;
}

} // namespace coop::exchange
