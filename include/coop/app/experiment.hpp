// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/app/context.hpp>
#include <coop/care/experiment.hpp>
#include <coop/report/experiment.hpp>

#include <string_view>

namespace coop::app {

/// \brief \throws what exchange::read_experiment() throws.
report::ExperimentFile open_experiment(std::string_view text, std::string_view source);

/// \brief Takes the legal result of each exercise from the year of the books that has its label.
///
/// \throws Error{refused} "year.unknown", "year.none".
void take_legal_results(Context const& books, care::Experiment& experiment);

} // namespace coop::app
