// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/error.hpp>
#include <coop/core/files.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace coop::cli {

/// \brief Standard output, gathered into few writes.
class Output {
public:
    explicit Output(core::Files& files) : files_(files) {}

    /// \throws Error{output} as World::out does.
    void put(std::string_view bytes);
    void flush();

    /// A message on standard error, after what was put before it.
    void put_error(std::string_view bytes);

private:
    core::Files& files_;
    std::string pending_;
    std::optional<core::Error> failure_; ///< while a message could not wait; the next flush says it
};

/// \brief A line of standard input without its end; nothing at its end.
std::optional<std::string> read_line();

/// \brief Of the terminal on standard output; 0: none.
int terminal_width();

/// \brief Keeps the numbers of the standard files of a process that was started without them: the
/// next file it opens would take one, and what is meant for stdout would be written into the books.
void hold_standard_files();

} // namespace coop::cli
