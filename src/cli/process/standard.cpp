// SPDX-License-Identifier: GPL-3.0-or-later
#include "standard.hpp"

#include <coop/cli/bounds.hpp>

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <utility>

namespace coop::cli {

namespace {

constexpr std::size_t buffer_size = 64 * 1024;

} // namespace

void Output::put(std::string_view bytes)
{
    pending_ += bytes;
    if (pending_.size() >= buffer_size) {
        flush();
    }
}

void Output::flush()
{
    if (auto const failure = std::exchange(failure_, std::nullopt)) {
        throw *failure;
    }
    // Emptied first: what cannot be written must not be tried again on the way out.
    auto const bytes = std::exchange(pending_, {});
    auto const why = core::write_all(files_, STDOUT_FILENO, bytes);
    if (why == EPIPE) {
        throw core::Error{core::ErrorKind::output, "output.closed"};
    }
    if (why != 0) {
        throw core::failure(core::ErrorKind::output, "output", "stdout", why);
    }
}

void Output::put_error(std::string_view bytes)
{
    try {
        flush(); // so that both streams of a terminal keep their order
    } catch (core::Error const& failure) {
        failure_ = failure; // first the message, which can still be read
    }
    std::fwrite(bytes.data(), 1, bytes.size(), stderr);
}

std::optional<std::string> read_line()
{
    std::string line;
    int c = 0;
    while ((c = std::getc(stdin)) != EOF && c != '\n') {
        line += static_cast<char>(c);
        if (line.size() > bounds::line.bytes()) {
            throw core::Error{core::ErrorKind::unreadable,
                              "file.too-large",
                              {{"file", std::string{"stdin"}},
                               {"mebibytes", static_cast<std::int64_t>(bounds::line.mebibytes)}}};
        }
    }
    if (c == EOF && line.empty()) {
        return {};
    }
    if (line.ends_with('\r')) {
        line.pop_back();
    }
    return line;
}

int terminal_width()
{
    winsize size{};
    return ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

void hold_standard_files()
{
    for (int file : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(file, F_GETFD) == -1) {
            ::open("/dev/null", O_RDONLY);
        }
    }
}

} // namespace coop::cli
