// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "utf8.hpp"

namespace coop::core {

/// \brief C0, DEL and C1: what a terminal obeys instead of showing.
constexpr bool commands_terminal(char32_t value)
{
    return value < 0x20 || (0x7f <= value && value <= 0x9f);
}

/// \brief Those of nearly every text, which are seen: letters of Latin, dashes, quotes, spaces.
constexpr bool is_plain(char32_t value)
{
    return (value < 0x300 && value != 0xad) || (0x2010 <= value && value < 0x2028) ||
           value == 0x202f || value == 0x20ac;
}

/// \brief Whether the character at `position` is one that a reader does not see there. The
/// characters of command are not asked about.
bool is_hidden(std::string_view text, std::size_t position, CodePoint point);

} // namespace coop::core
