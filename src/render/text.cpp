// SPDX-License-Identifier: GPL-3.0-or-later
//
// A table of text is laid out in three steps. First the rows at its beginning (rows.hpp) are
// measured and the columns get their widths (text_layout.hpp). Then rows are printed with these
// widths, as many as come; a cell of a later row that is wider overflows. Two sides that a terminal
// has no room for stand below each other.
#include "characters.hpp"
#include "formats.hpp"
#include "rows.hpp"
#include "text_layout.hpp"

#include <coop/core/hidden.hpp>
#include <coop/core/text.hpp>

#include <algorithm>
#include <iterator>

namespace coop::render {

namespace {

/// Text beside a label that has less room than this goes on over the line.
constexpr int words_width_min = 12;

std::string repeat(std::string_view text, int times)
{
    std::string result;
    for (int i = 0; i < times; ++i) {
        result += text;
    }
    return result;
}

/// The cells of a line side by side in `out`, without spaces at its end.
class Line {
public:
    Line(Layout const& layout, std::string& out) : layout_(layout), out_(out) {}

    void add(std::size_t column, std::string_view text)
    {
        add(column, text, core::display_width(text));
    }

    /// `width` is that of `text`.
    void add(std::size_t column, std::string_view text, int width)
    {
        int const padding = std::max(layout_.printed[column].width - width, 0);
        bool const before = layout_.printed[column].numeric;
        if (text.empty()) {
            pending_ += padding;
        } else {
            out_.append(static_cast<std::size_t>(pending_ + (before ? padding : 0)), ' ');
            out_ += text;
            pending_ = before ? 0 : padding;
        }
        pending_ += gap_width;
    }

private:
    Layout const& layout_;
    std::string& out_;
    int pending_ = 0;
};

std::string spaces(int count)
{
    return std::string(static_cast<std::size_t>(std::max(count, 0)), ' ');
}

bool is_sum(core::RowRole role)
{
    return role == core::RowRole::subtotal || role == core::RowRole::total;
}

/// Whether no half of a row is an item.
bool is_strong(core::Row const& row)
{
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        if (!is_blank(row.cells[i]) && role_at(row, i) == core::RowRole::item) {
            return false;
        }
    }
    return true;
}

/// Whether a cell of `width` that is not blank takes one line as it is: what is no text is never
/// wrapped.
bool stands_alone(Printed const& printed, core::Cell const& cell, int width, int indent)
{
    return printed.numeric || !std::holds_alternative<std::string>(cell) ||
           (indent + width <= printed.width && indent <= printed.width / 2);
}

/// Each of the lines of a text that stands apart does.
std::vector<std::string> isolated_lines(std::vector<std::string> lines, bool apart)
{
    for (auto& line : lines) {
        if (apart && !line.empty()) {
            line = core::isolated(line);
        }
    }
    return lines;
}

/// The lines of one cell, unpadded. `width` 0: on paper without end.
std::vector<std::string> cell_lines(std::string const& text, int width, int indent, bool apart)
{
    // A deep row in a narrow column keeps half of it for its words.
    int const shift = width == 0 ? indent : std::min(indent, width / 2);
    auto lines = isolated_lines(
        width == 0 ? std::vector{text} : wrap(text, std::max(width - shift, 1)), apart);
    for (auto& line : lines) {
        line.insert(0, spaces(line.empty() ? 0 : shift));
    }
    return lines;
}

/// Joins the lines of all cells side by side; without spaces at the line ends.
std::vector<std::string> join(Layout const& layout,
                              std::vector<std::vector<std::string>> const& columns)
{
    std::size_t height = 0;
    for (auto const& column : columns) {
        height = std::max(height, column.size());
    }
    std::vector<std::string> lines;
    for (std::size_t y = 0; y < height; ++y) {
        Line line{layout, lines.emplace_back()};
        for (std::size_t i = 0; i < columns.size(); ++i) {
            line.add(i, y < columns[i].size() ? std::string_view{columns[i][y]} : "");
        }
    }
    return lines;
}

class TextWriter {
public:
    TextWriter(Sink const& sink, Style const& style) : sink_(sink), style_(style) {}

    void write_title(core::Document const& document)
    {
        words(document.title, true);
        words(document.subtitle, false);
        title_ = document.title;
    }

    void operator()(core::Paragraph const& paragraph)
    {
        gap();
        for (auto const line : core::split(paragraph.text, '\n')) {
            words(line, false);
        }
    }

    void operator()(core::Facts const& facts)
    {
        gap();
        int widest = 0;
        for (auto const& fact : facts.items) {
            widest = std::max(widest, core::display_width(core::printable(fact.label)));
        }
        auto const colon = i18n::text(style_.language, "render.colon") + " ";
        for (auto const& fact : facts.items) {
            auto const label = shown_apart(fact.label);
            auto const head = label + spaces(widest - core::display_width(label)) + colon;
            auto const value = in_words(fact.value, fact.words, style_.language);
            hang(head, core::printable(i18n::format(style_.language, value)), stands_apart(value));
        }
    }

    void operator()(core::Table const& whole)
    {
        if (whole.machine_only) {
            return;
        }
        auto const table = for_readers(whole, style_.language);
        gap();
        if (table.title != title_) {
            words(table.title, true);
        }
        auto const head = read_head(table);
        if (head.amounts && !euro_said_) {
            words(i18n::text(style_.language, "render.euro"), false);
            euro_said_ = true;
        }
        auto const layout = lay_out(table, head, style_.language, style_.width);
        if (layout.is_stacked() && has_two_sides(head)) {
            write_side(table, head, false);
            gap();
            write_side(table, head, true);
            return;
        }
        write_rows(table, head, layout);
    }

    void write_notes(std::vector<core::Diagnostic> const& notes)
    {
        if (!notes.empty()) {
            gap();
        }
        for (auto const& note : notes) {
            sink_(describe(note, style_.language));
        }
    }

private:
    void line(std::string_view text, bool strong)
    {
        auto const end = text.find_last_not_of(' ') + 1;
        bool const bold = strong && style_.color && end > 0;
        bytes_ = bold ? "\x1b[1m" : "";
        bytes_ += text.substr(0, end);
        bytes_ += bold ? "\x1b[0m\n" : "\n";
        sink_(bytes_);
        any_ = true;
    }

    /// A blank line between what was printed and what comes.
    void gap()
    {
        if (any_) {
            sink_("\n");
        }
    }

    /// Text of its own line, wrapped on a terminal; nothing where there is no text.
    void words(std::string_view text, bool strong)
    {
        auto const safe = core::printable(text);
        if (safe.empty()) {
            return;
        }
        auto lines = style_.width <= 0 ? std::vector{safe} : wrap(safe, style_.width);
        for (auto const& part : isolated_lines(std::move(lines), core::stands_apart(text))) {
            line(part, strong);
        }
    }

    /// `text` after `head`, its other lines under its beginning where there is room for that.
    void hang(std::string const& head, std::string const& text, bool apart)
    {
        int const offset = core::display_width(head);
        int const room = style_.width - offset;
        auto lines = room < words_width_min ? std::vector{text} : wrap(text, room);
        auto lead = head;
        for (auto const& part : isolated_lines(std::move(lines), apart)) {
            line(lead + part, false);
            lead = spaces(offset);
        }
    }

    void rule(Layout const& layout)
    {
        line(repeat("─", layout.total()), false);
        ruled_ = true;
    }

    static bool has_two_sides(Head const& head)
    {
        return head.complete && std::ranges::any_of(head.rows, [](core::Row const& row) {
                   return row.right.has_value();
               });
    }

    /// One half of a table of two sides, as a table of its own.
    void write_side(core::Table const& table, Head const& head, bool right)
    {
        core::Table side{table.id, {}, {}, {}};
        std::vector<core::Row> rows;
        for (auto const& row : head.rows) {
            auto half = half_of(row, right);
            if (!std::ranges::all_of(half.cells, is_blank)) {
                rows.push_back(std::move(half));
            }
        }
        auto const two = std::ranges::find_if(
            head.rows, [](core::Row const& row) { return row.right.has_value(); });
        auto const middle = table.columns.begin() + static_cast<std::ptrdiff_t>(two->right->first);
        side.columns.assign(right ? middle : table.columns.begin(),
                            right ? table.columns.end() : middle);
        side.rows = core::rows(std::move(rows));
        auto const own = read_head(side);
        write_rows(side, own, lay_out(side, own, style_.language, style_.width));
    }

    static core::Row half_of(core::Row const& row, bool right)
    {
        auto const first =
            std::min(row.right ? row.right->first : row.cells.size(), row.cells.size());
        auto const middle = row.cells.begin() + static_cast<std::ptrdiff_t>(first);
        core::Row half{row.key, row.role, row.depth, {}, {}};
        if (right && row.right) {
            half.role = row.right->role;
            half.depth = row.right->depth;
        }
        half.cells.assign(right ? middle : row.cells.begin(), right ? row.cells.end() : middle);
        return half;
    }

    void write_rows(core::Table const& table, Head const& head, Layout const& layout)
    {
        columns_ = &table.columns;
        write_labels(table, layout);
        each_row(head, table, [&](core::Row const& row) { write_row(row, layout); });
    }

    /// A rule above the sums of a row only, as under a column added by hand.
    void rule_sums(core::Row const& row, Layout const& layout)
    {
        if (std::ranges::none_of(layout.printed, &Printed::numeric)) {
            rule(layout);
            return;
        }
        std::vector<std::vector<std::string>> columns;
        for (auto const& printed : layout.printed) {
            auto const is_summed = [&](std::size_t i) {
                return !is_blank(cell_at(row, i)) && is_sum(role_at(row, i));
            };
            bool const summed = printed.numeric && std::ranges::any_of(printed.columns, is_summed);
            columns.push_back({summed ? repeat("─", printed.width) : ""});
        }
        auto const text = join(layout, columns).front();
        if (!text.empty()) {
            line(text, false);
        }
    }

    void write_labels(core::Table const& table, Layout const& layout)
    {
        std::vector<std::vector<std::string>> columns;
        for (auto const& printed : layout.printed) {
            auto& lines = columns.emplace_back();
            for (auto const i : printed.columns) {
                // Words below others name themselves in each row.
                if (printed.numeric || i == printed.columns.front()) {
                    auto const& label = table.columns[i].label;
                    std::ranges::move(cell_lines(core::printable(label),
                                                 layout.limited ? printed.width : 0, 0,
                                                 core::stands_apart(label)),
                                      std::back_inserter(lines));
                }
            }
        }
        auto const unnamed = [](core::Column const& column) { return column.label.empty(); };
        if (std::ranges::all_of(table.columns, unnamed)) {
            return;
        }
        for (auto const& text : join(layout, columns)) {
            line(text, true);
        }
        rule(layout);
    }

    void write_row(core::Row const& row, Layout const& layout)
    {
        auto const right = row.right ? row.right->role : row.role;
        if (row.role == core::RowRole::total && right == core::RowRole::total) {
            if (!ruled_) {
                rule(layout);
            }
        } else if ((is_sum(row.role) || is_sum(right)) && !ruled_) {
            rule_sums(row, layout);
        }
        ruled_ = false;
        bool const strong = is_strong(row);
        if (fits_one_line(row, layout)) {
            line(line_, strong);
            return;
        }
        for (auto const& text : row_lines(row, layout)) {
            line(text, strong);
        }
    }

    /// Puts a row as nearly all of them are into `line_`. \return false where a cell wraps.
    bool fits_one_line(core::Row const& row, Layout const& layout)
    {
        if (lone_heading(row)) {
            return false;
        }
        line_.clear();
        Line result{layout, line_};
        for (std::size_t place = 0; place < layout.printed.size(); ++place) {
            auto const& printed = layout.printed[place];
            auto const i = printed.columns.front();
            if (printed.columns.size() > 1) {
                return false;
            }
            auto const& cell = cell_at(row, i);
            cell_.clear();
            append_shown(cell_, style_.language, cell);
            if (cell_.empty()) {
                result.add(place, cell_, 0);
                continue;
            }
            int const width = core::display_width(cell_);
            int const indent = indent_width * depth_at(row, i, layout.indented);
            if (layout.limited && !stands_alone(printed, cell, width, indent)) {
                return false;
            }
            int const shift = printed.numeric && layout.limited ? 0 : indent;
            if (stands_apart(cell)) {
                cell_ = core::isolated(cell_);
            }
            cell_.insert(0, static_cast<std::size_t>(shift), ' ');
            result.add(place, cell_, shift + width);
        }
        return true;
    }

    std::vector<std::string> row_lines(core::Row const& row, Layout const& layout) const
    {
        if (auto const alone = lone_heading(row)) {
            return heading_lines(row, layout, *alone);
        }
        std::vector<std::vector<std::string>> columns;
        for (auto const& printed : layout.printed) {
            auto& lines = columns.emplace_back();
            for (auto const i : printed.columns) {
                std::ranges::move(printed_lines(row, layout, printed, i),
                                  std::back_inserter(lines));
            }
        }
        return join(layout, columns);
    }

    /// What a column of the table has in the printed one: a line each where numbers stand below
    /// each other, so that all rows are alike; words below others where there are some.
    std::vector<std::string> printed_lines(core::Row const& row, Layout const& layout,
                                           Printed const& printed, std::size_t i) const
    {
        auto const& cell = cell_at(row, i);
        auto text = shown(style_.language, cell);
        bool const leads = i == printed.columns.front();
        if (!printed.numeric && !leads) {
            if (text.empty()) {
                return {};
            }
            text.insert(0, name_before((*columns_)[i], style_.language));
        }
        int const indent = indent_width * depth_at(row, i, layout.indented);
        bool const whole = printed.numeric || (leads && !std::holds_alternative<std::string>(cell));
        bool const apart = stands_apart(cell);
        return whole ? isolated_lines({text}, apart)
                     : cell_lines(text, layout.limited ? printed.width : 0, indent, apart);
    }

    std::vector<std::string> heading_lines(core::Row const& row, Layout const& layout,
                                           std::size_t column) const
    {
        auto const text = shown(style_.language, row.cells[column]);
        auto const offset = layout.offset(layout.place_of(column).value_or(0));
        int const room = layout.total() - offset;
        int const indent = indent_width * depth_at(row, column, layout.indented);
        auto lines = layout.limited ? wrap(text, std::max(room - std::min(indent, room / 2), 1))
                                    : std::vector<std::string>{text};
        int const shift = layout.limited ? std::min(indent, room / 2) : indent;
        lines = isolated_lines(std::move(lines), stands_apart(row.cells[column]));
        for (auto& part : lines) {
            part.insert(0, spaces(offset + shift));
        }
        return lines;
    }

    Sink const& sink_;
    Style const& style_;
    std::string title_;
    bool any_ = false;
    bool euro_said_ = false;
    bool ruled_ = false;
    std::vector<core::Column> const* columns_ = nullptr; ///< of the table that is written
    // Scratch: kept for their memory.
    std::string cell_;
    std::string line_;
    std::string bytes_;
};

} // namespace

void write_text(core::Document& document, Sink const& sink, Style const& style)
{
    TextWriter writer{sink, style};
    writer.write_title(document);
    for (auto const& block : document.blocks) {
        std::visit(writer, block);
    }
    writer.write_notes(document.notes);
}

} // namespace coop::render
