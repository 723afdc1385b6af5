// SPDX-License-Identifier: GPL-3.0-or-later
#include "text_layout.hpp"

#include "characters.hpp"

#include <coop/core/text.hpp>

#include <algorithm>
#include <string_view>

namespace coop::render {

namespace {

/// A column of words narrower than the first is hard to read, than the second not worth reading.
constexpr int words_width_min = 12;
constexpr int words_width_least = 6;

int longest_word(std::string_view text)
{
    int result = 0;
    for (auto const word : core::split(text, ' ')) {
        result = std::max(result, core::display_width(word));
    }
    return result;
}

/// Takes columns from the widest until `total` fits or none is above its least.
void shrink(Layout& layout, std::vector<int> const& least, int width)
{
    for (int excess = layout.total() - width; excess > 0; --excess) {
        std::optional<std::size_t> widest;
        for (std::size_t i = 0; i < layout.widths.size(); ++i) {
            if (layout.widths[i] > least[i] &&
                (!widest || layout.widths[i] > layout.widths[*widest])) {
                widest = i;
            }
        }
        if (!widest) {
            return;
        }
        --layout.widths[*widest];
    }
}

class Measure {
public:
    Measure(core::Table const& table, Head const& head, i18n::Language language)
        : language_(language), words_(table.columns.size(), 1), numbers_(table.columns.size(), 1)
    {
        layout_.numeric = head.numeric;
        layout_.indented = label_column(table);
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            auto const text = core::printable(table.columns[i].label);
            layout_.widths.push_back(std::max(core::display_width(text), 1));
            words_[i] = longest_word(text);
        }
        for (auto const& row : head.rows) {
            measure(row);
        }
    }

    Layout fit(int width)
    {
        layout_.limited = width > 0;
        if (layout_.limited) {
            shrink(layout_, least(words_width_min), width);
            shrink(layout_, least(words_width_least), width);
            // Never a number: without its last digits it would be another one.
            shrink(layout_, least(1), width);
        }
        return layout_;
    }

private:
    void measure(core::Row const& row)
    {
        auto const alone = lone_heading(row);
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            if (alone == i) {
                continue;
            }
            int const indent = indent_width * depth_at(row, i, layout_.indented);
            text_.clear();
            append_shown(text_, language_, row.cells[i]);
            int const width = indent + core::display_width(text_);
            bool const words =
                std::holds_alternative<std::string>(row.cells[i]) && !layout_.numeric[i];
            layout_.widths[i] = std::max(layout_.widths[i], width);
            auto& widest = words ? words_[i] : numbers_[i];
            widest = std::max(widest, width);
        }
    }

    /// Per column, the width it can do with: words wrap, numbers and dates do not.
    std::vector<int> least(int words_width) const
    {
        std::vector<int> result;
        for (std::size_t i = 0; i < words_.size(); ++i) {
            result.push_back(std::max(numbers_[i], std::min(words_[i], words_width)));
        }
        return result;
    }

    i18n::Language language_;
    Layout layout_;
    std::vector<int> words_;   ///< widest words of each column
    std::vector<int> numbers_; ///< widest of what is never wrapped
    std::string text_;         ///< scratch
};

} // namespace

int Layout::offset(std::size_t column) const
{
    int result = 0;
    for (std::size_t i = 0; i < column; ++i) {
        result += widths[i] + gap_width;
    }
    return result;
}

int Layout::total() const
{
    return std::max(offset(widths.size()) - gap_width, 0);
}

Layout lay_out(core::Table const& table, Head const& head, i18n::Language language, int width)
{
    return Measure{table, head, language}.fit(width);
}

std::optional<std::size_t> lone_heading(core::Row const& row)
{
    auto const filled = [](core::Cell const& cell) { return !is_blank(cell); };
    auto const first = std::ranges::find_if(row.cells, filled);
    if (first == row.cells.end() ||
        std::find_if(first + 1, row.cells.end(), filled) != row.cells.end()) {
        return std::nullopt;
    }
    auto const column = static_cast<std::size_t>(first - row.cells.begin());
    return role_at(row, column) == core::RowRole::heading ? std::optional{column} : std::nullopt;
}

} // namespace coop::render
