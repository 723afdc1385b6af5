// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace coop::ledger {

/// \brief A value of the analytic axis: working group, action, funded project.
struct Project {
    std::string code;
    std::string label;
};

/// \brief Lower-case letters, digits, `-`, `_`, `.`; starts with a letter or a digit; at most 40.
///
/// \throws Error{usage} "project.malformed".
void check_project_code(std::string_view code);

} // namespace coop::ledger
