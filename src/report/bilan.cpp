// SPDX-License-Identifier: GPL-3.0-or-later
#include "builders.hpp"
#include "columns.hpp"
#include "comparison.hpp"

#include <coop/core/assert.hpp>
#include <coop/core/error.hpp>
#include <coop/ledger/account_role.hpp>

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

namespace coop::report {

namespace {

/// Every balance of classes 1 to 7 on its own: accounts are not netted against each other, nor are
/// the third parties of one account (PCG 1011-5). What an account holds without naming a party is
/// one more balance.
std::vector<Placed> balances_of(YearFacts const& year)
{
    std::vector<Placed> placed;
    for (auto const& balance : year.balances) {
        if (!ledger::is_before_special(balance.account)) {
            continue;
        }
        auto remainder = balance.net();
        for (auto const& party : std::ranges::equal_range(year.by_party, balance.account, {},
                                                          &ledger::PartyBalance::account)) {
            placed.push_back({party.account, party.net()});
            remainder -= party.net();
        }
        placed.push_back({balance.account, remainder});
    }
    // An account may be at nil with third parties that owe and others that are owed.
    for (auto const& party : year.by_party) {
        if (!std::ranges::binary_search(year.balances, party.account, {},
                                        &ledger::Balance::account)) {
            placed.push_back({party.account, party.net()});
        }
    }
    return placed;
}

struct YearColumn {
    ColumnKind kind;
    std::string year;       ///< empty: there is none
    LaidOut const* amounts; ///< null: blank
};

std::string year_label(Facts const& facts, ColumnKind kind)
{
    switch (kind) {
    case ColumnKind::n:
        return facts.n;
    case ColumnKind::n_minus_1:
    case ColumnKind::change:
    case ColumnKind::change_percent:
        return facts.n_minus_1;
    case ColumnKind::n_minus_2:
        return facts.n_minus_2;
    case ColumnKind::budget:
    case ColumnKind::variance:
    case ColumnKind::variance_percent:
    case ColumnKind::budget_next:
        break;
    }
    throw core::Error{core::ErrorKind::usage,
                      "columns.unsuitable",
                      {{"column", std::string{name_of(kind)}},
                       {"report", std::string{"bilan"}},
                       {"known", std::string{"n-2, n-1, n, variance-n-1, variance-n-1%"}}}};
}

std::vector<ColumnKind> wanted_columns(Facts const& facts, Request const& request)
{
    if (!request.columns.empty()) {
        return request.columns;
    }
    if (facts.n_minus_1.empty()) {
        return {ColumnKind::n};
    }
    return {ColumnKind::n, ColumnKind::n_minus_1};
}

/// The years asked, each laid out by its own regulation.
class Years {
public:
    Years(Facts const& facts, Request const& request)
    {
        auto const name = request.abridged ? "bilan-abrege" : "bilan";
        auto const& own = facts.years.at(facts.n);
        auto const lay = [&](YearFacts const& year) {
            COOP_ASSERT(laid_.size() < laid_.capacity());
            laid_.push_back(lay_out_beside(own, year, name, balances_of(year)));
            all_.push_back(&laid_.back());
        };
        laid_.reserve(3);
        lay(own);
        for (auto kind : wanted_columns(facts, request)) {
            auto const label = year_label(facts, kind);
            auto const year = facts.years.find(label);
            if (year == facts.years.end()) {
                columns_.push_back({kind, {}, nullptr});
                continue;
            }
            columns_.push_back({kind, label, laid_of(year->second, lay)});
        }
    }
    Years(Years const&) = delete;
    Years& operator=(Years const&) = delete;

    std::vector<YearColumn> const& columns() const { return columns_; }
    std::span<LaidOut const* const> all() const { return all_; }

    bool is_nil(StatementLine const& line) const
    {
        return std::ranges::all_of(all_, [&](LaidOut const* laid) {
            auto const* amount = laid->find(line.key);
            return amount == nullptr || (amount->gross.is_zero() && amount->deduction.is_zero());
        });
    }

private:
    /// Each year is laid out once, whatever columns read it.
    template <typename Lay>
    LaidOut const* laid_of(YearFacts const& year, Lay const& lay)
    {
        auto const known = std::ranges::find(laid_, year.year.label, &LaidOut::year);
        if (known != laid_.end()) {
            return &*known;
        }
        lay(year);
        return all_.back();
    }

    std::vector<LaidOut> laid_;       ///< never grows beyond its capacity: others point into it
    std::vector<LaidOut const*> all_; ///< n first
    std::vector<YearColumn> columns_;
};

core::Money net_of(LineAmount const& amount)
{
    return amount.gross - amount.deduction;
}

std::optional<core::Money> net_of(LineAmount const* amount)
{
    return amount == nullptr ? std::nullopt : std::optional{net_of(*amount)};
}

/// What the cells of a side are: Brut, amortissements et dépréciations and Net for the actif of the
/// year, one amount elsewhere.
class SideForm {
public:
    SideForm(Years const& years, Request const& request, std::string side)
        : years_(years), request_(request), side_(std::move(side))
    {
    }

    /// \param prefix of the keys; the first column is `label` or, beside another side, its name.
    std::vector<core::Column> columns(bool beside) const
    {
        auto const prefix = beside ? side_ + "_" : std::string{};
        std::vector<core::Column> columns{
            {beside ? side_ : "label",
             word(beside ? "report.side." + side_ : "report.column.label")}};
        for (auto const& column : years_.columns()) {
            auto const name = std::string{name_of(column.kind)};
            auto const year =
                column.year.empty() ? std::string{year_name(column.kind)} : column.year;
            if (is_change(column.kind)) {
                bool const percent = column.kind == ColumnKind::change_percent;
                columns.push_back(
                    {prefix + name,
                     i18n::text(request_.language,
                                percent ? "report.column.change-percent" : "report.column.change",
                                {{"year", year}})});
            } else if (detailed(column)) {
                columns.push_back({prefix + "gross", word("report.column.gross")});
                columns.push_back({prefix + "deduction", word("report.column.deduction")});
                columns.push_back({prefix + "net", net_label(year)});
            } else {
                columns.push_back({prefix + name, side_ == "actif" ? net_label(year) : year});
            }
        }
        return columns;
    }

    std::vector<core::Row> rows(std::span<StatementLine const* const> printed) const
    {
        std::vector<core::Row> rows;
        for (auto const* line : printed) {
            if (line->side == side_) {
                rows.push_back(row_of(*line));
            }
        }
        return rows;
    }

private:
    bool detailed(YearColumn const& column) const
    {
        return side_ == "actif" && column.kind == ColumnKind::n;
    }

    std::string word(std::string const& id) const { return i18n::text(request_.language, id); }

    std::string net_label(std::string const& year) const
    {
        return i18n::text(request_.language, "report.column.net", {{"year", year}});
    }

    core::Row row_of(StatementLine const& line) const
    {
        core::Row row{line.key, line.role, line.depth, {line.label}, {}};
        if (line.role == core::RowRole::heading) {
            return row;
        }
        for (auto const& column : years_.columns()) {
            auto const* amount =
                column.amounts == nullptr ? nullptr : column.amounts->find(line.key);
            if (is_change(column.kind)) {
                auto const* own = years_.all().front()->find(line.key);
                row.cells.push_back(difference(column.kind, net_of(own), net_of(amount)));
                continue;
            }
            if (amount == nullptr) {
                row.cells.resize(row.cells.size() + (detailed(column) ? 3 : 1));
                continue;
            }
            if (detailed(column)) {
                bool const deducted = !line.deduction.empty() || !line.sum.empty();
                row.cells.emplace_back(amount->gross);
                row.cells.push_back(deducted ? core::Cell{amount->deduction} : core::Cell{});
            }
            row.cells.emplace_back(net_of(*amount));
        }
        row.trace = trace_of(line, years_.all());
        return row;
    }

    Years const& years_;
    Request const& request_;
    std::string side_;
};

core::Table one_sided_form(SideForm const& form, std::string id, std::string title,
                           std::span<StatementLine const* const> printed)
{
    return {std::move(id), std::move(title), form.columns(false), core::rows(form.rows(printed))};
}

core::Table two_sided_form(SideForm const& actif, SideForm const& passif,
                           std::span<StatementLine const* const> printed)
{
    core::Table table{"bilan", {}, actif.columns(true), {}};
    auto const right = passif.columns(true);
    auto const left_size = table.columns.size();
    table.columns.insert(table.columns.end(), right.begin(), right.end());
    table.rows = core::rows(
        side_by_side(actif.rows(printed), left_size, passif.rows(printed), right.size()));
    return table;
}

/// ACTIF = PASSIF, or the difference: the books are out of balance or a line takes no account.
void note_unbalanced(std::vector<core::Diagnostic>& notes, LaidOut const& year)
{
    auto const* actif = year.find("actif.total");
    auto const* passif = year.find("passif.total");
    COOP_ASSERT(actif != nullptr && passif != nullptr);
    auto const difference = net_of(*actif) - net_of(*passif);
    if (!difference.is_zero()) {
        notes.push_back({core::Severity::error,
                         "bilan.unbalanced",
                         {{"year", year.year},
                          {"actif", net_of(*actif)},
                          {"passif", net_of(*passif)},
                          {"difference", difference}},
                         {}});
    }
}

} // namespace

core::Document build_bilan(Facts const& facts, Request const& request)
{
    Years const years{facts, request};
    auto const lines = compared_lines(years.all());
    auto const printed =
        printed_lines(lines, [&](StatementLine const& line) { return years.is_nil(line); });
    auto document = document_of("bilan", facts, facts.years.at(facts.n), request);
    SideForm const actif{years, request, "actif"};
    SideForm const passif{years, request, "passif"};
    if (request.two_sided) {
        document.blocks.emplace_back(two_sided_form(actif, passif, printed));
    } else {
        document.blocks.emplace_back(one_sided_form(
            actif, "actif", i18n::text(request.language, "report.side.actif"), printed));
        document.blocks.emplace_back(one_sided_form(
            passif, "passif", i18n::text(request.language, "report.side.passif"), printed));
    }
    for (auto const* year : years.all()) {
        note_unbalanced(document.notes, *year);
    }
    std::ranges::move(notes_of(years.all(), printed, request.language),
                      std::back_inserter(document.notes));
    return document;
}

} // namespace coop::report
