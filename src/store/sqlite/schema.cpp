// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema.hpp"

#include "foreign.hpp"
#include "found.hpp"
#include "store/sqlite/files/file.hpp"
#include "store/sqlite/session/session.hpp"

#include <coop/core/assert.hpp>
#include <coop/core/error.hpp>
#include <coop/core/hash.hpp>
#include <coop/core/resources.hpp>

#include <charconv>
#include <filesystem>
#include <functional>
#include <string_view>
#include <vector>

namespace coop::store::sqlite {

namespace {

using core::Error;
using core::ErrorKind;

constexpr std::string_view folder = "sql/sqlite/";

// The migrations that give entries a role, and third parties a key.
constexpr std::int64_t first_with_roles = 4;
constexpr std::int64_t first_with_keys = 5;

struct Migration {
    std::int64_t number;
    std::string name;
    std::string_view sql;
};

// Shape: numbers 1, 2, 3 … without a gap.
std::vector<Migration> migrations()
{
    std::vector<Migration> all;
    for (auto const path : core::resources_under(folder)) {
        auto const name = path.substr(folder.size());
        Migration migration{0, std::string{name}, core::resource(path)};
        std::from_chars(name.data(), name.data() + name.size(), migration.number);
        COOP_ASSERT(migration.number == static_cast<std::int64_t>(all.size()) + 1);
        all.push_back(std::move(migration));
    }
    return all;
}

void apply(Connection& connection, Migration const& migration, EngineOptions const& options,
           std::vector<std::string>& unlocked)
{
    connection.script(std::string{migration.sql});
    bool const has_book = connection.number("SELECT id FROM book").has_value();
    if (migration.number == first_with_roles) {
        unlocked = open_locked_years(connection);
        find_roles(connection);
        if (has_book) { // A new file has none yet.
            SqliteSession{connection, SqliteSession::Door::upgrade, options}.record_what_is_found();
        }
    } else if (migration.number == first_with_keys) {
        find_keys(connection);
        if (has_book) {
            SqliteSession{connection, SqliteSession::Door::upgrade, options}.record_fec_words();
        }
    }
    connection.execute("INSERT INTO migration (number, name, sha256, applied_on, "
                       "program_version) VALUES (:number, :name, :sha256, :on, :version)",
                       {{":number", migration.number},
                        {":name", migration.name},
                        {":sha256", core::to_hex(core::sha256(migration.sql))},
                        {":on", options.today},
                        {":version", std::string{COOP_VERSION}}});
    connection.script("PRAGMA user_version = " + std::to_string(migration.number));
}

// SQLite sees that pages are missing, but reads a last page cut short as if it ended in zeros.
void check_last_page(Connection& connection)
{
    connection.script("BEGIN");
    auto const page = connection.number("PRAGMA page_size").value_or(0);
    auto const pages = connection.number("PRAGMA page_count").value_or(0);
    // The lock of the read above keeps writers off while the size is taken.
    auto const size = std::filesystem::file_size(connection.path());
    connection.script("COMMIT");
    if (pages == 0 || size % static_cast<std::uintmax_t>(page) != 0) {
        throw Error{
            ErrorKind::database, "store.damaged", {{"path", connection.path()}, {"message", ""}}};
    }
}

} // namespace

std::int64_t newest_version()
{
    static auto const newest = migrations().back().number;
    return newest;
}

std::vector<std::string_view> migrations_to(std::int64_t version)
{
    std::vector<std::string_view> all;
    for (auto const& migration : migrations()) {
        if (migration.number <= version) {
            all.push_back(migration.sql);
        }
    }
    return all;
}

std::int64_t version_of(Connection& connection)
{
    check_last_page(connection);
    if (connection.number("PRAGMA application_id") != application_id) {
        throw Error{
            ErrorKind::database, "store.not-ours", {{"path", connection.path()}, {"message", ""}}};
    }
    auto const version = connection.number("PRAGMA user_version").value_or(0);
    if (version > newest_version()) {
        throw Error{
            ErrorKind::database,
            "store.newer",
            {{"path", connection.path()}, {"file", version}, {"program", newest_version()}}};
    }
    return version;
}

void check_current(Connection& connection)
{
    auto const version = version_of(connection);
    if (version < newest_version()) {
        throw Error{
            ErrorKind::database,
            "store.older",
            {{"path", connection.path()}, {"file", version}, {"program", newest_version()}}};
    }
    refuse_foreign(connection, version);
}

std::vector<std::string> migrate(Connection& connection, std::int64_t version,
                                 EngineOptions const& options)
{
    std::vector<std::string> unlocked;
    connection.script("BEGIN IMMEDIATE");
    for (auto const& migration : migrations()) {
        if (migration.number > version) {
            apply(connection, migration, options, unlocked);
        }
    }
    // The transaction holds the lock now. Where the connection held it, the journal would be kept
    // and emptied at the end, and a sync that fails after that would pass for a failure.
    connection.script("PRAGMA locking_mode = NORMAL");
    connection.commit();
    return unlocked;
}

bool has_all_migrations(Connection& connection)
{
    auto const expected = migrations();
    auto next = expected.begin();
    auto rows = connection.query("SELECT number, name, sha256 FROM migration ORDER BY number");
    while (rows.next()) {
        if (next == expected.end() || rows.integer(0) != next->number ||
            rows.text(1) != next->name || rows.text(2) != core::to_hex(core::sha256(next->sql))) {
            return false;
        }
        ++next;
    }
    return next == expected.end();
}

namespace {

// `work` fills a file of the name it is given.
void make_copy(core::Files& files, Connection const& connection, std::string const& copy,
               std::function<void(std::string const& part)> const& work)
{
    refuse_existing(copy);
    NewBook part{files, copy, copy_permissions(connection.path(), core::Sharing::owner)};
    try {
        work(absolute(part.path()));
    } catch (Error const& error) {
        // The books were read; it is the copy that could not be opened or written.
        if (error.id() == "store.unreadable" || error.id() == "store.read-only") {
            throw Error{ErrorKind::database,
                        "store.not-created",
                        {{"path", copy}, error.diagnostic().args.back()}};
        }
        throw;
    }
    part.put_in_place();
}

} // namespace

void copy_to(core::Files& files, Connection& connection, std::string const& copy)
{
    make_copy(files, connection, copy, [&](std::string const& part) {
        connection.execute("VACUUM INTO :copy", {{":copy", part}});
    });
}

void copy_pages_to(core::Files& files, Connection& connection, std::string const& copy)
{
    make_copy(files, connection, copy,
              [&](std::string const& part) { connection.copy_pages(part); });
}

} // namespace coop::store::sqlite
