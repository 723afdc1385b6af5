// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rows.hpp"

#include <coop/core/table.hpp>
#include <coop/i18n/message.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

// How wide the columns of a table of text are.

namespace coop::render {

constexpr int gap_width = 2;
constexpr int indent_width = 2;

/// \brief Columns of a table that are printed as one: one alone, or several above each other.
struct Printed {
    std::vector<std::size_t> columns; ///< of words: the first leads, the others name themselves
    int width = 0;
    bool numeric = false;
};

/// \brief How the columns of a table stand, on a terminal or on paper without end.
struct Layout {
    std::vector<Printed> printed;
    std::size_t indented = 0; ///< the column of the table that shows the depth
    bool limited = false;     ///< the reader's terminal ends somewhere

    int offset(std::size_t printed) const; ///< where it begins
    int total() const;
    bool is_stacked() const;

    /// Where a column of the table is printed, or nothing.
    std::optional<std::size_t> place_of(std::size_t column) const;
};

/// \brief Each column as wide as it would like by the rows of `head`. On a terminal (`width` > 0),
/// until the table fits: empty columns go, words wrap between words, columns that others say go,
/// columns of words stand below the label, columns of numbers below each other, words are cut.
///
/// A number, an hour or a date is never cut: « 12 3… » is another one. Where even one of them is
/// wider than the terminal, so is the table.
Layout lay_out(core::Table const& table, Head const& head, i18n::Language language, int width);

/// \brief What stands before a cell of words that is printed below another: `Tiers : `.
std::string name_before(core::Column const& column, i18n::Language language);

/// \brief The column of a heading that has one word and nothing beside it: it runs over what
/// follows, and no column is widened for it.
std::optional<std::size_t> lone_heading(core::Row const& row);

} // namespace coop::render
