// SPDX-License-Identifier: GPL-3.0-or-later
//
// What of the work that was recorded counts, and what bounds it.
#pragma once

#include "step.hpp"

#include <coop/care/work.hpp>

#include <optional>

namespace coop::app {

/// \brief A realisation: the least of what is declared, of its quantity and of its hours; beside
/// the sum where it counts for nothing in euros.
report::CareStep work_step(care::CountedWork const& work);

/// \brief By the rules of before: the amount as declared, else quantity × unit cost.
std::optional<report::CareStep> declared_work_step(StepFacts const& facts,
                                                   care::Realisation const& realisation);

} // namespace coop::app
