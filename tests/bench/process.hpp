// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace coop::bench {

/// \brief The words of a command line; double quotes hold blanks together.
std::vector<std::string> words_of(std::string const& command);

struct Run {
    bool ok = false;
    double value = 0;  ///< milliseconds, or a number of calls
    double cpu = 0;    ///< milliseconds of processor, user and system
    long peak_kib = 0; ///< of the largest process
};

/// \brief Whole processes, one after the other (`a && b`), their output thrown away.
Run wall(std::string const& command);

/// \brief Until the first line of output reaches a pipe; the rest is not waited for.
Run first_line(std::string const& command);

/// \brief How often fsync and fdatasync are called (needs strace).
Run syncs(std::string const& command, std::string const& scratch);

/// \brief Instructions executed under callgrind (needs valgrind).
Run instructions(std::string const& command, std::string const& scratch);

bool is_installed(std::string const& program);

} // namespace coop::bench
