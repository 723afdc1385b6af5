// SPDX-License-Identifier: GPL-3.0-or-later
#include "reading.hpp"

#include <cerrno>
#include <cstdlib>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>

namespace coop::cli {

using core::Access;
using core::ErrorKind;
using core::File;
using core::Files;

namespace {

constexpr std::size_t buffer_size = 64 * 1024;

[[noreturn]] void fail_input(std::string const& path, int reason)
{
    throw core::failure(ErrorKind::unreadable, "file", path, reason);
}

struct stat status_of(int file, std::string const& path)
{
    struct stat status {};
    if (::fstat(file, &status) != 0) {
        fail_input(path, errno);
    }
    return status;
}

// What was read; fewer bytes only at the end.
std::size_t read_some(Files& files, int from, std::span<char> into, std::string const& path)
{
    while (true) {
        auto const got = files.read(from, into);
        if (got >= 0) {
            return static_cast<std::size_t>(got);
        }
        if (errno != EINTR) {
            fail_input(path, errno);
        }
    }
}

std::string read_all(Files& files, int from, std::string const& path)
{
    std::string content;
    std::string buffer(buffer_size, '\0');
    while (auto const got = read_some(files, from, buffer, path)) {
        content.append(buffer, 0, got);
    }
    return content;
}

/// A file without a name for what can be read once only.
File new_spool(Files& files, std::string const& path)
{
    auto const* const variable = std::getenv("TMPDIR");
    std::string const folder = variable == nullptr ? "/tmp" : variable;
    File spool{files, folder, Access::unnamed};
    if (spool.is_open()) {
        return spool;
    }
    // A file system that names every file: the name goes as soon as the file is open.
    core::TemporaryName const name{folder + "/coop"};
    File named{files, name.path(), Access::create};
    if (!named.is_open()) {
        fail_input(path, errno);
    }
    files.remove(name.path());
    return named;
}

/// A copy of what can be read once only.
std::shared_ptr<File> spooled(Files& files, int from, std::string const& path)
{
    auto spool = std::make_shared<File>(new_spool(files, path));
    std::string buffer(buffer_size, '\0');
    while (auto const got = read_some(files, from, buffer, path)) {
        if (auto const why = spool->write_all(std::string_view{buffer}.substr(0, got))) {
            throw core::failure(ErrorKind::output, "output", path, why);
        }
    }
    return spool;
}

} // namespace

std::string read_standard(Files& files)
{
    return read_all(files, STDIN_FILENO, "stdin");
}

std::string read_file(Files& files, std::string const& path)
{
    if (path == "-") {
        return read_standard(files);
    }
    File const file{files, path, Access::read};
    if (!file.is_open()) {
        fail_input(path, errno);
    }
    return read_all(files, file.number(), path);
}

core::Input open_file(Files& files, std::string const& path)
{
    std::shared_ptr<File> opened;
    auto const name = path == "-" ? std::string{"stdin"} : path;
    if (path == "-") {
        opened = spooled(files, STDIN_FILENO, name);
    } else {
        opened = std::make_shared<File>(files, path, Access::read);
        if (!opened->is_open()) {
            fail_input(path, errno);
        }
        auto const mode = status_of(opened->number(), path).st_mode;
        if (S_ISDIR(mode)) {
            fail_input(path, EISDIR);
        }
        if (!S_ISREG(mode)) {
            opened = spooled(files, opened->number(), path);
        }
    }
    auto const size = static_cast<std::uint64_t>(status_of(opened->number(), name).st_size);
    return {name, size, [opened, name](std::uint64_t offset, std::span<char> into) {
                auto const got = opened->read_at(offset, into);
                if (got < 0) {
                    fail_input(name, errno);
                }
                return static_cast<std::size_t>(got);
            }};
}

} // namespace coop::cli
