// SPDX-License-Identifier: GPL-3.0-or-later
//
// Reading entries: one statement for what an entry says, walked by an index in the order that is
// asked, and one per entry for its lines. Nothing is gathered: a stream holds one entry. A filter
// that few lines answer is walked by the index of these lines, so that a rare account is not sought
// in every entry of a year.
#include "session.hpp"
#include "store/sqlite/values.hpp"

#include <coop/core/assert.hpp>
#include <coop/core/text.hpp>

#include <algorithm>
#include <memory>
#include <vector>

namespace coop::store::sqlite {

namespace {

std::string const select_record =
    "SELECT e.id, year.label, e.number, e.posted_on, back.reversed_id, forth.reversal_id, "
    "COALESCE(back.reason, forth.reason, ''), e.date, journal.code, e.label, e.piece, "
    "COALESCE(party.name, ''), COALESCE(e.ref, ''), "
    "(SELECT COUNT(*) FROM attachment WHERE attachment.entry_id = e.id), e.role, e.piece_date "
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

std::string ids_of(Connection& connection, std::vector<std::string> const& parties)
{
    return core::join(parties, ", ", [&](std::string const& name) {
        auto const id =
            connection.number("SELECT id FROM party WHERE name = :name", {{":name", name}});
        return std::to_string(id.value_or(0));
    });
}

// Years do not overlap and an entry is dated within its own: the days of a year are its entries.
Condition condition_of(Connection& connection, EntryQuery const& query)
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
    if (!query.parties.empty()) {
        where.add("EXISTS (SELECT 1 FROM party WHERE id IN (" + ids_of(connection, query.parties) +
                  ") AND id IN (SELECT e.party_id UNION ALL SELECT line.party_id FROM line WHERE "
                  "line.entry_id = e.id))");
    }
    if (query.amount) {
        where.add("(EXISTS (SELECT 1 FROM line WHERE line.entry_id = e.id AND :amount IN "
                  "(line.debit, line.credit)) OR :amount = "
                  "(SELECT SUM(line.debit) FROM line WHERE line.entry_id = e.id))",
                  {":amount", query.amount->in_cents()});
    }
    if (query.without_piece) {
        where.add(without_piece);
    }
    if (query.which != Which::all) {
        where.add(query.which == Which::posted ? "e.number IS NOT NULL" : "e.number IS NULL");
    }
    return where;
}

// Where more lines answer, walking the days finds a page sooner than sorting them would.
constexpr std::int64_t few_lines = 2000;

// Lines that answer a filter, found by an index, and what is still to be asked of their entries.
struct Selection {
    std::string sql; ///< of FROM line WHERE
    Parameters parameters;
    EntryQuery rest;
};

core::Period days_of(Connection& connection, EntryQuery const& query)
{
    auto days =
        query.period.value_or(core::Period{core::date(1900, 1, 1), core::date(2199, 12, 31)});
    auto const of_year = [&](char const* sql, core::Date otherwise) {
        auto rows = connection.query(sql, {{":year", query.year}});
        return rows.next() && !rows.is_null(0) ? day_of(rows, 0) : otherwise;
    };
    if (!query.year.empty()) {
        days.first = std::max(
            days.first, of_year("SELECT first_day FROM year WHERE label = :year", days.first));
        days.last = std::min(days.last,
                             of_year("SELECT last_day FROM year WHERE label = :year", days.last));
    }
    return days;
}

bool few(Connection& connection, Selection const& selection)
{
    auto parameters = selection.parameters;
    parameters.push_back({":limit", few_lines});
    auto const count = connection.number("SELECT COUNT(*) FROM (SELECT 1 FROM line WHERE " +
                                             selection.sql + " LIMIT :limit)",
                                         std::move(parameters));
    return count < few_lines;
}

// The lines of an account alone, however many, come in the order of the days.
std::optional<Selection> lines_of_account(Connection& connection, EntryQuery const& query,
                                          Parameters days)
{
    constexpr char const* accounts =
        "(SELECT id FROM account WHERE code >= :account AND code < :account || '~')";
    Selection selection{"line.account_id IN " + std::string{accounts} +
                            " AND line.date BETWEEN :first AND :last",
                        std::move(days), query};
    selection.parameters.push_back({":account", query.account});
    selection.rest.account.clear();
    auto const one = connection.number(
        "SELECT MIN(id) FROM account WHERE code >= :account AND code < :account || '~' "
        "HAVING COUNT(*) = 1",
        {{":account", query.account}});
    if (one) {
        selection.sql = "line.account_id = :account AND line.date BETWEEN :first AND :last";
        selection.parameters.back().value = *one;
        return selection;
    }
    return few(connection, selection) ? std::optional{selection} : std::nullopt;
}

std::optional<Selection> lines_of_project(Connection& connection, EntryQuery const& query,
                                          Parameters days)
{
    Selection selection{"line.year_id IN (SELECT id FROM year WHERE last_day >= :first AND "
                        "first_day <= :last) AND line.project_id = (SELECT id FROM project WHERE "
                        "code = :project)",
                        std::move(days), query};
    selection.parameters.push_back({":project", query.project});
    selection.rest.project.clear();
    if (!few(connection, selection)) {
        return std::nullopt;
    }
    selection.sql += " AND line.date BETWEEN :first AND :last"; // not in the index: asked of few
    return selection;
}

// Drafts have an index of their own, and are few.
std::optional<Selection> select_lines(Connection& connection, EntryQuery const& query)
{
    if (query.which == Which::drafts || (query.account.empty() && query.project.empty())) {
        return std::nullopt;
    }
    auto const days = days_of(connection, query);
    Parameters const parameters{{":first", day_number(days.first)},
                                {":last", day_number(days.last)}};
    std::optional<Selection> selection;
    if (!query.project.empty()) {
        selection = lines_of_project(connection, query, parameters);
    }
    if (!selection && !query.account.empty()) {
        selection = lines_of_account(connection, query, parameters);
    }
    return selection;
}

// What is asked of the texts of an entry; SQL cannot fold.
class Said {
public:
    explicit Said(EntryQuery const& query) : piece_(core::fold(core::trim(query.piece)))
    {
        auto const text = core::fold(query.text);
        for (auto const word : core::split(text, ' ')) {
            if (!word.empty()) {
                words_.emplace_back(word);
            }
        }
    }

    bool by(ledger::Draft const& entry) const
    {
        return (piece_.empty() || core::fold(core::trim(entry.piece)) == piece_) &&
               (words_.empty() || has_words(entry));
    }

private:
    bool has_words(ledger::Draft const& entry) const
    {
        auto texts = entry.label + '\n' + entry.piece + '\n' + entry.party;
        for (auto const& line : entry.lines) {
            texts += '\n' + line.label + '\n' + line.party;
        }
        auto const folded = core::fold(texts);
        return std::ranges::all_of(words_, [&](std::string const& word) {
            return folded.find(word) != std::string::npos;
        });
    }

    std::string piece_; // folded
    std::vector<std::string> words_;
};

} // namespace

ledger::Record SqliteSession::read_record(Rows const& head)
{
    ledger::Record record;
    record.id = head.integer(0);
    record.year = head.text(1);
    record.number = head.optional_integer(2);
    if (!head.is_null(3)) {
        record.posted_on = day_of(head, 3);
    }
    record.reverses = head.optional_integer(4);
    record.reversed_by = head.optional_integer(5);
    record.reason = head.text(6);
    record.entry.date = day_of(head, 7);
    record.entry.journal = head.text(8);
    record.entry.label = head.text(9);
    record.entry.piece = head.text(10);
    record.entry.party = head.text(11);
    record.entry.ref = head.text(12);
    record.attachments = static_cast<int>(head.integer(13));
    record.role = role_of(head.integer(14));
    if (!head.is_null(15)) {
        record.entry.piece_date = day_of(head, 15);
    }
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

// All that answer but the texts and the limit.
Stream<ledger::Record> SqliteSession::walk(EntryQuery const& query)
{
    auto selection = select_lines(connection_, query);
    auto where = condition_of(connection_, selection ? selection->rest : query);
    if (!selection) {
        auto const rows = std::make_shared<Rows>(connection_.query(
            select_record + where.sql + " ORDER BY e.date, e.id", std::move(where.parameters)));
        return [this, rows]() -> std::optional<ledger::Record> {
            return rows->next() ? std::optional{read_record(*rows)} : std::nullopt;
        };
    }
    where.add("e.id = :id", {":id", std::monostate{}});
    auto const lines = std::make_shared<Rows>(
        connection_.query("SELECT DISTINCT line.date, line.entry_id FROM line WHERE " +
                              selection->sql + " ORDER BY line.date, line.entry_id",
                          std::move(selection->parameters)));
    return [this, lines, where = std::move(where)]() mutable -> std::optional<ledger::Record> {
        while (lines->next()) {
            where.parameters.back().value = lines->integer(1);
            if (auto record = find_where(where.sql, where.parameters)) {
                return record;
            }
        }
        return std::nullopt;
    };
}

Stream<ledger::Record> SqliteSession::entries(EntryQuery const& query)
{
    auto const left = std::make_shared<std::int64_t>(query.limit > 0 ? query.limit : -1);
    return [next = walk(query), left, said = Said{query}]() -> std::optional<ledger::Record> {
        while (*left != 0) {
            auto record = next();
            if (!record) {
                return std::nullopt;
            }
            if (said.by(record->entry)) {
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

Drafts SqliteSession::drafts_until(core::Date last)
{
    // By the index of the drafts.
    auto rows = connection_.query("SELECT COUNT(*), MIN(date), MAX(date) FROM entry WHERE number "
                                  "IS NULL AND date <= :last",
                                  {{":last", day_number(last)}});
    rows.next();
    Drafts drafts{rows.integer(0), {}, {}};
    if (drafts.count > 0) {
        drafts.first = day_of(rows, 1);
        drafts.last = day_of(rows, 2);
    }
    return drafts;
}

std::int64_t SqliteSession::count_without_piece(std::string const& year)
{
    EntryQuery query;
    query.year = year;
    query.without_piece = true;
    auto where = condition_of(connection_, query);
    return connection_
        .number("SELECT COUNT(*) FROM entry AS e " + where.sql, std::move(where.parameters))
        .value_or(0);
}

std::int64_t SqliteSession::count_of_role(std::string const& year, ledger::Role role, Which which)
{
    COOP_ASSERT(role != ledger::Role::ordinary);
    std::string const posted = which == Which::all      ? ""
                               : which == Which::posted ? "AND number IS NOT NULL"
                                                        : "AND number IS NULL";
    // The first condition is that of the index.
    return connection_
        .number("SELECT COUNT(*) FROM entry WHERE role <> 0 AND role = :role AND year_id = :year " +
                    posted,
                {{":role", role_number(role)}, {":year", year_id(year)}})
        .value_or(0);
}

// The references that stand twice on a day come from their index, and only these entries are
// summed.
std::vector<ledger::EntryId> SqliteSession::alike(core::Period days)
{
    std::vector<ledger::EntryId> found;
    auto rows = connection_.query(
        "WITH twice AS MATERIALIZED (SELECT date, piece FROM entry WHERE piece <> '' AND "
        "date BETWEEN :first AND :last GROUP BY date, piece HAVING COUNT(*) > 1), "
        "summed AS MATERIALIZED (SELECT entry.id, entry.date, entry.piece, "
        "(SELECT SUM(debit) FROM line WHERE line.entry_id = entry.id) AS amount "
        "FROM twice CROSS JOIN entry WHERE entry.piece <> '' AND entry.date = twice.date AND "
        "entry.piece = twice.piece) "
        "SELECT id FROM (SELECT id, date, piece, amount, "
        "COUNT(*) OVER (PARTITION BY date, piece, amount) AS count FROM summed) "
        "WHERE count > 1 ORDER BY date, piece, amount, id",
        {{":first", day_number(days.first)}, {":last", day_number(days.last)}});
    while (rows.next()) {
        found.push_back(rows.integer(0));
    }
    return found;
}

} // namespace coop::store::sqlite
