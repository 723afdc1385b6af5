// SPDX-License-Identifier: GPL-3.0-or-later
//
// Random walks: many commands over several years, a disk that fails now and then, and the books
// beside a plain model of them.
#pragma once

#include "trials/trial.hpp"

namespace coop::faults {

struct WalkAsked {
    std::uint64_t seed = 1;
    std::size_t walks = 0;
    std::size_t steps = 60; ///< of each
    bool says = false;      ///< every command, as it is typed
};

struct WalkCounts {
    std::size_t commands = 0;
    std::size_t refused = 0; ///< by a rule
    std::size_t faults = 0;
    std::size_t cuts = 0;
    std::size_t compared = 0;
    std::size_t findings = 0;
};

/// \brief Walks; each finding ends its walk, and tells the seed.
WalkCounts walk(WalkAsked const& asked, Report const& report);

} // namespace coop::faults
