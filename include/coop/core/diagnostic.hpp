// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/cell.hpp>

#include <string>
#include <vector>

namespace coop::core {

/// \brief A named value of a message: `{"debit", Money}` fills `{debit}`.
struct Argument {
    std::string name;
    Cell value;
};
using Arguments = std::vector<Argument>;

/// \brief Where a finding is. Empty parts are unknown; lines and columns count from 1.
struct Where {
    std::string source; ///< a file, `stdin`, an option, an account, an entry
    int line = 0;
    int column = 0;
    std::string excerpt; ///< the offending line, for the caret
};

enum class Severity { error, warning, info };

/// \brief One of many findings in data: an identity, values and a place, worded at the edge.
struct Diagnostic {
    Severity severity = Severity::error;
    std::string id;
    Arguments args;
    Where where;
};

} // namespace coop::core
