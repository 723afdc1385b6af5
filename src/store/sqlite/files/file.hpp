// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/error.hpp>
#include <coop/core/files.hpp>
#include <coop/store/store.hpp>

#include <cerrno>
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

/// \brief Those of a copy of `path`: whoever makes one may write it, also of a read-only book.
core::Permissions copy_permissions(std::string const& path, core::Sharing sharing);

/// \brief A file that SQLite fills before it has its name; gone, with what SQLite kept beside it,
/// unless it was given one. Sweeps its folder first.
class NewBook {
public:
    /// \param wanted where it goes, and its name in messages.
    /// \throws Error{database} "store.not-created".
    NewBook(core::Files& files, std::string wanted, core::Permissions const& permissions);
    NewBook(NewBook const&) = delete;
    NewBook& operator=(NewBook const&) = delete;
    ~NewBook();

    std::string const& path() const { return name_.path(); } ///< until it has its name

    /// Gives the finished file its name, on the disk.
    /// \throws Error{refused} "store.exists"; Error{database} "store.not-created",
    ///         "store.unconfirmed" (it has its name).
    void put_in_place();

    /// The same over the file that is there, which is gone in that moment and not before.
    void put_in_place_of();

    /// An error of the unfinished file, said of `shown`.
    core::Error said_of(core::Error const& error, std::string const& shown) const;

private:
    void sync() const;

    core::Files& files_;
    std::string wanted_;
    core::TemporaryName name_;
    bool has_name_ = false;
};

/// \throws Error{database} "store.unconfirmed".
void confirm_names(core::Files& files, std::string const& path);

/// \brief Refuses a name that is taken, be it by the journal of a file that is gone: SQLite would
/// roll it into the new one.
///
/// \throws Error{refused} "store.exists".
void refuse_existing(std::string const& path);

/// \brief Whether refuse_existing() would let the name pass.
bool is_free(std::string const& path);

/// \brief `stem`, `mark` and `tail` as a name in its folder that bears nothing yet, numbered from
/// the second on: `livre-2018.ecarte`, `livre-2018-2.ecarte`. A stem that is too long is cut.
///
/// \param is_free tells whether a name will do.
std::string free_name(std::string const& stem, std::string const& mark, std::string const& tail,
                      std::function<bool(std::string const&)> const& is_free);

/// \brief The end of the name of a book that was set aside.
inline constexpr std::string_view aside_end = ".ecarte";

/// \brief The path of a book without the extension that books have.
std::string stem_of(std::string const& path);

/// \throws Error{database} "store.not-created" with the reason of the system.
[[noreturn]] void fail_to_create(std::string const& path, int why = errno);

/// \brief Keeps every process that SQLite would let in away from a file, while it lives.
class HeldFile {
public:
    /// Nothing is held where there is no file, or one that this user may not write.
    /// \throws Error{database} "store.locked".
    HeldFile(std::string const& path, int wait_ms);

    /// The same once nobody else has the file open. Whoever has, and gets at it after another file
    /// took its name, finds the journal of that one beside it, and would roll it in.
    static HeldFile alone(std::string const& path, int wait_ms);

    HeldFile(HeldFile&& other) noexcept;
    HeldFile& operator=(HeldFile&&) = delete;
    ~HeldFile();

    /// Whoever opened it in the last moment gives up waiting for it, which is still held.
    void outlast(int wait_ms) const;

private:
    bool is_open_elsewhere() const;

    int file_;
};

} // namespace coop::store::sqlite
