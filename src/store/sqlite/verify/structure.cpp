// SPDX-License-Identifier: GPL-3.0-or-later
//
// The file as SQLite sees it. PRAGMA integrity_check looks each row up in each index, which is by
// far the dearest part of it; here an index of a big table passes by once, in its order, and must
// hold as many rows that say the same as its table, which passes by anyway.
#include "store/sqlite/cursor.hpp"
#include "verify.hpp"

#include <coop/core/error.hpp>

#include <sqlite3.h>

#include <algorithm>
#include <compare>
#include <optional>

namespace coop::store::sqlite {

namespace {

// An index of a big table: its columns, then the key of the table. One of them may be a text.
struct IndexWalk {
    BigIndex index;
    char const* table;
    char const* name;
    int columns;
    int unique; // columns that no two rows share unless the last of them is NULL; 0: no promise
    int text;   // the column that is one; -1: none
    char const* sql;
};

constexpr std::array<IndexWalk, big_indexes> walks{{
    {entry_ref, "entry", "sqlite_autoindex_entry_1", 2, 1, 0,
     "SELECT ref, id FROM entry INDEXED BY sqlite_autoindex_entry_1 ORDER BY ref, id"},
    {entry_number, "entry", "sqlite_autoindex_entry_2", 4, 3, -1,
     "SELECT year_id, journal_id, number, id FROM entry INDEXED BY sqlite_autoindex_entry_2 "
     "ORDER BY year_id, journal_id, number, id"},
    {entry_by_date, "entry", "entry_by_date", 2, 0, -1,
     "SELECT date, id FROM entry INDEXED BY entry_by_date ORDER BY date, id"},
    {entry_drafts, "entry", "entry_drafts", 2, 0, -1,
     "SELECT date, id FROM entry INDEXED BY entry_drafts WHERE number IS NULL ORDER BY date, id"},
    {entry_by_role, "entry", "entry_by_role", 3, 0, -1,
     "SELECT year_id, role, id FROM entry INDEXED BY entry_by_role WHERE role <> 0 "
     "ORDER BY year_id, role, id"},
    {entry_without_piece, "entry", "entry_without_piece", 2, 0, -1,
     "SELECT date, id FROM entry INDEXED BY entry_without_piece WHERE piece = '' "
     "ORDER BY date, id"},
    {entry_by_piece, "entry", "entry_by_piece", 3, 0, 1,
     "SELECT date, piece, id FROM entry INDEXED BY entry_by_piece WHERE piece <> '' "
     "ORDER BY date, piece, id"},
    {line_by_account, "line", "line_by_account", 6, 0, -1,
     "SELECT account_id, date, entry_id, line, debit, credit FROM line INDEXED BY line_by_account "
     "ORDER BY account_id, date, entry_id, line"},
    {line_by_party, "line", "line_by_party", 7, 0, -1,
     "SELECT account_id, party_id, date, debit, credit, entry_id, line FROM line INDEXED BY "
     "line_by_party WHERE party_id IS NOT NULL "
     "ORDER BY account_id, party_id, date, debit, credit, entry_id, line"},
    {line_by_project, "line", "line_by_project", 7, 0, -1,
     "SELECT year_id, project_id, account_id, debit, credit, entry_id, line FROM line INDEXED BY "
     "line_by_project WHERE project_id IS NOT NULL "
     "ORDER BY year_id, project_id, account_id, debit, credit, entry_id, line"},
    {content_sha256, "content", "sqlite_autoindex_content_1", 2, 1, 0,
     "SELECT sha256, rowid FROM content INDEXED BY sqlite_autoindex_content_1 "
     "ORDER BY sha256, rowid"},
}};

constexpr std::size_t columns_max = 7;

// A row of an index; the text is borrowed.
struct IndexRow {
    std::array<std::int64_t, columns_max> values{};
    std::string_view text;

    std::span<std::int64_t const> first(int columns) const
    {
        return std::span{values}.first(static_cast<std::size_t>(columns));
    }
};

IndexRow read(Cursor const& rows, IndexWalk const& walk)
{
    IndexRow row;
    for (int i = 0; i < walk.columns; ++i) {
        auto& value = row.values.at(static_cast<std::size_t>(i));
        if (i == walk.text) {
            row.text = rows.bytes(i);
            value = mark_of(row.text);
        } else {
            value = rows.integer(i);
        }
    }
    return row;
}

// Whether `row` may follow `last` in the index.
bool may_follow(IndexRow const& row, IndexRow const& last, std::string const& last_text,
                IndexWalk const& walk)
{
    auto const order = [&](int columns) {
        auto compared = std::strong_ordering::equal;
        for (int i = 0; i < columns && compared == 0; ++i) {
            auto const place = static_cast<std::size_t>(i);
            compared = i == walk.text ? row.text <=> std::string_view{last_text}
                                      : row.values.at(place) <=> last.values.at(place);
        }
        return compared;
    };
    if (order(walk.columns) <= 0) {
        return false;
    }
    if (walk.unique == 0 || order(walk.unique) != 0) {
        return true;
    }
    auto const last_unique = walk.unique - 1; // NULL, a nought or no text: as many as you like
    return last_unique == walk.text ? row.text.empty()
                                    : row.values.at(static_cast<std::size_t>(last_unique)) == 0;
}

// What the index holds, or nothing if its rows are not in order.
std::optional<Mark> walk_index(Connection& connection, IndexWalk const& walk)
{
    Cursor rows{connection, walk.sql};
    Mark mark;
    IndexRow last;
    std::string last_text;
    while (rows.next()) {
        auto const row = read(rows, walk);
        if (mark.rows > 0 && !may_follow(row, last, last_text, walk)) {
            return std::nullopt;
        }
        mark.add(row.first(walk.columns));
        last.values = row.values;
        last_text.assign(row.text);
    }
    return mark;
}

bool exists(Connection& connection, char const* index)
{
    return connection
        .number("SELECT 1 FROM sqlite_schema WHERE type = 'index' AND name = :name",
                {{":name", std::string{index}}})
        .has_value();
}

void check_small_tables(Connection& connection, Findings& findings)
{
    for (auto const& table : small_tables(connection)) {
        auto rows = connection.query("PRAGMA integrity_check('" + table + "')");
        if (rows.next() && rows.text(0) != "ok") {
            findings.add("verify.structure", {{"message", rows.text(0)}});
        }
    }
}

} // namespace

void Mark::add(std::span<std::int64_t const> values)
{
    // The constants of splitmix64: every bit of the values reaches every bit of the sum.
    std::uint64_t mixed = 0;
    for (auto const value : values) {
        mixed = (mixed ^ static_cast<std::uint64_t>(value)) * 0x9e3779b97f4a7c15U;
        mixed ^= mixed >> 29U;
        mixed *= 0xbf58476d1ce4e5b9U;
        mixed ^= mixed >> 32U;
    }
    sum += mixed;
    ++rows;
}

std::vector<std::string> small_tables(Connection& connection)
{
    std::vector<std::string> all;
    auto rows = connection.query("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT "
                                 "IN ('content', 'entry', 'line', 'salt', 'seal') ORDER BY name");
    while (rows.next()) {
        all.push_back(rows.text(0));
    }
    return all;
}

std::int64_t mark_of(std::string_view text)
{
    std::uint64_t hash = 0xcbf29ce484222325U; // FNV-1a
    for (auto const byte : text) {
        hash = (hash ^ static_cast<std::uint8_t>(byte)) * 0x100000001b3U;
    }
    return static_cast<std::int64_t>(hash);
}

namespace {

// SQLite counts a page that the disk did not give among the faults of the file.
void demand_what_was_read(Connection& connection)
{
    int reason = 0;
    sqlite3_file_control(connection.raw(), "main", SQLITE_FCNTL_LAST_ERRNO, &reason);
    if (reason != 0) {
        connection.fail(SQLITE_IOERR);
    }
}

} // namespace

void check_structure(Connection& connection, Findings& findings)
{
    try {
        auto rows = connection.query("PRAGMA quick_check");
        while (rows.next()) {
            // SQLite 3.46 counts the entries of an index here too, 3.40 does not: check_indexes()
            // finds the same, and names the table.
            if (rows.text(0) != "ok" && !rows.text(0).starts_with("wrong # of entries in index ")) {
                demand_what_was_read(connection);
                findings.add("verify.structure", {{"message", rows.text(0)}});
                return;
            }
        }
        check_small_tables(connection, findings);
    } catch (core::Error const& error) {
        if (error.id() != "store.damaged") {
            throw;
        }
        findings.add("verify.structure", {{"message", error.diagnostic().args.back().value}});
    }
}

void check_indexes(Connection& connection, Marks const& expected, Findings& findings)
{
    for (auto const& walk : walks) {
        // One that was dropped is a finding of the schema.
        if (exists(connection, walk.name) &&
            walk_index(connection, walk) != expected.at(walk.index)) {
            findings.add("verify.index",
                         {{"index", std::string{walk.name}}, {"table", std::string{walk.table}}});
        }
    }
}

} // namespace coop::store::sqlite
