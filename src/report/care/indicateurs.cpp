// SPDX-License-Identifier: GPL-3.0-or-later
#include "measured.hpp"
#include "report/builders.hpp"
#include "report/wording.hpp"

#include <coop/core/text.hpp>

#include <algorithm>
#include <utility>

namespace coop::report {

using core::Row;
using core::RowRole;

namespace {

/// What a page has room for; the series has every exercise.
constexpr std::size_t exercises_shown = 4;

core::Table over_years(CareView const& view)
{
    core::Table table{"indicators", {}, view.columns({"label", "good_state"}), {}};
    auto const first = view.n() + 1 - std::min(view.n() + 1, exercises_shown);
    for (auto t = first; t <= view.n(); ++t) {
        table.columns.push_back({view.label_of(t), view.label_of(t)});
    }
    for (auto& column : view.columns({"good", "marks"})) {
        table.columns.push_back(std::move(column));
    }
    table.columns[table.columns.size() - 2].words = "report.care.good.";
    std::vector<Row> rows;
    std::string capital;
    for (auto const* indicator : ordered_indicators(view)) {
        if (indicator->capital != capital) {
            capital = indicator->capital;
            rows.push_back(make_row(capital, RowRole::heading, 0, {capital_name(view, capital)}));
        }
        auto const& last = indicator->years[view.n()];
        auto row = make_row(view.figure(indicator->id, "measured"), RowRole::item, 1,
                            {indicator->name, good_state(view, *indicator, last)});
        for (auto t = first; t <= view.n(); ++t) {
            auto const& year = indicator->years[t];
            auto partial = partial_text(view, year);
            row.cells.push_back(partial.empty() ? measured(*indicator, year.closing, year.level)
                                                : core::Cell{std::move(partial)});
        }
        row.cells.emplace_back(good_word(*indicator, last));
        row.cells.push_back(words(view.marks(last.flags)));
        rows.push_back(std::move(row));
    }
    table.rows = core::rows(std::move(rows));
    return table;
}

core::Cell bare(std::optional<core::Decimal> const& value)
{
    return value ? core::Cell{core::Quantity{*value, {}}} : core::Cell{};
}

core::Cell count_of(IndicatorYear const& year, std::int64_t count)
{
    return year.expected > 0 ? core::Cell{count} : core::Cell{};
}

std::string flag_keys(std::set<CareFlag> const& flags)
{
    return core::join(flags, " ", [](auto const& flag) { return name_of(flag); });
}

core::Table series(CareView const& view)
{
    core::Table table{
        "series",
        {},
        view.columns({"exercise", "indicator", "capital", "unit", "direction", "value", "level",
                      "uncertainty", "lower", "upper", "good_level", "good", "grade", "marks",
                      "source", "aggregate", "bound", "counted", "expected"}),
        {},
        true};
    std::vector<Row> rows;
    for (auto const* indicator : ordered_indicators(view)) {
        for (std::size_t t = 0; t <= view.n(); ++t) {
            auto const& year = indicator->years[t];
            rows.push_back(make_row(
                view.label_of(t) + "/" + indicator->id + "/series", RowRole::item, 0,
                {view.label_of(t), indicator->id, indicator->capital, words(indicator->unit),
                 std::string{care::direction_words.of(indicator->direction)}, bare(year.closing),
                 words(year.level), bare(year.uncertainty), bare(year.lower), bare(year.upper),
                 words(year.good_level), good_word(*indicator, year), words(year.grade),
                 words(flag_keys(year.flags)), words(year.source),
                 std::string{care::aggregate_words.of(indicator->aggregate)}, words(bound_of(year)),
                 count_of(year, year.counted), count_of(year, year.expected)}));
        }
    }
    table.rows = core::rows(std::move(rows));
    return table;
}

} // namespace

core::Document build_care_indicateurs(Facts const& facts, Request const& request)
{
    CareView const view{facts, request};
    auto document = view.document("care-indicateurs");
    document.blocks.emplace_back(over_years(view));
    document.blocks.emplace_back(series(view));
    document.blocks.emplace_back(core::Paragraph{view.word("no-score")});
    view.close(document);
    return document;
}

} // namespace coop::report
