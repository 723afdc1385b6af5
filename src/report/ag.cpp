// SPDX-License-Identifier: GPL-3.0-or-later
//
// The table an assembly votes on mixes what accounting keeps apart: "Frais de déplacement" is a
// nature of charge (accounts 625), "Colloque de Cerisy" a project (whatever the account). So a
// layout cuts the plane of accounts × projects into rows, and nothing but the layout's author knows
// where. Each movement of classes 6 and 7 is a point of that plane and must fall into exactly one
// row: one that falls into none is missing from the table, one that falls into two is counted
// twice, and both are told to the author rather than repaired.
#include <coop/report/ag.hpp>

#include <coop/core/text.hpp>
#include <coop/ledger/account_role.hpp>

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

namespace coop::report {

namespace {

using core::Money;

enum class RowSide { charges, produits };

/// What one account moved for one project (`-`: for none).
struct Portion {
    std::string account;
    std::string project;
    Money debit;
    Money credit;
};

constexpr std::string_view no_project = "-";
constexpr std::string_view any_project = "*";

bool starts_with_any(std::string_view code, std::vector<std::string> const& prefixes)
{
    return std::ranges::any_of(prefixes,
                               [&](std::string const& prefix) { return code.starts_with(prefix); });
}

bool is_among(std::string_view project, std::vector<std::string> const& projects)
{
    return std::ranges::any_of(projects, [&](std::string const& wanted) {
        return wanted == project || (wanted == any_project && project != no_project);
    });
}

bool is_on(RowSide side, std::string_view account)
{
    return side == RowSide::charges ? ledger::is_charge(account) : ledger::is_produit(account);
}

bool selects(ledger::RowSelector const& selector, RowSide side, std::string_view account,
             std::string_view project)
{
    bool const in_accounts = selector.accounts.empty()
                                 ? is_on(side, account)
                                 : starts_with_any(account, selector.accounts);
    bool const in_projects = selector.projects.empty() || is_among(project, selector.projects);
    return in_accounts && in_projects && !starts_with_any(account, selector.except_accounts) &&
           !is_among(project, selector.except_projects);
}

Money natural(RowSide side, Money debit, Money credit)
{
    return side == RowSide::charges ? debit - credit : credit - debit;
}

RowSide side_of_account(std::string_view account)
{
    return ledger::is_produit(account) ? RowSide::produits : RowSide::charges;
}

/// The movements of classes 6 and 7, cut by project. What a balance holds beyond its projects
/// belongs to none.
std::vector<Portion> portions_of(YearFacts const& facts)
{
    std::vector<Portion> portions;
    for (auto const& balance : facts.balances) {
        if (!ledger::is_charge_or_produit(balance.account)) {
            continue;
        }
        Portion rest{balance.account, std::string{no_project},
                     balance.opening_debit + balance.debit,
                     balance.opening_credit + balance.credit};
        for (auto const& part : facts.by_project) {
            if (part.account == balance.account && !part.project.empty()) {
                portions.push_back({part.account, part.project, part.debit, part.credit});
                rest.debit -= part.debit;
                rest.credit -= part.credit;
            }
        }
        if (!rest.debit.is_zero() || !rest.credit.is_zero()) {
            portions.push_back(std::move(rest));
        }
    }
    return portions;
}

class Filler {
public:
    Filler(ledger::Layout const& layout, Facts const& facts, std::vector<AgColumn> columns)
        : facts_(facts)
    {
        for (auto const& row : layout.charges) {
            rows_.push_back({&row, RowSide::charges});
        }
        for (auto const& row : layout.produits) {
            rows_.push_back({&row, RowSide::produits});
        }
        auto const width = columns.size();
        table_.columns = std::move(columns);
        for (auto const& [row, side] : rows_) {
            table_.rows[row->key].resize(width);
        }
        table_.charges.resize(width);
        table_.produits.resize(width);
        table_.result.resize(width);
        table_.inkind_use.resize(width);
        table_.inkind_source.resize(width);
    }

    AgTable fill()
    {
        for (column_ = 0; column_ < table_.columns.size(); ++column_) {
            auto const& column = table_.columns[column_];
            auto const year = facts_.years.find(column.year);
            if (year != facts_.years.end()) {
                column.budget ? fill_budget(year->second) : fill_year(year->second);
                add_up();
            }
        }
        for (auto& [key, accounts] : behind_) {
            table_.accounts[key] = {accounts.begin(), accounts.end()};
        }
        return std::move(table_);
    }

private:
    struct PlacedRow {
        ledger::LayoutRow const* row;
        RowSide side;
    };

    void fill_year(YearFacts const& year)
    {
        for (auto const& portion : portions_of(year)) {
            table_.result[column_] += portion.credit - portion.debit;
            place(portion);
        }
        for (auto const& balance : year.balances) {
            add_inkind(balance.account, balance.debit, balance.credit);
        }
    }

    void place(Portion const& portion)
    {
        auto const takers = takers_of(portion.account, portion.project);
        for (auto const& taker : takers) {
            add(taker, natural(taker.side, portion.debit, portion.credit));
            behind_[taker.row->key].insert(portion.account);
        }
        auto const amount =
            natural(side_of_account(portion.account), portion.debit, portion.credit);
        if (!amount.is_zero()) {
            judge(portion.account, portion.project, amount, takers, "layout.forgotten");
        }
    }

    void fill_budget(YearFacts const& year)
    {
        if (!year.budget) {
            problem("layout.budget-none", {{"year", year.year.label}}, core::Severity::warning);
            return;
        }
        for (auto const& line : year.budget->lines) {
            if (ledger::is_inkind(line.account)) {
                bool const use = ledger::is_inkind_use(line.account);
                add_inkind(line.account, use ? line.amount : Money{}, use ? Money{} : line.amount);
            } else {
                place(line);
            }
        }
    }

    /// A line of a budget on `62` belongs to a row of `62` or of `6`; a row of `625` is only a part
    /// of it, and nobody has said which.
    void place(ledger::BudgetLine const& line)
    {
        std::string const project = line.project.empty() ? std::string{no_project} : line.project;
        auto const takers =
            line.line.empty() ? takers_of(line.account, project) : rows_named(line.line);
        for (auto const& taker : takers) {
            add(taker, taker.side == side_of(line, takers) ? line.amount : -line.amount);
            if (!line.account.empty()) {
                behind_[taker.row->key].insert(line.account);
            }
        }
        if (!takers.empty() || ledger::is_charge_or_produit(line.account)) {
            bool const charge = side_of(line, takers) == RowSide::charges;
            table_.result[column_] += charge ? -line.amount : line.amount;
        }
        judge(line.line.empty() ? line.account : line.line, project, line.amount, takers,
              "layout.budget-unplaced");
    }

    static RowSide side_of(ledger::BudgetLine const& line, std::vector<PlacedRow> const& takers)
    {
        return ledger::is_charge_or_produit(line.account) || takers.empty()
                   ? side_of_account(line.account)
                   : takers.front().side;
    }

    std::vector<PlacedRow> rows_named(std::string_view key) const
    {
        std::vector<PlacedRow> result;
        std::ranges::copy_if(rows_, std::back_inserter(result),
                             [&](PlacedRow const& placed) { return placed.row->key == key; });
        return result;
    }

    std::vector<PlacedRow> takers_of(std::string_view account, std::string_view project) const
    {
        auto const takers = [&](bool rest) {
            std::vector<PlacedRow> result;
            std::ranges::copy_if(rows_, std::back_inserter(result), [&](PlacedRow const& placed) {
                return placed.row->rest == rest &&
                       selects(placed.row->selector, placed.side, account, project);
            });
            return result;
        };
        auto const first = takers(false);
        return first.empty() ? takers(true) : first;
    }

    void judge(std::string const& account, std::string const& project, Money amount,
               std::vector<PlacedRow> const& takers, std::string id_when_none)
    {
        if (takers.size() == 1) {
            return;
        }
        core::Arguments args{{"column", key_of(table_.columns[column_])},
                             {"account", account},
                             {"project", project},
                             {"amount", amount}};
        if (takers.empty()) {
            problem(std::move(id_when_none), std::move(args));
            return;
        }
        auto const labels =
            core::join(takers, ", ", [](auto const& taker) { return taker.row->label; });
        args.push_back({"rows", labels});
        problem("layout.twice", std::move(args));
    }

    void add(PlacedRow const& taker, Money amount)
    {
        auto& cell = table_.rows[taker.row->key][column_];
        cell = cell.value_or(Money{}) + amount;
    }

    void add_inkind(std::string_view account, Money debit, Money credit)
    {
        bool const use = ledger::is_inkind_use(account);
        if ((!use && !ledger::is_inkind_source(account)) || (debit.is_zero() && credit.is_zero())) {
            return;
        }
        auto& cell = (use ? table_.inkind_use : table_.inkind_source)[column_];
        cell = cell.value_or(Money{}) + (use ? debit - credit : credit - debit);
    }

    void add_up()
    {
        for (auto const& [row, side] : rows_) {
            auto& total = side == RowSide::charges ? table_.charges : table_.produits;
            total[column_] += table_.rows[row->key][column_].value_or(Money{});
        }
        auto const of_rows = table_.produits[column_] - table_.charges[column_];
        auto const of_books = table_.result[column_];
        if (of_rows != of_books) {
            problem("layout.difference", {{"column", key_of(table_.columns[column_])},
                                          {"rows", of_rows},
                                          {"books", of_books},
                                          {"difference", of_rows - of_books}});
        }
    }

    void problem(std::string id, core::Arguments args,
                 core::Severity severity = core::Severity::error)
    {
        table_.problems.push_back({severity, std::move(id), std::move(args), {}});
    }

    Facts const& facts_;
    std::vector<PlacedRow> rows_;
    AgTable table_;
    std::map<std::string, std::set<std::string>> behind_;
    std::size_t column_ = 0;
};

} // namespace

std::string key_of(AgColumn const& column)
{
    return column.year + (column.budget ? "-budget" : "");
}

AgTable fill_ag(ledger::Layout const& layout, Facts const& facts, std::vector<AgColumn> columns)
{
    return Filler{layout, facts, std::move(columns)}.fill();
}

AgTable fill_ag(ledger::Layout const& layout, Facts const& facts, Request const& request)
{
    std::vector<AgColumn> columns;
    for (auto const& year : request.years) {
        columns.push_back({year, false});
    }
    if (!request.budget_year.empty()) {
        columns.push_back({request.budget_year, true});
    }
    return fill_ag(layout, facts, std::move(columns));
}

} // namespace coop::report
