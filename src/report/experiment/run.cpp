// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/core/text.hpp>
#include <coop/report/experiment.hpp>

#include "page.hpp"

#include <algorithm>

namespace coop::report {

using care::Expectation;
using care::Figure;
using core::Document;
using core::Row;
using core::RowRole;

namespace {

core::Cell or_dash(std::optional<core::Money> amount)
{
    return amount ? core::Cell{*amount} : core::Cell{std::string{"–"}};
}

/// What is compared with the file, and what differs.
class Checker {
public:
    Checker(Page const& page, care::Experiment const& experiment)
        : page_(page), experiment_(experiment)
    {
    }

    void check(std::size_t scenario, care::Trial const& trial)
    {
        for (auto const& each : experiment_.expectations) {
            if (each.scenario != scenario) {
                continue;
            }
            auto figure = std::string{care::name_of(each.figure)};
            figure += each.selector.empty() ? "" : " " + each.selector;
            add(name_of_scenario(scenario), experiment_.exercises[each.exercise].label, figure,
                each.expected,
                care::is_of_bilan(each.figure)
                    ? care::bilan_total(experiment_, trial, each.exercise, each.figure)
                    : care::figure_of(trial.outcome, each.exercise, trial.policy, each.figure,
                                      each.selector),
                each.where);
        }
    }

    /// Lines of the livre are those of the case itself, in any presentation.
    void check_lines(care::Trial trial, bool weak_allowed)
    {
        for (auto const presentation : {care::Presentation::dette, care::Presentation::capital,
                                        care::Presentation::cloture}) {
            auto const is_asked = [&](auto const& line) {
                return line.presentation == presentation;
            };
            if (std::ranges::none_of(experiment_.expected_lines, is_asked)) {
                continue;
            }
            trial.policy.presentation = presentation;
            trial.outcome = care::compute(trial.inputs, trial.policy, weak_allowed);
            auto const book = care::post(trial.inputs, trial.outcome, trial.policy);
            for (auto const& line : experiment_.expected_lines) {
                if (is_asked(line)) {
                    add_line(line, trial.policy, book);
                }
            }
        }
    }

    void finish(Document& document)
    {
        if (rows_.empty()) {
            return;
        }
        auto const kept = static_cast<std::int64_t>(rows_.size() - notes_.size());
        document.blocks.emplace_back(
            page_.paragraph(notes_.empty() ? "expect-kept" : "expect-differs",
                            {{"kept", kept}, {"count", static_cast<std::int64_t>(rows_.size())}}));
        document.blocks.emplace_back(page_.table(
            "expect", {"scenario", "exercise", "figure", "expected", "got", "kept"}, rows_));
        std::get<core::Table>(document.blocks.back()).columns.back().words = "experiment.kept-";
        std::ranges::move(notes_, std::back_inserter(document.notes));
    }

private:
    std::string name_of_scenario(std::size_t scenario) const
    {
        return scenario == Expectation::base ? "base" : experiment_.scenarios[scenario].id;
    }

    void add_line(care::ExpectedLine const& line, care::Policy const& policy,
                  care::Book const& book)
    {
        std::string figure;
        for (auto const& option : care::policy_options()) {
            if (option.key == "presentation") {
                figure = std::string{care::word_of(policy, option)};
            }
        }
        figure += " " + std::string{care::name_of(line.journal)} + " " + line.account +
                  (line.debit ? " Dr" : " Cr");
        add("base", experiment_.exercises[line.exercise].label, figure, line.expected,
            care::line_of(book, line.exercise, line.journal, line.account, line.debit), line.where);
    }

    void add(std::string const& scenario, std::string const& exercise, std::string const& figure,
             core::Money expected, std::optional<core::Money> got, core::Where const& where)
    {
        bool const kept = got == expected;
        rows_.push_back(
            {scenario + "/" + exercise + "/" + figure,
             RowRole::item,
             0,
             {scenario, exercise, figure, expected, or_dash(got), std::string{kept ? "yes" : "no"}},
             {}});
        if (!kept) {
            notes_.push_back({core::Severity::error,
                              "care.expect",
                              {{"scenario", scenario},
                               {"exercise", exercise},
                               {"figure", figure},
                               {"expected", expected},
                               {"got", or_dash(got)}},
                              where});
        }
    }

    Page const& page_;
    care::Experiment const& experiment_;
    std::vector<Row> rows_;
    std::vector<core::Diagnostic> notes_;
};

void add_results(std::vector<Row>& rows, std::string const& scenario, care::Trial const& trial)
{
    for (std::size_t t = 0; t < trial.outcome.exercises.size(); ++t) {
        auto const& year = trial.outcome.exercises[t];
        auto const figure = [&](Figure each) {
            return care::figure_of(trial.outcome, t, trial.policy, each, "")
                .value_or(core::Money{});
        };
        rows.push_back(
            {scenario + "/" + year.label,
             RowRole::item,
             0,
             {scenario, year.label, year.legal_result, figure(Figure::due), figure(Figure::done),
              figure(Figure::unmet), figure(Figure::arrears_repaid), year.result,
              figure(Figure::debt), figure(Figure::distributable)},
             {}});
    }
}

core::Table results_table(Page const& page, care::Experiment const& experiment,
                          std::vector<Row> const& rows)
{
    auto table = page.table("results",
                            {"scenario", "exercise", "legal_result", "due", "done", "unmet",
                             "arrears_repaid", "result_care", "debt", "distributable"},
                            rows);
    hide_if_nil(table, rows, {"arrears_repaid"});
    mark_bounds(table, experiment,
                {{"due", "≥ "}, {"unmet", "≥ "}, {"result_care", "≤ "}, {"debt", "≥ "}});
    return table;
}

std::string exercises_of(care::Experiment const& experiment)
{
    return core::join(experiment.exercises, ", ", &care::ExperimentExercise::label);
}

bool any_weak(care::Experiment const& experiment)
{
    return care::is_weak(experiment.policy) ||
           std::ranges::any_of(experiment.scenarios,
                               [](auto const& each) { return care::is_weak(each.policy); });
}

void add_warnings(Page const& page, care::Experiment const& experiment, Document& document)
{
    if (any_weak(experiment)) {
        document.blocks.emplace_back(page.paragraph("weak"));
    }
    add_unvalued(page, experiment, document);
}

void add_words(Page const& page, care::Experiment const& experiment, Document& document)
{
    for (auto const* text : {&experiment.description, &experiment.note}) {
        if (!text->empty()) {
            document.blocks.emplace_back(core::Paragraph{*text});
        }
    }
    if (!experiment.source.empty()) {
        document.blocks.emplace_back(page.paragraph("source", {{"source", experiment.source}}));
    }
}

bool has_memo(care::Outcome const& outcome)
{
    for (auto const& year : outcome.exercises) {
        for (auto const& memo : year.memos) {
            if (!care::total(memo).is_zero()) {
                return true;
            }
        }
    }
    return false;
}

} // namespace

Document run_experiment(ExperimentFile const& file, ExperimentOptions const& options)
{
    auto const& experiment = file.experiment;
    Page const page{options.language};
    Document document{.id = "care-run",
                      .title = experiment.title,
                      .subtitle =
                          page.word(experiment.exercises.size() == 1 ? "exercise" : "exercises",
                                    {{"exercises", exercises_of(experiment)}})};
    std::uint64_t done = 0;
    auto const total = 1 + experiment.scenarios.size() + care::grid_size(experiment.sweep) +
                       (experiment.sweep.draws ? experiment.sweep.draws->count : 0);
    auto const tick = [&] {
        if (options.progress) {
            options.progress(++done, total);
        }
    };
    auto const base = care::try_out(experiment, nullptr, options.weak_allowed);
    Checker checker{page, experiment};
    checker.check(Expectation::base, base);
    checker.check_lines(base, options.weak_allowed);
    std::vector<Row> results;
    add_results(results, "base", base);
    tick();
    for (std::size_t s = 0; s < experiment.scenarios.size(); ++s) {
        auto const& scenario = experiment.scenarios[s];
        auto const trial = care::try_out(experiment, &scenario, options.weak_allowed);
        checker.check(s, trial);
        add_results(results, scenario.id, trial);
        tick();
    }
    add_words(page, experiment, document);
    add_warnings(page, experiment, document);
    document.blocks.emplace_back(results_table(page, experiment, results));
    document.blocks.emplace_back(positions_table(page, experiment, base));
    if (has_memo(base.outcome)) {
        document.blocks.emplace_back(memo_table(page, experiment, base));
    }
    if (options.journal) {
        document.blocks.emplace_back(journal_table(page, base));
    }
    add_statements(page, experiment, base, options, document);
    add_sweep(page, file, options, document, tick);
    checker.finish(document);
    document.blocks.emplace_back(policy_table(page, experiment.policy));
    document.blocks.emplace_back(provenance(page, file));
    document.blocks.emplace_back(page.paragraph("not-accredited"));
    return document;
}

} // namespace coop::report
