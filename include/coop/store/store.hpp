// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/diagnostic.hpp>
#include <coop/core/files.hpp>
#include <coop/ledger/book.hpp>
#include <coop/store/balances.hpp>
#include <coop/store/books.hpp>
#include <coop/store/bulk.hpp>
#include <coop/store/care_books.hpp>
#include <coop/store/entries.hpp>
#include <coop/store/integrity.hpp>
#include <coop/store/parties.hpp>
#include <coop/store/records.hpp>

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace coop::store {

/// \brief One transaction, in the words of the ledger; without commit() it leaves no trace.
///
/// What is written has been checked (ledger::check, care::check_entry) by the caller; the engine
/// checks again whatever its schema can hold and throws Error{refused} "store.constraint" where
/// they disagree. Every list has a complete order. Who needs one of these interfaces takes that
/// one, and cannot touch the others.
class Session : public Books,
                public Parties,
                public Entries,
                public Balances,
                public Records,
                public CareBooks,
                public Bulk,
                public Integrity {
public:
    /// \throws Error{database} "store.full", "store.read-only", "store.io"; "store.unconfirmed":
    ///         it is done, and the disk has not confirmed it.
    virtual void commit() = 0;
};

/// \brief The one head of a book: what is noted outside it (chain.hpp).
core::Digest head_of(Session& session);

class Store {
public:
    virtual ~Store() = default;
    virtual std::unique_ptr<Session> read() = 0;

    /// Waits for another writer, then throws Error{database} "store.locked" (args: path, by).
    virtual std::unique_ptr<Session> write() = 0;
};

/// \brief The 16 salt bytes of an entry: unguessable, lent by the process.
using Salt = std::array<std::uint8_t, 16>;

/// \brief What an engine needs of the process.
struct EngineOptions {
    std::function<Salt()> salt;
    std::string today;  ///< ISO, for the record of migrations and for names of files
    int wait_ms = 5000; ///< for a lock
    core::Sharing sharing = core::Sharing::owner; ///< of new files that come from no book
};

/// \brief A book that nobody sees before it is whole.
struct Making {
    ledger::Book book;
    std::function<void(Session&)> fill; ///< the caller commits nothing
    bool records_given = false;         ///< as somebody kept them; else made of what is written
    bool replace = false;               ///< over the book that is there, which is empty
    bool rehearsal = false;             ///< nothing is kept
};

/// \brief What a backup is, and what became of the book that it took the place of.
struct Restored {
    Counts counts;         ///< of the backup
    core::Digest head{};   ///< of its chain
    bool is_older = false; ///< of an older version: upgrade() is next
    std::string aside;     ///< where the former book lies, its journal beside it; empty: none
};

/// \brief What an upgrade did.
struct Upgraded {
    std::string copy;                  ///< made first; empty: the file was current
    std::vector<std::string> unlocked; ///< years that were locked after one that was not
};

/// \brief What a file is to an engine, by its first bytes alone: it may be damaged further on.
enum class Recognised {
    other,
    unreadable, ///< not there, or not to be looked into
    database,   ///< written by what the engine stands on, for another program or no longer ours
    book        ///< a book of any version
};

/// \brief A storage engine, as values: main chooses it, cli uses it.
struct Engine {
    /// Never throws, never waits.
    std::function<Recognised(std::string const& path)> recognises;

    /// The book, there or not, beside which the engine would write a file of this name while it
    /// works; empty: no name of the engine's own.
    std::function<std::string(std::string const& path)> book_beside;

    /// \throws Error{database} "store.missing", "store.unreadable", "store.not-ours",
    ///         "store.damaged", "store.older" (says `coop upgrade`), "store.newer", "store.locked",
    ///         "store.foreign-schema",
    ///         "store.read-only" (on write).
    std::function<std::unique_ptr<Store>(std::string const& path, EngineOptions const&)> open;

    /// Makes a new book with its journals beside `path`, fills it, and only then gives it its name.
    /// \throws Error{refused} "store.exists"; Error{database} "store.not-created",
    ///         "store.unconfirmed".
    std::function<void(std::string const& path, Making const&, EngineOptions const&)> create;

    /// Migrates an older file, whole or not at all, after a copy beside it. Where nothing is to be
    /// done, `copy` is empty. \throws Error{database} "store.unconfirmed": done.
    std::function<Upgraded(std::string const& path, EngineOptions const&)> upgrade;

    /// The path of the copy that upgrade() would make; empty if the file is current.
    std::function<std::string(std::string const& path, EngineOptions const&)> copy_of_upgrade;

    /// A consistent copy of the book, of its mode, also of one that schema_findings() finds
    /// foreign. \throws Error{refused} "store.exists"; Error{database} "store.not-created",
    /// "store.unconfirmed".
    std::function<void(std::string const& path, std::string const& copy, EngineOptions const&)>
        backup;

    /// Puts a copy of `backup`, verified first, in the place of the book `path`, there or not. The
    /// book that was there lies beside it then, with its journal, under a name that is no book's.
    /// \throws Error{database} "restore.damaged" (findings), "restore.stopped" (the book lies
    ///         aside), "store.unconfirmed", what open() throws of the backup;
    ///         Error{refused} "restore.same".
    /// \param done says how far it came, whatever is thrown.
    std::function<void(std::string const& path, std::string const& backup, bool rehearsal,
                       Restored& done, EngineOptions const&)>
        restore;

    /// What of the schema of a book of any version is not as coop wrote it: somebody else's would
    /// run in the middle of our statements, so that nothing but this and backup() opens it.
    std::function<std::vector<core::Diagnostic>(std::string const& path, EngineOptions const&)>
        schema_findings;
};

} // namespace coop::store
