// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cursor.hpp"
#include "lines.hpp"
#include "names.hpp"

#include <coop/ledger/entry.hpp>

#include <string_view>
#include <vector>

namespace coop::store::sqlite {

/// \brief What EntryWalk reads of a row, in this order from column 0; `e` is the entry.
inline constexpr std::string_view entry_columns =
    "e.id, e.year_id, e.journal_id, e.number, e.date, e.posted_on, e.label, e.piece, e.party_id, "
    "e.ref, seal.sequence, reversal.reversed_id, reversal.reason, e.role, "
    "e.piece_date";
inline constexpr int entry_column_count = 15;

/// \brief The column of the place in the chain.
inline constexpr int sequence_column = 10;

/// \brief Makes views of the rows of a walk over entries: with names, read once, and with lines.
class EntryWalk {
public:
    explicit EntryWalk(Connection& connection);

    /// Valid until the row or the next call.
    ledger::EntryView view(Cursor const& row);

private:
    BookNames names_;
    LineWalk rows_;
    std::vector<ledger::LineView> lines_;
};

} // namespace coop::store::sqlite
