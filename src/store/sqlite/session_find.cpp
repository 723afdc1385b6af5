// SPDX-License-Identifier: GPL-3.0-or-later
//
// Reading entries: one statement for what an entry says, walked by an index in the order that is
// asked, and one per entry for its lines. Nothing is gathered: a stream holds one entry.
#include "session.hpp"

#include <coop/core/text.hpp>

#include <algorithm>
#include <memory>

namespace coop::store::sqlite {

namespace {

std::string const select_record =
    "SELECT e.id, year.label, e.number, e.posted_on, back.reversed_id, forth.reversal_id, "
    "COALESCE(back.reason, forth.reason, ''), e.date, journal.code, e.label, e.piece, "
    "COALESCE(party.name, ''), COALESCE(e.ref, ''), "
    "(SELECT COUNT(*) FROM attachment WHERE attachment.entry_id = e.id) "
    "FROM entry AS e "
    "JOIN year ON year.id = e.year_id "
    "JOIN journal ON journal.id = e.journal_id "
    "LEFT JOIN party ON party.id = e.party_id "
    "LEFT JOIN reversal AS back ON back.reversal_id = e.id "
    "LEFT JOIN reversal AS forth ON forth.reversed_id = e.id ";

constexpr char const* without_piece =
    "e.piece = '' AND NOT EXISTS (SELECT 1 FROM attachment WHERE attachment.entry_id = e.id)";

// A WHERE clause and what it names.
struct Condition {
    std::string sql;
    Parameters parameters;

    void add(std::string const& term) { sql += (sql.empty() ? "WHERE " : " AND ") + term; }
    void add(std::string const& term, Parameter parameter)
    {
        add(term);
        parameters.push_back(std::move(parameter));
    }
};

// Years do not overlap and an entry is dated within its own: the days of a year are its entries.
Condition condition_of(EntryQuery const& query)
{
    Condition where;
    if (!query.year.empty()) {
        where.add("e.date BETWEEN (SELECT first_day FROM year WHERE label = :year) "
                  "AND (SELECT last_day FROM year WHERE label = :year)",
                  {":year", query.year});
    }
    if (query.period) {
        where.add("e.date BETWEEN :first AND :last", {":first", day_number(query.period->first)});
        where.parameters.push_back({":last", day_number(query.period->last)});
    }
    if (!query.journal.empty()) {
        where.add("e.journal_id = (SELECT id FROM journal WHERE code = :journal)",
                  {":journal", query.journal});
    }
    if (!query.project.empty()) {
        where.add("EXISTS (SELECT 1 FROM line WHERE line.entry_id = e.id AND line.project_id = "
                  "(SELECT id FROM project WHERE code = :project))",
                  {":project", query.project});
    }
    if (!query.account.empty()) {
        where.add("EXISTS (SELECT 1 FROM line JOIN account ON account.id = line.account_id "
                  "WHERE line.entry_id = e.id AND substr(account.code, 1, length(:account)) = "
                  ":account)",
                  {":account", query.account});
    }
    if (!query.party.empty()) {
        where.add("(SELECT id FROM party WHERE name = :party) IN (SELECT e.party_id UNION ALL "
                  "SELECT line.party_id FROM line WHERE line.entry_id = e.id)",
                  {":party", query.party});
    }
    if (query.without_piece) {
        where.add(without_piece);
    }
    if (query.which != Which::all) {
        where.add(query.which == Which::posted ? "e.number IS NOT NULL" : "e.number IS NULL");
    }
    return where;
}

// `needle` is folded.
bool says(ledger::Draft const& entry, std::string const& needle)
{
    auto const holds = [&](std::string const& text) {
        return core::fold(text).find(needle) != std::string::npos;
    };
    return holds(entry.label) || std::any_of(entry.lines.begin(), entry.lines.end(),
                                             [&](auto const& line) { return holds(line.label); });
}

} // namespace

ledger::Record SqliteSession::read_record(Rows const& head)
{
    ledger::Record record;
    record.id = head.integer(0);
    record.year = head.text(1);
    record.number = head.optional_integer(2);
    if (!head.is_null(3)) {
        record.posted_on = day_of(head.integer(3));
    }
    record.reverses = head.optional_integer(4);
    record.reversed_by = head.optional_integer(5);
    record.reason = head.text(6);
    record.entry.date = day_of(head.integer(7));
    record.entry.journal = head.text(8);
    record.entry.label = head.text(9);
    record.entry.piece = head.text(10);
    record.entry.party = head.text(11);
    record.entry.ref = head.text(12);
    record.attachments = static_cast<int>(head.integer(13));
    auto rows = connection_.query(
        "SELECT account.code, line.debit, line.credit, COALESCE(project.code, ''), "
        "COALESCE(party.name, ''), COALESCE(line.label, '') FROM line "
        "JOIN account ON account.id = line.account_id "
        "LEFT JOIN project ON project.id = line.project_id "
        "LEFT JOIN party ON party.id = line.party_id "
        "WHERE line.entry_id = :id ORDER BY line.line",
        {{":id", record.id}});
    while (rows.next()) {
        record.entry.lines.push_back({rows.text(0), core::cents(rows.integer(1)),
                                      core::cents(rows.integer(2)), rows.text(3), rows.text(4),
                                      rows.text(5)});
    }
    return record;
}

std::optional<ledger::Record> SqliteSession::find_where(std::string const& condition,
                                                        Parameters parameters)
{
    auto rows = connection_.query(select_record + condition, std::move(parameters));
    if (!rows.next()) {
        return std::nullopt;
    }
    return read_record(rows);
}

std::optional<ledger::Record> SqliteSession::find(ledger::EntryId id)
{
    return find_where("WHERE e.id = :id", {{":id", id}});
}

std::optional<ledger::Record> SqliteSession::find_by_ref(std::string const& ref)
{
    return find_where("WHERE e.ref = :ref", {{":ref", ref}});
}

Stream<ledger::Record> SqliteSession::entries(EntryQuery const& query)
{
    auto where = condition_of(query);
    auto rows = std::make_shared<Rows>(connection_.query(
        select_record + where.sql + " ORDER BY e.date, e.id", std::move(where.parameters)));
    auto const left = std::make_shared<std::int64_t>(query.limit > 0 ? query.limit : -1);
    return [this, rows, left, needle = core::fold(query.text)]() -> std::optional<ledger::Record> {
        while (*left != 0 && rows->next()) {
            auto record = read_record(*rows);
            if (needle.empty() || says(record.entry, needle)) {
                --*left;
                return record;
            }
        }
        return std::nullopt;
    };
}

Counts SqliteSession::counts(std::string const& year)
{
    // The day, which says nothing where no year is named, makes the planner take the index of the
    // drafts. The numbers of a journal have no gap: the last one is how many there are.
    Counts counts;
    counts.drafts = connection_
                        .number("SELECT COUNT(*) FROM entry WHERE number IS NULL AND date BETWEEN "
                                "(SELECT MIN(first_day) FROM year WHERE :year IN ('', label)) AND "
                                "(SELECT MAX(last_day) FROM year WHERE :year IN ('', label))",
                                {{":year", year}})
                        .value_or(0);
    counts.posted =
        connection_
            .number("SELECT SUM((SELECT MAX(entry.number) FROM entry WHERE entry.year_id = "
                    "year.id AND entry.journal_id = journal.id)) FROM year CROSS JOIN journal "
                    "WHERE :year IN ('', year.label)",
                    {{":year", year}})
            .value_or(0);
    return counts;
}

std::int64_t SqliteSession::count_without_piece(std::string const& year)
{
    EntryQuery query;
    query.year = year;
    query.without_piece = true;
    auto where = condition_of(query);
    return connection_
        .number("SELECT COUNT(*) FROM entry AS e " + where.sql, std::move(where.parameters))
        .value_or(0);
}

} // namespace coop::store::sqlite
