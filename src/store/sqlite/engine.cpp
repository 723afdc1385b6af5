// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/store/sqlite.hpp>

#include "connection.hpp"
#include "file.hpp"
#include "schema.hpp"
#include "store/sqlite/session/session.hpp"

#include <coop/core/error.hpp>
#include <coop/ledger/facts.hpp>

#include <sqlite3.h>

#include <filesystem>
#include <utility>

namespace coop::store::sqlite {

namespace {

class SqliteStore final : public Store {
public:
    // `first` was opened to look at the file; the first session takes it over.
    SqliteStore(std::string path, EngineOptions options, Connection first)
        : path_(std::move(path)), options_(std::move(options)), first_(std::move(first))
    {
    }

    std::unique_ptr<Session> read() override { return session(SqliteSession::Door::read); }
    std::unique_ptr<Session> write() override { return session(SqliteSession::Door::write); }

private:
    std::unique_ptr<Session> session(SqliteSession::Door door)
    {
        auto connection = std::exchange(first_, std::nullopt);
        if (!connection) {
            connection.emplace(path_, options_.wait_ms);
        }
        return std::make_unique<SqliteSession>(std::move(*connection), door, options_);
    }

    std::string path_;
    EngineOptions options_;
    std::optional<Connection> first_;
};

Connection open_file(core::Files& files, std::string const& path, EngineOptions const& options)
{
    check_file(files, path);
    return Connection{path, options.wait_ms};
}

std::unique_ptr<Store> open(core::Files& files, std::string const& path,
                            EngineOptions const& options)
{
    auto connection = open_file(files, path, options);
    check_current(connection);
    return std::make_unique<SqliteStore>(path, options, std::move(connection));
}

void make_empty(core::Files& files, std::string const& path, std::string const& wanted)
{
    if (!core::File{files, path, core::Access::create}.is_open()) {
        fail_to_create(wanted);
    }
}

void fill(std::string const& path, ledger::Book const& book, EngineOptions const& options,
          SqliteSession::Door door)
{
    Connection connection{path, options.wait_ms};
    // Nobody knows the file yet: it goes to the disk once, when it gets its name.
    connection.script("PRAGMA synchronous = OFF");
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

// Makes an empty file beside `path` for `work` to fill and to give its name; nothing stays behind
// of what failed.
void make(core::Files& files, std::string const& path,
          std::function<void(std::string const& part)> const& work)
{
    core::sweep(files, path);
    core::TemporaryName const part{path};
    make_empty(files, part.path(), path);
    try {
        work(part.path());
    } catch (...) {
        files.remove(part.path());
        throw;
    }
}

std::unique_ptr<Store> create(core::Files& files, std::string const& path, ledger::Book const& book,
                              EngineOptions const& options)
{
    refuse_existing(path);
    make(files, path, [&](std::string const& part) {
        fill(part, book, options, SqliteSession::Door::write);
        put_in_place(files, part, path);
    });
    return open(files, path, options);
}

void refill(std::string const& part, Restoring const& restoring, EngineOptions const& options)
{
    fill(part, restoring.book, options, SqliteSession::Door::restore);
    Connection connection{part, options.wait_ms};
    connection.script("PRAGMA synchronous = OFF"); // As in fill().
    SqliteSession session{std::move(connection), SqliteSession::Door::restore, options};
    restoring.fill(session);
    session.commit();
}

void restore(core::Files& files, std::string const& path, Restoring const& restoring,
             EngineOptions const& options)
{
    if (!restoring.replace) {
        refuse_existing(path);
    }
    auto const file = restoring.replace ? core::behind_links(path) : path;
    make(files, file, [&](std::string const& part) {
        refill(part, restoring, options);
        if (restoring.rehearsal) {
            files.remove(part);
        } else if (restoring.replace) {
            put_in_place_of(files, part, file);
        } else {
            put_in_place(files, part, file);
        }
    });
}

std::string copy_before_upgrade(std::string const& path, std::int64_t version)
{
    std::filesystem::path const book{path};
    auto const name = book.stem().string() + "-avant-mise-a-niveau-" + std::to_string(version) +
                      book.extension().string();
    return (book.parent_path() / name).string();
}

std::string copy_of_upgrade(core::Files& files, std::string const& path,
                            EngineOptions const& options)
{
    auto connection = open_file(files, path, options);
    auto const version = version_of(connection);
    return version == newest_version() ? "" : copy_before_upgrade(path, version);
}

Upgraded upgrade(core::Files& files, std::string const& path, EngineOptions const& options)
{
    auto connection = open_file(files, path, options);
    auto const version = version_of(connection);
    if (version == newest_version()) {
        return {};
    }
    if (connection.read_only()) {
        throw core::Error{
            core::ErrorKind::database, "store.read-only", {{"path", path}, {"message", ""}}};
    }
    // Kept from here to the end, so that nothing is written between the copy and the upgrade.
    connection.script("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT;");
    auto copy = copy_before_upgrade(path, version);
    copy_to(files, connection, copy);
    auto unlocked = migrate(connection, version, options);
    return {std::move(copy), std::move(unlocked)};
}

void backup(core::Files& files, std::string const& path, std::string const& copy,
            EngineOptions const& options)
{
    auto connection = open_file(files, path, options);
    version_of(connection);
    copy_to(files, connection, copy);
}

// Before SQLite starts; it refuses later, which is as good. One thread uses it and nobody asks it
// how much memory it holds: without both, no lock is taken for each allocation and each page.
void quicken()
{
    sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

} // namespace

Engine engine(core::Files& files)
{
    quicken();
    auto const with_files = [&files](auto* act) {
        return [&files, act](auto const&... given) { return act(files, given...); };
    };
    return {with_files(recognises),      book_beside,         with_files(open),
            with_files(create),          with_files(restore), with_files(upgrade),
            with_files(copy_of_upgrade), with_files(backup)};
}

} // namespace coop::store::sqlite
