// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/files.hpp>
#include <coop/store/store.hpp>

namespace coop::store::sqlite {

/// \brief Books in one SQLite file, whole after each command (no journal or WAL beside it).
///
/// \param files for what is done to the file as a whole; outlives the engine.
Engine engine(core::Files& files = core::system_files());

} // namespace coop::store::sqlite
