// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coop::core {

class Money;

/// \brief 0 to 9.
constexpr bool is_digit(char c)
{
    return '0' <= c && c <= '9';
}

/// \brief C0 and DEL: what commands a terminal or ends a line. The C1 take two bytes of UTF-8.
constexpr bool is_control(char c)
{
    return ('\0' <= c && c < ' ') || c == '\x7f';
}

/// \brief What `shown` gives of each element, with `separator` between; nothing before the first
/// that is not empty.
template <typename Range, typename Shown = std::identity>
std::string join(Range&& range, std::string_view separator, Shown const& shown = {})
{
    std::string result;
    for (auto&& each : range) {
        result += result.empty() ? std::string_view{} : separator;
        result += std::invoke(shown, each);
    }
    return result;
}

/// \brief As it is typed, without groups or currency: `1234,56` with a comma for `mark`.
std::string digits_of(Money amount, char mark);

/// \brief Byte offset of the first byte that is not valid UTF-8, or npos.
std::size_t invalid_utf8_at(std::string_view text);

/// \brief The beginning of a text of UTF-8 that takes at most `bytes` and ends with a character.
std::string_view cut(std::string_view text, std::size_t bytes);

/// \brief Columns that `text` takes on a terminal: 0 for combining marks, 2 for wide characters
/// and emoji, 1 otherwise. `text` must be valid UTF-8.
int display_width(std::string_view text);

/// \brief The longest beginning of `text` that fits `width` columns, with `…` where it was cut.
std::string cut_to_width(std::string_view text, int width);

/// \brief Lower case without accents: "Général" and "general" fold alike, "œuvre" and "oeuvre" too.
///
/// No-break spaces and curly apostrophes become plain ones, forms of display (`ﬁ`, `№`) the letters
/// they show. For searching, not for print.
std::string fold(std::string_view text);

/// \brief The candidate nearest to `word`, compared folded, or empty.
///
/// Damerau-Levenshtein distance, at most a third of the length of `word`; a tie goes to the first.
std::string nearest(std::string_view word, std::span<std::string const> candidates);

/// \brief Without the blanks around: ASCII ones, U+00A0 and U+202F.
std::string_view trim(std::string_view text);

/// \brief The parts between separators; an empty text is one empty part.
std::vector<std::string_view> split(std::string_view text, char separator);

/// \brief What a reader may be shown: control characters (C0, DEL, C1), hidden ones (hidden.hpp)
/// and bytes that are not UTF-8 become visible escapes (`\n`, `\t`, `\x1b`, `\u202e`, `\xe9`).
std::string printable(std::string_view text);

/// \brief printable(), at the end of `out`.
void append_printable(std::string& out, std::string_view text);

/// \brief What a finding keeps of the line it is on: the line, or printable() where it is no UTF-8.
///
/// Each finding has its own copy, so a line of more than 4096 bytes is not kept at all.
std::string excerpt_of(std::string_view line);

} // namespace coop::core
