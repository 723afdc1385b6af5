// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "disk.hpp"

namespace coop::faults {

/// \brief Makes every book that SQLite opens from here on pass through `disk`, which lives as long
/// as the process.
///
/// The shim stands over the unix VFS: what it lets through is done by it, but for syncs, which
/// only the disk notes.
void register_vfs(Disk& disk);

} // namespace coop::faults
