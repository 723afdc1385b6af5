// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace coop::core {

/// \brief `text` as one word of a command line, quoted where a shell would take it for several
/// words or for something else.
std::string shell_word(std::string_view text);

} // namespace coop::core
