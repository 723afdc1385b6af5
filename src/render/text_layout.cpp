// SPDX-License-Identifier: GPL-3.0-or-later
#include "text_layout.hpp"

#include "characters.hpp"

#include <coop/core/text.hpp>

#include <algorithm>
#include <string_view>
#include <utility>

namespace coop::render {

namespace {

/// A column of words narrower than the first is hard to read, than the second not worth reading.
constexpr int words_width_min = 12;
constexpr int words_width_least = 6;

/// A longer word is a digest or an address, which may be cut anywhere.
constexpr int word_width_max = 24;

int longest_word(std::string_view text)
{
    int result = 0;
    for (auto const word : core::split(text, ' ')) {
        result = std::max(result, core::display_width(word));
    }
    return result;
}

/// What is known of a column of the table.
struct Measured {
    int natural = 1; ///< with its label
    int words = 0;   ///< the widest words, which may wrap
    int word = 0;    ///< the longest word
    int whole = 1;   ///< the widest of what never wraps
    int name = 0;    ///< what stands before it below another
    bool empty = true;
    bool numeric = false;
    bool derivable = false;
};

class Measure {
public:
    Measure(core::Table const& table, Head const& head, i18n::Language language, bool limited)
        : language_(language),
          limited_(limited),
          complete_(head.complete),
          columns_(table.columns.size())
    {
        layout_.limited = limited;
        layout_.indented = label_column(table);
        has_label_ = !table.columns.empty() && table.columns[layout_.indented].key == "label";
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            auto const text = core::printable(table.columns[i].label);
            auto& column = columns_[i];
            column.natural = std::max(core::display_width(text), 1);
            column.word = longest_word(text);
            column.name = core::display_width(name_before(table.columns[i], language));
            column.numeric = head.numeric[i];
            column.derivable = table.columns[i].derivable;
        }
        for (auto const& row : head.rows) {
            measure(row);
        }
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            layout_.printed.push_back({{i}, columns_[i].natural, columns_[i].numeric});
        }
    }

    Layout fit(int width)
    {
        if (limited_ && layout_.total() > width) {
            leave_out([this](Measured const& column) { return complete_ && column.empty; });
            fit_within(width);
        }
        return std::move(layout_);
    }

private:
    void measure(core::Row const& row)
    {
        auto const alone = lone_heading(row);
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            auto const& cell = row.cells[i];
            auto& column = columns_[i];
            column.empty = column.empty && is_blank(cell);
            if (alone == i) {
                continue;
            }
            int const indent = indent_width * depth_at(row, i, layout_.indented);
            text_.clear();
            append_shown(text_, language_, cell);
            int const width = indent + core::display_width(text_);
            column.natural = std::max(column.natural, width);
            bool const words = std::holds_alternative<std::string>(cell) && !column.numeric;
            auto& widest = words ? column.words : column.whole;
            widest = std::max(widest, width);
            if (words && limited_) {
                column.word = std::max(column.word, indent + longest_word(text_));
            }
        }
    }

    void fit_within(int width)
    {
        auto const fits = [&] { return shrink(width, words_width_min, word_width_max); };
        if (fits()) {
            return;
        }
        leave_out([](Measured const& column) { return column.derivable; });
        bool fitting = fits();
        while (!fitting && (stack_words(false) || stack_numbers() || stack_words(true))) {
            fitting = fits();
        }
        if (!fitting && !shrink(width, words_width_min, words_width_min) &&
            !shrink(width, words_width_least, words_width_least)) {
            shrink(width, 1, 1);
        }
    }

    template <typename Which>
    void leave_out(Which const& which)
    {
        std::erase_if(layout_.printed, [&](Printed const& printed) {
            auto const column = printed.columns.front();
            return column != layout_.indented && which(columns_[column]);
        });
    }

    /// As wide as it would like.
    int natural_of(Printed const& printed) const
    {
        int result = 0;
        for (auto const i : printed.columns) {
            bool const named = !printed.numeric && i != printed.columns.front();
            result = std::max(result, columns_[i].natural + (named ? columns_[i].name : 0));
        }
        return result;
    }

    /// The width it can do with, where its words have `words` columns, a longer word up to `word`.
    int least_of(Printed const& printed, int words, int word) const
    {
        int result = 1;
        for (auto const i : printed.columns) {
            auto const& column = columns_[i];
            int const some = std::min(std::max(column.words, column.word), words);
            result = std::max({result, column.whole, some, std::min(column.word, word)});
        }
        return result;
    }

    /// Takes columns from the widest until the table fits or none is above its least.
    /// \return whether it fits.
    bool shrink(int width, int words, int word)
    {
        std::vector<int> least;
        for (auto& printed : layout_.printed) {
            printed.width = natural_of(printed);
            least.push_back(least_of(printed, words, word));
        }
        for (int excess = layout_.total() - width; excess > 0; --excess) {
            std::optional<std::size_t> widest;
            for (std::size_t i = 0; i < least.size(); ++i) {
                auto const own = layout_.printed[i].width;
                if (own > least[i] && (!widest || own > layout_.printed[*widest].width)) {
                    widest = i;
                }
            }
            if (!widest) {
                return false;
            }
            --layout_.printed[*widest].width;
        }
        return true;
    }

    /// Puts the widest column of words below the one that leads them; dates and the first column of
    /// the table only where `any` says so. \return false where there is none.
    bool stack_words(bool any)
    {
        auto const lead = lead_of_words();
        std::optional<std::size_t> widest;
        for (std::size_t i = any ? 0 : 1; lead && i < layout_.printed.size(); ++i) {
            auto const& printed = layout_.printed[i];
            bool const may = i != *lead && !printed.numeric &&
                             (any || columns_[printed.columns.front()].words > 0);
            if (may && (!widest || printed.width >= layout_.printed[*widest].width)) {
                widest = i;
            }
        }
        if (widest) {
            merge(*lead, *widest);
        }
        return widest.has_value();
    }

    /// The label, else the widest.
    std::optional<std::size_t> lead_of_words() const
    {
        auto const label = layout_.place_of(layout_.indented);
        if (has_label_ && label && !layout_.printed[*label].numeric) {
            return label;
        }
        std::optional<std::size_t> lead;
        for (std::size_t i = 0; i < layout_.printed.size(); ++i) {
            bool const words = columns_[layout_.printed[i].columns.front()].words > 0;
            if (words && !layout_.printed[i].numeric && (!lead || leading(i) > leading(*lead))) {
                lead = i;
            }
        }
        return lead;
    }

    /// Columns that lead others already go on doing so.
    std::pair<std::size_t, int> leading(std::size_t i) const
    {
        auto const& columns = layout_.printed[i].columns;
        return {columns.size(), columns_[columns.front()].natural};
    }

    /// Puts one of two neighbours below the other, those that hold the fewest first.
    bool stack_numbers()
    {
        std::optional<std::size_t> best;
        auto const size = [&](std::size_t i) {
            return layout_.printed[i].columns.size() + layout_.printed[i + 1].columns.size();
        };
        for (std::size_t i = 0; i + 1 < layout_.printed.size(); ++i) {
            bool const both = layout_.printed[i].numeric && layout_.printed[i + 1].numeric;
            if (both && (!best || size(i) <= size(*best))) {
                best = i;
            }
        }
        if (best) {
            merge(*best, *best + 1);
        }
        return best.has_value();
    }

    void merge(std::size_t into, std::size_t from)
    {
        auto& columns = layout_.printed[into].columns;
        for (auto const column : layout_.printed[from].columns) {
            columns.push_back(column);
        }
        // The lead stays in front, what is below it in the order of the table.
        std::ranges::sort(columns.begin() + 1, columns.end());
        layout_.printed.erase(layout_.printed.begin() + static_cast<std::ptrdiff_t>(from));
    }

    i18n::Language language_;
    bool limited_;
    bool complete_;
    bool has_label_ = false;
    Layout layout_;
    std::vector<Measured> columns_;
    std::string text_; ///< scratch
};

} // namespace

int Layout::offset(std::size_t index) const
{
    int result = 0;
    for (std::size_t i = 0; i < index; ++i) {
        result += printed[i].width + gap_width;
    }
    return result;
}

int Layout::total() const
{
    return std::max(offset(printed.size()) - gap_width, 0);
}

bool Layout::is_stacked() const
{
    return std::ranges::any_of(printed, [](Printed const& one) { return one.columns.size() > 1; });
}

std::optional<std::size_t> Layout::place_of(std::size_t column) const
{
    for (std::size_t i = 0; i < printed.size(); ++i) {
        if (std::ranges::find(printed[i].columns, column) != printed[i].columns.end()) {
            return i;
        }
    }
    return std::nullopt;
}

Layout lay_out(core::Table const& table, Head const& head, i18n::Language language, int width)
{
    return Measure{table, head, language, width > 0}.fit(width);
}

std::string name_before(core::Column const& column, i18n::Language language)
{
    auto name = core::printable(column.label);
    return name.empty() ? name : name + i18n::text(language, "render.colon") + " ";
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
