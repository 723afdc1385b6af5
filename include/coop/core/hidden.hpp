// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Characters that a reader does not see, or that move those around them: marks of direction,
// joiners and variation selectors outside their place, fillers, tags, line ends of Unicode,
// characters of command. With them two texts look alike that are not, and a cell changes how its
// row reads.
//
// A joiner between letters of a script that has joiners or within an emoji, and the selector of a
// variant after what has variants, are text as any other; so are letters from right to left.

namespace coop::core {

/// \brief A character that is not seen, and where it stands.
struct Hidden {
    char32_t value = 0;
    std::size_t at = 0;        ///< in bytes, from 0
    std::int64_t position = 0; ///< in characters, from 1
};

/// \brief The first character of `text` that is hidden. Those of ASCII are not: what a field does
/// with a TAB or a line end is its own decision. Bytes that are not UTF-8 are passed over.
std::optional<Hidden> first_hidden(std::string_view text);

/// \brief `U+202E`.
std::string name_of(char32_t value);

/// \brief What was typed is refused where a character of it is hidden, or where nobody typed it: a
/// file that went into an argument.
///
/// \throws Error{usage} "text.hidden", "text.too-long".
void check_typed(std::string_view text);

/// \brief Whether a text must not stand beside others as it is: it has a hidden character, or a
/// letter that is written from right to left.
bool stands_apart(std::string_view text);

/// \brief `text` between U+2068 and U+2069, where its direction begins and ends. `text` must hold
/// no mark of direction itself: printable() leaves none.
std::string isolated(std::string_view text);

} // namespace coop::core
