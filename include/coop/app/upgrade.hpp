// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/app/context.hpp>
#include <coop/core/diagnostic.hpp>

#include <span>
#include <string>
#include <vector>

namespace coop::app {

/// \brief What the figures of a book that was just upgraded no longer say as before, and what to
/// do: years that are open again, closing entries that count no more, openings that are not the
/// closing of the year before, work of open CARE exercises that no charge bears.
std::vector<core::Diagnostic> notes_on_upgrade(ContextOf<store::Session> const& context,
                                               std::span<std::string const> unlocked);

} // namespace coop::app
