// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/builders.hpp"
#include "report/wording.hpp"
#include "view.hpp"

#include <fmt/format.h>

#include <map>
#include <utility>

// What is owed to each capital: how it changed, who paid for the work, how old it is. A position
// may be one person's: they are published by capital.

namespace coop::report {

using core::Cell;
using core::Money;
using core::Row;
using core::RowRole;

namespace {

/// A column: readers do not see one that holds nothing but may (`usual` = false).
struct SumColumn {
    std::string_view key;
    Money (*of)(CareSums const&);
    bool usual = true;
};

bool is_nil(CareView const& view, SumColumn const& column)
{
    for (auto const& family : families_of(view.facts())) {
        if (!column.of(sums_of(view.facts(), view.n(), family)).is_zero()) {
            return false;
        }
    }
    return true;
}

/// A row per capital under its family, and the total of all.
core::Table by_capital(CareView const& view, std::string_view id, std::string_view measure,
                       std::vector<SumColumn> const& sums)
{
    core::Table table{
        std::string{id}, view.word("table." + std::string{id}), view.columns({"label"}), {}};
    for (auto const& column : sums) {
        table.columns.push_back(view.columns({column.key}).front());
        table.columns.back().machine_only = !column.usual && is_nil(view, column);
    }
    std::vector<Row> rows;
    auto const add = [&](std::string const& subject, std::string label, RowRole role, int depth) {
        auto row = make_row(view.figure(subject, measure), role, depth,
                            {view.bounded(std::move(label), view.bound(subject, Bound::at_least))});
        auto const all = sums_of(view.facts(), view.n(), subject);
        for (auto const& column : sums) {
            if (is_masked(view.facts(), subject)) {
                row.cells.push_back(column.usual ? view.not_published() : Cell{});
                continue;
            }
            auto const amount = column.of(all);
            row.cells.push_back(column.usual ? Cell{amount} : side(amount));
        }
        rows.push_back(std::move(row));
    };
    add_by_family(view, rows, add);
    table.rows = core::rows(std::move(rows));
    return table;
}

core::Table changes(CareView const& view)
{
    return by_capital(view, "debts", "closing",
                      {{"opening", [](CareSums const& sums) { return sums.opening; }},
                       {"due", [](CareSums const& sums) { return sums.consumption; }},
                       {"repaid", [](CareSums const& sums) { return -sums.repaid; }},
                       {"revision", [](CareSums const& sums) { return sums.revision; }, false},
                       {"remission", [](CareSums const& sums) { return -sums.remission; }, false},
                       {"closing", [](CareSums const& sums) { return sums.closing; }}});
}

core::Table arrears(CareView const& view)
{
    return by_capital(
        view, "arrears", "debt",
        {{"arrears", [](CareSums const& sums) { return sums.arrears; }},
         {"in_legal_book", [](CareSums const& sums) { return sums.in_legal_book; }, false},
         {"beyond", [](CareSums const& sums) { return sums.arrears - sums.in_legal_book; }},
         {"advance", [](CareSums const& sums) { return sums.advance; }, false}});
}

template <care::Funding funding>
Money paid_by(CareSums const& sums)
{
    return sums.funding[static_cast<std::size_t>(funding)];
}

core::Table fundings(CareView const& view)
{
    return by_capital(view, "funding", "done",
                      {{"own", paid_by<care::Funding::own>, false},
                       {"grant", paid_by<care::Funding::grant>, false},
                       {"third", paid_by<care::Funding::third>, false},
                       {"volunteer", paid_by<care::Funding::volunteer>, false},
                       {"done_all", [](CareSums const& sums) { return sums.done; }},
                       {"surplus", [](CareSums const& sums) { return sums.surplus; }, false}});
}

/// Arrears of a capital by the exercise in which they fell due.
core::Table ages(CareView const& view)
{
    core::Table table{
        "ages", view.word("table.ages"), view.columns({"label", "since", "age", "amount"}), {}};
    std::map<std::string, std::map<std::size_t, Money>> layers; // `before` + 1 = 0
    auto const& outcome = view.facts().outcome;
    for (std::size_t g = 0; g < outcome.groups.size(); ++g) {
        for (auto const& layer : outcome.exercises[view.n()].positions[g].layers) {
            layers[outcome.groups[g].capital][layer.exercise + 1] += layer.amount;
        }
    }
    std::vector<Row> rows;
    Money total;
    for (auto const& family : families_of(view.facts())) {
        auto subjects = capitals_of(view.facts(), family);
        subjects.push_back({family, view.family_name(family), true, {}});
        for (auto const& subject : subjects) {
            for (auto const& [after, amount] : layers[subject.id]) {
                auto const since = after == 0 ? view.before_first() : view.label_of(after - 1);
                auto const age =
                    after == 0 ? Cell{} : Cell{static_cast<std::int64_t>(view.n() + 1 - after)};
                rows.push_back(make_row(
                    view.figure(subject.id, fmt::format("layer-{}", after == 0 ? "before" : since)),
                    RowRole::item, 0, {view.name_of(subject), since, age, amount}));
                total += amount;
            }
        }
    }
    if (rows.empty()) {
        return {};
    }
    rows.push_back(make_row(view.figure({}, "debt"), RowRole::total, 0,
                            {view.word("total"),
                             {},
                             {},
                             is_masked(view.facts(), {}) ? view.not_published() : Cell{total}}));
    table.rows = core::rows(std::move(rows));
    return table;
}

/// Per capital and exercise, for charts: due against done, and what stands.
core::Table series(CareView const& view)
{
    core::Table table{"series",
                      {},
                      view.columns({"exercise", "capital", "opening", "due", "repaid", "closing",
                                    "arrears", "in_legal_book", "surplus"}),
                      {},
                      true};
    std::vector<Row> rows;
    for (auto t = view.since(); t <= view.n(); ++t) {
        for (auto const& family : families_of(view.facts())) {
            for (auto const& capital : capitals_of(view.facts(), family)) {
                if (!has_positions(view.facts(), capital.id)) {
                    continue;
                }
                auto const sums = sums_of(view.facts(), t, capital.id);
                rows.push_back(make_row(
                    view.label_of(t) + "/" + capital.id + "/series", RowRole::item, 0,
                    {view.label_of(t), capital.id, sums.opening, sums.consumption, sums.repaid,
                     sums.closing, sums.arrears, sums.in_legal_book, sums.surplus}));
            }
        }
    }
    table.rows = core::rows(std::move(rows));
    return table;
}

/// What is due and done of each action, in euros and in its own unit.
core::Table work(CareView const& view)
{
    core::Table table{"work",
                      view.word("table.work"),
                      view.columns({"label", "due", "done_all", "due_quantity", "done_quantity",
                                    "missing_quantity", "remark"}),
                      {}};
    auto const& facts = view.facts();
    std::vector<Row> rows;
    for (std::size_t i = 0; i < facts.inputs.items.size(); ++i) {
        auto const& item = facts.inputs.items[i];
        auto const id = care::id_of(item);
        auto const known = std::ranges::find(facts.work, id, &CareWork::item);
        if (!item.valued || item.action.empty() || known == facts.work.end()) {
            continue;
        }
        auto const& year = facts.inputs.exercises[view.n()].items[i];
        auto const& quantity = known->years[view.n()];
        auto const cell = [&](std::optional<core::Decimal> const& value) -> Cell {
            return value ? Cell{core::Quantity{*value, known->unit}} : Cell{};
        };
        auto const missing = quantity.missing.value_or(core::Decimal{});
        Money done;
        for (auto const amount : funding_of(facts, year)) {
            done += amount;
        }
        rows.push_back(make_row(
            view.figure(id, "planned"), RowRole::item, 0,
            {view.name_of_item(id), year.planned, done, cell(quantity.due), cell(quantity.done),
             cell(quantity.missing),
             missing.units == 0
                 ? Cell{}
                 : Cell{view.word("work.missing", {{"quantity", cell(quantity.missing)}})}}));
    }
    if (rows.empty()) {
        return {};
    }
    table.rows = core::rows(std::move(rows));
    return table;
}

/// What those concerned are asked and have not signed: in no figure above.
core::Table asked(CareView const& view)
{
    core::Table table{"asked",
                      view.word("table.asked"),
                      view.columns({"label", "asked_as", "asked_on", "amount", "asked_state"}),
                      {}};
    table.columns[1].words = "report.care.asked.";
    table.columns[4].words = "care-word.";
    std::vector<Row> rows;
    for (auto const& one : view.facts().asked) {
        rows.push_back(make_row(view.figure(one.item, "asked"), RowRole::item, 0,
                                {view.name_of_item(one.item), one.kind, one.date, one.amount,
                                 std::string{care::name_of(one.standing)}}));
    }
    if (rows.empty()) {
        return {};
    }
    table.rows = core::rows(std::move(rows));
    return table;
}

} // namespace

core::Document build_care_dettes(Facts const& facts, Request const& request)
{
    CareView const view{facts, request};
    auto document = view.document("care-dettes");
    document.blocks.emplace_back(changes(view));
    document.blocks.emplace_back(arrears(view));
    document.blocks.emplace_back(fundings(view));
    for (auto* const made : {work, asked}) {
        if (auto table = made(view); !table.columns.empty()) {
            document.blocks.emplace_back(std::move(table));
        }
    }
    if (auto table = ages(view); !table.columns.empty()) {
        document.blocks.emplace_back(std::move(table));
    }
    document.blocks.emplace_back(series(view));
    view.close(document);
    return document;
}

} // namespace coop::report
