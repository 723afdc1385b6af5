// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/files.hpp>
#include <coop/core/input.hpp>

#include <string>

namespace coop::cli {

/// \brief All bytes of standard input.
///
/// \throws Error{unreadable} as World::read_file does.
std::string read_standard(core::Files& files);

/// \brief All bytes of a file; `-` is standard input.
std::string read_file(core::Files& files, std::string const& path);

/// \brief A file of any size, to be read at any place; what can be read once only is kept in a
/// temporary file first.
core::Input open_file(core::Files& files, std::string const& path);

} // namespace coop::cli
