// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "commands.hpp"

#include <string>
#include <string_view>

namespace coop::cli {

/// \brief The tree below `path` (empty: everything) as text.
std::string help_of_group(std::string_view path, i18n::Language language);

/// \brief Usage, options and examples of one command as text.
std::string help_of_command(Command const& command, i18n::Language language);

/// \brief One of `coop help TOPIC`.
///
/// \throws Error{usage} "help.unknown".
std::string help_of_topic(std::string const& topic, i18n::Language language);

} // namespace coop::cli
