// SPDX-License-Identifier: GPL-3.0-or-later
//
// Many entries at once. The triggers of the schema, which look up its entry and its year for each
// line, rest on this connection while rows are inserted; what they would have refused is proved
// over all the rows before anything else may rely on them, and at the latest before the commit.
// They never leave the file. Whatever is not an insert is still refused row by row.
#include "session.hpp"

#include <utility>

namespace coop::store::sqlite {

Appended SqliteSession::append(ledger::Entry const& entry, core::Date posted_on,
                               ledger::Standing const& standing)
{
    if (!bulk_) {
        auto const id = save(entry, standing);
        return {id, post(id, posted_on).number};
    }
    auto view = passing(entry);
    view.role = standing.role;
    auto const& ids = ids_of(view);
    view.id = next_id();
    view.number = next_number(ids);
    view.posted_on = day_of_posting(ids, view.journal, posted_on);
    write_entry(bulk_->statements, view, ids);
    seal(bulk_->statements, view);
    numbers_[{ids.year, ids.journal}] = view.number;
    count(view, ids, Count::add);
    record_new_standing(view.id, standing);
    return {view.id, view.number};
}

void SqliteSession::begin_bulk()
{
    if (!bulk_) {
        Written const now{last_id(), 0, head().entries, 0};
        bulk_.emplace(Bulk{{connection_, Guards::set_wise}, now, now, {}});
        put_off_indexes();
    }
}

// In a book that has no entry yet, the indexes that recording does not use are made at the end,
// from sorted rows: a quarter less work than row by row, and no gap in their pages.
void SqliteSession::put_off_indexes()
{
    if (connection_.number("SELECT MAX(id) FROM entry")) {
        return;
    }
    std::vector<std::pair<std::string, std::string>> all;
    {
        auto rows = connection_.query(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND name IN "
            "('entry_by_date', 'entry_by_piece', 'line_by_account', 'line_by_party', "
            "'line_by_project') "
            "ORDER BY name");
        while (rows.next()) {
            all.emplace_back(rows.text(0), rows.text(1));
        }
    }
    for (auto& [name, sql] : all) {
        connection_.script("DROP INDEX " + name);
        indexes_.push_back(std::move(sql));
    }
}

void SqliteSession::build_indexes()
{
    for (auto const& sql : std::exchange(indexes_, {})) {
        connection_.script(sql);
    }
}

void SqliteSession::settle()
{
    if (bulk_ && bulk_->written != bulk_->proved) {
        prove(connection_, bulk_->proved, bulk_->written);
        bulk_->proved = bulk_->written;
    }
}

} // namespace coop::store::sqlite
