// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/commands.hpp"

#include <coop/care/record.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace coop::cli {

/// \brief The commands of the registers, made of schemas/care/kinds.csv: `care capital add`, ….
///
/// They share the page `care-registres` of the reference.
std::vector<Command> register_commands();

/// \brief Whether an answer is written for elsewhere: a file, or a format of machines. A text on a
/// terminal is not.
bool leaves(Context const& context);

/// \brief An option whose value is a choice of a register: its key, or the word of a person for it.
void declare_choice(Arguments& arguments, std::string_view names, std::string value,
                    std::string summary_id, care::Field const& field, std::string& into);

/// \brief `--by`: who types.
void declare_author(Arguments& arguments, std::string& into);

/// \brief `--close`: the version of the close that a statement of CARE is printed from.
void declare_close_version(Arguments& arguments, std::optional<std::int64_t>& into);

/// \brief A document that proves something: its name without folders, and its SHA-256.
struct Evidence {
    std::string name;
    std::string sha256;
};
Evidence read_evidence(Context const& context, std::string const& path);

} // namespace coop::cli
