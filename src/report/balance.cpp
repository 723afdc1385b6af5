// SPDX-License-Identifier: GPL-3.0-or-later
#include "builders.hpp"
#include "wording.hpp"

#include <utility>

namespace coop::report {

namespace {

using core::Money;

struct Sides {
    Money debit, credit;

    /// A balance stands on one side only.
    static Sides of_net(Money net) { return net.is_negative() ? Sides{{}, -net} : Sides{net, {}}; }

    void add(Sides const& other)
    {
        debit += other.debit;
        credit += other.credit;
    }
};

struct Amounts {
    Sides opening, movements, closing;

    void add(Amounts const& other)
    {
        opening.add(other.opening);
        movements.add(other.movements);
        closing.add(other.closing);
    }
};

Amounts amounts_of(ledger::Balance const& balance)
{
    return {Sides::of_net(balance.opening_debit - balance.opening_credit),
            {balance.debit, balance.credit},
            Sides::of_net(balance.net())};
}

bool is_untouched(ledger::Balance const& balance)
{
    return balance.opening_debit == balance.opening_credit && balance.debit.is_zero() &&
           balance.credit.is_zero();
}

core::Row row_of(ledger::Balance const& balance, ledger::Chart const& chart)
{
    auto const amounts = amounts_of(balance);
    auto row = make_row(balance.account, core::RowRole::item, 0,
                        {balance.account, account_label(chart, balance.account),
                         side(amounts.opening.debit), side(amounts.opening.credit),
                         side(amounts.movements.debit), side(amounts.movements.credit),
                         side(amounts.closing.debit), side(amounts.closing.credit)});
    row.trace.accounts = {balance.account};
    return row;
}

core::Row total_row(Amounts const& total, std::string label)
{
    return make_row("total", core::RowRole::total, 0,
                    {{},
                     std::move(label),
                     total.opening.debit,
                     total.opening.credit,
                     total.movements.debit,
                     total.movements.credit,
                     total.closing.debit,
                     total.closing.credit});
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
    rows.push_back(total_row(total, i18n::text(request.language, "report.total")));

    auto document = document_for("balance", facts, request);
    document.blocks.emplace_back(core::Table{
        "balance",
        {},
        columns_for(request, {"account", "account_label", "opening_debit", "opening_credit",
                              "debit", "credit", "closing_debit", "closing_credit"}),
        core::rows(std::move(rows))});
    return document;
}

} // namespace coop::report
