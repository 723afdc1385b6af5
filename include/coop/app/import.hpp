// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/app/context.hpp>
#include <coop/core/table.hpp>
#include <coop/exchange/importer.hpp>

#include <span>
#include <vector>

namespace coop::app {

struct Importing {
    bool post = false;
    bool again = false; ///< what the books say already, without a reference, is said once more
    std::vector<core::Diagnostic> findings{}; ///< in rows of the file: nothing is recorded then
};

/// \brief add_entries() for the drafts of an importer, once each is known for what it is (an
/// opening goes to AN, what stands there and is none to OD), and what a foreign program calls by
/// names of its own is called by ours: projects by code or label, any case; a journal that these
/// books lack is none. Several parties are no third party, and counted in a note, unless these
/// books have one of that very name. An entry without a reference that the books have already is
/// done, as often as they have it.
/// \throws what add_entries() does; where rows of the file have faults, Error{unreadable}
///         "import.rows" with these and with what the rules refuse of the entries that lack none.
core::Document import_entries(Context const& context, exchange::Importer const& importer,
                              std::span<exchange::ReadDraft const> drafts, Importing const& how);

} // namespace coop::app
