// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace coop::core {

/// \brief A text of ISO 8859-15 in UTF-8. Sequences that are UTF-8 already are kept, so that a line
/// glued together from both reads well.
///
/// The bytes 0x80 … 0x9f, controls in ISO 8859-15 which no text holds, are read as Windows-1252
/// (0x92 is `’`): what most programs mean by « ANSI ».
std::string utf8_from_latin9(std::string_view bytes);

/// \brief Whether each byte that is no UTF-8 has a character in Windows-1252, whose five free bytes
/// most texts of other encodings hold sooner or later.
bool is_windows_1252(std::string_view bytes);

/// \brief A text of UTF-8 in ISO 8859-15. Typographic spaces, quotes and dashes become the plain
/// ones; any other character that ISO 8859-15 lacks becomes `replacement`.
std::string latin9_from_utf8(std::string_view text, char replacement = '?');

/// \brief Whether `text` holds nothing but ASCII.
bool is_ascii(std::string_view text);

} // namespace coop::core
