// SPDX-License-Identifier: GPL-3.0-or-later
#include "measured.hpp"
#include "report/builders.hpp"
#include "report/wording.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace coop::report {

using core::Row;
using core::RowRole;

namespace {

core::Cell bare(std::optional<core::Decimal> const& value)
{
    return value ? core::Cell{core::Quantity{*value, {}}} : core::Cell{};
}

core::Cell shown_closing(CareView const& view, IndicatorYear const& year)
{
    if (auto text = partial_text(view, year); !text.empty()) {
        return text;
    }
    return year.closing ? bare(year.closing) : words(year.level);
}

/// How the year was read, and what is missing of it.
std::vector<core::Cell> machine_reading(CareView const& view, CareIndicator const& indicator,
                                        IndicatorYear const& year)
{
    auto const some = [&](std::int64_t count) {
        return year.expected > 0 ? core::Cell{count} : core::Cell{};
    };
    return {std::string{care::aggregate_words.of(indicator.aggregate)}, words(bound_of(year)),
            some(year.counted), some(year.expected), words(partial_text(view, year))};
}

/// What is due and done of each action, in its own unit.
core::Table work(CareView const& view)
{
    core::Table table{"work",
                      view.word("table.physical-work"),
                      view.columns({"label", "due_before", "due_quantity", "done_quantity",
                                    "missing_quantity", "action", "unit"}),
                      {}};
    table.columns[5].machine_only = true;
    table.columns[6].machine_only = true;
    std::vector<Row> rows;
    for (auto const& one : view.facts().work) {
        auto const cell = [&](std::optional<core::Decimal> const& value) {
            return value ? core::Cell{core::Quantity{*value, one.unit}} : core::Cell{};
        };
        auto const& year = one.years[view.n()];
        rows.push_back(make_row(view.figure(one.item, "work-done"), RowRole::item, 0,
                                {view.name_of_item(one.item), cell(year.opening), cell(year.due),
                                 cell(year.done), cell(year.missing), one.item, words(one.unit)}));
    }
    if (rows.empty()) {
        return {};
    }
    table.rows = core::rows(std::move(rows));
    return table;
}

} // namespace

core::Document build_care_biophysique(Facts const& facts, Request const& request)
{
    CareView const view{facts, request};
    auto document = view.document("care-biophysique");
    core::Table table{"biophysical",
                      {},
                      view.columns({"label",        "good_state",    "opening_state", "degradation",
                                    "preservation", "closing_state", "closing_state", "good",
                                    "marks",        "capital",       "unit",          "direction",
                                    "lower",        "upper",         "uncertainty",   "grade",
                                    "source",       "aggregate",     "bound",         "counted",
                                    "expected",     "partial"}),
                      {}};
    table.columns[5].key = "closing_shown";
    table.columns[5].reader_only = true;
    table.columns[6].machine_only = true;
    table.columns[7].words = "report.care.good.";
    for (std::size_t i = 9; i < table.columns.size(); ++i) {
        table.columns[i].machine_only = true;
    }
    std::vector<Row> rows;
    std::string capital;
    for (auto const* indicator : ordered_indicators(view)) {
        if (indicator->capital != capital) {
            capital = indicator->capital;
            rows.push_back(make_row(capital, RowRole::heading, 0, {capital_name(view, capital)}));
        }
        auto const& year = indicator->years[view.n()];
        auto row = make_row(
            view.figure(indicator->id, "measured"), RowRole::item, 1,
            {indicator->name + (indicator->unit.empty() ? "" : " (" + indicator->unit + ")"),
             good_state(view, *indicator, year),
             year.opening ? bare(year.opening) : words(year.opening_level), bare(year.degradation),
             bare(year.preservation), shown_closing(view, year),
             year.closing ? bare(year.closing) : words(year.level), good_word(*indicator, year),
             words(view.marks(year.flags)), indicator->capital, words(indicator->unit),
             std::string{care::direction_words.of(indicator->direction)}, bare(year.lower),
             bare(year.upper), bare(year.uncertainty), words(year.grade), words(year.source)});
        std::ranges::move(machine_reading(view, *indicator, year), std::back_inserter(row.cells));
        rows.push_back(std::move(row));
    }
    table.rows = core::rows(std::move(rows));
    document.blocks.emplace_back(std::move(table));
    if (auto physical = work(view); !physical.columns.empty()) {
        document.blocks.emplace_back(std::move(physical));
    }
    document.blocks.emplace_back(core::Paragraph{view.word("no-score")});
    view.close(document);
    return document;
}

} // namespace coop::report
