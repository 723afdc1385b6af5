// SPDX-License-Identifier: GPL-3.0-or-later
#include "page.hpp"

#include <coop/core/text.hpp>

namespace coop::report {

using core::Money;
using core::Row;

namespace {

/// One observation a row. Names of variables are stable: whoever analyses them writes them down.
class Observations {
public:
    explicit Observations(std::string experiment) : experiment_(std::move(experiment)) {}

    void add(std::string const& scenario, care::Trial const& trial)
    {
        scenario_ = scenario;
        auto const& outcome = trial.outcome;
        for (std::size_t t = 0; t < outcome.exercises.size(); ++t) {
            auto const& year = outcome.exercises[t];
            exercise_ = year.label;
            put("", "", "legal_result", year.legal_result);
            put("", "", "result_care", year.result);
            put("", "", "debt", year.arrears);
            put("", "", "distributable", care::distributable(year, trial.policy));
            for (std::size_t g = 0; g < outcome.groups.size(); ++g) {
                add(outcome.groups[g], year.positions[g]);
            }
            for (std::size_t i = 0; i < trial.inputs.items.size(); ++i) {
                add(trial.inputs.items[i], trial.inputs.exercises[t].items[i], year.memos[i]);
            }
        }
    }

    void add_draws(care::Experiment const& experiment, DrawnResults const& drawn)
    {
        scenario_ = "draws";
        for (std::size_t t = 0; t < experiment.exercises.size(); ++t) {
            exercise_ = experiment.exercises[t].label;
            for (int const percent : quantile_percents) {
                put("", "", "result_care_q" + std::to_string(percent),
                    care::quantile(drawn.results[t], percent));
            }
        }
    }

    std::vector<Row> take() { return std::move(rows_); }

private:
    void add(care::Group const& group, care::Position const& position)
    {
        auto const observe = [&](char const* variable, Money amount) {
            put(group.capital, group.action, variable, amount);
        };
        observe("opening", position.opening);
        observe("budget", position.budget + position.complement);
        observe("due", position.consumption);
        observe("revision", position.revision);
        observe("remission", position.remission);
        observe("done", position.done);
        observe("repaid", position.repaid());
        observe("unmet", position.unmet());
        observe("arrears_repaid", position.arrears_repaid());
        observe("surplus", position.surplus);
        observe("debt", position.arrears());
        observe("advance", position.advance());
        observe("in_legal_book", position.in_legal_book);
    }

    void add(care::Item const& item, care::ItemYear const& year, care::Memo const& memo)
    {
        if (!item.valued) {
            put(item.capital, item.action, "valuation", std::string{"none"}, "");
        }
        for (auto const& [funding, name] : care::funding_words) {
            auto const f = static_cast<std::size_t>(funding);
            auto const paid = year.done.in_books[f] + year.done.outside[f];
            if (!paid.is_zero()) {
                put(item.capital, item.action, "done_" + std::string{name}, paid);
            }
        }
        if (auto const total = care::total(memo); !total.is_zero()) {
            put(item.capital, item.action, "memo", total);
        }
    }

    void put(std::string const& capital, std::string const& action, std::string const& variable,
             core::Cell value, std::string const& unit = "EUR")
    {
        Row row{std::to_string(rows_.size() + 1)};
        row.cells = {experiment_, scenario_, exercise_,        capital,
                     action,      variable,  std::move(value), unit};
        rows_.push_back(std::move(row));
    }

    std::string experiment_;
    std::string scenario_;
    std::string exercise_;
    std::vector<Row> rows_;
};

/// The grid's factors as the name of a scenario: `due:*=1.1 done:N.*=0.9`.
std::string name_of_point(care::Sweep const& sweep, std::vector<std::size_t> const& point)
{
    auto axis = sweep.grid.begin();
    return core::join(point, " ", [&](std::size_t at) {
        auto const& each = *axis++;
        return each.target.text + "=" + each.words[at];
    });
}

} // namespace

core::Document tidy_experiments(std::span<ExperimentFile const> files,
                                ExperimentOptions const& options)
{
    Page const page{options.language};
    std::vector<Row> rows;
    for (auto const& file : files) {
        auto const& experiment = file.experiment;
        Observations observed{experiment.id};
        observed.add("base", care::try_out(experiment, nullptr, options.weak_allowed));
        for (auto const& scenario : experiment.scenarios) {
            observed.add(scenario.id, care::try_out(experiment, &scenario, options.weak_allowed));
        }
        for (std::size_t run = 0; run < care::grid_size(experiment.sweep); ++run) {
            auto const point = care::grid_point(experiment.sweep, run);
            care::Scenario scenario;
            scenario.policy = experiment.policy;
            scenario.where = experiment.where;
            scenario.changes = care::grid_changes(experiment.sweep, point);
            observed.add(name_of_point(experiment.sweep, point),
                         care::try_out(experiment, &scenario, options.weak_allowed));
        }
        if (experiment.sweep.draws) {
            observed.add_draws(experiment, draw_results(experiment, options.weak_allowed, [] {}));
        }
        auto some = observed.take();
        rows.insert(rows.end(), std::make_move_iterator(some.begin()),
                    std::make_move_iterator(some.end()));
    }
    core::Document document{.id = "care-tidy", .title = page.word("table-tidy")};
    document.blocks.emplace_back(page.table(
        "tidy",
        {"experiment", "scenario", "exercise", "capital", "action", "variable", "value", "unit"},
        std::move(rows)));
    return document;
}

} // namespace coop::report
