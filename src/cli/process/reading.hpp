// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/cli/bounds.hpp>
#include <coop/core/files.hpp>
#include <coop/core/input.hpp>

#include <string>

namespace coop::cli {

/// \brief All bytes of a file; `-` is standard input.
///
/// \throws Error{unreadable} as World::read_file does.
std::string read_file(core::Files& files, std::string const& path, Bound bound);

/// \brief A file of any size, to be read at any place. What can be read once only is read as far as
/// somebody asks, and kept: its beginning in memory, the rest in a temporary file.
core::Input open_file(core::Files& files, std::string const& path);

} // namespace coop::cli
