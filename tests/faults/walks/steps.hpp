// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "disk/command.hpp"
#include "model.hpp"

#include <functional>

namespace coop::faults {

/// \brief A command of a walk, and what it does to the model where it succeeds.
struct WalkStep {
    std::string line;
    std::function<void(Model&)> effect;
    bool may_be_refused = false; ///< for a rule that the model knows nothing of
    Contents files{};            ///< that the command reads
    std::string makes{};         ///< a copy of the book
};

/// \brief A command that the books of the model can take, chosen by chance.
WalkStep choose_step(Model const& model, Random& random);

/// \brief The first commands of every walk, before the disk fails.
std::vector<WalkStep> first_steps();

/// \brief The day of all walks, after their years.
inline constexpr auto day_of_walks = "2028-06-01";

} // namespace coop::faults
