// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/files.hpp>
#include <coop/store/store.hpp>

#include <string>

namespace coop::store::sqlite {

// What Engine says of each.
Upgraded upgrade(core::Files& files, std::string const& path, EngineOptions const& options);
std::string copy_of_upgrade(core::Files& files, std::string const& path,
                            EngineOptions const& options);
void backup(core::Files& files, std::string const& path, std::string const& copy,
            EngineOptions const& options);
void restore(core::Files& files, std::string const& path, std::string const& backup, bool rehearsal,
             Restored& done, EngineOptions const& options);

} // namespace coop::store::sqlite
