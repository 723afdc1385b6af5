// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/cli/world.hpp>

#include <string>
#include <vector>

namespace coop::cli {

/// \brief Whether a file is there, links followed.
bool exists(std::string const& path);

/// \brief Whether both lead to one file, or will.
bool same_place(std::string const& one, std::string const& other);

/// \brief The books of the current folder or of the nearest parent that has one.
std::vector<std::string> books_here(IsBook const& is_book);

} // namespace coop::cli
