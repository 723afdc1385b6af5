// SPDX-License-Identifier: GPL-3.0-or-later
#include "characters.hpp"
#include "formats.hpp"
#include "rows.hpp"

#include <coop/core/hidden.hpp>
#include <coop/core/text.hpp>

#include <algorithm>

namespace coop::render {

namespace {

bool begins_entity(std::string_view text)
{
    auto const c = text.size() < 2 ? ' ' : text[1];
    return text.starts_with('&') && (c == '#' || ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z'));
}

/// Text in which nothing is Markdown or HTML any more; one line.
std::string escaped(std::string_view text)
{
    auto const plain = core::printable(text);
    std::string result;
    for (std::size_t i = 0; i < plain.size(); ++i) {
        if (std::string_view{"\\|*_`<[~"}.find(plain[i]) != std::string_view::npos ||
            begins_entity(std::string_view{plain}.substr(i))) {
            result += '\\';
        }
        result += plain[i];
    }
    return result;
}

/// The lines of a text, joined: a table and a title have no line of their own for each.
std::string joined(std::string_view text, std::string_view between)
{
    std::string result;
    for (auto const line : core::split(text, '\n')) {
        result += result.empty() ? "" : between;
        auto const shown = escaped(core::trim(line));
        result += core::stands_apart(line) ? core::isolated(shown) : shown;
    }
    return result;
}

std::string cell_text(i18n::Language language, core::Cell const& cell)
{
    if (auto const* text = std::get_if<std::string>(&cell)) {
        return joined(*text, "<br>");
    }
    return shown(language, cell);
}

class MarkdownWriter {
public:
    MarkdownWriter(Sink const& sink, Style const& style) : sink_(sink), style_(style) {}

    void write_title(core::Document const& document)
    {
        title_ = document.title;
        if (!document.title.empty()) {
            part("# " + joined(document.title, " "));
        }
        if (!document.subtitle.empty()) {
            part(joined(document.subtitle, " "));
        }
    }

    void operator()(core::Paragraph const& paragraph) { part(joined(paragraph.text, "\n")); }

    void operator()(core::Facts const& facts)
    {
        // In running text the space before a French colon must not end a line.
        auto colon = i18n::text(style_.language, "render.colon");
        if (colon.starts_with(' ')) {
            colon.replace(0, 1, "\u00a0");
        }
        std::string lines;
        for (auto const& fact : facts.items) {
            lines += lines.empty() ? "" : "\n";
            auto const value =
                i18n::format(style_.language, in_words(fact.value, fact.words, style_.language));
            lines += "- **" + joined(fact.label, " ") + "**" + colon + " " + joined(value, "<br>");
        }
        part(lines);
    }

    void operator()(core::Table const& whole)
    {
        if (whole.machine_only) {
            return;
        }
        auto const table = for_readers(whole, style_.language);
        if (!table.title.empty() && table.title != title_) {
            part("## " + joined(table.title, " "));
        }
        auto const head = read_head(table);
        if (head.amounts && !euro_said_) {
            part("*" + i18n::text(style_.language, "render.euro") + "*");
            euro_said_ = true;
        }
        part(labels(table, head));
        each_row(head, table, [&](core::Row const& row) {
            sink_(row_line(row, table.columns.size(), label_column(table)));
        });
    }

    void write_notes(std::vector<core::Diagnostic> const& notes)
    {
        std::string lines;
        for (auto const& note : notes) {
            auto const sentence = i18n::text(style_.language, note.id, note.args);
            lines += (lines.empty() ? "- " : "\n- ") + joined(sentence, " ");
        }
        if (!lines.empty()) {
            part(lines);
        }
    }

private:
    /// A block of Markdown, a blank line before it.
    void part(std::string const& text)
    {
        sink_((any_ ? "\n" : "") + text + "\n");
        any_ = true;
    }

    static std::string labels(core::Table const& table, Head const& head)
    {
        std::string names = "|";
        std::string rule = "|";
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            names += " " + joined(table.columns[i].label, "<br>") + " |";
            rule += head.numeric[i] ? " ---: |" : " --- |";
        }
        return names + "\n" + rule;
    }

    std::string row_line(core::Row const& row, std::size_t columns, std::size_t indented) const
    {
        std::string line = "|";
        for (std::size_t i = 0; i < columns; ++i) {
            auto const text = cell_text(style_.language, cell_at(row, i));
            line += " ";
            if (!text.empty()) {
                // Em spaces: Markdown takes plain ones away.
                for (int depth = depth_at(row, i, indented); depth > 0; --depth) {
                    line += "\u2003";
                }
                bool const strong = role_at(row, i) != core::RowRole::item;
                line += strong ? "**" + text + "** " : text + " ";
            }
            line += "|";
        }
        return line + "\n";
    }

    Sink const& sink_;
    Style const& style_;
    std::string title_;
    bool any_ = false;
    bool euro_said_ = false;
};

} // namespace

void write_markdown(core::Document& document, Sink const& sink, Style const& style)
{
    MarkdownWriter writer{sink, style};
    writer.write_title(document);
    for (auto const& block : document.blocks) {
        std::visit(writer, block);
    }
    writer.write_notes(document.notes);
}

} // namespace coop::render
