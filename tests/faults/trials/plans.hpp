// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trial.hpp"

#include <optional>

namespace coop::faults {

/// \brief What is asked of the machine.
struct Asked {
    std::size_t faults = 12000;
    std::uint64_t seed = 1;
    std::string command; ///< these lines only: what their words begin with
    std::string fault;   ///< this one only; empty: all
    std::size_t jobs = 2;
    std::string repeat; ///< one trial
};

/// \brief Which faults are tried: every one of every command where there is room for all, or a part
/// of each by the seed; and again, by other seeds, where there is room for more.
std::vector<Trial> plan(Asked const& asked, std::vector<Clean> const& clean);

/// \brief What Trial::name() said. \throws std::runtime_error.
Trial parse_trial(std::string const& name);

} // namespace coop::faults
