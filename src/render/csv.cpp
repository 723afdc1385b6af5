// SPDX-License-Identifier: GPL-3.0-or-later
#include "characters.hpp"
#include "formats.hpp"
#include "rows.hpp"

#include <coop/core/delimited.hpp>

#include <algorithm>

namespace coop::render {

namespace {

/// What makes one delimited format differ from another.
struct Dialect {
    std::string_view start;
    char separator;
    std::string_view line_end;
    std::string_view mark;
    bool iso_dates;
    std::string (*text)(std::string_view text, char separator);
};

std::string quoted(std::string_view text)
{
    std::string result = "\"";
    for (char const c : text) {
        result.append(c == '"' ? 2 : 1, c);
    }
    return result + '"';
}

std::string quoted_if_needed(std::string_view text, char separator)
{
    bool const formula = core::needs_apostrophe(text);
    if (!formula && text.find(separator) == text.npos &&
        text.find_first_of("\"\r\n") == text.npos) {
        return std::string{text};
    }
    return quoted((formula ? "'" : "") + std::string{text});
}

/// What has no place in a cell becomes a space. A cell that begins with a quotation mark is quoted:
/// a spreadsheet, and our own import, would read on to the next one, over the rows between.
std::string on_one_line(std::string_view text, char)
{
    std::string result{text};
    std::ranges::replace_if(
        result, [](char c) { return '\t' <= c && c <= '\r'; }, ' ');
    if (core::needs_apostrophe(result)) {
        result.insert(0, 1, '\'');
    }
    return result.starts_with('"') ? quoted(result) : result;
}

constexpr Dialect french{"\ufeff", ';', "\r\n", ",", false, quoted_if_needed};
constexpr Dialect international{"", ',', "\r\n", ".", true, quoted_if_needed};
constexpr Dialect tabs{"", '\t', "\n", ".", true, on_one_line};

struct Field {
    Dialect const& dialect;

    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(std::string const& text) const
    {
        return dialect.text(text, dialect.separator);
    }
    std::string operator()(std::int64_t number) const { return std::to_string(number); }
    std::string operator()(core::Money amount) const { return plain(amount, dialect.mark); }
    std::string operator()(core::Quantity const& quantity) const
    {
        return plain(quantity, dialect.mark);
    }
    std::string operator()(core::Ratio share) const { return plain(share, dialect.mark); }
    std::string operator()(core::Date day) const
    {
        return dialect.iso_dates ? core::format_iso(day) : core::format_french(day);
    }
};

class Writer {
public:
    Writer(Sink const& sink, Dialect const& dialect) : sink_(sink), dialect_(dialect)
    {
        sink_(dialect_.start);
    }

    void field(core::Cell const& cell)
    {
        if (!first_) {
            line_ += dialect_.separator;
        }
        first_ = false;
        line_ += std::visit(Field{dialect_}, cell);
    }

    void end_line()
    {
        line_ += dialect_.line_end;
        sink_(line_);
        line_.clear();
        first_ = true;
    }

private:
    Sink const& sink_;
    Dialect const& dialect_;
    std::string line_;
    bool first_ = true;
};

void write_table(Writer& writer, core::Table const& whole)
{
    auto const table = for_machines(whole);
    for (auto const& column : table.columns) {
        writer.field(column.key);
    }
    writer.end_line();
    while (auto const row = next_row(table)) {
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            writer.field(cell_at(*row, i));
        }
        writer.end_line();
    }
}

void write_pair(Writer& writer, std::string const& key, core::Cell const& value)
{
    writer.field(key);
    writer.field(value);
    writer.end_line();
}

void write_pairs(Writer& writer, core::Facts const& facts)
{
    for (auto const& fact : facts.items) {
        write_pair(writer, fact.key, fact.value);
    }
}

/// A document without a table still has an answer: one line per fact or paragraph.
void write_all_pairs(Writer& writer, core::Document const& document)
{
    write_pair(writer, "key", "value");
    for (auto const& block : document.blocks) {
        if (auto const* facts = std::get_if<core::Facts>(&block)) {
            write_pairs(writer, *facts);
        } else if (auto const* paragraph = std::get_if<core::Paragraph>(&block)) {
            write_pair(writer, "paragraph", paragraph->text);
        }
    }
}

/// Tables, and facts where they are told, with an empty line between.
void write_tables(Writer& writer, core::Document const& document)
{
    bool const facts_too = tells_facts(document);
    bool any = false;
    for (auto const& block : document.blocks) {
        auto const* table = std::get_if<core::Table>(&block);
        auto const* facts = facts_too ? std::get_if<core::Facts>(&block) : nullptr;
        if (any && (table != nullptr || facts != nullptr)) {
            writer.end_line();
        }
        if (table != nullptr) {
            write_table(writer, *table);
        } else if (facts != nullptr) {
            write_pair(writer, "key", "value");
            write_pairs(writer, *facts);
        }
        any = any || table != nullptr || facts != nullptr;
    }
}

void write_delimited(core::Document const& document, Sink const& sink, Dialect const& dialect)
{
    Writer writer{sink, dialect};
    bool const has_table = std::ranges::any_of(document.blocks, [](core::Block const& block) {
        return std::holds_alternative<core::Table>(block);
    });
    has_table ? write_tables(writer, document) : write_all_pairs(writer, document);
}

} // namespace

void write_csv(core::Document& document, Sink const& sink, Style const& style)
{
    write_delimited(document, sink, style.csv == CsvDialect::fr ? french : international);
}

void write_tsv(core::Document& document, Sink const& sink, Style const&)
{
    write_delimited(document, sink, tabs);
}

} // namespace coop::render
