// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the Unicode tables say, by utf8proc: the one place that includes it.
#pragma once

#include "utf8.hpp"

#include <string>
#include <string_view>

namespace coop::core {

/// \brief What a character becomes without its case, its accents and forms of display taken apart:
/// `É` is `e` and U+0301.
std::u32string decomposed(char32_t value);

/// \brief Characters in their composed form (NFC). `text` must be valid UTF-8.
std::string composed(std::string_view text);

/// \brief Columns on a terminal: 0 for what combines or is not seen, 2 for what is wide.
int columns_of(char32_t value);

bool is_space(char32_t value);       ///< category Zs
bool is_punctuation(char32_t value); ///< categories P
bool is_letter(char32_t value);      ///< categories L
/// \brief Never seen, and no part of a name: soft hyphen, joiners of words, marks of direction.
bool is_unseen(char32_t value);

bool is_combining(char32_t value);     ///< categories M
bool is_virama(char32_t value);        ///< takes the vowel from the letter before it
bool is_picture(char32_t value);       ///< an emoji may be made of it
bool is_right_to_left(char32_t value); ///< a letter, or a mark of direction

/// \brief Without a form of its own on paper, wherever it stands: what formats, what is ignorable
/// by default, line ends of Unicode, what is no character, and the blanks that are no spaces. The
/// signs that Arabic writes around numbers also format, but are seen.
bool is_never_seen(char32_t value);

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

void append_utf8(std::string& text, char32_t value);

} // namespace coop::core
