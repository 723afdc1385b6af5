// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plans.hpp"

namespace coop::faults {

/// \brief Runs the trials in a few processes of their own, each many of them: what ends one, an
/// assertion that fails or a crash, is a finding, and the next one goes on after it.
Counts run_in_workers(std::vector<Trial> const& trials, std::vector<Clean> const& clean,
                      std::size_t jobs);

} // namespace coop::faults
