// SPDX-License-Identifier: GPL-3.0-or-later
#include "page.hpp"

#include <array>
#include <optional>

namespace coop::report {

using care::Position;
using core::Money;
using core::Row;
using core::RowRole;

namespace {

/// The amounts of a row of the table of positions.
struct Amounts {
    Money opening, due, revision, done, repaid, unmet, arrears_repaid, debt, advance, surplus;

    void operator+=(Amounts const& other)
    {
        opening += other.opening;
        due += other.due;
        revision += other.revision;
        done += other.done;
        repaid += other.repaid;
        unmet += other.unmet;
        arrears_repaid += other.arrears_repaid;
        debt += other.debt;
        advance += other.advance;
        surplus += other.surplus;
    }
};

Amounts amounts_of(Position const& position)
{
    return {position.opening,
            position.consumption,
            position.revision - position.remission,
            position.done,
            position.repaid(),
            position.unmet(),
            position.arrears_repaid(),
            position.arrears(),
            position.advance(),
            position.surplus};
}

Row row_of(std::string const& exercise, std::string const& key, Amounts const& amounts,
           RowRole role)
{
    return {exercise + "/" + key,
            role,
            0,
            {exercise, key, amounts.opening, amounts.due, amounts.revision, amounts.done,
             amounts.repaid, amounts.unmet, amounts.arrears_repaid, amounts.debt, core::Cell{},
             core::Cell{}, amounts.advance, amounts.surplus},
            {}};
}

/// How many exercises ago the oldest arrears fell due, and which one that was.
void put_age(Row& row, Position const& position, care::Outcome const& outcome, std::size_t exercise)
{
    if (position.layers.empty()) {
        return;
    }
    auto const oldest = position.layers.front().exercise;
    bool const before = oldest == care::Layer::before;
    row.cells[10] = static_cast<std::int64_t>(before ? exercise + 1 : exercise - oldest);
    row.cells[11] = before ? "before" : outcome.exercises[oldest].label;
}

/// A capital without cost: no amount, and no nil either.
Row unvalued_row(std::string const& exercise, std::string const& id)
{
    Row row{exercise + "/" + id, RowRole::item, 0, {exercise, id}, {}};
    row.cells.resize(14);
    row.cells[3] = "none";
    return row;
}

bool is_of(std::string const& id, char family)
{
    return id.starts_with(family);
}

} // namespace

core::Table positions_table(Page const& page, care::Experiment const& experiment,
                            care::Trial const& trial)
{
    auto const& outcome = trial.outcome;
    std::vector<Row> rows;
    for (std::size_t t = 0; t < outcome.exercises.size(); ++t) {
        auto const& year = outcome.exercises[t];
        Amounts total;
        for (char const family : {'N', 'H', '*'}) {
            std::optional<Amounts> sum;
            for (std::size_t g = 0; g < outcome.groups.size(); ++g) {
                auto const id = care::id_of(outcome.groups[g]);
                if (is_of(id, family)) {
                    auto const amounts = amounts_of(year.positions[g]);
                    rows.push_back(row_of(year.label, id, amounts, RowRole::item));
                    put_age(rows.back(), year.positions[g], outcome, t);
                    sum = sum.value_or(Amounts{});
                    *sum += amounts;
                }
            }
            for (auto const& each : experiment.items) {
                auto const id = care::id_of(each.item);
                if (!each.item.valued && is_of(id, family)) {
                    rows.push_back(unvalued_row(year.label, id));
                }
            }
            if (sum && family != '*') {
                rows.push_back(row_of(year.label, std::string(1, family), *sum, RowRole::subtotal));
            }
            total += sum.value_or(Amounts{});
        }
        rows.push_back(row_of(year.label, "total", total, RowRole::total));
    }
    auto table =
        page.table("positions",
                   {"exercise", "capital", "opening", "due", "revision", "done", "repaid", "unmet",
                    "arrears_repaid", "debt", "age", "since", "advance", "surplus"},
                   rows);
    hide_if_nil(table, rows, {"opening", "revision", "arrears_repaid", "advance", "surplus"});
    // What has no cost is missing from every sum.
    bool const whole = unvalued_items(experiment).empty();
    table.columns[1].words = whole ? "experiment.sum-" : "experiment.least-";
    table.columns[3].words = "experiment.due-";
    table.columns[11].words = "experiment.since-";
    return table;
}

core::Table memo_table(Page const& page, care::Experiment const& experiment,
                       care::Trial const& trial)
{
    std::vector<Row> rows;
    for (auto const& year : trial.outcome.exercises) {
        for (std::size_t i = 0; i < year.memos.size(); ++i) {
            auto const& memo = year.memos[i];
            auto const id = care::id_of(experiment.items[i].item);
            for (auto const& [key, amount] :
                 std::array<std::pair<char const*, Money>, 5>{{{"restoration", memo.restoration},
                                                               {"inherited", memo.inherited},
                                                               {"avoidance", memo.avoidance},
                                                               {"monitoring", memo.monitoring},
                                                               {"third", memo.third_party}}}) {
                if (!amount.is_zero()) {
                    rows.push_back({year.label + "/" + id + "/" + key,
                                    RowRole::item,
                                    0,
                                    {year.label, id, std::string{key}, amount},
                                    {}});
                }
            }
        }
    }
    auto table = page.table("memo", {"exercise", "capital", "kind", "amount"}, std::move(rows));
    table.columns[2].words = "experiment.memo-";
    return table;
}

} // namespace coop::report
