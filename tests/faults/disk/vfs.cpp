// SPDX-License-Identifier: GPL-3.0-or-later
#include "vfs.hpp"

#include <sqlite3.h>

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <new>

namespace coop::faults {

namespace {

/// What SQLite has of an open file; that of the unix VFS follows it in memory.
struct Opened {
    sqlite3_file base;
    Disk* disk;
    NodePtr* node;   ///< holds nothing for a temporary file
    int failure;     ///< errno of what failed last
    bool is_unnamed; ///< a new journal: its name goes to the disk with its first sync
};

Opened& opened(sqlite3_file* file)
{
    return *reinterpret_cast<Opened*>(file);
}

sqlite3_file* below(sqlite3_file* file)
{
    return reinterpret_cast<sqlite3_file*>(reinterpret_cast<Opened*>(file) + 1);
}

sqlite3_vfs* system_vfs = nullptr;

int close(sqlite3_file* file)
{
    // Never fails: unix forgets the file even where close() does, and says so to nobody.
    delete opened(file).node;
    return below(file)->pMethods->xClose(below(file));
}

int read(sqlite3_file* file, void* into, int length, sqlite3_int64 offset)
{
    if (opened(file).disk->before(Act::read, false) != Fault::none) {
        errno = opened(file).failure = EIO;
        return SQLITE_IOERR_READ;
    }
    return below(file)->pMethods->xRead(below(file), into, length, offset);
}

int write_through(sqlite3_file* file, char const* bytes, std::size_t length, sqlite3_int64 offset)
{
    auto const result =
        below(file)->pMethods->xWrite(below(file), bytes, static_cast<int>(length), offset);
    if (result == SQLITE_OK) {
        opened(file).disk->wrote(*opened(file).node, static_cast<std::uint64_t>(offset),
                                 {bytes, length});
    }
    return result;
}

int write(sqlite3_file* file, void const* from, int given, sqlite3_int64 offset)
{
    auto const* const bytes = static_cast<char const*>(from);
    auto const length = static_cast<std::size_t>(given);
    auto& disk = *opened(file).disk;
    switch (auto const fault = disk.before(Act::write, false)) {
    case Fault::none:
        return write_through(file, bytes, length, offset);
    case Fault::full:
    case Fault::torn:
        if (auto const part = disk.part(fault, length); part > 0) {
            write_through(file, bytes, part, offset);
        }
        return fault == Fault::full ? SQLITE_FULL : SQLITE_IOERR_WRITE;
    case Fault::cut:
        if (disk.is_cutting()) {
            disk.wrote(*opened(file).node, static_cast<std::uint64_t>(offset), {bytes, length});
        }
        return SQLITE_IOERR_WRITE;
    default:
        return SQLITE_IOERR_WRITE;
    }
}

int truncate(sqlite3_file* file, sqlite3_int64 size)
{
    auto& disk = *opened(file).disk;
    auto const fault = disk.before(Act::truncate, false);
    if (fault == Fault::none || disk.is_cutting()) {
        disk.truncated(*opened(file).node, static_cast<std::uint64_t>(size));
    }
    return fault == Fault::none ? below(file)->pMethods->xTruncate(below(file), size)
                                : SQLITE_IOERR_TRUNCATE;
}

void forget_what_is_lost(sqlite3_file* file)
{
    auto const& node = *opened(file).node;
    if (node) {
        auto const content = opened(file).disk->lose(node);
        auto const* const methods = below(file)->pMethods;
        methods->xTruncate(below(file), 0);
        constexpr std::size_t most = 65536; // The unix VFS writes less than 128 KiB at once.
        for (std::size_t from = 0; from < content.size(); from += most) {
            methods->xWrite(below(file), content.data() + from,
                            static_cast<int>(std::min(most, content.size() - from)),
                            static_cast<sqlite3_int64>(from));
        }
    }
}

int sync(sqlite3_file* file, int)
{
    auto& disk = *opened(file).disk;
    auto const fault = disk.before(Act::sync, false);
    if (fault == Fault::lost) {
        forget_what_is_lost(file);
    }
    if (fault != Fault::none) {
        return SQLITE_IOERR_FSYNC;
    }
    disk.synced(*opened(file).node);
    if (opened(file).is_unnamed) {
        // SQLite does not look at what comes of it and goes on: it takes a disk that refuses to
        // sync a folder for one that keeps the names of the files it syncs. So do we.
        opened(file).is_unnamed = false;
        if (disk.before(Act::sync_folder, false) != Fault::cut) {
            disk.synced_folder();
        }
    }
    return SQLITE_OK;
}

int file_size(sqlite3_file* file, sqlite3_int64* size)
{
    if (opened(file).disk->before(Act::ask, false) != Fault::none) {
        return SQLITE_IOERR_FSTAT;
    }
    return below(file)->pMethods->xFileSize(below(file), size);
}

int lock(sqlite3_file* file, int level)
{
    switch (opened(file).disk->before(Act::lock, false)) {
    case Fault::none:
        return below(file)->pMethods->xLock(below(file), level);
    case Fault::busy:
        return SQLITE_BUSY;
    default:
        return SQLITE_IOERR_LOCK;
    }
}

int unlock(sqlite3_file* file, int level)
{
    auto const fault = opened(file).disk->before(Act::unlock, false);
    // Done even so: whoever reads a file after the power came back finds no lock of a process that
    // went with it.
    auto const result = below(file)->pMethods->xUnlock(below(file), level);
    return fault == Fault::none ? result : SQLITE_IOERR_UNLOCK;
}

int check_reserved_lock(sqlite3_file* file, int* held)
{
    if (opened(file).disk->before(Act::ask, false) != Fault::none) {
        return SQLITE_IOERR_CHECKRESERVEDLOCK;
    }
    return below(file)->pMethods->xCheckReservedLock(below(file), held);
}

int control(sqlite3_file* file, int operation, void* argument)
{
    if (operation == SQLITE_FCNTL_LAST_ERRNO) {
        *static_cast<int*>(argument) = opened(file).failure;
        return SQLITE_OK;
    }
    return below(file)->pMethods->xFileControl(below(file), operation, argument);
}

int sector_size(sqlite3_file* file)
{
    return below(file)->pMethods->xSectorSize(below(file));
}

int characteristics(sqlite3_file* file)
{
    return below(file)->pMethods->xDeviceCharacteristics(below(file));
}

constexpr sqlite3_io_methods methods{.iVersion = 1,
                                     .xClose = close,
                                     .xRead = read,
                                     .xWrite = write,
                                     .xTruncate = truncate,
                                     .xSync = sync,
                                     .xFileSize = file_size,
                                     .xLock = lock,
                                     .xUnlock = unlock,
                                     .xCheckReservedLock = check_reserved_lock,
                                     .xFileControl = control,
                                     .xSectorSize = sector_size,
                                     .xDeviceCharacteristics = characteristics};

Disk& disk_of(sqlite3_vfs* vfs)
{
    return *static_cast<Disk*>(vfs->pAppData);
}

bool is_there(char const* path)
{
    return path != nullptr && ::access(path, F_OK) == 0;
}

int open(sqlite3_vfs* vfs, char const* path, sqlite3_file* file, int flags, int* out_flags)
{
    auto& disk = disk_of(vfs);
    bool const creates = (flags & SQLITE_OPEN_CREATE) != 0 && !is_there(path);
    file->pMethods = nullptr; // Not to be closed, should it fail.
    switch (disk.before(creates ? Act::create : Act::open, false)) {
    case Fault::none:
        break;
    case Fault::full:
        return SQLITE_FULL;
    default:
        return SQLITE_CANTOPEN;
    }
    auto const result = system_vfs->xOpen(system_vfs, path, below(file), flags, out_flags);
    if (result != SQLITE_OK) {
        return result;
    }
    NodePtr node;
    if (disk.active() && path != nullptr && (flags & SQLITE_OPEN_DELETEONCLOSE) == 0) {
        node = creates ? disk.created(path) : disk.find(path);
    }
    bool const is_new_journal = creates && (flags & SQLITE_OPEN_MAIN_JOURNAL) != 0;
    new (file) Opened{{&methods}, &disk, new NodePtr{node}, 0, is_new_journal};
    return SQLITE_OK;
}

int remove(sqlite3_vfs* vfs, char const* path, int sync_folder)
{
    auto& disk = disk_of(vfs);
    auto const fault = disk.before(Act::remove, false);
    bool const known = disk.active() && disk.find(path) != nullptr;
    if (fault != Fault::none) {
        if (known && disk.is_cutting()) {
            disk.removed(path);
        }
        return SQLITE_IOERR_DELETE;
    }
    auto const result = system_vfs->xDelete(system_vfs, path, 0);
    if (known && result == SQLITE_OK) {
        disk.removed(path);
    }
    if (result != SQLITE_OK || sync_folder == 0) {
        return result;
    }
    if (disk.before(Act::sync_folder, false) != Fault::none) {
        errno = EIO;
        return SQLITE_IOERR_DIR_FSYNC;
    }
    if (disk.active()) {
        disk.synced_folder();
    }
    return SQLITE_OK;
}

int access(sqlite3_vfs* vfs, char const* path, int flags, int* result)
{
    if (disk_of(vfs).before(Act::ask, false) != Fault::none) {
        return SQLITE_IOERR_ACCESS;
    }
    return system_vfs->xAccess(system_vfs, path, flags, result);
}

/// Nothing that is asked of chance changes from run to run.
int same_numbers(sqlite3_vfs*, int count, char* into)
{
    std::fill_n(into, count, '\x2a');
    return count;
}

/// Who waits for a lock here waits for nobody.
int do_not_sleep(sqlite3_vfs*, int microseconds)
{
    return microseconds;
}

} // namespace

void register_vfs(Disk& disk)
{
    static sqlite3_vfs shim;
    system_vfs = sqlite3_vfs_find("unix");
    shim = *system_vfs; // Times and full paths are those of unix.
    shim.iVersion = 2;
    shim.szOsFile += static_cast<int>(sizeof(Opened));
    shim.zName = "faults";
    shim.pAppData = &disk;
    shim.xOpen = open;
    shim.xDelete = remove;
    shim.xAccess = access;
    shim.xRandomness = same_numbers;
    shim.xSleep = do_not_sleep;
    sqlite3_vfs_register(&shim, 1);
}

} // namespace coop::faults
