// SPDX-License-Identifier: GPL-3.0-or-later
#include "property.hpp"

#include <coop/care/experiment.hpp>
#include <coop/exchange/experiment.hpp>

#include <algorithm>

// An experiment that is read can be computed: whatever stops it then is a rule or an amount too
// large, with a sentence.

namespace coop::fuzz {

namespace {

/// Runs that a moment has time for.
constexpr std::size_t runs_max = 20;

std::optional<care::Experiment> read(std::string_view bytes)
{
    try {
        return exchange::read_experiment(bytes, "x.toml");
    } catch (core::Error const& error) {
        bool const rule = error.kind() == core::ErrorKind::refused;
        hold_refusal(error, rule ? core::ErrorKind::refused : core::ErrorKind::unreadable, bytes);
        hold(error.diagnostic().where.line > 0, "a refusal has a place");
    }
    return std::nullopt;
}

void compute(care::Experiment const& experiment, care::Scenario const* scenario,
             std::string_view bytes)
{
    auto const trial = accepted(bytes, core::ErrorKind::refused, [&] {
        auto tried = care::try_out(experiment, scenario, true);
        care::post(tried.inputs, tried.outcome, tried.policy);
        return tried;
    });
    if (!trial) {
        return;
    }
    hold(trial->outcome.exercises.size() == experiment.exercises.size(), "one outcome a year");
    for (auto const& item : trial->inputs.items) {
        hold_text(care::id_of(item));
    }
}

} // namespace

void experiment(std::string_view bytes)
{
    auto read_in = read(bytes);
    if (!read_in) {
        return;
    }
    for (auto& exercise : read_in->exercises) {
        exercise.legal_result = exercise.legal_result.value_or(core::Money{});
    }
    hold(!read_in->items.empty() && !read_in->exercises.empty(), "a case has capitals and years");
    hold_text(read_in->title + read_in->description + read_in->source + read_in->note);
    compute(*read_in, nullptr, bytes);
    for (std::size_t i = 0; i < std::min(read_in->scenarios.size(), runs_max); ++i) {
        compute(*read_in, &read_in->scenarios[i], bytes);
    }
    for (std::size_t i = 0; i < std::min(care::grid_size(read_in->sweep), runs_max); ++i) {
        care::Scenario scenario;
        scenario.policy = read_in->policy;
        scenario.where = read_in->where;
        scenario.changes = care::grid_changes(read_in->sweep, care::grid_point(read_in->sweep, i));
        compute(*read_in, &scenario, bytes);
    }
}

} // namespace coop::fuzz
