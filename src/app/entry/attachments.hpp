// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/app/context.hpp>
#include <coop/core/table.hpp>
#include <coop/ledger/entry.hpp>

#include <vector>

namespace coop::app {

/// \brief A row each: name, size, day, digest.
core::Table attachments_table(Lent const& context, std::vector<ledger::Attachment> const& all);

} // namespace coop::app
