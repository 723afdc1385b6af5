// SPDX-License-Identifier: GPL-3.0-or-later
#include "reading.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <memory>
#include <optional>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

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

[[noreturn]] void refuse_size(std::string const& path, Bound bound)
{
    throw core::Error{ErrorKind::unreadable,
                      "file.too-large",
                      {{"file", path}, {"mebibytes", static_cast<std::int64_t>(bound.mebibytes)}}};
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
        throw core::failure(ErrorKind::output, "spool", path, errno);
    }
    files.remove(name.path());
    return named;
}

/// What can be read once only, as far as it was asked for.
class Spool {
public:
    /// \param from stays open as long as the spool; not owned where it is standard input.
    Spool(Files& files, File owned, int from, std::string name)
        : files_(files), owned_(std::move(owned)), from_(from), name_(std::move(name))
    {
    }

    std::size_t read_at(std::uint64_t offset, std::span<char> into)
    {
        read_on(offset + into.size());
        if (offset >= size_) {
            return 0;
        }
        auto const wanted = into.first(std::min<std::uint64_t>(into.size(), size_ - offset));
        std::size_t taken = 0;
        if (offset < head_.size()) {
            taken = head_.copy(wanted.data(), wanted.size(), static_cast<std::size_t>(offset));
        }
        return taken < wanted.size() ? taken + read_rest(offset + taken, wanted.subspan(taken))
                                     : taken;
    }

private:
    /// Shorter input needs no file, nor a disk with room for one.
    static constexpr std::size_t head_max = std::size_t{8} * 1024 * 1024;

    void read_on(std::uint64_t until)
    {
        buffer_.resize(buffer_size);
        while (!ended_ && size_ < until) {
            auto const got = read_some(files_, from_, buffer_, name_);
            if (size_ + got > bounds::pipe.bytes()) {
                refuse_size(name_, bounds::pipe);
            }
            keep({buffer_.data(), got});
            ended_ = got == 0;
            size_ += got;
        }
    }

    void keep(std::string_view bytes)
    {
        auto const room = rest_ ? 0 : std::min(bytes.size(), head_max - head_.size());
        head_ += bytes.substr(0, room);
        bytes.remove_prefix(room);
        if (bytes.empty()) {
            return;
        }
        if (!rest_) {
            rest_.emplace(new_spool(files_, name_));
        }
        if (auto const why = rest_->write_all(bytes)) {
            throw core::failure(ErrorKind::output, "spool", name_, why);
        }
    }

    std::size_t read_rest(std::uint64_t offset, std::span<char> into) const
    {
        auto const got = rest_->read_at(offset - head_.size(), into);
        if (got < 0) {
            fail_input(name_, errno);
        }
        return static_cast<std::size_t>(got);
    }

    Files& files_;
    File owned_;
    int from_;
    std::string name_;
    std::string head_;
    std::optional<File> rest_;
    std::uint64_t size_ = 0; ///< so far
    bool ended_ = false;
    std::string buffer_;
};

core::Input regular_input(std::shared_ptr<File> const& opened, std::string const& path,
                          std::uint64_t size)
{
    return {path, size, [opened, path](std::uint64_t offset, std::span<char> into) {
                auto const got = opened->read_at(offset, into);
                if (got < 0) {
                    fail_input(path, errno);
                }
                return static_cast<std::size_t>(got);
            }};
}

core::Input spooled_input(Files& files, File owned, int from, std::string const& name)
{
    auto const spool = std::make_shared<Spool>(files, std::move(owned), from, name);
    return {name, 0, [spool](std::uint64_t offset, std::span<char> into) {
                return spool->read_at(offset, into);
            }};
}

} // namespace

std::string read_file(Files& files, std::string const& path, Bound bound)
{
    auto const input = open_file(files, path);
    char beyond = 0;
    if (input.size > bound.bytes() || input.read_at(bound.bytes(), {&beyond, 1}) > 0) {
        refuse_size(input.name, bound);
    }
    return core::read_all(input);
}

core::Input open_file(Files& files, std::string const& path)
{
    if (path == "-") {
        return spooled_input(files, File{files, -1}, STDIN_FILENO, "stdin");
    }
    auto opened = std::make_shared<File>(files, path, Access::read);
    if (!opened->is_open()) {
        fail_input(path, errno);
    }
    auto const status = status_of(opened->number(), path);
    if (S_ISDIR(status.st_mode)) {
        fail_input(path, EISDIR);
    }
    if (S_ISREG(status.st_mode)) {
        return regular_input(opened, path, static_cast<std::uint64_t>(status.st_size));
    }
    auto const from = opened->number();
    return spooled_input(files, std::move(*opened), from, path);
}

} // namespace coop::cli
