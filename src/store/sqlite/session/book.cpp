// SPDX-License-Identifier: GPL-3.0-or-later
#include "session.hpp"
#include "store/sqlite/values.hpp"

#include <coop/core/assert.hpp>
#include <coop/core/name.hpp>
#include <coop/ledger/facts.hpp>

#include <algorithm>
#include <iterator>

namespace coop::store::sqlite {

namespace {

using core::Error;
using core::ErrorKind;

template <class Enum, std::size_t size>
std::string word(core::Words<Enum, size> const& words, Enum value)
{
    return std::string{words.of(value)};
}

} // namespace

std::int64_t role_number(ledger::Role role)
{
    switch (role) {
    case ledger::Role::ordinary:
        return 0;
    case ledger::Role::opening:
        return 1;
    case ledger::Role::closing:
        return 2;
    }
    return 0;
}

ledger::Role role_of(std::int64_t number)
{
    return number == role_number(ledger::Role::opening)   ? ledger::Role::opening
           : number == role_number(ledger::Role::closing) ? ledger::Role::closing
                                                          : ledger::Role::ordinary;
}

std::int64_t day_number(core::Date day)
{
    return core::to_number(day);
}

core::Date day_of(std::int64_t number)
{
    return core::from_number(static_cast<std::int32_t>(number));
}

Blob blob(core::Digest const& digest)
{
    return {{reinterpret_cast<char const*>(digest.data()), digest.size()}};
}

SqliteSession::SqliteSession(Connection connection, Door door, EngineOptions const& options)
    : connection_(std::move(connection)),
      salt_(options.salt),
      today_(options.today),
      records_are_given_(door == Door::restore)
{
    if (door == Door::upgrade) {
        open_ = false;
        return;
    }
    if (door == Door::read) {
        connection_.script("BEGIN");
        return;
    }
    if (connection_.read_only()) {
        throw Error{ErrorKind::database,
                    "store.read-only",
                    {{"path", connection_.path()}, {"message", ""}}};
    }
    // Whoever turned the file to WAL would leave a second file beside it.
    connection_.script("PRAGMA journal_mode = DELETE");
    // Unit: KiB, taken only as far as needed. An import then writes each page once.
    connection_.script("PRAGMA cache_size = -32768");
    connection_.script("BEGIN IMMEDIATE");
}

SqliteSession::~SqliteSession()
{
    if (!open_) {
        return;
    }
    try {
        connection_.script("ROLLBACK");
    } catch (Error const&) {
        // SQLite has rolled back already where the disk was full or failed; closing does the rest.
        open_ = false;
    }
}

void SqliteSession::commit()
{
    COOP_ASSERT(open_);
    settle();
    write_balances();
    write_counter();
    connection_.commit();
    open_ = false;
}

std::int64_t SqliteSession::id_of(Ids& ids, char const* sql, std::string_view name,
                                  char const* error)
{
    if (auto const known = ids.find(name); known != ids.end()) {
        return known->second;
    }
    auto const id = connection_.number(sql, {{":name", std::string{name}}});
    if (!id) {
        std::string const noun{error, std::string_view{error}.find('.')};
        throw Error{ErrorKind::refused, error, {{noun, std::string{name}}}};
    }
    ids.emplace(name, *id);
    return *id;
}

std::int64_t SqliteSession::year_id(std::string_view label)
{
    return id_of(years_, "SELECT id FROM year WHERE label = :name", label, "year.unknown");
}

std::int64_t SqliteSession::journal_id(std::string_view code)
{
    return id_of(journals_, "SELECT id FROM journal WHERE code = :name", code, "journal.unknown");
}

std::int64_t SqliteSession::project_id(std::string_view code)
{
    return id_of(projects_, "SELECT id FROM project WHERE code = :name", code, "project.unknown");
}

std::int64_t SqliteSession::party_id(std::string_view name)
{
    return id_of(parties_, "SELECT id FROM party WHERE name = :name", name, "party.unknown");
}

std::int64_t SqliteSession::account_id(std::string_view code)
{
    if (auto const known = accounts_.find(code); known != accounts_.end()) {
        return known->second;
    }
    auto id = connection_.number("SELECT id FROM account WHERE code = :code",
                                 {{":code", std::string{code}}});
    if (!id) {
        id = new_account_.number(code);
    }
    accounts_.emplace(code, *id);
    return *id;
}

std::optional<std::int64_t> SqliteSession::project_or_none(std::string_view code)
{
    return code.empty() ? std::nullopt : std::optional{project_id(code)};
}

std::optional<std::int64_t> SqliteSession::party_or_none(std::string_view name)
{
    return name.empty() ? std::nullopt : std::optional{party_id(name)};
}

ledger::Book SqliteSession::book()
{
    auto rows = connection_.query("SELECT name, siren, rna, family FROM book");
    if (!rows.next()) {
        throw Error{ErrorKind::database,
                    "store.damaged",
                    {{"path", connection_.path()}, {"message", "book"}}};
    }
    return {rows.text(0), rows.text(1), rows.text(2), word_of(rows, 3, ledger::chart_family_words)};
}

void SqliteSession::set_book(ledger::Book const& book)
{
    connection_.execute("UPDATE book SET name = :name, siren = :siren, rna = :rna WHERE id = 1",
                        {{":name", book.name}, {":siren", book.siren}, {":rna", book.rna}});
    record_fact(ledger::book_fact(this->book()));
}

std::vector<ledger::Year> SqliteSession::years()
{
    std::vector<ledger::Year> all;
    auto rows = connection_.query("SELECT label, first_day, last_day, regulation, CASE WHEN state "
                                  "= 'open' AND last_day <= locked_through THEN 'locked' ELSE "
                                  "state END FROM year JOIN book ORDER BY first_day");
    while (rows.next()) {
        all.push_back({rows.text(0),
                       {day_of(rows, 1), day_of(rows, 2)},
                       rows.text(3),
                       word_of(rows, 4, ledger::year_state_words)});
    }
    return all;
}

void SqliteSession::add_year(ledger::Year const& year)
{
    COOP_ASSERT(year.state == ledger::YearState::open);
    connection_.execute("INSERT INTO year (id, label, first_day, last_day, regulation, state) "
                        "VALUES ((SELECT COALESCE(MAX(id), 0) + 1 FROM year), :label, :first, "
                        ":last, :regulation, 'open')",
                        {{":label", year.label},
                         {":first", day_number(year.period.first)},
                         {":last", day_number(year.period.last)},
                         {":regulation", year.regulation}});
    record_fact(ledger::year_fact(year));
}

void SqliteSession::replace_year(std::string const& label, ledger::Year const& year)
{
    auto const before = ledger::find_year(years(), label);
    connection_.execute("UPDATE year SET label = :label, first_day = :first, last_day = :last, "
                        "regulation = :regulation WHERE id = :id",
                        {{":id", year_id(label)},
                         {":label", year.label},
                         {":first", day_number(year.period.first)},
                         {":last", day_number(year.period.last)},
                         {":regulation", year.regulation}});
    years_.clear();
    if (year.label != label) {
        record_fact(ledger::removed_year_fact(before));
    }
    record_fact(ledger::year_fact(year));
}

void SqliteSession::remove_year(std::string const& label)
{
    auto const id = year_id(label);
    auto const before = ledger::find_year(years(), label);
    connection_.execute("DELETE FROM budget_line WHERE budget_id IN "
                        "(SELECT id FROM budget WHERE year_id = :id)",
                        {{":id", id}});
    connection_.execute("DELETE FROM budget WHERE year_id = :id", {{":id", id}});
    connection_.execute("DELETE FROM year WHERE id = :id", {{":id", id}});
    years_.clear();
    record_fact(ledger::removed_year_fact(before));
}

void SqliteSession::close_year(std::string const& label)
{
    auto const id = year_id(label);
    settle();
    write_balances(); // A year that is closed refuses them.
    connection_.execute("UPDATE year SET state = 'closed' WHERE id = :id", {{":id", id}});
    connection_.execute("UPDATE book SET locked_through = max(locked_through, (SELECT last_day "
                        "FROM year WHERE id = :id))",
                        {{":id", id}});
    forget_open_days();
    auto const closed = ledger::find_year(years(), label);
    record_fact(ledger::year_fact(closed));
    record_lock({});
    record_fact(ledger::fec_words_fact(fec_words_of(closed)));
}

std::optional<core::Date> SqliteSession::locked_through()
{
    auto rows = connection_.query("SELECT locked_through FROM book WHERE locked_through <> 0");
    return rows.next() ? std::optional{day_of(rows, 0)} : std::nullopt;
}

void SqliteSession::set_lock(std::optional<core::Date> through, std::string const& reason)
{
    settle();
    write_balances(); // Locked months refuse them.
    connection_.execute("UPDATE book SET locked_through = :through",
                        {{":through", through ? day_number(*through) : 0}});
    forget_open_days();
    record_lock(reason);
}

void SqliteSession::beneath_lock(core::Date day, std::function<void()> const& work)
{
    auto const locked = connection_.number("SELECT locked_through FROM book").value_or(0);
    auto const lower = std::min(locked, day_number(day) - 1);
    auto const set = [&](std::int64_t through) {
        settle();
        write_balances();
        connection_.execute("UPDATE book SET locked_through = :through", {{":through", through}});
        forget_open_days();
    };
    set(lower);
    work();
    set(locked);
}

// Unless the last record says it already: a reason comes with a lock that moves.
void SqliteSession::record_lock(std::string const& reason)
{
    auto const through = locked_through();
    auto const known = record_history("lock", "lock");
    if (known.empty() ? through.has_value()
                      : ledger::read_lock(known.back().record).through != through) {
        record_fact(ledger::lock_fact({through, reason}));
    }
}

void SqliteSession::forget_open_days()
{
    if (bulk_) {
        bulk_->open_years.clear();
    }
}

std::vector<ledger::Journal> SqliteSession::journals()
{
    std::vector<ledger::Journal> all;
    auto rows = connection_.query("SELECT code, label FROM journal ORDER BY position, code");
    while (rows.next()) {
        all.push_back({rows.text(0), rows.text(1)});
    }
    return all;
}

void SqliteSession::add_journal(ledger::Journal const& journal)
{
    auto const standard = ledger::standard_journals();
    auto const found = std::find_if(standard.begin(), standard.end(),
                                    [&](auto const& one) { return one.code == journal.code; });
    // The books' own share the place after the last standard one, by code.
    auto const position = static_cast<std::int64_t>(std::distance(standard.begin(), found)) + 1;
    connection_.execute(
        "INSERT INTO journal (id, code, label, position) VALUES ((SELECT "
        "COALESCE(MAX(id), 0) + 1 FROM journal), :code, :label, :position)",
        {{":code", journal.code}, {":label", journal.label}, {":position", position}});
}

std::vector<ledger::Account> SqliteSession::accounts()
{
    std::vector<ledger::Account> all;
    auto rows = connection_.query("SELECT code, label, kind, normal, own, closed FROM account "
                                  "WHERE label IS NOT NULL ORDER BY code");
    while (rows.next()) {
        all.push_back({rows.text(0), rows.text(1), word_of(rows, 2, ledger::account_kind_words),
                       word_of(rows, 3, ledger::side_words), "", rows.integer(4) == 1,
                       rows.integer(5) == 1});
    }
    return all;
}

void SqliteSession::put_account(ledger::Account const& account)
{
    connection_.execute("UPDATE account SET label = :label, kind = :kind, normal = :normal, own = "
                        ":own, closed = :closed WHERE id = :id",
                        {{":label", account.label},
                         {":kind", word(ledger::account_kind_words, account.kind)},
                         {":normal", word(ledger::side_words, account.normal)},
                         {":own", std::int64_t{account.own}},
                         {":closed", std::int64_t{account.closed}},
                         {":id", account_id(account.code)}});
    record_fact(ledger::account_fact(account));
}

std::vector<ledger::Project> SqliteSession::projects()
{
    std::vector<ledger::Project> all;
    auto rows = connection_.query("SELECT code, label FROM project ORDER BY code");
    while (rows.next()) {
        all.push_back({rows.text(0), rows.text(1)});
    }
    return all;
}

void SqliteSession::add_project(ledger::Project const& project)
{
    connection_.execute("INSERT INTO project (id, code, label) VALUES ((SELECT "
                        "COALESCE(MAX(id), 0) + 1 FROM project), :code, :label)",
                        {{":code", project.code}, {":label", project.label}});
}

std::vector<ledger::Party> SqliteSession::parties_where(std::string const& condition,
                                                        Parameters parameters)
{
    std::vector<ledger::Party> all;
    auto rows = connection_.query("SELECT name, kind, note, code, COALESCE(number, 0), "
                                  "COALESCE(shown, ''), merged_into FROM party " +
                                      condition,
                                  std::move(parameters));
    while (rows.next()) {
        all.push_back({rows.text(0), rows.text(1), rows.text(2), rows.text(3), rows.integer(4),
                       rows.text(5), rows.optional_integer(6)});
    }
    return all;
}

std::vector<ledger::Party> SqliteSession::parties()
{
    return parties_where("ORDER BY name", {});
}

std::optional<ledger::Party> SqliteSession::find_party(std::string const& name)
{
    auto all = parties_where("WHERE name = :name", {{":name", name}});
    return all.empty() ? std::nullopt : std::optional{std::move(all.front())};
}

std::vector<ledger::Party> SqliteSession::parties_of_key(std::string const& key)
{
    return parties_where("WHERE key = :key ORDER BY name", {{":key", key}});
}

std::vector<std::vector<ledger::Party>> SqliteSession::parties_alike()
{
    std::vector<std::string> keys;
    {
        auto rows = connection_.query("SELECT key FROM party GROUP BY key HAVING COUNT(*) > 1");
        while (rows.next()) {
            keys.push_back(rows.text(0));
        }
    }
    std::vector<std::vector<ledger::Party>> all;
    for (auto const& key : keys) {
        all.push_back(parties_of_key(key));
    }
    return all;
}

std::vector<ledger::Party> SqliteSession::changed_parties()
{
    return parties_where("WHERE number IS NOT NULL ORDER BY number", {});
}

void SqliteSession::add_party(ledger::Party const& party)
{
    auto const number = party.number > 0 ? std::optional{party.number} : std::nullopt;
    auto const shown =
        party.shown.empty() ? std::nullopt : std::optional<std::string_view>{party.shown};
    new_party_.run(party.name, party.kind, party.note, party.code, core::name_key(party.name),
                   number, shown, party.into);
}

void SqliteSession::give_code(std::string const& name, std::string const& code)
{
    auto party = find_party(name);
    COOP_ASSERT(party && party->code.empty());
    if (party->number > 0) {
        party->code = code;
        replace_party(*party);
    } else { // It has no record that would say so.
        connection_.execute("UPDATE party SET code = :code WHERE id = :id",
                            {{":id", party_id(name)}, {":code", code}});
    }
}

ledger::Party SqliteSession::replace_party(ledger::Party const& party)
{
    auto whole = party;
    if (whole.number == 0) {
        whole.number = next_after(connection_.number("SELECT MAX(number) FROM party").value_or(0),
                                  connection_);
    }
    connection_.execute("UPDATE party SET kind = :kind, note = :note, code = :code, number = "
                        ":number, shown = NULLIF(:shown, ''), merged_into = NULLIF(:into, 0) "
                        "WHERE id = :id",
                        {{":id", party_id(party.name)},
                         {":kind", whole.kind},
                         {":note", whole.note},
                         {":code", whole.code},
                         {":number", whole.number},
                         {":shown", whole.shown},
                         {":into", whole.into.value_or(0)}});
    record_fact(ledger::party_fact(whole));
    return whole;
}

} // namespace coop::store::sqlite
