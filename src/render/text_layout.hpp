// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rows.hpp"

#include <coop/core/table.hpp>
#include <coop/i18n/message.hpp>

#include <cstddef>
#include <optional>
#include <vector>

// How wide the columns of a table of text are.

namespace coop::render {

constexpr int gap_width = 2;
constexpr int indent_width = 2;

/// \brief The widths of a table's columns, for a terminal or for paper without end.
struct Layout {
    std::vector<int> widths;
    std::vector<bool> numeric;
    std::size_t indented = 0; ///< the column that shows the depth
    bool limited = false;     ///< the reader's terminal ends somewhere

    int offset(std::size_t column) const; ///< where it begins
    int total() const;
};

/// \brief Each column as wide as it would like by the rows of `head`; on a terminal (`width` > 0)
/// the widest gives way, one column at a time, until the table fits. A number does not give way:
/// « 12 3… » is another one. Where only numbers are left, the table is wider than the terminal.
Layout lay_out(core::Table const& table, Head const& head, i18n::Language language, int width);

/// \brief The column of a heading that has one word and nothing beside it: it runs over what
/// follows, and no column is widened for it.
std::optional<std::size_t> lone_heading(core::Row const& row);

} // namespace coop::render
