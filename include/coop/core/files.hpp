// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/error.hpp>
#include <coop/core/words.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace coop::core {

/// \brief What a file is opened for.
enum class Access {
    read,    ///< what is there
    write,   ///< what is there and is no file: a pipe, a device
    create,  ///< a new file, to write and to read; EEXIST
    unnamed, ///< the same in a folder, without a name: gone when it is closed
};

/// \brief Who may read and write a new file, whatever the umask.
struct Permissions {
    /// Of the file that it comes from or replaces.
    struct Owner {
        unsigned user;
        unsigned group;
    };

    unsigned mode = 0600;
    std::optional<Owner> owner{}; ///< kept as far as the system lets us
};

/// \brief The functions of the system through which everything but SQLite reads and writes files:
/// the one place where a test makes a disk fail.
///
/// Each does what its call does, once: −1 and errno where it fails, fewer bytes than asked where
/// the call gave fewer. Files are closed on exec, and never the standard three by accident.
class Files {
public:
    virtual ~Files() = default;

    /// \param permissions of a new file. Where the group cannot be kept, no group may do more than
    /// everybody. \return the number of the open file.
    virtual int open(std::string const& path, Access access,
                     Permissions const& permissions = {}) = 0;
    virtual std::ptrdiff_t read(int file, std::span<char> into) = 0;
    virtual std::ptrdiff_t read_at(int file, std::uint64_t offset, std::span<char> into) = 0;
    virtual std::ptrdiff_t write(int file, std::string_view bytes) = 0;
    virtual int sync(int file) = 0; ///< of a folder too: the names in it
    virtual int close(int file) = 0;

    virtual int rename(std::string const& from, std::string const& to) = 0; ///< over what is there
    virtual int rename_new(std::string const& from, std::string const& to) = 0; ///< EEXIST
    virtual int remove(std::string const& path) = 0;
};

/// \brief Those of the operating system.
Files& system_files();

/// \brief Writes all of it. \return 0 or the errno of what failed.
int write_all(Files& files, int file, std::string_view bytes);

/// \brief An open file, closed with it.
class File {
public:
    File(Files& files, std::string const& path, Access access, Permissions const& permissions = {});
    File(Files& files, int number) : files_(&files), number_(number) {}
    File(File&& other) noexcept;
    File& operator=(File&&) = delete;
    ~File();

    bool is_open() const { return number_ >= 0; }
    int number() const { return number_; }

    // Each returns 0, or the errno of what failed.
    int write_all(std::string_view bytes) const;
    int sync() const;
    int close(); ///< a full disk of a network shows here

    /// As many bytes as there are, at most what `into` holds; −1 with errno.
    std::ptrdiff_t read_at(std::uint64_t offset, std::span<char> into) const;

private:
    Files* files_;
    int number_;
};

/// \brief Puts the names of the folder of `path` on the disk. \return 0 or errno; 0 too where the
/// file system has nothing of the kind.
int sync_folder_of(Files& files, std::string const& path);

/// \brief Whether an errno of a sync says that the file system has nothing to sync in a folder.
bool is_unknown_to_folders(int reason);

/// \brief The folder of a path: `.` for a name alone.
std::string folder_of(std::string_view path);

/// \brief Whether anything bears that name, a link that leads nowhere too.
bool is_there(std::string const& path);

/// \brief The file that `path` leads to: itself unless it is a symbolic link.
std::string behind_links(std::string const& path);

/// \brief A name in the folder of a file, for what is to bear its name once it is whole.
///
/// As short for a name of 255 bytes as for any other; says whose it is, so that sweep() removes it
/// when its process ended before it was done. Taken back with the object.
class TemporaryName {
public:
    explicit TemporaryName(std::string const& wanted);
    TemporaryName(TemporaryName const&) = delete;
    TemporaryName& operator=(TemporaryName const&) = delete;
    ~TemporaryName();

    std::string const& path() const { return path_; }

private:
    std::string path_;
};

/// \brief Removes from the folder of `path` what processes of this machine left there that ended
/// before they were done, with the journal of a database.
void sweep(Files& files, std::string const& path);

/// \brief Who may read and write what the program makes where nothing was before.
enum class Sharing {
    owner, ///< 0600
    group, ///< 0660: and the group, of a folder that several people keep
    all    ///< 0664: and everybody may read
};
inline constexpr auto sharing_words =
    words<Sharing>({{Sharing::owner, "owner"}, {Sharing::group, "group"}, {Sharing::all, "all"}});

/// \brief Those of what is there, links followed; else what `sharing` says.
Permissions permissions_of(std::string const& path, Sharing sharing);

/// \brief What SQLite keeps beside a file under its name, and would roll into whatever has it.
inline constexpr std::array<std::string_view, 3> beside_a_database{"-journal", "-wal", "-shm"};

/// \brief Words a failure by its common causes: `prefix` with ".full", ".denied", ".missing",
/// ".folder", ".name", else ".failed" with the reason of the system. (args: file, reason)
Error failure(ErrorKind kind, std::string const& prefix, std::string const& path, int reason);

/// \brief The id of a sentence that names such a cause, "cause.full" …, or the words of the system.
std::string cause(int reason);

/// \brief A file that is not there before it is whole, and then is, on the disk.
///
/// Written under a temporary name beside the file that `path` leads to; links and the mode of what
/// it replaces stay. Leaves nothing behind unless it is kept.
class NewFile {
public:
    /// \throws Error{output} "output.full", "output.denied", "output.missing", "output.failed".
    NewFile(Files& files, std::string const& path, Sharing sharing);

    void put(std::string_view bytes); ///< gathered into few writes; throws as above

    /// Gives the file its name, over what bears it. \throws as above, and Error{output}
    /// "output.unconfirmed": the file is there, the disk has not confirmed its name.
    void keep();

    /// The same, never over what is there. \return false if there was something.
    bool keep_new();

private:
    void finish();
    void confirm() const;

    Files& files_;
    std::string shown_;
    std::string path_;
    TemporaryName temporary_;
    File file_;
    std::string pending_;
    struct Leftover {
        Files& files;
        std::string const& path;
        bool is_there = true;
        ~Leftover();
    } leftover_;
};

} // namespace coop::core
