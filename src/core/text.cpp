// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/core/text.hpp>

#include "unicode.hpp"
#include "utf8.hpp"

#include <coop/core/money.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace coop::core {

namespace {

constexpr std::array<std::string_view, 8> blanks = {" ",  "\t", "\n",     "\r",
                                                    "\v", "\f", "\u00a0", "\u202f"};

std::string escaped(CodePoint point)
{
    switch (point.value) {
    case '\n':
        return "\\n";
    case '\t':
        return "\\t";
    case '\r':
        return "\\r";
    default:
        break;
    }
    auto const value = static_cast<std::uint32_t>(point.value);
    if (!point.valid || value < 0x80) {
        return fmt::format("\\x{:02x}", value);
    }
    return value > 0xffff ? fmt::format("\\U{:08x}", value) : fmt::format("\\u{:04x}", value);
}

} // namespace

std::size_t invalid_utf8_at(std::string_view text)
{
    for (auto i = ascii_length(text); i < text.size();) {
        auto const point = decode(text, i);
        if (!point.valid) {
            return i;
        }
        i += point.length;
        i += ascii_length(text.substr(i));
    }
    return std::string_view::npos;
}

std::string_view trim(std::string_view text)
{
    auto const starts = [&](auto blank) { return text.starts_with(blank); };
    auto const ends = [&](auto blank) { return text.ends_with(blank); };
    for (auto blank = std::find_if(blanks.begin(), blanks.end(), starts); blank != blanks.end();
         blank = std::find_if(blanks.begin(), blanks.end(), starts)) {
        text.remove_prefix(blank->size());
    }
    for (auto blank = std::find_if(blanks.begin(), blanks.end(), ends); blank != blanks.end();
         blank = std::find_if(blanks.begin(), blanks.end(), ends)) {
        text.remove_suffix(blank->size());
    }
    return text;
}

std::vector<std::string_view> split(std::string_view text, char separator)
{
    std::vector<std::string_view> parts;
    for (auto end = text.find(separator); end != text.npos; end = text.find(separator)) {
        parts.push_back(text.substr(0, end));
        text.remove_prefix(end + 1);
    }
    parts.push_back(text);
    return parts;
}

std::string digits_of(Money amount, char mark)
{
    // Unsigned, because the smallest integer has no positive counterpart.
    auto const bits = static_cast<std::uint64_t>(amount.in_cents());
    auto const cents = amount.is_negative() ? 0 - bits : bits;
    return fmt::format("{}{}{}{:02}", amount.is_negative() ? "-" : "", cents / 100, mark,
                       cents % 100);
}

void append_printable(std::string& out, std::string_view text)
{
    for (std::size_t i = 0; i < text.size();) {
        // Almost every text of the books is one such run.
        auto const plain = plain_length(text.substr(i));
        out += text.substr(i, plain);
        i += plain;
        if (i == text.size()) {
            break;
        }
        auto const point = decode(text, i);
        if (!point.valid || commands_terminal(point.value) || is_hidden(text, i, point)) {
            out += escaped(point);
        } else {
            out += text.substr(i, point.length);
        }
        i += point.length;
    }
}

std::string_view cut(std::string_view text, std::size_t bytes)
{
    if (text.size() <= bytes) {
        return text;
    }
    auto end = bytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U) {
        --end;
    }
    return text.substr(0, end);
}

std::string printable(std::string_view text)
{
    std::string shown;
    shown.reserve(text.size());
    append_printable(shown, text);
    return shown;
}

std::string excerpt_of(std::string_view line)
{
    constexpr std::size_t size_max = 4096;
    if (line.size() > size_max) {
        return {};
    }
    return invalid_utf8_at(line) == line.npos ? std::string{line} : printable(line);
}

} // namespace coop::core
