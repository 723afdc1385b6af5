// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/cli/world.hpp>

#include "places.hpp"
#include "reading.hpp"
#include "standard.hpp"
#include "writing.hpp"

#include <coop/core/error.hpp>

#include <csignal>
#include <cstdlib>
#include <ctime>
#include <memory>
#include <sys/random.h>
#include <unistd.h>

namespace coop::cli {

namespace {

core::Date today()
{
    auto const now = std::time(nullptr);
    std::tm local{};
    ::localtime_r(&now, &local);
    return core::date(local.tm_year + 1900, static_cast<unsigned>(local.tm_mon + 1),
                      static_cast<unsigned>(local.tm_mday));
}

store::Salt salt()
{
    store::Salt result{};
    if (::getrandom(result.data(), result.size(), 0) != static_cast<ssize_t>(result.size())) {
        throw core::Error{core::ErrorKind::database, "store.no-randomness"};
    }
    return result;
}

} // namespace

World process_world(core::Files& files)
{
    hold_standard_files();
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN); // a file that may not grow is an error, not the end
    auto const output = std::make_shared<Output>(files);
    World world;
    world.out = [output](std::string_view bytes) { output->put(bytes); };
    world.flush = [output] { output->flush(); };
    world.err = [output](std::string_view bytes) { output->put_error(bytes); };
    world.in_line = read_line;
    world.in_all = [&files] { return read_file(files, "-", bounds::entries); };
    world.in_is_terminal = ::isatty(STDIN_FILENO) == 1;
    world.out_is_terminal = ::isatty(STDOUT_FILENO) == 1;
    world.err_is_terminal = ::isatty(STDERR_FILENO) == 1;
    world.width = world.out_is_terminal ? terminal_width() : 0;
    world.today = today();
    world.environment = [](std::string const& name) -> std::optional<std::string> {
        auto const* const value = std::getenv(name.c_str());
        return value == nullptr ? std::nullopt : std::optional<std::string>{value};
    };
    world.salt = salt;
    world.read_file = [&files](std::string const& path, Bound bound) {
        return read_file(files, path, bound);
    };
    world.open_file = [&files](std::string const& path) { return open_file(files, path); };
    world.elapsed = [start = std::chrono::steady_clock::now()] {
        return std::chrono::duration_cast<std::chrono::milliseconds>(
            std::chrono::steady_clock::now() - start);
    };
    world.write_file = [&files](std::string const& path, core::Sharing sharing,
                                Produce const& produce) {
        write_file(files, path, sharing, produce);
    };
    world.write_private_file = [&files](std::string const& path, std::string_view bytes) {
        write_private_file(files, path, bytes);
    };
    world.books_here = books_here;
    world.exists = exists;
    world.same_place = same_place;
    return world;
}

} // namespace coop::cli
