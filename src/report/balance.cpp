// SPDX-License-Identifier: GPL-3.0-or-later
#include "builders.hpp"
#include "sides.hpp"
#include "wording.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

namespace coop::report {

namespace {

core::Row row_of(ledger::Balance const& balance, ledger::Chart const& chart)
{
    auto row = make_row(balance.account, core::RowRole::item, 0,
                        {balance.account, account_label(chart, balance.account)});
    std::ranges::move(side_cells(amounts_of(balance)), std::back_inserter(row.cells));
    row.trace.accounts = {balance.account};
    return row;
}

core::Row total_row(std::vector<core::Cell> amounts, Request const& request)
{
    auto row = make_row("total", core::RowRole::total, 0,
                        {{}, i18n::text(request.language, "report.total")});
    std::ranges::move(amounts, std::back_inserter(row.cells));
    return row;
}

/// What the closing entries move: the accounts above are as they stood before them.
std::optional<core::Table> closing_table(YearFacts const& year, Request const& request)
{
    std::vector<core::Row> rows;
    Sides total;
    for (auto const& moved : year.closing_entries) {
        if (!moved.account.starts_with(request.account)) {
            continue;
        }
        auto& row =
            rows.emplace_back(make_row(moved.account, core::RowRole::item, 0,
                                       {moved.account, account_label(year.chart, moved.account),
                                        side(moved.debit), side(moved.credit)}));
        row.trace.accounts = {moved.account};
        total.add({moved.debit, moved.credit});
    }
    if (rows.empty()) {
        return std::nullopt;
    }
    rows.push_back(total_row({total.debit, total.credit}, request));
    return core::Table{"closing-entries",
                       i18n::text(request.language, "report.balance.closing-entries"),
                       columns_for(request, {"account", "account_label", "debit", "credit"}),
                       core::rows(std::move(rows))};
}

} // namespace

core::Document build_balance(Facts const& facts, Request const& request)
{
    auto const& year = year_of(facts);
    std::vector<core::Row> rows;
    Amounts total;
    for (auto const& balance : year.balances) {
        if (balance.account.starts_with(request.account) && !is_untouched(balance)) {
            rows.push_back(row_of(balance, year.chart));
            total.add(amounts_of(balance));
        }
    }
    rows.push_back(total_row(total_cells(total), request));

    auto document = document_for("balance", facts, request);
    document.blocks.emplace_back(core::Table{
        "balance",
        {},
        columns_for(request, {"account", "account_label", "opening_debit", "opening_credit",
                              "debit", "credit", "closing_debit", "closing_credit"}),
        core::rows(std::move(rows))});
    if (auto closing = closing_table(year, request)) {
        document.blocks.emplace_back(std::move(*closing));
    }
    return document;
}

} // namespace coop::report
