// SPDX-License-Identifier: GPL-3.0-or-later
#include "measured.hpp"
#include "report/builders.hpp"
#include "report/wording.hpp"

#include <utility>

namespace coop::report {

using core::Row;
using core::RowRole;

core::Document build_care_biophysique(Facts const& facts, Request const& request)
{
    CareView const view{facts, request};
    auto document = view.document("care-biophysique");
    core::Table table{
        "biophysical",
        {},
        view.columns({"label", "good_state", "opening_state", "degradation", "preservation",
                      "closing_state", "good", "marks", "capital", "unit", "direction", "lower",
                      "upper", "uncertainty", "grade", "source"}),
        {}};
    table.columns[6].words = "report.care.good.";
    for (std::size_t i = 8; i < table.columns.size(); ++i) {
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
        auto const bare = [&](std::optional<core::Decimal> const& value) {
            return value ? core::Cell{core::Quantity{*value, {}}} : core::Cell{};
        };
        rows.push_back(make_row(
            view.figure(indicator->id, "measured"), RowRole::item, 1,
            {indicator->name + (indicator->unit.empty() ? "" : " (" + indicator->unit + ")"),
             good_state(view, *indicator, year), bare(year.opening), bare(year.degradation),
             bare(year.preservation), year.closing ? bare(year.closing) : words(year.level),
             good_word(*indicator, year), words(view.marks(year.flags)), indicator->capital,
             words(indicator->unit), std::string{care::direction_words.of(indicator->direction)},
             bare(year.lower), bare(year.upper), bare(year.uncertainty), words(year.grade),
             words(year.source)}));
    }
    table.rows = core::rows(std::move(rows));
    document.blocks.emplace_back(std::move(table));
    document.blocks.emplace_back(core::Paragraph{view.word("no-score")});
    view.close(document);
    return document;
}

} // namespace coop::report
