// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/files.hpp>
#include <coop/store/store.hpp>

#include <string>

namespace coop::store::sqlite {

/// \brief Engine::create.
void create(core::Files& files, std::string const& path, Making const& making,
            EngineOptions const& options);

} // namespace coop::store::sqlite
