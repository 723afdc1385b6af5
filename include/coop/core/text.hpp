// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coop::core {

/// \brief Byte offset of the first byte that is not valid UTF-8, or npos.
std::size_t invalid_utf8_at(std::string_view text);

/// \brief Columns that `text` takes on a terminal: 0 for combining marks, 2 for wide characters
/// and emoji, 1 otherwise. `text` must be valid UTF-8.
int display_width(std::string_view text);

/// \brief The longest beginning of `text` that fits `width` columns, with `…` where it was cut.
std::string cut_to_width(std::string_view text, int width);

/// \brief Lower case without accents: "Général" and "general" fold alike. For searching, not for print.
std::string fold(std::string_view text);

/// \brief The candidate nearest to `word` (edit distance, at most a third of its length), or empty.
std::string nearest(std::string_view word, std::span<std::string const> candidates);

std::string_view trim(std::string_view text);
std::vector<std::string_view> split(std::string_view text, char separator);

/// \brief Control characters as visible escapes (`\n`, `\t`, `\x1b`): what a terminal may be shown.
std::string printable(std::string_view text);

} // namespace coop::core
