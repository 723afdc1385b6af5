// SPDX-License-Identifier: GPL-3.0-or-later
#include "writing.hpp"

#include <cerrno>
#include <sys/stat.h>

namespace coop::cli {

using core::Error;
using core::ErrorKind;
using core::Files;

namespace {

/// What cannot be replaced by a rename (`/dev/stdout`, a pipe, a folder) is written as it is.
bool is_special(std::string const& path)
{
    struct stat status {};
    return ::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode);
}

[[noreturn]] void fail_output(std::string const& path, int reason)
{
    if (reason == EPIPE) {
        throw Error{ErrorKind::output, "output.closed"};
    }
    throw core::failure(ErrorKind::output, "output", path, reason);
}

void write_special(Files& files, std::string const& path, Produce const& produce)
{
    core::File const file{files, path, core::Access::write};
    if (!file.is_open()) {
        fail_output(path, errno);
    }
    produce([&](std::string_view bytes) {
        if (auto const why = file.write_all(bytes)) {
            fail_output(path, why);
        }
    });
}

} // namespace

void write_file(Files& files, std::string const& path, core::Sharing sharing,
                Produce const& produce)
{
    if (is_special(path)) {
        write_special(files, path, produce);
        return;
    }
    core::NewFile file{files, path, sharing};
    produce([&file](std::string_view bytes) { file.put(bytes); });
    file.keep();
}

void write_private_file(Files& files, std::string const& path, std::string_view bytes)
{
    core::NewFile file{files, path, core::Sharing::owner};
    file.put(bytes);
    if (!file.keep_new()) {
        throw Error{ErrorKind::refused, "care.key-exists", {{"path", path}}};
    }
}

} // namespace coop::cli
