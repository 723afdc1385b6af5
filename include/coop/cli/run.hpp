// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/cli/world.hpp>
#include <coop/store/store.hpp>

#include <span>
#include <string>

namespace coop::cli {

/// \brief Runs one command line; the only place where errors are caught and worded.
///
/// \param args without the program's name.
/// \return the exit code (architecture: 0, 1, 2, 3, 4, 5, 6, 70).
int run(std::span<std::string const> args, World& world, store::Engine const& engine);

} // namespace coop::cli
