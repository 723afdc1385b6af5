// SPDX-License-Identifier: GPL-3.0-or-later
#include "builders.hpp"
#include "sides.hpp"
#include "wording.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

// Third parties of class 4, account by account. The total of an account is its row in the balance:
// on one side, its third parties in debit and those in credit netted.

namespace coop::report {

namespace {

using core::RowRole;
using ledger::PartyBalance;

core::Row row_of(std::string key, RowRole role, std::vector<core::Cell> cells,
                 std::vector<core::Cell> amounts)
{
    auto row = make_row(std::move(key), role, 0, std::move(cells));
    std::ranges::move(amounts, std::back_inserter(row.cells));
    return row;
}

class PartyRows {
public:
    explicit PartyRows(Request const& request) : request_(request) {}

    void add(PartyBalance const& sums)
    {
        if (account_.account != sums.account) {
            close();
            account_.account = sums.account;
        }
        auto label = sums.party.empty() ? word("report.balance-auxiliaire.no-party") : sums.party;
        auto& row = rows_.emplace_back(row_of(sums.account + "/" + sums.party, RowRole::item,
                                              {sums.account, words(sums.party), std::move(label)},
                                              side_cells(amounts_of(sums))));
        row.trace.accounts = {sums.account};
        account_.opening_debit += sums.opening_debit;
        account_.opening_credit += sums.opening_credit;
        account_.debit += sums.debit;
        account_.credit += sums.credit;
    }

    std::vector<core::Row> take()
    {
        close();
        rows_.push_back(
            row_of("total", RowRole::total, {{}, {}, word("report.total")}, total_cells(total_)));
        return std::move(rows_);
    }

private:
    std::string word(std::string_view id) const { return i18n::text(request_.language, id); }

    void close()
    {
        if (account_.account.empty()) {
            return;
        }
        auto const amounts = amounts_of(account_);
        auto& row =
            rows_.emplace_back(row_of(account_.account + ".total", RowRole::subtotal,
                                      {account_.account,
                                       {},
                                       i18n::text(request_.language, "report.grand-livre.total",
                                                  {{"account", account_.account}})},
                                      side_cells(amounts)));
        row.trace.accounts = {account_.account};
        total_.add(amounts);
        account_ = {};
    }

    Request const& request_;
    std::vector<core::Row> rows_;
    ledger::Balance account_; ///< of the rows so far
    Amounts total_;
};

} // namespace

core::Document build_balance_auxiliaire(Facts const& facts, Request const& request)
{
    PartyRows rows{request};
    for (auto const& sums : year_of(facts).by_party) {
        if (sums.account.starts_with(request.account) && !is_untouched(sums)) {
            rows.add(sums);
        }
    }
    auto document = document_for("balance-auxiliaire", facts, request);
    core::Table table{
        "balance-auxiliaire",
        {},
        columns_for(request, {"account", "party", "party_label", "opening_debit", "opening_credit",
                              "debit", "credit", "closing_debit", "closing_credit"}),
        core::rows(rows.take())};
    // A reader finds the name in the words beside it.
    table.columns[1].machine_only = true;
    document.blocks.emplace_back(std::move(table));
    return document;
}

} // namespace coop::report
