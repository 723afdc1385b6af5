// SPDX-License-Identifier: GPL-3.0-or-later
//
// The registers of CARE and its livre: three tables that the legal books know nothing of.
#include "session.hpp"
#include "store/sqlite/values.hpp"

#include <coop/core/assert.hpp>

#include <memory>

namespace coop::store::sqlite {

namespace {

std::string const select_entry =
    "SELECT care_entry.id, year.label, care_entry.date, care_entry.journal, care_entry.rule, "
    "care_entry.label, care_entry.capital, care_entry.action, care_entry.close, "
    "care_entry.reverses FROM care_entry JOIN year ON year.id = care_entry.year_id ";

} // namespace

std::int64_t SqliteSession::care_version(std::string const& kind, std::string const& id)
{
    return care_.version(kind, id);
}

ChainHead SqliteSession::care_head()
{
    return care_.head();
}

care::Filed SqliteSession::care_append(care::Record const& record)
{
    COOP_ASSERT(salt_);
    return care_.append(record, salt_(), {});
}

void SqliteSession::care_restore(care::Filed const& filed)
{
    care_.restore(filed);
}

Stream<care::Filed> SqliteSession::care_records(std::vector<std::string> const& kinds)
{
    return care_.records(kinds);
}

std::vector<care::Filed> SqliteSession::care_history(std::string const& kind, std::string const& id)
{
    return care_.history(kind, id);
}

std::int64_t SqliteSession::care_erase(std::string const& kind, std::string const& id)
{
    return care_.erase(kind, id);
}

std::int64_t SqliteSession::care_last_entry()
{
    return connection_.number("SELECT MAX(id) FROM care_entry").value_or(0);
}

std::int64_t SqliteSession::care_post(care::Entry const& checked, std::optional<std::int64_t> close)
{
    auto const& entry = checked.draft();
    auto const id = next_after(care_last_entry(), connection_);
    std::int64_t number = 0;
    for (auto const& line : entry.lines) {
        connection_.execute("INSERT INTO care_line (entry_id, line, account, debit, credit) "
                            "VALUES (:entry, :line, :account, :debit, :credit)",
                            {{":entry", id},
                             {":line", ++number},
                             {":account", line.account},
                             {":debit", line.debit.in_cents()},
                             {":credit", line.credit.in_cents()}});
    }
    connection_.execute("INSERT INTO care_entry (id, year_id, date, journal, rule, label, capital, "
                        "action, close, reverses) VALUES (:id, :year, :date, :journal, :rule, "
                        ":label, :capital, :action, :close, :reverses)",
                        {{":id", id},
                         {":year", year_id(entry.year)},
                         {":date", day_number(entry.date)},
                         {":journal", std::string{care::name_of(entry.journal)}},
                         {":rule", entry.rule},
                         {":label", entry.label},
                         {":capital", entry.capital},
                         {":action", entry.action},
                         {":close", number_or_null(close)},
                         {":reverses", number_or_null(entry.reverses)}});
    return id;
}

care::PostedEntry SqliteSession::read_care_entry(Rows const& row)
{
    care::PostedEntry entry;
    entry.id = row.integer(0);
    entry.year = row.text(1);
    entry.date = day_of(row, 2);
    entry.journal = parsed(row, 3, care::parse_journal);
    entry.rule = row.text(4);
    entry.label = row.text(5);
    entry.capital = row.text(6);
    entry.action = row.text(7);
    entry.close = row.optional_integer(8);
    entry.reverses = row.optional_integer(9);
    auto lines = connection_.query("SELECT account, debit, credit FROM care_line "
                                   "WHERE entry_id = :entry ORDER BY line",
                                   {{":entry", entry.id}});
    while (lines.next()) {
        entry.lines.push_back(
            {lines.text(0), core::cents(lines.integer(1)), core::cents(lines.integer(2))});
    }
    return entry;
}

Stream<care::PostedEntry> SqliteSession::care_entries(std::string const& year)
{
    auto rows = std::make_shared<Rows>(
        year.empty() ? connection_.query(select_entry + "ORDER BY care_entry.id")
                     : connection_.query(
                           select_entry + "WHERE care_entry.year_id = :year ORDER BY care_entry.id",
                           {{":year", year_id(year)}}));
    return [this, rows]() -> std::optional<care::PostedEntry> {
        if (!rows->next()) {
            return std::nullopt;
        }
        return read_care_entry(*rows);
    };
}

std::optional<care::PostedEntry> SqliteSession::care_entry(std::int64_t id)
{
    auto rows = connection_.query(select_entry + "WHERE care_entry.id = :id", {{":id", id}});
    if (!rows.next()) {
        return std::nullopt;
    }
    return read_care_entry(rows);
}

} // namespace coop::store::sqlite
