// SPDX-License-Identifier: GPL-3.0-or-later
//
// Copies of a whole book: one before an upgrade, one that somebody keeps, and the way back.
#include "keeping.hpp"

#include "file.hpp"
#include "store/sqlite/foreign.hpp"
#include "store/sqlite/schema.hpp"
#include "store/sqlite/session/session.hpp"

#include <coop/core/error.hpp>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <optional>
#include <string_view>
#include <sys/stat.h>
#include <tuple>
#include <utility>
#include <vector>

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
    return free_name(stem_of(path), "-avant-mise-a-niveau-" + std::to_string(version),
                     ".sauvegarde", is_free);
}

void copy_bytes(core::Files& files, std::string const& from, core::File const& into,
                std::string const& wanted)
{
    core::File const file{files, from, core::Access::read};
    std::vector<char> buffer(1024 * 1024);
    auto got = file.is_open() ? file.read_at(0, buffer) : -1;
    for (std::uint64_t offset = 0; got > 0; got = file.read_at(offset, buffer)) {
        if (auto const why = into.write_all({buffer.data(), static_cast<std::size_t>(got)})) {
            fail_to_create(wanted, why);
        }
        offset += static_cast<std::uint64_t>(got);
    }
    if (got < 0) {
        throw Error{ErrorKind::database,
                    "store.unreadable",
                    {{"path", from}, {"message", core::cause(errno)}}};
    }
}

bool has_journal(std::string const& path)
{
    struct stat journal {};
    return ::stat((path + "-journal").c_str(), &journal) == 0 && journal.st_size > 0;
}

// A book whose writer was killed is two files; it is made whole beside its place, not where
// somebody kept it.
void copy_book(core::Files& files, std::string const& from, NewBook const& into,
               EngineOptions const& options)
{
    if (!has_journal(from)) {
        auto source = open_file(files, from, options);
        source.copy_pages(into.path());
        return;
    }
    HeldFile const held{from, options.wait_ms};
    core::File const book{files, into.path(), core::Access::write};
    core::File const journal{files, into.path() + "-journal", core::Access::create};
    if (!book.is_open() || !journal.is_open()) {
        fail_to_create(into.path());
    }
    copy_bytes(files, from, book, into.path());
    copy_bytes(files, from + "-journal", journal, into.path());
}

void refuse_damaged(std::string const& backup, std::vector<core::Diagnostic> findings)
{
    if (!findings.empty()) {
        throw Error{
            ErrorKind::database, "restore.damaged", {{"path", backup}}, {}, std::move(findings)};
    }
}

// Verified as a book of this version: one of an older version in a copy that is upgraded.
Restored verified(core::Files& files, NewBook const& scratch, std::string const& shown,
                  EngineOptions const& options)
{
    Restored result;
    Connection connection{scratch.path(), options.wait_ms};
    auto const version = version_of(connection);
    refuse_damaged(shown, in_findings(foreign_parts(connection, version)));
    std::optional<NewBook> upgraded;
    if (version < newest_version()) {
        result.is_older = true;
        upgraded.emplace(files, scratch.path(), core::Permissions{});
        connection.copy_pages(upgraded->path());
        connection = Connection{upgraded->path(), options.wait_ms};
        connection.script("PRAGMA synchronous = OFF");
        migrate(connection, version, options);
    }
    SqliteSession session{std::move(connection), SqliteSession::Door::read, options};
    refuse_damaged(shown, session.verify());
    result.counts = session.counts("");
    result.head = head_of(session);
    return result;
}

bool is_before(timespec const& one, timespec const& other)
{
    return std::tie(one.tv_sec, one.tv_nsec) < std::tie(other.tv_sec, other.tv_nsec);
}

// The former book and what lies beside it, under one name, so that they are still one book to
// SQLite. The book goes first: whatever stops us, no file without its journal is taken for a whole
// book.
class Aside {
public:
    Aside(core::Files& files, std::string const& path, std::string const& today)
        : files_(files), path_(path)
    {
        std::vector<std::string> beside;
        for (auto const tail : core::beside_a_database) {
            if (core::is_there(path + std::string{tail})) {
                beside.emplace_back(tail);
            }
        }
        bool const has_book = core::is_there(path);
        if (!has_book && beside.empty()) {
            return;
        }
        name_ = free_name(stem_of(path), "-" + today, std::string{aside_end},
                          [&](std::string const& name) {
                              return is_free(name) || (!has_book && is_joined(name, beside));
                          });
        try {
            if (has_book) {
                move("");
            }
            for (auto const& tail : beside) {
                move(tail);
            }
            confirm_names(files_, path_);
        } catch (Error const& error) {
            give_up(error);
        }
    }

    std::string const& name() const { return name_; }

    // Everything back where it was, the book last, since nothing took its place.
    [[noreturn]] void give_up(Error const& error)
    {
        for (; !moved_.empty(); moved_.pop_back()) {
            if (files_.rename_new(name_ + moved_.back(), path_ + moved_.back()) != 0) {
                throw Error{ErrorKind::database,
                            "restore.stopped",
                            {{"path", path_}, {"aside", name_}},
                            {},
                            {error.diagnostic()}};
            }
        }
        if (error.id() == "store.unconfirmed") { // Of names that are gone again.
            throw Error{ErrorKind::database, "store.not-created", error.diagnostic().args};
        }
        throw error;
    }

private:
    // Whether `name` is the book that these were beside until a restore was stopped before they
    // followed it: it got its name after they were written. Another book keeps its own.
    bool is_joined(std::string const& name, std::vector<std::string> const& tails_there) const
    {
        struct stat aside {};
        return ::lstat(name.c_str(), &aside) == 0 &&
               std::ranges::all_of(tails_there, [&](std::string const& tail) {
                   struct stat left {};
                   return !core::is_there(name + tail) &&
                          ::lstat((path_ + tail).c_str(), &left) == 0 &&
                          !is_before(aside.st_ctim, left.st_mtim);
               });
    }

    void move(std::string const& tail)
    {
        if (files_.rename_new(path_ + tail, name_ + tail) != 0) {
            fail_to_create(name_ + tail);
        }
        moved_.push_back(tail);
    }

    core::Files& files_;
    std::string path_;
    std::string name_;
    std::vector<std::string> moved_;
};

// A folder or a device that is named by mistake is no book that was damaged.
void refuse_irregular(std::string const& path)
{
    std::error_code ignored;
    auto const type = std::filesystem::symlink_status(path, ignored).type();
    if (type != std::filesystem::file_type::regular &&
        type != std::filesystem::file_type::not_found) {
        fail_to_create(path, type == std::filesystem::file_type::directory ? EISDIR : EINVAL);
    }
}

void refuse_same_file(std::string const& path, std::string const& backup)
{
    struct stat one {};
    struct stat other {};
    if (::stat(path.c_str(), &one) == 0 && ::stat(backup.c_str(), &other) == 0 &&
        one.st_dev == other.st_dev && one.st_ino == other.st_ino) {
        throw Error{ErrorKind::refused, "restore.same", {{"path", path}}};
    }
}

// An error of the copy is one of what it was copied from, but for a full disk.
Error about_copy(NewBook const& copy, Error const& error, std::string const& path,
                 std::string const& backup)
{
    if (error.id() == "store.damaged") {
        return {ErrorKind::database, "restore.damaged", {{"path", backup}}};
    }
    bool const of_place = error.id() == "store.full" || error.id() == "store.not-created";
    return copy.said_of(error, of_place ? path : backup);
}

// In the place of the book, which goes back to it if that cannot be.
void take_place(core::Files& files, NewBook& copy, HeldFile const& held, std::string const& path,
                EngineOptions const& options, std::string& aside)
{
    Aside former{files, path, options.today};
    aside = former.name();
    try {
        copy.put_in_place();
    } catch (Error const& error) {
        if (error.id() != "store.unconfirmed") {
            former.give_up(error);
        }
        held.outlast(options.wait_ms);
        throw;
    }
    held.outlast(options.wait_ms);
}

} // namespace

std::string copy_of_upgrade(core::Files& files, std::string const& path,
                            EngineOptions const& options)
{
    auto connection = open_file(files, path, options);
    auto const version = version_of(connection);
    refuse_foreign(connection, version);
    return version == newest_version() ? "" : copy_before_upgrade(path, version);
}

Upgraded upgrade(core::Files& files, std::string const& path, EngineOptions const& options)
{
    auto connection = open_file(files, path, options);
    auto const version = version_of(connection);
    refuse_foreign(connection, version);
    if (version == newest_version()) {
        return {};
    }
    if (connection.read_only()) {
        throw Error{ErrorKind::database, "store.read-only", {{"path", path}, {"message", ""}}};
    }
    // Kept from here to the end, so that nothing is written between the copy and the upgrade.
    connection.script("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT;");
    auto copy = copy_before_upgrade(path, version);
    try {
        copy_to(files, connection, copy);
    } catch (Error const& error) {
        if (error.id() != "store.unconfirmed") {
            throw;
        }
        // Of the copy: the book is what it was, and stays so as long as nothing else is sure.
        files.remove(copy);
        throw Error{ErrorKind::database, "store.not-created", error.diagnostic().args};
    }
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
    if (foreign_parts(connection, version_of(connection)).empty()) {
        copy_to(files, connection, copy);
    } else {
        copy_pages_to(files, connection, copy);
    }
}

void restore(core::Files& files, std::string const& path, std::string const& backup, bool rehearsal,
             Restored& done, EngineOptions const& options)
{
    refuse_same_file(path, backup);
    check_file(files, backup);
    auto const file = core::behind_links(path);
    refuse_irregular(file);
    auto const held = HeldFile::alone(file, options.wait_ms);
    NewBook copy{files, file,
                 copy_permissions(core::is_there(file) ? file : backup, options.sharing)};
    try {
        copy_book(files, backup, copy, options);
        done = verified(files, copy, backup, options);
    } catch (Error const& error) {
        throw about_copy(copy, error, path, backup);
    }
    if (!rehearsal) {
        take_place(files, copy, held, file, options, done.aside);
    }
}

} // namespace coop::store::sqlite
