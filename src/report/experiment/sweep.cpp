// SPDX-License-Identifier: GPL-3.0-or-later
#include "page.hpp"

#include <algorithm>

namespace coop::report {

using core::Money;
using core::Row;
using core::RowRole;

namespace {

core::Table grid_table(Page const& page, care::Experiment const& experiment, bool weak_allowed,
                       std::function<void()> const& tick)
{
    auto const& sweep = experiment.sweep;
    auto const& policy = experiment.policy;
    std::vector<Row> rows;
    for (std::size_t run = 0; run < care::grid_size(sweep); ++run) {
        auto const point = care::grid_point(sweep, run);
        auto const inputs =
            care::inputs_of(experiment, care::grid_changes(sweep, point), policy.rounding);
        for (auto const& year : care::compute(inputs, policy, weak_allowed).exercises) {
            Row row{std::to_string(run + 1) + "/" + year.label};
            for (std::size_t axis = 0; axis < point.size(); ++axis) {
                row.cells.emplace_back(sweep.grid[axis].words[point[axis]]);
            }
            row.cells.insert(row.cells.end(), {year.label, year.result, year.arrears});
            rows.push_back(std::move(row));
        }
        tick();
    }
    auto table = page.table("grid", {"exercise", "result_care", "debt"}, std::move(rows));
    mark_bounds(table, experiment, {{"result_care", "≤ "}, {"debt", "≥ "}});
    std::vector<core::Column> axes;
    for (auto const& axis : sweep.grid) {
        axes.push_back({axis.target.text, axis.target.text});
    }
    table.columns.insert(table.columns.begin(), axes.begin(), axes.end());
    return table;
}

core::Table draws_table(Page const& page, care::Experiment const& experiment,
                        DrawnResults const& drawn)
{
    std::vector<Row> rows;
    for (std::size_t t = 0; t < drawn.results.size(); ++t) {
        auto const& sorted = drawn.results[t];
        auto const label =
            t < experiment.exercises.size() ? experiment.exercises[t].label : page.word("total");
        Row row{label};
        row.cells.emplace_back(label);
        for (int const percent : quantile_percents) {
            row.cells.emplace_back(care::quantile(sorted, percent));
        }
        auto const negative = std::ranges::lower_bound(sorted, Money{}) - sorted.begin();
        auto const size = static_cast<std::int64_t>(sorted.size());
        row.cells.emplace_back(core::Ratio{size - negative, size});
        rows.push_back(std::move(row));
    }
    auto table = page.table("draws", {"exercise", "q5", "q25", "q50", "q75", "q95", "not_negative"},
                            std::move(rows));
    table.columns.front().words = "experiment.sum-";
    mark_bounds(table, experiment,
                {{"q5", "≤ "},
                 {"q25", "≤ "},
                 {"q50", "≤ "},
                 {"q75", "≤ "},
                 {"q95", "≤ "},
                 {"not_negative", "≤ "}});
    return table;
}

} // namespace

DrawnResults draw_results(care::Experiment const& experiment, bool weak_allowed,
                          std::function<void()> const& tick)
{
    auto const& draws = *experiment.sweep.draws;
    auto const years = experiment.exercises.size();
    DrawnResults drawn;
    drawn.results.resize(years > 1 ? years + 1 : years);
    care::Dice dice{experiment, draws};
    for (std::size_t run = 0; run < draws.count; ++run) {
        auto const inputs =
            care::inputs_of(experiment, dice.throw_all(), experiment.policy.rounding);
        auto const outcome = care::compute(inputs, experiment.policy, weak_allowed);
        Money sum;
        for (std::size_t t = 0; t < years; ++t) {
            drawn.results[t].push_back(outcome.exercises[t].result);
            sum += outcome.exercises[t].result;
        }
        if (years > 1) {
            drawn.results.back().push_back(sum);
        }
        tick();
    }
    for (auto& results : drawn.results) {
        std::ranges::sort(results);
    }
    return drawn;
}

void add_sweep(Page const& page, ExperimentFile const& file, ExperimentOptions const& options,
               core::Document& document, std::function<void()> const& tick)
{
    auto const& experiment = file.experiment;
    if (!experiment.sweep.grid.empty()) {
        document.blocks.emplace_back(grid_table(page, experiment, options.weak_allowed, tick));
    }
    if (auto const& draws = experiment.sweep.draws) {
        auto const drawn = draw_results(experiment, options.weak_allowed, tick);
        document.blocks.emplace_back(
            page.paragraph(draws->triangular ? "draws-triangular" : "draws-uniform",
                           {{"count", static_cast<std::int64_t>(draws->count)},
                            {"seed", std::to_string(draws->seed)}}));
        document.blocks.emplace_back(draws_table(page, experiment, drawn));
    }
}

} // namespace coop::report
