// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/files.hpp>
#include <coop/store/store.hpp>

#include <functional>
#include <string>

namespace coop::store::sqlite {

/// \brief The path SQLite is given: never taken for an option or a URI.
std::string absolute(std::string const& path);

/// \brief Whether `path` begins with SQLite's signature, and with our `PRAGMA application_id`.
Recognised recognises(core::Files& files, std::string const& path);

/// \brief What SQLite would keep a journal, a WAL or its index of this name beside; else empty.
std::string book_beside(std::string const& path);

/// \brief Refuses what is not a readable SQLite file before SQLite sees it.
///
/// \throws Error{database} "store.missing", "store.unreadable" (a directory, no right to read),
///         "store.not-ours", "store.damaged" (cut inside the first bytes).
void check_file(core::Files& files, std::string const& path);

bool nobody_may_write(std::string const& path);

/// \brief The processes that have `path` open, `sqlite3 (4711), coop (4712)`, or `?`.
///
/// Only those that this user may look at; not this process.
std::string openers(std::string const& path);

/// \brief An empty file of that mode, for SQLite to fill. \param wanted the name in messages.
///
/// \throws Error{database} "store.not-created".
void make_empty(core::Files& files, std::string const& path, std::string const& wanted,
                unsigned mode);

/// \brief Gives the finished file `from` its name `to`, on the disk.
///
/// \throws Error{refused} "store.exists"; Error{database} "store.not-created", "store.unconfirmed"
///         (it has its name).
void put_in_place(core::Files& files, std::string const& from, std::string const& to);

/// \brief The same over the file `to`, which is gone in that moment and not before.
void put_in_place_of(core::Files& files, std::string const& from, std::string const& to);

/// \throws Error{database} "store.unconfirmed".
void confirm_names(core::Files& files, std::string const& path);

/// \brief Refuses a name that is taken, be it by the journal of a file that is gone: SQLite would
/// roll it into the new one.
///
/// \throws Error{refused} "store.exists".
void refuse_existing(std::string const& path);

/// \brief Whether refuse_existing() would let the name pass.
bool is_free(std::string const& path);

/// \brief `stem` and `tail` as a name in its folder that bears nothing yet, numbered from the
/// second on: `livre-2018.ecarte`, `livre-2018-2.ecarte`. A stem that is too long for the tail is
/// cut.
///
/// \param is_free tells whether a name will do.
std::string free_name(std::string const& stem, std::string const& tail,
                      std::function<bool(std::string const&)> const& is_free);

/// \brief The path of a book without the extension that books have.
std::string stem_of(std::string const& path);

/// \throws Error{database} "store.not-created" with the reason of the system.
[[noreturn]] void fail_to_create(std::string const& path);

/// \brief Keeps every process that SQLite would let in away from a file, while it lives.
class HeldFile {
public:
    /// Nothing is held where there is no file, or one that this user may not write.
    /// \throws Error{database} "store.locked".
    HeldFile(std::string const& path, int wait_ms);
    HeldFile(HeldFile const&) = delete;
    HeldFile& operator=(HeldFile const&) = delete;
    ~HeldFile();

private:
    int file_;
};

} // namespace coop::store::sqlite
