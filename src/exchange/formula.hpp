// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace coop::exchange {

/// \brief Apostrophes or none, then what makes a spreadsheet take a text for a formula and run it.
///
/// Such a text is written with one apostrophe more and read with one less, so that any text comes
/// back as it was.
inline bool is_formula(std::string_view text, std::size_t apostrophes_min)
{
    std::size_t first = 0;
    while (first < text.size() && text[first] == '\'') {
        ++first;
    }
    if (first < apostrophes_min || first == text.size()) {
        return false;
    }
    auto const c = text[first];
    return c == '=' || c == '+' || c == '-' || c == '@' || c == '\t' || c == '\r';
}

inline bool needs_apostrophe(std::string_view text)
{
    return is_formula(text, 0);
}

inline std::string_view without_apostrophe(std::string_view text)
{
    return is_formula(text, 1) ? text.substr(1) : text;
}

} // namespace coop::exchange
