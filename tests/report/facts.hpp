// SPDX-License-Identifier: GPL-3.0-or-later
// Books in memory for tests of statements: years, balances and rows by key.
#pragma once

#include <coop/report/report.hpp>

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace coop::test {

/// Account and debit less credit, in cents.
using Net = std::pair<std::string, std::int64_t>;

inline ledger::Balance balance(std::string account, std::int64_t net)
{
    ledger::Balance result;
    result.account = std::move(account);
    (net < 0 ? result.credit : result.debit) = core::cents(net < 0 ? -net : net);
    return result;
}

inline report::YearFacts year_facts(int year, std::initializer_list<Net> nets,
                                    std::string_view regulation = {})
{
    report::YearFacts facts;
    facts.year.label = std::to_string(year);
    facts.year.period = {core::date(year, 1, 1), core::date(year, 12, 31)};
    facts.regulation = regulation.empty()
                           ? ledger::regulation_for(facts.year.period.first,
                                                    ledger::ChartFamily::associations)
                           : ledger::find_regulation(regulation);
    facts.year.regulation = facts.regulation.id;
    for (auto const& [account, net] : nets) {
        facts.balances.push_back(balance(account, net));
    }
    std::ranges::sort(facts.balances, {}, &ledger::Balance::account);
    return facts;
}

/// The last year is n; years before it are n-1 and n-2 in turn.
inline report::Facts facts_of(std::vector<report::YearFacts> years)
{
    report::Facts facts;
    facts.book.name = "La Coop des Communs";
    std::string* const names[]{&facts.n, &facts.n_minus_1, &facts.n_minus_2};
    for (std::size_t i = 0; i < years.size(); ++i) {
        *names[years.size() - 1 - i] = years[i].year.label;
    }
    for (auto& year : years) {
        auto label = year.year.label;
        facts.years.emplace(std::move(label), std::move(year));
    }
    return facts;
}

struct Read {
    std::vector<core::Column> columns;
    std::vector<core::Row> rows;

    core::Row const* find(std::string_view key) const
    {
        auto const found = std::ranges::find(rows, key, &core::Row::key);
        return found == rows.end() ? nullptr : &*found;
    }

    std::size_t position(std::string_view key) const
    {
        return static_cast<std::size_t>(std::ranges::find(rows, key, &core::Row::key) -
                                        rows.begin());
    }

    core::Cell cell(std::string_view key, std::string_view column) const
    {
        auto const* row = find(key);
        auto const index = static_cast<std::size_t>(
            std::ranges::find(columns, column, &core::Column::key) - columns.begin());
        if (row == nullptr || index >= row->cells.size()) {
            return {};
        }
        return row->cells[index];
    }

    /// Cents, or nothing for a blank cell, a missing row or a missing column.
    std::optional<std::int64_t> cents(std::string_view key, std::string_view column) const
    {
        auto const value = cell(key, column);
        auto const* amount = std::get_if<core::Money>(&value);
        return amount == nullptr ? std::nullopt : std::optional{amount->in_cents()};
    }
};

inline Read read(core::Document const& document, std::string_view table_id)
{
    for (auto const& block : document.blocks) {
        auto const* table = std::get_if<core::Table>(&block);
        if (table != nullptr && table->id == table_id) {
            Read result{table->columns, {}};
            while (auto row = table->rows()) {
                result.rows.push_back(std::move(*row));
            }
            return result;
        }
    }
    return {};
}

inline core::Diagnostic const* note(core::Document const& document, std::string_view id)
{
    auto const found = std::ranges::find(document.notes, id, &core::Diagnostic::id);
    return found == document.notes.end() ? nullptr : &*found;
}

} // namespace coop::test
