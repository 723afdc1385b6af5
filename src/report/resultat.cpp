// SPDX-License-Identifier: GPL-3.0-or-later
#include "builders.hpp"
#include "columns.hpp"
#include "comparison.hpp"

#include <coop/core/assert.hpp>
#include <coop/ledger/account_role.hpp>

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace coop::report {

namespace {

bool is_income_or_source(std::string_view account)
{
    return ledger::is_produit(account) || ledger::is_inkind_source(account);
}

bool is_of_resultat(std::string_view account)
{
    return ledger::is_charge(account) || ledger::is_inkind_use(account) ||
           is_income_or_source(account);
}

std::vector<Placed> realised(YearFacts const& year)
{
    std::vector<Placed> placed;
    for (auto const& balance : year.balances) {
        if (is_of_resultat(balance.account)) {
            placed.push_back({balance.account, balance.net()});
        }
    }
    return placed;
}

/// What a year realised for a project.
std::vector<Placed> realised_for(YearFacts const& year, std::string const& project)
{
    std::vector<Placed> placed;
    for (auto const& balance : year.by_project) {
        if (balance.project == project && is_of_resultat(balance.account)) {
            placed.push_back({balance.account, balance.debit - balance.credit});
        }
    }
    return placed;
}

/// What it realised for none: the accounts, less what projects have of them.
std::vector<Placed> realised_for_none(YearFacts const& year)
{
    std::map<std::string, core::Money> nets;
    for (auto const& [account, net, placed_as] : realised(year)) {
        nets[account] += net;
    }
    for (auto const& balance : year.by_project) {
        if (!balance.project.empty() && is_of_resultat(balance.account)) {
            nets[balance.account] -= balance.debit - balance.credit;
        }
    }
    std::vector<Placed> placed;
    for (auto const& [account, net] : nets) {
        placed.push_back({account, net});
    }
    return placed;
}

bool is_placeable(ledger::BudgetLine const& line)
{
    return is_of_resultat(line.account);
}

/// A budget writes charges and produits as positive amounts; balances give produits in credit.
/// Those for `project`, or all where it is empty.
std::vector<Placed> budgeted(ledger::Budget const& budget, std::string const& project)
{
    std::vector<Placed> placed;
    for (auto const& line : budget.lines) {
        if (is_placeable(line) && (project.empty() || line.project == project)) {
            placed.push_back(
                {line.account, is_income_or_source(line.account) ? -line.amount : line.amount});
        }
    }
    return placed;
}

struct AskedColumn {
    ColumnKind kind;
    std::string key;
    std::string label;
    LaidOut const* amounts = nullptr; ///< null: blank, or computed
};

/// The years and budgets asked, each laid out, and the columns that show them.
class Comparison {
public:
    Comparison(Facts const& facts, Request const& request) : facts_(facts), request_(request)
    {
        own_ = &facts.years.at(facts.n);
        laid_.reserve(7 + facts.projects.size() + 1);
        auto const& n = add(*own_, of_request(*own_));
        all_.push_back(&n);
        if (request.by_project) {
            add_projects();
            return;
        }
        for (auto kind : wanted_columns()) {
            columns_.push_back(
                {kind, std::string{name_of(kind)}, label_of(kind), amounts_of(kind)});
        }
        auto const some = [&](bool (*is)(ColumnKind)) {
            return std::ranges::any_of(columns_, is, &AskedColumn::kind);
        };
        if (some(is_variance) && std::ranges::find(budget_years_, own_) == budget_years_.end()) {
            amounts_of(ColumnKind::budget);
        }
        if (some(is_change) && before_ == nullptr) {
            amounts_of(ColumnKind::n_minus_1);
        }
    }
    Comparison(Comparison const&) = delete;
    Comparison& operator=(Comparison const&) = delete;

    std::vector<AskedColumn> const& columns() const { return columns_; }
    std::span<LaidOut const* const> all() const { return all_; }
    YearFacts const& own() const { return *own_; }

    /// One cell per column.
    std::vector<core::Cell>
    cells(std::function<std::optional<core::Money>(LaidOut const&)> const& value) const
    {
        auto const of = [&](LaidOut const* laid) {
            return laid == nullptr ? std::nullopt : value(*laid);
        };
        std::vector<core::Cell> cells;
        for (auto const& column : columns_) {
            if (is_amount(column.kind)) {
                auto const amount = of(column.amounts);
                cells.push_back(amount ? core::Cell{*amount} : core::Cell{});
            } else {
                cells.push_back(difference(column.kind, of(all_.front()),
                                           of(is_change(column.kind) ? before_ : budget_)));
            }
        }
        return cells;
    }

    bool is_nil(StatementLine const& line) const
    {
        return std::ranges::all_of(all_, [&](LaidOut const* laid) {
            auto const* amount = laid->find(line.key);
            return amount == nullptr || amount->gross.is_zero();
        });
    }

    /// Lines of the budgets shown that no line of the statement can take.
    std::vector<core::Diagnostic> budget_notes() const
    {
        std::vector<core::Diagnostic> notes;
        for (auto const* year : budget_years_) {
            if (!year->budget) {
                notes.push_back({core::Severity::info,
                                 "statement.no-budget",
                                 {{"year", year->year.label}},
                                 {}});
                continue;
            }
            for (auto const& line : year->budget->lines) {
                bool const asked = request_.project.empty() || line.project == request_.project;
                if (asked && !is_placeable(line)) {
                    notes.push_back(unplaced(line, year->year.label));
                }
            }
        }
        return notes;
    }

private:
    /// What a year realised, of the project asked.
    std::vector<Placed> of_request(YearFacts const& year) const
    {
        return request_.project.empty() ? realised(year) : realised_for(year, request_.project);
    }

    /// A column for each project, one for none, and their sum, which is the compte de résultat.
    void add_projects()
    {
        auto const put = [&](std::string key, std::string label, LaidOut const* laid) {
            columns_.push_back({ColumnKind::n, std::move(key), std::move(label), laid});
        };
        for (auto const& project : facts_.projects) {
            auto const* laid = all_.emplace_back(&add(*own_, realised_for(*own_, project.code)));
            put("project_" + project.code, project.code, laid);
        }
        auto const* none = all_.emplace_back(&add(*own_, realised_for_none(*own_)));
        put("no_project", i18n::text(request_.language, "report.column.no-project"), none);
        put(std::string{name_of(ColumnKind::n)}, own_->year.label, all_.front());
    }

    static core::Diagnostic unplaced(ledger::BudgetLine const& line, std::string const& year)
    {
        auto const& named = line.label.empty() ? line.line : line.label;
        return {core::Severity::warning,
                "budget.unplaced",
                {{"year", year},
                 {"line", named.empty() ? line.account : named},
                 {"amount", line.amount}},
                {}};
    }

    std::vector<ColumnKind> wanted_columns() const
    {
        if (!request_.columns.empty()) {
            return request_.columns;
        }
        if (facts_.n_minus_1.empty()) {
            return {ColumnKind::n};
        }
        return {ColumnKind::n_minus_1, ColumnKind::n};
    }

    std::string year_of(ColumnKind kind) const
    {
        switch (kind) {
        case ColumnKind::n_minus_2:
            return facts_.n_minus_2;
        case ColumnKind::n_minus_1:
        case ColumnKind::change:
        case ColumnKind::change_percent:
            return facts_.n_minus_1;
        case ColumnKind::budget_next:
            return facts_.n_plus_1;
        case ColumnKind::n:
        case ColumnKind::budget:
        case ColumnKind::variance:
        case ColumnKind::variance_percent:
            break;
        }
        return facts_.n;
    }

    std::string label_of(ColumnKind kind) const
    {
        auto const known = year_of(kind);
        auto const year = known.empty() ? std::string{year_name(kind)} : known;
        switch (kind) {
        case ColumnKind::budget:
        case ColumnKind::budget_next:
            return i18n::text(request_.language, "report.column.budget", {{"year", year}});
        case ColumnKind::variance:
            return i18n::text(request_.language, "report.column.variance");
        case ColumnKind::variance_percent:
            return i18n::text(request_.language, "report.column.variance-percent");
        case ColumnKind::change:
            return i18n::text(request_.language, "report.column.change", {{"year", year}});
        case ColumnKind::change_percent:
            return i18n::text(request_.language, "report.column.change-percent", {{"year", year}});
        case ColumnKind::n_minus_2:
        case ColumnKind::n_minus_1:
        case ColumnKind::n:
            break;
        }
        return year;
    }

    /// Null where there is no such year or budget, and for what is computed.
    LaidOut const* amounts_of(ColumnKind kind)
    {
        auto const found = facts_.years.find(year_of(kind));
        if (found == facts_.years.end() || !is_amount(kind)) {
            return nullptr;
        }
        auto const& year = found->second;
        if (kind == ColumnKind::n) {
            return all_.front();
        }
        if (kind != ColumnKind::budget && kind != ColumnKind::budget_next) {
            auto const* laid = all_.emplace_back(&add(year, of_request(year)));
            if (kind == ColumnKind::n_minus_1) {
                before_ = laid;
            }
            return laid;
        }
        budget_years_.push_back(&year);
        if (!year.budget) {
            return nullptr;
        }
        auto const* laid = all_.emplace_back(&add(year, budgeted(*year.budget, request_.project)));
        if (kind == ColumnKind::budget) {
            budget_ = laid;
        }
        return laid;
    }

    LaidOut const& add(YearFacts const& year, std::vector<Placed> balances)
    {
        COOP_ASSERT(laid_.size() < laid_.capacity());
        return laid_.emplace_back(lay_out_beside(
            *own_, year, request_.abridged ? "resultat-abrege" : "resultat", std::move(balances)));
    }

    Facts const& facts_;
    Request const& request_;
    YearFacts const* own_ = nullptr;
    std::vector<LaidOut> laid_;       ///< never grows beyond its capacity: others point into it
    std::vector<LaidOut const*> all_; ///< n first
    LaidOut const* budget_ = nullptr; ///< of n
    LaidOut const* before_ = nullptr; ///< of n-1
    std::vector<YearFacts const*> budget_years_;
    std::vector<AskedColumn> columns_;
};

std::optional<core::Money> amount_on(LaidOut const& laid, std::string_view key)
{
    auto const* amount = laid.find(key);
    return amount == nullptr ? std::nullopt : std::optional{amount->gross};
}

core::Row row_of(Comparison const& comparison, StatementLine const& line)
{
    core::Row row{line.key, line.role, line.depth, {line.label}, {}};
    if (line.role != core::RowRole::heading) {
        std::ranges::move(
            comparison.cells([&](LaidOut const& laid) { return amount_on(laid, line.key); }),
            std::back_inserter(row.cells));
        row.trace = trace_of(line, comparison.all());
    }
    return row;
}

core::Table list_form(Comparison const& comparison, std::span<StatementLine const* const> printed,
                      Request const& request)
{
    core::Table table;
    table.id = "resultat";
    table.columns.push_back({"label", i18n::text(request.language, "report.column.label")});
    for (auto const& column : comparison.columns()) {
        table.columns.push_back({column.key, column.label});
    }
    std::vector<core::Row> all;
    for (auto const* line : printed) {
        all.push_back(row_of(comparison, *line));
    }
    table.rows = core::rows(std::move(all));
    return table;
}

/// Rows of one side, cut after each Total and before each heading of the first level, so that the
/// blocks of both sides meet.
std::vector<std::vector<core::Row>> blocks_of(Comparison const& comparison,
                                              std::span<StatementLine const* const> printed,
                                              std::string_view side)
{
    std::vector<std::vector<core::Row>> blocks(1);
    for (auto const* line : printed) {
        if (line->side != side) {
            continue;
        }
        if (line->role == core::RowRole::heading && line->depth == 0) {
            blocks.emplace_back();
        }
        blocks.back().push_back(row_of(comparison, *line));
        if (line->role == core::RowRole::subtotal && line->depth == 0) {
            blocks.emplace_back();
        }
    }
    return blocks;
}

/// The excédent beside the charges and the déficit beside the produits, then the sums that close.
class Closing {
public:
    Closing(Comparison const& comparison, Request const& request)
        : comparison_(comparison), request_(request)
    {
        // The words of the regulation: EXCÉDENT OU DÉFICIT, BÉNÉFICE OU PERTE.
        auto const& lines = comparison.all().front()->statement.lines;
        auto const result = std::ranges::find(lines, "resultat", &StatementLine::key);
        COOP_ASSERT(result != lines.end());
        auto const middle = result->label.find(or_);
        COOP_ASSERT(middle != std::string::npos);
        excess_ = result->label.substr(0, middle);
        deficit_ = result->label.substr(middle + or_.size());
    }

    std::vector<core::Row> charges() const { return rows(1); }
    std::vector<core::Row> produits() const { return rows(-1); }

private:
    static core::Money result_of(LaidOut const& laid, int sign)
    {
        auto const result = amount_on(laid, "resultat").value_or(core::Money{});
        return std::max(sign < 0 ? -result : result, core::Money{});
    }

    bool has_result(int sign) const
    {
        return std::ranges::any_of(comparison_.columns(), [sign](AskedColumn const& column) {
            return column.amounts != nullptr && !result_of(*column.amounts, sign).is_zero();
        });
    }

    core::Row row(std::string key, core::RowRole role, std::string label,
                  std::vector<core::Cell> cells, core::Trace trace) const
    {
        core::Row row{std::move(key), role, 0, {std::move(label)}, std::move(trace)};
        std::ranges::move(cells, std::back_inserter(row.cells));
        return row;
    }

    /// Blank in the columns whose result stands on the other side.
    core::Row result_row(int sign) const
    {
        auto cells = comparison_.cells(
            [sign](LaidOut const& laid) { return std::optional{result_of(laid, sign)}; });
        for (auto& cell : cells) {
            auto const* amount = std::get_if<core::Money>(&cell);
            if (amount != nullptr && amount->is_zero() && has_result(sign)) {
                cell = {};
            }
        }
        return row("resultat", core::RowRole::item, sign < 0 ? deficit_ : excess_, std::move(cells),
                   {{}, {"produits.total", "charges.total"}});
    }

    /// The side that no column has a result on does not name it; where none has any, the excédent
    /// says so.
    std::vector<core::Row> rows(int sign) const
    {
        std::string const total = sign < 0 ? "produits.total" : "charges.total";
        auto const sum = [&total, sign](LaidOut const& laid) {
            return std::optional{*amount_on(laid, total) + result_of(laid, sign)};
        };
        std::vector<core::Row> rows;
        if (has_result(sign) || (sign > 0 && !has_result(-1))) {
            rows.push_back(result_row(sign));
        }
        rows.push_back(row("total", core::RowRole::total,
                           i18n::text(request_.language, "report.two-sided.total"),
                           comparison_.cells(sum), {{}, {total, "resultat"}}));
        return rows;
    }

    static constexpr std::string_view or_ = " OU ";
    Comparison const& comparison_;
    Request const& request_;
    std::string excess_;
    std::string deficit_;
};

void name_side(core::Table& table, Comparison const& comparison, std::string const& side,
               Request const& request)
{
    table.columns.push_back({side, i18n::text(request.language, "report.side." + side)});
    for (auto const& column : comparison.columns()) {
        table.columns.push_back({side + "_" + column.key, column.label});
    }
}

core::Table two_sided_form(Comparison const& comparison,
                           std::span<StatementLine const* const> printed, Request const& request)
{
    core::Table table;
    table.id = "resultat";
    name_side(table, comparison, "charges", request);
    name_side(table, comparison, "produits", request);
    auto const size = comparison.columns().size() + 1;
    std::vector<core::Row> all;
    auto const add = [&](std::vector<core::Row> left, std::vector<core::Row> right) {
        std::ranges::move(side_by_side(std::move(left), size, std::move(right), size),
                          std::back_inserter(all));
    };
    auto const add_blocks = [&](std::string_view left_side, std::string_view right_side) {
        auto left = blocks_of(comparison, printed, left_side);
        auto right = blocks_of(comparison, printed, right_side);
        auto const count = std::max(left.size(), right.size());
        left.resize(count);
        right.resize(count);
        for (std::size_t i = 0; i < count; ++i) {
            add(std::move(left[i]), std::move(right[i]));
        }
    };
    add_blocks("charges", "produits");
    Closing const closing{comparison, request};
    add(closing.charges(), closing.produits());
    add_blocks("inkind-use", "inkind-source");
    table.rows = core::rows(std::move(all));
    return table;
}

void name_project(core::Document& document, Facts const& facts, Request const& request)
{
    auto const found = std::ranges::find(facts.projects, request.project, &ledger::Project::code);
    if (found != facts.projects.end()) {
        document.subtitle +=
            " – " + i18n::text(request.language, "report.of-project",
                               {{"project", found->label.empty() ? found->code : found->label}});
    }
}

} // namespace

core::Document build_resultat(Facts const& facts, Request const& request)
{
    Comparison const comparison{facts, request};
    auto const lines = compared_lines(comparison.all());
    auto const printed =
        printed_lines(lines, [&](StatementLine const& line) { return comparison.is_nil(line); });
    auto document = document_of("resultat", facts, comparison.own(), request);
    name_project(document, facts, request);
    document.blocks.emplace_back(request.two_sided ? two_sided_form(comparison, printed, request)
                                                   : list_form(comparison, printed, request));
    document.notes = notes_of(comparison.all(), printed, request.language);
    std::ranges::move(comparison.budget_notes(), std::back_inserter(document.notes));
    return document;
}

} // namespace coop::report
