// SPDX-License-Identifier: GPL-3.0-or-later
//
// The whole book, out and in again. A posted entry comes after those that its seal and its reversal
// look back on, so that restoring is one pass and the triggers see what they saw the first time.
#include "entry_walk.hpp"
#include "session.hpp"

#include <coop/core/assert.hpp>
#include <coop/core/error.hpp>

#include <cstring>
#include <utility>

namespace coop::store::sqlite {

namespace {

// What hangs on an entry, after the columns of EntryWalk.
std::string const more_columns =
    ", EXISTS (SELECT 1 FROM contribution WHERE contribution.entry_id = e.id), "
    "EXISTS (SELECT 1 FROM attachment WHERE attachment.entry_id = e.id)";

std::string const posted = "SELECT " + std::string{entry_columns} + more_columns +
                           ", seal.hash, seal.texts_digest, salt.salt "
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

ledger::Seal seal_of(Cursor const& row)
{
    ledger::Seal seal;
    seal.sequence = row.integer(sequence_column);
    seal.hash = digest_of(row.bytes(hash_column));
    seal.texts = digest_of(row.bytes(texts_column));
    if (!row.is_null(salt_column)) {
        auto const bytes = row.bytes(salt_column);
        auto& salt = seal.salt.emplace();
        COOP_ASSERT(bytes.size() == salt.size()); // A CHECK of the schema.
        std::memcpy(salt.data(), bytes.data(), salt.size());
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
    for (auto const& attachment : entry.attachments) {
        connection_.execute("INSERT INTO attachment (entry_id, name, sha256, size, added_on) "
                            "VALUES (:entry, :name, :sha256, :size, :on)",
                            {{":entry", record.id},
                             {":name", attachment.name},
                             {":sha256", attachment.sha256},
                             {":size", attachment.size},
                             {":on", day_number(attachment.added_on)}});
    }
    if (entry.seal) {
        restore_seal(entry);
    }
}

void SqliteSession::restore_seal(ledger::WholeEntry const& entry)
{
    auto const& record = entry.record;
    auto const& seal = *entry.seal;
    COOP_ASSERT(record.number && record.posted_on);
    post_.run(*record.number, day_number(*record.posted_on), record.id);
    if (seal.salt) {
        rows_.salt.run(record.id,
                       Blob{{reinterpret_cast<char const*>(seal.salt->data()), seal.salt->size()}});
    }
    rows_.seal.run(seal.sequence, record.id, blob(seal.hash), blob(seal.texts));
    head_ = ChainHead{seal.sequence, seal.hash};
    numbers_.clear();
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
