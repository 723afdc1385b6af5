// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/cli/bounds.hpp>
#include <coop/core/date.hpp>
#include <coop/core/files.hpp>
#include <coop/core/input.hpp>
#include <coop/store/store.hpp>

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coop::cli {

using IsBook = std::function<bool(std::string const& path)>;

/// \brief What makes the bytes of a file, given where they go.
using Produce = std::function<void(core::Sink const&)>;

/// \brief What the process lends to the program; tests lend their own, and run in memory.
struct World {
    /// Data; kept until flush(). \throws Error{output} "output.full", "output.denied",
    /// "output.missing", "output.folder", "output.failed", "output.closed" (whoever read us has
    /// gone, a pager that was closed: run() takes it for success).
    std::function<void(std::string_view)> out;
    std::function<void()> flush; ///< throws as `out` does
    std::function<void(std::string_view)> err;

    /// A line of standard input without its line end, or nothing at its end.
    std::function<std::optional<std::string>()> in_line;
    std::function<std::string()> in_all; ///< as `read_file` of `-`, up to bounds::entries

    bool in_is_terminal = false;
    bool out_is_terminal = false;
    bool err_is_terminal = false;
    int width = 0; ///< of the terminal; 0: unknown or none

    core::Date today{}; ///< `COOP_TODAY` is read by run(), not here
    std::function<std::optional<std::string>(std::string const& name)> environment;
    std::function<store::Salt()> salt;

    /// `-` is standard input. \throws Error{unreadable} "file.missing", "file.denied",
    /// "file.folder", "file.failed", "file.too-large"; Error{output} "spool.full", "spool.denied",
    /// "spool.missing", "spool.failed" where a long pipe finds no room.
    std::function<std::string(std::string const& path, Bound bound)> read_file;

    /// The same for a file of any size, or a pipe up to bounds::pipe.
    std::function<core::Input(std::string const& path)> open_file;

    /// Since the process began: for progress and nothing else.
    std::function<std::chrono::milliseconds()> elapsed;

    /// A file that is not there before it is whole, and on the disk then; `produce` is called with
    /// the sink of its bytes. Links and the mode of what it replaces stay; `sharing` says who may
    /// read it where nothing was. \throws Error{output} as `out` does, and "output.unconfirmed".
    std::function<void(std::string const& path, core::Sharing sharing, Produce const& produce)>
        write_file;

    /// A new file that nobody else may read. \throws Error{refused} "care.key-exists" rather than
    /// write over one; Error{output} as `out` does.
    std::function<void(std::string const& path, std::string_view bytes)> write_private_file;

    /// `*.coop` files of the current folder or of the nearest parent that has one; sorted. Beside
    /// a book, files that are none are left out: other programs may use this extension.
    std::function<std::vector<std::string>(IsBook const& is_book)> books_here;

    std::function<bool(std::string const& path)> exists;

    /// Whether both lead to one file, or will: neither need be there.
    std::function<bool(std::string const& one, std::string const& other)> same_place;
};

/// \brief The real process: stdio, files, clock, environment.
///
/// \param files outlives it.
World process_world(core::Files& files = core::system_files());

} // namespace coop::cli
