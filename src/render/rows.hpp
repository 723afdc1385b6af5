// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/table.hpp>
#include <coop/i18n/message.hpp>

#include <functional>
#include <vector>

namespace coop::render {

/// \brief The next row of `table`, or nothing after the last.
std::optional<core::Row> next_row(core::Table const& table);

/// \brief The cell of a column; blank where a heading has fewer.
core::Cell const& cell_at(core::Row const& row, std::size_t column);

bool is_blank(core::Cell const& cell);

/// \brief The role of a cell: that of its half in a row of two sides.
core::RowRole role_at(core::Row const& row, std::size_t column);

/// \brief The column of `table` whose words show the depth of a row.
std::size_t label_column(core::Table const& table);

/// \brief The depth that a cell shows: words of the label do, on both halves of a row of two.
int depth_at(core::Row const& row, std::size_t column, std::size_t label_column);

/// \brief Whether formats that are all tables tell the facts too.
///
/// One table alone stays one table, which a spreadsheet or `check published` reads back. Findings
/// are no such table: what they judge is only in the facts.
bool tells_facts(core::Document const& document);

/// \brief `cell` for a reader where its column or fact has words for its keys.
core::Cell in_words(core::Cell cell, std::string const& words, i18n::Language language);

/// \brief `table` without the columns that only machines read, with words instead of keys. Its rows
/// are pulled through.
core::Table for_readers(core::Table const& table, i18n::Language language);

/// \brief `table` without the columns that only readers see. Its rows are pulled through.
core::Table for_machines(core::Table const& table);

/// \brief The beginning of a table, from which a renderer learns what its columns hold.
///
/// Not the whole of it: a grand-livre of millions of rows must never sit in memory.
struct Head {
    std::vector<core::Row> rows;
    std::vector<bool> numeric; ///< per column: at least as many numbers as words
    bool amounts = false;      ///< some cell is Money
    bool complete = false;     ///< the table has no other rows
};

inline constexpr std::size_t head_rows_max = 2000;

Head read_head(core::Table const& table);

/// \brief Visits the rows of `head`, then those that `table` still has.
void each_row(Head const& head, core::Table const& table,
              std::function<void(core::Row const&)> const& visit);

} // namespace coop::render
