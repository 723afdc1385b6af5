// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats.hpp"
#include "json_value.hpp"
#include "rows.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace coop::render {

namespace {

std::string_view role_name(core::RowRole role)
{
    switch (role) {
    case core::RowRole::heading:
        return "heading";
    case core::RowRole::item:
        return "item";
    case core::RowRole::subtotal:
        return "subtotal";
    case core::RowRole::total:
        break;
    }
    return "total";
}

/// Members of an array or object, one per line; the brackets close where there was nothing, too.
class Members {
public:
    Members(Sink const& sink, std::string_view brackets, int depth)
        : sink_(sink), brackets_(brackets), depth_(depth)
    {
        sink_(brackets_.substr(0, 1));
    }

    void add(std::string_view text)
    {
        sink_(fmt::format("{}\n{:{}}{}", any_ ? "," : "", "", 2 * (depth_ + 1), text));
        any_ = true;
    }

    void close()
    {
        sink_(any_ ? fmt::format("\n{:{}}{}", "", 2 * depth_, brackets_.substr(1))
                   : std::string{brackets_.substr(1)});
    }

private:
    Sink const& sink_;
    std::string_view brackets_;
    int depth_;
    bool any_ = false;
};

std::string member(std::string_view key, std::string_view value)
{
    return fmt::format("{}: {}", json_string(key), value);
}

std::string cells_object(core::Table const& table, core::Row const& row)
{
    std::string cells;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        cells += cells.empty() ? "" : ", ";
        cells += member(table.columns[i].key, json_value(cell_at(row, i)));
    }
    return "{" + cells + "}";
}

std::string row_object(core::Table const& table, core::Row const& row)
{
    auto const& trace = row.trace;
    auto const behind = trace.accounts.empty() && trace.rows.empty()
                            ? std::string{}
                            : fmt::format(R"(, "trace": {{"accounts": {}, "rows": {}}})",
                                          json_strings(trace.accounts), json_strings(trace.rows));
    auto const right = row.right ? fmt::format(R"(, "right": {{"role": "{}", "depth": {}}})",
                                               role_name(row.right->role), row.right->depth)
                                 : std::string{};
    return fmt::format(R"({{"key": {}, "role": "{}", "depth": {}{}, "cells": {}{}}})",
                       json_string(row.key), role_name(row.role), row.depth, right,
                       cells_object(table, row), behind);
}

void write_table(core::Table const& whole, Sink const& sink, int depth)
{
    auto const table = for_machines(whole);
    Members members{sink, "{}", depth};
    members.add(member("id", json_string(table.id)));
    members.add(member("title", json_string(table.title)));
    members.add(member("columns", ""));
    Members columns{sink, "[]", depth + 1};
    for (auto const& column : table.columns) {
        columns.add(fmt::format(R"({{"key": {}, "label": {}}})", json_string(column.key),
                                json_string(column.label)));
    }
    columns.close();
    members.add(member("rows", ""));
    Members rows{sink, "[]", depth + 1};
    while (auto const row = next_row(table)) {
        rows.add(row_object(table, *row));
    }
    rows.close();
    members.close();
}

template <typename Kind, typename Visit>
void each_block(core::Document const& document, Visit const& visit)
{
    for (auto const& block : document.blocks) {
        if (auto const* found = std::get_if<Kind>(&block)) {
            visit(*found);
        }
    }
}

template <typename Kind>
bool has_block(core::Document const& document)
{
    return std::ranges::any_of(document.blocks, [](core::Block const& block) {
        return std::holds_alternative<Kind>(block);
    });
}

/// Cells beside `table`, `key` and `role`; a column of the same name takes their place, so that no
/// name stands twice in an object.
std::string flat_row(core::Table const& table, core::Row const& row)
{
    std::string result;
    auto const put = [&result](std::string_view key, std::string_view value) {
        result += (result.empty() ? "" : ", ") + member(key, value);
    };
    auto const put_own = [&](std::string_view key, std::string_view value) {
        if (std::ranges::find(table.columns, key, &core::Column::key) == table.columns.end()) {
            put(key, json_string(value));
        }
    };
    put_own("table", table.id);
    put_own("key", row.key);
    put_own("role", role_name(row.role));
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        put(table.columns[i].key, json_value(cell_at(row, i)));
    }
    return "{" + result + "}\n";
}

} // namespace

void write_json(core::Document& document, Sink const& sink, Style const& style)
{
    Members members{sink, "{}", 0};
    members.add(member("id", json_string(document.id)));
    members.add(member("title", json_string(document.title)));
    members.add(member("subtitle", json_string(document.subtitle)));

    members.add(member("facts", ""));
    Members facts{sink, "{}", 1};
    each_block<core::Facts>(document, [&](core::Facts const& block) {
        for (auto const& fact : block.items) {
            facts.add(member(fact.key, json_value(fact.value)));
        }
    });
    facts.close();

    members.add(member("tables", ""));
    Members tables{sink, "[]", 1};
    each_block<core::Table>(document, [&](core::Table const& table) {
        tables.add("");
        write_table(table, sink, 2);
    });
    tables.close();

    if (has_block<core::Paragraph>(document)) {
        members.add(member("paragraphs", ""));
        Members paragraphs{sink, "[]", 1};
        each_block<core::Paragraph>(document, [&](core::Paragraph const& paragraph) {
            paragraphs.add(json_string(paragraph.text));
        });
        paragraphs.close();
    }

    members.add(member("notes", ""));
    Members notes{sink, "[]", 1};
    for (auto const& note : document.notes) {
        notes.add(json_finding(note, style.language));
    }
    notes.close();
    members.close();
    sink("\n");
}

void write_ndjson(core::Document& document, Sink const& sink, Style const&)
{
    bool const facts_too = tells_facts(document);
    std::string line;
    each_block<core::Facts>(document, [&](core::Facts const& block) {
        for (auto const& fact : block.items) {
            line += (line.empty() ? "" : ", ") + member(fact.key, json_value(fact.value));
        }
    });
    if (!has_block<core::Table>(document) || (facts_too && !line.empty())) {
        sink("{" + line + "}\n");
    }
    each_block<core::Table>(document, [&](core::Table const& whole) {
        auto const table = for_machines(whole);
        while (auto const row = next_row(table)) {
            sink(flat_row(table, *row));
        }
    });
}

} // namespace coop::render
