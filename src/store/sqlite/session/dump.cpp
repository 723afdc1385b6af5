// SPDX-License-Identifier: GPL-3.0-or-later
//
// The whole book, out and in again. A posted entry comes after those that its seal and its reversal
// look back on, so that restoring is one pass and the triggers see what they saw the first time.
// Among many (bulk.cpp) they rest: what they would say of one entry is said here, so that a
// fault has its place in the dump, and what is proved of all at the end is proved all the same.
#include "session.hpp"
#include "store/sqlite/entry_walk.hpp"
#include "store/sqlite/found.hpp"
#include "store/sqlite/values.hpp"

#include <coop/core/assert.hpp>
#include <coop/core/count.hpp>
#include <coop/core/error.hpp>

#include <algorithm>
#include <cstring>
#include <utility>

namespace coop::store::sqlite {

namespace {

// What hangs on an entry, after the columns of EntryWalk.
std::string const more_columns =
    ", EXISTS (SELECT 1 FROM contribution WHERE contribution.entry_id = e.id), "
    "EXISTS (SELECT 1 FROM attachment WHERE attachment.entry_id = e.id)";

std::string const posted = "SELECT " + std::string{entry_columns} + more_columns +
                           ", seal.hash, seal.texts_digest, salt.salt, seal.format "
                           "FROM seal CROSS JOIN entry AS e ON e.id = seal.entry_id "
                           "LEFT JOIN salt ON salt.entry_id = e.id "
                           "LEFT JOIN reversal ON reversal.reversal_id = e.id "
                           "ORDER BY seal.sequence";

// By day, then id: the order of their index.
std::string const drafts = "SELECT " + std::string{entry_columns} + more_columns +
                           " FROM entry AS e LEFT JOIN seal ON seal.entry_id = e.id "
                           "LEFT JOIN reversal ON reversal.reversal_id = e.id "
                           "WHERE e.number IS NULL ORDER BY e.date, e.id";

constexpr int contributions_column = entry_column_count;
constexpr int attachments_column = contributions_column + 1;
constexpr int hash_column = attachments_column + 1;
constexpr int texts_column = hash_column + 1;
constexpr int salt_column = texts_column + 1;
constexpr int format_column = salt_column + 1;

// In the words of the trigger that would say it.
void demand(bool holds, char const* words)
{
    if (!holds) {
        throw core::Error{
            core::ErrorKind::refused, "store.constraint", {{"message", std::string{words}}}};
    }
}

ledger::Seal seal_of(Cursor const& row)
{
    ledger::Seal seal;
    seal.sequence = row.integer(sequence_column);
    seal.hash = digest_of(row, hash_column);
    seal.texts = digest_of(row, texts_column);
    seal.format = static_cast<int>(row.integer(format_column));
    if (!row.is_null(salt_column)) {
        seal.salt = bytes_of<Salt>(row, salt_column);
    }
    return seal;
}

} // namespace

void SqliteSession::scan_sealed(std::function<void(ledger::SealedView const&)> const& visit)
{
    EntryWalk walk{connection_};
    for (auto const* sql : {&posted, &drafts}) {
        Cursor rows{connection_, *sql};
        rows.start();
        while (rows.next()) {
            ledger::SealedView sealed{walk.view(rows), std::nullopt,
                                      rows.integer(contributions_column) != 0,
                                      rows.integer(attachments_column) != 0};
            if (sql == &posted) {
                sealed.seal = seal_of(rows);
            }
            visit(sealed);
        }
    }
}

std::vector<std::string> SqliteSession::contents()
{
    std::vector<std::string> all;
    auto rows = connection_.query("SELECT sha256 FROM content ORDER BY sha256");
    while (rows.next()) {
        all.push_back(rows.text(0));
    }
    return all;
}

void SqliteSession::put_journal(ledger::Journal const& journal)
{
    auto const changed = connection_.execute("UPDATE journal SET label = :label WHERE code = :code",
                                             {{":code", journal.code}, {":label", journal.label}});
    if (changed == 0) {
        add_journal(journal);
    }
}

void SqliteSession::restore(ledger::WholeEntry const& entry)
{
    if (!std::exchange(restoring_, true)) {
        // What attachments name follows; the commit finds what did not.
        connection_.script("PRAGMA defer_foreign_keys = ON");
    }
    // The proof walks by id, and a dump has its own order: all of a book is proved, or none.
    if (bulk_ && bulk_->proved == Written{}) {
        restore_set_wise(entry);
    } else {
        restore_row_by_row(entry);
    }
}

void SqliteSession::restore_row_by_row(ledger::WholeEntry const& entry)
{
    settle();
    auto const& record = entry.record;
    auto view = passing(record);
    auto const& ids = ids_of(view);
    write_entry(rows_, view, ids);
    // Counted as what it becomes when its seal follows.
    view.number = record.number.value_or(0);
    count(view, ids, Count::add);
    if (record.reverses) {
        link_reversal(record.id, *record.reverses, record.reason);
    }
    for (auto const& contribution : entry.contributions) {
        add_contribution(contribution);
    }
    write_attachments(entry);
    if (entry.seal) {
        COOP_ASSERT(record.number && record.posted_on);
        post_.run(*record.number, day_number(*record.posted_on), record.id);
        restore_seal(rows_, entry);
        numbers_.clear();
    }
}

void SqliteSession::restore_set_wise(ledger::WholeEntry const& entry)
{
    auto const& record = entry.record;
    auto& written = bulk_->written;
    auto view = passing(record);
    auto const& ids = ids_of(view);
    if (entry.seal) {
        COOP_ASSERT(record.number && record.posted_on);
        view.number = *record.number;
        view.posted_on = *record.posted_on;
        demand(core::is_next(head().entries, entry.seal->sequence),
               "la chaîne n’a ni trou ni retour");
    }
    check_place(view, ids);
    if (record.reverses) {
        require_entry(*record.reverses);
        demand(connection_
                   .number("SELECT number FROM entry WHERE id = :id", {{":id", *record.reverses}})
                   .has_value(),
               "seule une écriture validée se contre-passe");
    }
    write_entry(bulk_->statements, view, ids);
    written.last = std::max(written.last, view.id);
    count(view, ids, Count::add);
    if (record.reverses) {
        bulk_->statements.reversal.run(record.id, *record.reverses, record.reason);
    }
    for (auto const& contribution : entry.contributions) {
        write_contribution(bulk_->statements, contribution);
    }
    write_attachments(entry);
    if (entry.seal) {
        numbers_[{ids.year, ids.journal}] = view.number;
        restore_seal(bulk_->statements, entry);
        written.seals = entry.seal->sequence;
        written.salts += entry.seal->salt ? 1 : 0;
    }
}

// Its id, its reference, its day and its number.
void SqliteSession::check_place(ledger::EntryView const& entry, EntryIds const& ids)
{
    // An id beyond the last one is new.
    demand(entry.id > bulk_->written.last ||
               !connection_.number("SELECT 1 FROM entry WHERE id = :id", {{":id", entry.id}}),
           "cette écriture existe déjà");
    demand(entry.ref.empty() || !connection_.number("SELECT 1 FROM entry WHERE ref = :ref",
                                                    {{":ref", std::string{entry.ref}}}),
           "cette référence existe déjà");
    demand(open_days(ids.year).contains(entry.date),
           "la date est hors de l’exercice, ou l’exercice est verrouillé ou clos");
    demand(!entry.posted() || entry.number == next_number(ids),
           "les numéros d’un journal se suivent");
}

// Of a year that is not open: no day.
core::Period const& SqliteSession::open_days(std::int64_t year)
{
    auto const [place, is_new] = bulk_->open_years.try_emplace(
        year, core::Period{core::date(2199, 12, 31), core::date(1900, 1, 1)});
    if (is_new) {
        auto rows = connection_.query(
            "SELECT max(first_day, locked_through + 1), last_day FROM year JOIN book WHERE "
            "year.id = :id AND state = 'open'",
            {{":id", year}});
        if (rows.next()) {
            place->second = {day_of(rows, 0), day_of(rows, 1)};
        }
    }
    return place->second;
}

void SqliteSession::write_attachments(ledger::WholeEntry const& entry)
{
    for (auto const& attachment : entry.attachments) {
        rows_.attachment.run(entry.record.id, attachment.name, attachment.sha256, attachment.size,
                             day_number(attachment.added_on));
    }
}

void SqliteSession::restore_seal(EntryStatements& statements, ledger::WholeEntry const& entry)
{
    auto const& seal = *entry.seal;
    if (seal.salt) {
        statements.salt.run(entry.record.id, Blob{{reinterpret_cast<char const*>(seal.salt->data()),
                                                   seal.salt->size()}});
    }
    statements.seal.run(seal.sequence, entry.record.id, blob(seal.hash), blob(seal.texts),
                        seal.format);
    head_ = ChainHead{seal.sequence, seal.hash};
    posted_on_.clear();
}

void SqliteSession::judge_roles()
{
    settle();
    write_balances();
    find_roles(connection_);
}

void SqliteSession::restore_content(std::string const& sha256, std::string_view bytes)
{
    connection_.execute("INSERT INTO content (sha256, bytes) VALUES (:sha256, :bytes)",
                        {{":sha256", sha256}, {":bytes", Blob{bytes}}});
}

void SqliteSession::restore_last_id(ledger::EntryId id)
{
    last_id_ = id; // Written with the commit.
}

} // namespace coop::store::sqlite
