// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/store/store.hpp>

namespace coop::store::sqlite {

/// \brief Books in one SQLite file, whole after each command (no journal or WAL beside it).
Engine engine();

} // namespace coop::store::sqlite
