// SPDX-License-Identifier: GPL-3.0-or-later
//
// Copies of a whole book: one before an upgrade, one that somebody keeps.
#include "keeping.hpp"

#include "file.hpp"
#include "store/sqlite/schema.hpp"

#include <coop/core/error.hpp>

#include <utility>

namespace coop::store::sqlite {

namespace {

using core::Error;
using core::ErrorKind;

Connection open_file(core::Files& files, std::string const& path, EngineOptions const& options)
{
    check_file(files, path);
    return Connection{path, options.wait_ms};
}

// Not `.coop`: the folder would have two books to choose from.
std::string copy_before_upgrade(std::string const& path, std::int64_t version)
{
    return free_name(stem_of(path) + "-avant-mise-a-niveau-" + std::to_string(version),
                     ".sauvegarde", [](std::string const& name) { return !core::is_there(name); });
}

} // namespace

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
        throw Error{ErrorKind::database, "store.read-only", {{"path", path}, {"message", ""}}};
    }
    // Kept from here to the end, so that nothing is written between the copy and the upgrade.
    connection.script("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT;");
    auto copy = copy_before_upgrade(path, version);
    copy_to(files, connection, copy);
    try {
        auto unlocked = migrate(connection, version, options);
        return {std::move(copy), std::move(unlocked)};
    } catch (Error const& error) {
        if (error.id() == "store.full") {
            files.remove(copy); // The book is what it was, and wants the room.
        }
        throw;
    }
}

void backup(core::Files& files, std::string const& path, std::string const& copy,
            EngineOptions const& options)
{
    auto connection = open_file(files, path, options);
    version_of(connection);
    copy_to(files, connection, copy);
}

} // namespace coop::store::sqlite
