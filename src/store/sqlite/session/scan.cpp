// SPDX-License-Identifier: GPL-3.0-or-later
//
// Walking a whole book: one cursor passes the entries in the order that is wanted, another one
// their lines. Nothing is sorted and nothing is gathered.
#include "session.hpp"
#include "store/sqlite/entry_walk.hpp"

#include <coop/ledger/role.hpp>

#include <algorithm>
#include <vector>

namespace coop::store::sqlite {

namespace {

using Visit = std::function<void(ledger::EntryView const&)>;

// Every day that the tables take.
constexpr core::Period all_days{core::date(1900, 1, 1), core::date(2199, 12, 31)};

std::string select(std::string_view condition)
{
    return "SELECT " + std::string{entry_columns} +
           " FROM entry AS e LEFT JOIN seal ON seal.entry_id = e.id "
           "LEFT JOIN reversal ON reversal.reversal_id = e.id " +
           std::string{condition};
}

std::string by_date(Which which)
{
    std::string const days = "WHERE e.date BETWEEN ?1 AND ?2 ";
    switch (which) {
    case Which::all:
        return select(days + "ORDER BY e.date, e.id");
    case Which::posted:
        return select(days + "AND e.number IS NOT NULL ORDER BY e.date, e.id");
    case Which::drafts:
        break;
    }
    return select(days + "AND e.number IS NULL ORDER BY e.date, e.id");
}

void walk_by_date(Connection& connection, EntryWalk& walk, core::Period days, Which which,
                  Visit const& visit)
{
    Cursor rows{connection, by_date(which)};
    rows.start(day_number(days.first), day_number(days.last));
    while (rows.next()) {
        visit(walk.view(rows));
    }
}

// The posted entries of the journals of one year, side by side: within each, numbers and places in
// the chain rise together, so that the next one of the year is always at the head of a journal.
class PostedYear {
public:
    PostedYear(Connection& connection, std::int64_t year, std::int64_t openings)
    {
        auto journals = connection.query("SELECT id FROM journal ORDER BY id");
        while (journals.next()) {
            Cursor rows{connection, select("WHERE e.year_id = ?1 AND e.journal_id = ?2 "
                                           "AND e.number IS NOT NULL ORDER BY e.number")};
            auto const id = journals.integer(0);
            rows.start(year, id);
            if (rows.next()) {
                // Before all places of the chain, which begin at 1.
                auto const place = id == openings ? 0 : rows.integer(sequence_column);
                heads_.push_back({place, id == openings, std::move(rows)});
            }
        }
    }

    void walk(EntryWalk& entries, Visit const& visit)
    {
        while (!heads_.empty()) {
            auto const first =
                std::min_element(heads_.begin(), heads_.end(),
                                 [](auto const& a, auto const& b) { return a.place < b.place; });
            visit(entries.view(first->rows));
            if (!first->rows.next()) {
                heads_.erase(first);
            } else if (!first->opening) {
                first->place = first->rows.integer(sequence_column);
            }
        }
    }

private:
    struct Head {
        std::int64_t place;
        bool opening;
        Cursor rows;
    };
    std::vector<Head> heads_;
};

} // namespace

void SqliteSession::scan(Scan const& scan, Visit const& visit)
{
    EntryWalk walk{connection_};
    if (scan.order == Order::date && scan.year.empty()) {
        walk_by_date(connection_, walk, all_days, scan.which, visit);
        return;
    }
    for (auto const& year : years()) {
        if (!scan.year.empty() && scan.year != year.label) {
            continue;
        }
        if (scan.order == Order::date) {
            walk_by_date(connection_, walk, year.period, scan.which, visit);
            continue;
        }
        if (scan.which != Which::drafts) {
            PostedYear{connection_, year_id(year.label), journal_id(ledger::opening_journal)}.walk(
                walk, visit);
        }
        if (scan.which != Which::posted) {
            walk_by_date(connection_, walk, year.period, Which::drafts, visit);
        }
    }
}

} // namespace coop::store::sqlite
