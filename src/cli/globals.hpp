// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/date.hpp>

#include <optional>
#include <string>

namespace coop::cli {

class Arguments;

/// \brief The options that every command takes, before or after its name.
struct Globals {
    std::string file;
    std::string format;
    std::string output; ///< empty: stdout, as for `-`
    std::string language;
    std::string csv;
    std::string color = "auto";
    std::string sharing; ///< of new files; empty: `COOP_SHARING`, else their owner alone
    std::optional<core::Date> today;
    bool json = false;
    bool yes = false;
    bool no_input = false;
    bool dry_run = false;
    bool help = false;
    bool to_stdout = false; ///< `-o -`, where a command would choose a file itself
};

void declare_globals(Arguments& arguments, Globals& into);

} // namespace coop::cli
