// SPDX-License-Identifier: GPL-3.0-or-later
#include "files.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

namespace coop::faults {

using core::Access;

namespace {

std::string whole(std::string const& path)
{
    return std::filesystem::absolute(path).lexically_normal().string();
}

bool is_folder(int file)
{
    struct stat status {};
    return ::fstat(file, &status) == 0 && S_ISDIR(status.st_mode);
}

int errno_of(Fault fault)
{
    switch (fault) {
    case Fault::full:
        return ENOSPC;
    case Fault::interrupted:
        return EINTR;
    default:
        return EIO;
    }
}

int failed(int why)
{
    errno = why;
    return -1;
}

} // namespace

int FaultyFiles::refused(Act act, Fault& fault)
{
    fault = disk_.before(act, true);
    return fault == Fault::none ? 0 : errno_of(fault);
}

int FaultyFiles::open(std::string const& path, Access access, core::Permissions const& permissions)
{
    bool const creates = access == Access::create;
    Fault fault{};
    if (auto const why = refused(creates ? Act::create : Act::open, fault)) {
        return failed(why);
    }
    auto const file = core::system_files().open(path, access, permissions);
    if (file < 0 || !disk_.active()) {
        return file;
    }
    auto& handle = handles_[file] = {};
    handle.is_folder = is_folder(file);
    if (creates) {
        handle.node = disk_.created(whole(path));
    } else if (access != Access::unnamed) {
        handle.node = disk_.find(whole(path));
    }
    return file;
}

std::ptrdiff_t FaultyFiles::read(int file, std::span<char> into)
{
    Fault fault{};
    if (auto const why = refused(Act::read, fault)) {
        if (fault == Fault::interrupted && into.size() > 1 && disk_.toss()) {
            return core::system_files().read(file, into.first(into.size() / 2));
        }
        return failed(why);
    }
    return core::system_files().read(file, into);
}

std::ptrdiff_t FaultyFiles::read_at(int file, std::uint64_t offset, std::span<char> into)
{
    Fault fault{};
    if (auto const why = refused(Act::read, fault)) {
        if (fault == Fault::interrupted && into.size() > 1 && disk_.toss()) {
            return core::system_files().read_at(file, offset, into.first(into.size() / 2));
        }
        return failed(why);
    }
    return core::system_files().read_at(file, offset, into);
}

void FaultyFiles::note(int file, std::string_view bytes)
{
    if (auto const handle = handles_.find(file); handle != handles_.end()) {
        disk_.wrote(handle->second.node, handle->second.end, bytes);
        handle->second.end += bytes.size();
    }
}

std::ptrdiff_t FaultyFiles::put(int file, std::string_view bytes)
{
    if (file == STDOUT_FILENO) {
        said_ += bytes;
        return static_cast<std::ptrdiff_t>(bytes.size());
    }
    auto const written = core::system_files().write(file, bytes);
    if (written > 0) {
        note(file, bytes.substr(0, static_cast<std::size_t>(written)));
    }
    return written;
}

std::ptrdiff_t FaultyFiles::write(int file, std::string_view bytes)
{
    Fault fault{};
    auto const why = refused(Act::write, fault);
    switch (fault) {
    case Fault::none:
        return put(file, bytes);
    case Fault::full:
    case Fault::torn:
        put(file, bytes.substr(0, disk_.part(fault, bytes.size())));
        break;
    case Fault::interrupted:
        if (bytes.size() > 1 && disk_.toss()) {
            return put(file, bytes.substr(0, bytes.size() / 2));
        }
        break;
    case Fault::cut:
        if (disk_.is_cutting()) {
            note(file, bytes);
        }
        break;
    default:
        break;
    }
    return failed(why);
}

int FaultyFiles::sync(int file)
{
    auto const handle = handles_.find(file);
    bool const folder = handle != handles_.end() && handle->second.is_folder;
    Fault fault{};
    auto const why = refused(folder ? Act::sync_folder : Act::sync, fault);
    if (fault == Fault::lost && handle != handles_.end() && handle->second.node) {
        // Whoever is told so throws the file away: what it holds now, the disk alone knows.
        disk_.lose(handle->second.node);
    }
    if (why != 0) {
        return failed(why);
    }
    if (folder) {
        disk_.synced_folder();
    } else if (handle != handles_.end()) {
        disk_.synced(handle->second.node);
    }
    return 0;
}

int FaultyFiles::close(int file)
{
    Fault fault{};
    auto const why = refused(Act::close, fault);
    handles_.erase(file);
    auto const result = core::system_files().close(file);
    return why == 0 ? result : failed(why);
}

int FaultyFiles::named(std::string const& from, std::string const& to, bool over)
{
    Fault fault{};
    if (auto const why = refused(Act::rename, fault)) {
        if (disk_.is_cutting() && (over || !core::is_there(to))) {
            disk_.renamed(whole(from), whole(to));
        }
        return failed(why);
    }
    auto const result =
        over ? core::system_files().rename(from, to) : core::system_files().rename_new(from, to);
    if (result == 0 && disk_.active()) {
        disk_.renamed(whole(from), whole(to));
    }
    return result;
}

int FaultyFiles::rename(std::string const& from, std::string const& to)
{
    return named(from, to, true);
}

int FaultyFiles::rename_new(std::string const& from, std::string const& to)
{
    return named(from, to, false);
}

int FaultyFiles::remove(std::string const& path)
{
    Fault fault{};
    auto const why = refused(Act::remove, fault);
    if (why != 0) {
        if (disk_.is_cutting() && core::is_there(path)) {
            disk_.removed(whole(path));
        }
        return failed(why);
    }
    auto const result = core::system_files().remove(path);
    if (result == 0 && disk_.active()) {
        disk_.removed(whole(path));
    }
    return result;
}

} // namespace coop::faults
