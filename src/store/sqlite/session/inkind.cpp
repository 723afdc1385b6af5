// SPDX-License-Identifier: GPL-3.0-or-later
#include "session.hpp"
#include "store/sqlite/values.hpp"

#include <coop/core/assert.hpp>

namespace coop::store::sqlite {

namespace {

using core::Error;
using core::ErrorKind;

// Rates and coefficients are kept with four places.
constexpr int places = 4;

std::int64_t ten_thousandths(core::Decimal value)
{
    COOP_ASSERT(value.places <= places);
    return core::widen(value, places).units;
}

core::Decimal decimal_of(std::int64_t units)
{
    return {units, places};
}

std::vector<ledger::InkindRate> read_rates(Rows rows)
{
    std::vector<ledger::InkindRate> all;
    while (rows.next()) {
        all.push_back({rows.text(0), day_of(rows, 1), decimal_of(rows.integer(2)),
                       decimal_of(rows.integer(3)), rows.text(4)});
    }
    return all;
}

std::string const select_contribution =
    "SELECT c.entry_id, c.kind, c.first_day, c.last_day, c.minutes, c.rate, c.hourly, "
    "c.coefficient, c.value, c.method, COALESCE(party.name, ''), COALESCE(project.code, ''), "
    "c.label FROM contribution AS c "
    "LEFT JOIN party ON party.id = c.party_id "
    "LEFT JOIN project ON project.id = c.project_id ";

std::vector<ledger::Contribution> read_contributions(Rows rows)
{
    std::vector<ledger::Contribution> all;
    while (rows.next()) {
        ledger::Contribution one;
        one.entry = rows.integer(0);
        one.kind = parsed(rows, 1, ledger::parse_inkind_kind);
        one.period = {day_of(rows, 2), day_of(rows, 3)};
        one.minutes = rows.optional_integer(4);
        one.rate = rows.text(5);
        one.hourly = decimal_of(rows.integer(6));
        one.coefficient = decimal_of(rows.integer(7));
        one.value = core::cents(rows.integer(8));
        one.method = rows.text(9);
        one.party = rows.text(10);
        one.project = rows.text(11);
        one.label = rows.text(12);
        all.push_back(std::move(one));
    }
    return all;
}

std::string budget_line_select()
{
    return "SELECT budget_line.account, COALESCE(project.code, ''), budget_line.line_key, "
           "budget_line.label, budget_line.amount FROM budget_line "
           "LEFT JOIN project ON project.id = budget_line.project_id "
           "WHERE budget_line.budget_id = :budget ORDER BY budget_line.position";
}

} // namespace

std::vector<ledger::InkindRate> SqliteSession::rates(std::string const& name)
{
    return read_rates(connection_.query("SELECT name, from_day, hourly, coefficient, source "
                                        "FROM rate WHERE name = :name ORDER BY from_day",
                                        {{":name", name}}));
}

std::vector<ledger::InkindRate> SqliteSession::rates()
{
    return read_rates(connection_.query("SELECT name, from_day, hourly, coefficient, source "
                                        "FROM rate ORDER BY name, from_day"));
}

void SqliteSession::put_rate(ledger::InkindRate const& rate)
{
    connection_.execute("INSERT INTO rate (name, from_day, hourly, coefficient, source) VALUES "
                        "(:name, :from, :hourly, :coefficient, :source) "
                        "ON CONFLICT (name, from_day) DO UPDATE SET hourly = excluded.hourly, "
                        "coefficient = excluded.coefficient, source = excluded.source",
                        {{":name", rate.name},
                         {":from", day_number(rate.from)},
                         {":hourly", ten_thousandths(rate.hourly)},
                         {":coefficient", ten_thousandths(rate.coefficient)},
                         {":source", rate.source}});
}

void SqliteSession::add_contribution(ledger::Contribution const& contribution)
{
    require_draft(contribution.entry, "ledger.posted");
    write_contribution(rows_, contribution);
}

void SqliteSession::write_contribution(EntryStatements& statements,
                                       ledger::Contribution const& contribution)
{
    statements.contribution.run(
        contribution.entry, ledger::name_of(contribution.kind),
        day_number(contribution.period.first), day_number(contribution.period.last),
        contribution.minutes, contribution.rate, ten_thousandths(contribution.hourly),
        ten_thousandths(contribution.coefficient), contribution.value.in_cents(),
        contribution.method, party_or_none(contribution.party),
        project_or_none(contribution.project), contribution.label);
}

std::vector<ledger::Contribution> SqliteSession::contributions(std::string const& year, Which which)
{
    return read_contributions(connection_.query(
        select_contribution + "JOIN entry ON entry.id = c.entry_id WHERE entry.year_id = :year " +
            std::string{which == Which::all      ? ""
                        : which == Which::posted ? "AND entry.number IS NOT NULL "
                                                 : "AND entry.number IS NULL "} +
            "ORDER BY entry.date, c.entry_id, c.position",
        {{":year", year_id(year)}}));
}

std::vector<ledger::Contribution> SqliteSession::contributions_of(ledger::EntryId id)
{
    return read_contributions(connection_.query(
        select_contribution + "WHERE c.entry_id = :entry ORDER BY c.position", {{":entry", id}}));
}

std::vector<ledger::Budget> SqliteSession::budgets(std::string const& year)
{
    std::vector<ledger::Budget> all;
    auto heads = connection_.query("SELECT id, version, adopted_on, adopted_by FROM budget "
                                   "WHERE year_id = :year ORDER BY version",
                                   {{":year", year_id(year)}});
    while (heads.next()) {
        ledger::Budget budget{year, heads.text(1), std::nullopt, heads.text(3), {}};
        if (!heads.is_null(2)) {
            budget.adopted_on = day_of(heads, 2);
        }
        auto lines = connection_.query(budget_line_select(), {{":budget", heads.integer(0)}});
        while (lines.next()) {
            budget.lines.push_back({lines.text(0), lines.text(1), lines.text(2), lines.text(3),
                                    core::cents(lines.integer(4))});
        }
        all.push_back(std::move(budget));
    }
    return all;
}

std::int64_t SqliteSession::open_budget(ledger::Budget const& budget)
{
    Parameters const key{{":year", year_id(budget.year)}, {":version", budget.version}};
    auto rows = connection_.query("SELECT id, adopted_on, adopted_by FROM budget WHERE year_id = "
                                  ":year AND version = :version",
                                  key);
    if (!rows.next()) {
        auto const id = connection_.number(
            "INSERT INTO budget (id, year_id, version, adopted_by) VALUES ((SELECT "
            "COALESCE(MAX(id), 0) + 1 FROM budget), :year, :version, '') RETURNING id",
            key);
        COOP_ASSERT(id);
        return *id;
    }
    if (!rows.is_null(1)) {
        throw Error{ErrorKind::refused,
                    "budget.adopted",
                    {{"year", budget.year},
                     {"version", budget.version},
                     {"date", day_of(rows, 1)},
                     {"by", rows.text(2)}}};
    }
    auto const id = rows.integer(0);
    connection_.execute("DELETE FROM budget_line WHERE budget_id = :budget", {{":budget", id}});
    return id;
}

void SqliteSession::put_budget(ledger::Budget const& budget)
{
    auto const id = open_budget(budget);
    std::int64_t position = 0;
    for (auto const& line : budget.lines) {
        connection_.execute("INSERT INTO budget_line (budget_id, position, account, project_id, "
                            "line_key, label, amount) VALUES (:budget, :position, :account, "
                            ":project, :key, :label, :amount)",
                            {{":budget", id},
                             {":position", ++position},
                             {":account", line.account},
                             {":project", number_or_null(project_or_none(line.project))},
                             {":key", line.line},
                             {":label", line.label},
                             {":amount", line.amount.in_cents()}});
    }
    // Last, because an adopted budget takes no line any more.
    connection_.execute(
        "UPDATE budget SET adopted_on = :on, adopted_by = :by WHERE id = :id",
        {{":on", budget.adopted_on ? Value{day_number(*budget.adopted_on)} : Value{}},
         {":by", budget.adopted_by},
         {":id", id}});
}

} // namespace coop::store::sqlite
