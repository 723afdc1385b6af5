// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/cli/world.hpp>
#include <coop/core/files.hpp>

#include <string>

namespace coop::cli {

/// \brief A file as World::write_file makes it: whole or not at all, on the disk, of the mode of
/// what it replaces.
void write_file(core::Files& files, std::string const& path, core::Sharing sharing,
                Produce const& produce);

/// \brief A new file for its owner alone.
void write_private_file(core::Files& files, std::string const& path, std::string_view bytes);

} // namespace coop::cli
