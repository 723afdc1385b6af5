// SPDX-License-Identifier: GPL-3.0-or-later
//
// A book that was not there before: made beside its place, whole, then given its name.
#include "making.hpp"

#include "file.hpp"
#include "store/sqlite/schema.hpp"
#include "store/sqlite/session/session.hpp"

#include <coop/core/error.hpp>
#include <coop/ledger/facts.hpp>

#include <cerrno>

namespace coop::store::sqlite {

namespace {

using Door = SqliteSession::Door;

// Nobody knows the file yet: it goes to the disk once, when it gets its name.
Connection open_unsynced(std::string const& part, EngineOptions const& options)
{
    Connection connection{part, options.wait_ms};
    connection.script("PRAGMA synchronous = OFF");
    return connection;
}

// What every book has: its identity and its journals.
void found(std::string const& part, Door door, ledger::Book const& book,
           EngineOptions const& options)
{
    auto connection = open_unsynced(part, options);
    migrate(connection, 0, options);
    connection.execute(
        "INSERT INTO book (id, name, siren, rna, family) VALUES (1, :name, :siren, :rna, "
        ":family)",
        {{":name", book.name},
         {":siren", book.siren},
         {":rna", book.rna},
         {":family", std::string{ledger::chart_family_words.of(book.family)}}});
    SqliteSession session{std::move(connection), door, options};
    session.record_fact(ledger::book_fact(book));
    for (auto const& journal : ledger::standard_journals()) {
        session.add_journal(journal);
    }
    session.commit();
}

void fill(std::string const& part, Door door, Making const& making, EngineOptions const& options)
{
    if (making.fill) {
        SqliteSession session{open_unsynced(part, options), door, options};
        making.fill(session);
        session.commit();
    }
}

// What the name of its journal adds must have room too, or no command could write the book.
void refuse_long_name(std::string const& path)
{
    constexpr std::size_t name_max = 255;
    auto const name = path.substr(path.rfind('/') + 1) + "-journal";
    if (name.size() > name_max) {
        fail_to_create(path, ENAMETOOLONG);
    }
}

} // namespace

void create(core::Files& files, std::string const& path, Making const& making,
            EngineOptions const& options)
{
    if (!making.replace) {
        refuse_existing(path);
    }
    auto const file = making.replace ? core::behind_links(path) : path;
    refuse_long_name(file);
    auto const door = making.records_given ? Door::restore : Door::write;
    NewBook book{files, file, core::permissions_of(file, options.sharing)};
    try {
        found(book.path(), door, making.book, options);
        fill(book.path(), door, making, options);
    } catch (core::Error const& error) {
        throw book.said_of(error, path);
    }
    if (making.rehearsal) {
        return;
    }
    if (making.replace) {
        auto const held = HeldFile::alone(file, options.wait_ms);
        book.put_in_place_of();
        held.outlast(options.wait_ms);
    } else {
        book.put_in_place();
    }
}

} // namespace coop::store::sqlite
