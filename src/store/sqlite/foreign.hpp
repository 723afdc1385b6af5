// SPDX-License-Identifier: GPL-3.0-or-later
//
// Somebody who hands us a file may have put tables, views, triggers, generated columns and indexes
// of his own into it, which SQLite runs in the middle of our statements. Nothing of that is judged:
// the text of the schema is ours to the byte, or no statement of ours is run over it.
#pragma once

#include "connection.hpp"

#include <coop/core/diagnostic.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace coop::store::sqlite {

/// \brief What of a schema is not as the migrations make it.
struct Foreign {
    enum class How { added, changed, missing };

    How how;
    std::string kind; ///< `table`, `index`, `view`, `trigger` or `encoding`
    std::string name;
};

/// \brief Compares the schema of an open file with what migrations 1 to `version` make, whatever
/// the order of its rows; for the newest version it costs next to nothing. Runs nothing of it.
///
/// A file of UTF-16 is foreign by its encoding. The size of its pages, the bytes it keeps free in
/// each, auto_vacuum and WAL say where something lies and not what it is: they are taken as they
/// are. Statistics of ANALYZE are foreign: they choose how our statements are run.
/// \throws Error{database} "store.damaged": SQLite cannot read the schema, or it has no end.
std::vector<Foreign> foreign_parts(Connection& connection, std::int64_t version);

/// \throws Error{database} "store.foreign-schema", of the first of them.
void refuse_foreign(Connection& connection, std::int64_t version);

/// \brief Findings "verify.schema-added", "verify.schema-changed" and "verify.schema-missing".
std::vector<core::Diagnostic> in_findings(std::vector<Foreign> const& parts);

} // namespace coop::store::sqlite
