// SPDX-License-Identifier: GPL-3.0-or-later
#include "rows.hpp"

#include <coop/core/assert.hpp>

#include <algorithm>
#include <map>
#include <utility>

namespace coop::render {

std::optional<core::Row> next_row(core::Table const& table)
{
    if (!table.rows) {
        return std::nullopt;
    }
    auto row = table.rows();
    COOP_ASSERT(!row || row->cells.size() <= table.columns.size());
    return row;
}

core::Cell const& cell_at(core::Row const& row, std::size_t column)
{
    static core::Cell const blank;
    return column < row.cells.size() ? row.cells[column] : blank;
}

bool is_blank(core::Cell const& cell)
{
    auto const* text = std::get_if<std::string>(&cell);
    return text ? text->empty() : std::holds_alternative<std::monostate>(cell);
}

core::RowRole role_at(core::Row const& row, std::size_t column)
{
    return row.right && column >= row.right->first ? row.right->role : row.role;
}

std::size_t label_column(core::Table const& table)
{
    auto const label = std::ranges::find(table.columns, "label", &core::Column::key);
    return label == table.columns.end() ? 0
                                        : static_cast<std::size_t>(label - table.columns.begin());
}

int depth_at(core::Row const& row, std::size_t column, std::size_t label_column)
{
    if (row.right && column == row.right->first) {
        return std::max(row.right->depth, 0);
    }
    return column == label_column ? std::max(row.depth, 0) : 0;
}

bool tells_facts(core::Document const& document)
{
    int tables = 0;
    bool findings = false;
    for (auto const& block : document.blocks) {
        if (auto const* table = std::get_if<core::Table>(&block)) {
            ++tables;
            findings = findings || table->id == "findings";
        }
    }
    return tables != 1 || findings;
}

core::Cell in_words(core::Cell cell, std::string const& words, i18n::Language language)
{
    auto const* key = std::get_if<std::string>(&cell);
    if (key != nullptr && !words.empty()) {
        if (auto sentence = i18n::find_text(language, words + *key)) {
            return std::move(*sentence);
        }
    }
    return cell;
}

namespace {

/// The words of a table, each looked up once: a chart has a thousand accounts and few words.
class KnownWords {
public:
    explicit KnownWords(i18n::Language language) : language_(language) {}

    core::Cell of(core::Cell cell, std::string const& words)
    {
        auto const* key = std::get_if<std::string>(&cell);
        if (key == nullptr || words.empty()) {
            return cell;
        }
        auto [known, is_new] = known_.try_emplace(words + *key);
        if (is_new) {
            known->second = in_words(std::move(cell), words, language_);
        }
        return known->second;
    }

private:
    i18n::Language language_;
    std::map<std::string, core::Cell> known_;
};

/// The cells of `kept` columns alone; `shown` makes each of them.
void keep_cells(core::Row& row, std::vector<std::size_t> const& kept,
                std::function<core::Cell(core::Cell, std::size_t)> const& shown)
{
    std::vector<core::Cell> cells;
    cells.reserve(kept.size());
    for (std::size_t i = 0; i < kept.size() && kept[i] < row.cells.size(); ++i) {
        cells.push_back(shown(std::move(row.cells[kept[i]]), kept[i]));
    }
    row.cells = std::move(cells);
    if (row.right) {
        row.right->first = static_cast<std::size_t>(
            std::ranges::lower_bound(kept, row.right->first) - kept.begin());
    }
}

std::vector<std::size_t> without(core::Table const& table, bool core::Column::*left_out)
{
    std::vector<std::size_t> kept;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (!(table.columns[i].*left_out)) {
            kept.push_back(i);
        }
    }
    return kept;
}

core::Table with_columns(core::Table const& table, std::vector<std::size_t> const& kept)
{
    core::Table result{table.id, table.title, {}, {}};
    for (auto const i : kept) {
        result.columns.push_back(table.columns[i]);
    }
    return result;
}

} // namespace

core::Table for_readers(core::Table const& table, i18n::Language language)
{
    auto const as_it_is = [](core::Column const& column) {
        return !column.machine_only && column.words.empty();
    };
    if (std::ranges::all_of(table.columns, as_it_is)) {
        return table;
    }
    auto kept = without(table, &core::Column::machine_only);
    auto result = with_columns(table, kept);
    result.rows = [table, kept = std::move(kept),
                   known = KnownWords{language}]() mutable -> std::optional<core::Row> {
        auto row = next_row(table);
        if (row) {
            keep_cells(*row, kept, [&](core::Cell cell, std::size_t column) {
                return known.of(std::move(cell), table.columns[column].words);
            });
        }
        return row;
    };
    return result;
}

core::Table for_machines(core::Table const& table)
{
    if (std::ranges::none_of(table.columns, &core::Column::reader_only)) {
        return table;
    }
    auto kept = without(table, &core::Column::reader_only);
    auto result = with_columns(table, kept);
    result.rows = [table, kept = std::move(kept)] {
        auto row = next_row(table);
        if (row) {
            keep_cells(*row, kept, [](core::Cell cell, std::size_t) { return cell; });
        }
        return row;
    };
    return result;
}

namespace {

/// How many words and numbers a column holds.
struct Tally {
    int words = 0;
    int numbers = 0;
};

void count(Tally& tally, core::Cell const& cell)
{
    if (is_blank(cell)) {
        return;
    }
    bool const word =
        std::holds_alternative<std::string>(cell) || std::holds_alternative<core::Date>(cell);
    ++(word ? tally.words : tally.numbers);
}

} // namespace

Head read_head(core::Table const& table)
{
    Head head;
    std::vector<Tally> tallies(table.columns.size());
    while (!head.complete && head.rows.size() < head_rows_max) {
        auto row = next_row(table);
        if (!row) {
            head.complete = true;
            break;
        }
        for (std::size_t i = 0; i < row->cells.size(); ++i) {
            count(tallies[i], row->cells[i]);
            head.amounts = head.amounts || std::holds_alternative<core::Money>(row->cells[i]);
        }
        head.rows.push_back(std::move(*row));
    }
    for (auto const& tally : tallies) {
        head.numeric.push_back(tally.numbers > 0 && tally.numbers >= tally.words);
    }
    return head;
}

void each_row(Head const& head, core::Table const& table,
              std::function<void(core::Row const&)> const& visit)
{
    for (auto const& row : head.rows) {
        visit(row);
    }
    if (head.complete) {
        return;
    }
    while (auto row = next_row(table)) {
        visit(*row);
    }
}

} // namespace coop::render
