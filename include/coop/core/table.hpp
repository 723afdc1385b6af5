// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/cell.hpp>
#include <coop/core/diagnostic.hpp>

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace coop::core {

/// \brief What stands behind a row: the account codes, entry ids or row keys it adds up.
struct Trace {
    std::vector<std::string> accounts;
    std::vector<std::string> rows;
};

/// \brief `key`: stable ASCII, for machines; `label`: for a reader.
struct Column {
    std::string key;
    std::string label;
    bool machine_only = false; ///< in CSV, TSV and JSON; a reader of text does not see it

    /// Where it is not empty, a text of this column is a key that machines read as it is; a reader
    /// reads the sentence `words` + key, or the text itself where there is none.
    std::string words;

    bool reader_only = false; ///< what machines have in columns of their own
    bool derivable = false;   ///< other columns say it: left out where there is no room
};

enum class RowRole { heading, item, subtotal, total };

/// \brief The right half of a row of two sides (charges | produits), which has a role of its own.
struct RightHalf {
    std::size_t first = 0; ///< its first cell
    RowRole role = RowRole::item;
    int depth = 0;
};

/// \brief Shape: cells.size() == columns.size() of its table (a heading may have fewer).
struct Row {
    std::string key;
    RowRole role = RowRole::item; ///< of the left half where there are two, as is the depth
    int depth = 0;
    std::vector<Cell> cells;
    Trace trace;
    std::optional<RightHalf> right{};
};

/// \brief Rows pulled one by one, so that a grand-livre of millions never sits in memory.
///
/// Empty when exhausted. May be pulled once only.
using RowSource = std::function<std::optional<Row>()>;

RowSource rows(std::vector<Row> all);

struct Table {
    std::string id;
    std::string title;
    std::vector<Column> columns;
    RowSource rows;
    bool machine_only = false; ///< a series that charts draw: in CSV, TSV and JSON only
};

struct Paragraph {
    std::string text;
};

/// \brief A named value of a document: `{"entry", "Écriture", 12}`.
struct Fact {
    std::string key;
    std::string label;
    Cell value;
    std::string words; ///< as of a column
};

/// \brief A value that machines read beside the table (`facts`), or a reader above it.
struct Facts {
    std::vector<Fact> items;
};

using Block = std::variant<Table, Paragraph, Facts>;

/// \brief What every command answers; a report makes typed cells, a renderer makes bytes.
struct Document {
    std::string id;
    std::string title;
    std::string subtitle;
    std::vector<Block> blocks;
    std::vector<Diagnostic> notes;
};

} // namespace coop::core
