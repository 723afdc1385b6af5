// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/core/shell.hpp>

#include <algorithm>

namespace coop::core {

namespace {

/// Nothing that a shell reads: letters, those beyond ASCII too, digits, and what stands in codes,
/// dates and paths.
bool is_plain(char c)
{
    constexpr std::string_view signs = "-_./:=,+@%";
    return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9') ||
           (static_cast<unsigned char>(c) & 0x80) != 0 || signs.find(c) != signs.npos;
}

} // namespace

std::string shell_word(std::string_view text)
{
    if (!text.empty() && text.front() != '-' && std::ranges::all_of(text, is_plain)) {
        return std::string{text};
    }
    constexpr std::string_view read_in_double_quotes = "\"\\$`!";
    bool const is_read = text.find_first_of(read_in_double_quotes) != text.npos;
    if (is_read && text.find('\'') == text.npos) {
        return "'" + std::string{text} + "'";
    }
    std::string word{'"'};
    for (char const c : text) {
        if (c == '"' || c == '\\' || c == '$' || c == '`') {
            word += '\\';
        }
        word += c;
    }
    return word + '"';
}

} // namespace coop::core
