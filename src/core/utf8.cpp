// SPDX-License-Identifier: GPL-3.0-or-later
#include "utf8.hpp"

#include <cstdint>
#include <cstring>

namespace coop::core {

namespace {

/// How many bytes a sequence that starts with `byte` takes; 0 where none starts so.
std::size_t length_from(unsigned char byte)
{
    if (byte < 0x80) {
        return 1;
    }
    if (0xc2 <= byte && byte <= 0xdf) {
        return 2;
    }
    if (0xe0 <= byte && byte <= 0xef) {
        return 3;
    }
    return 0xf0 <= byte && byte <= 0xf4 ? 4 : 0;
}

/// Longer than needed, a surrogate, or beyond Unicode (RFC 3629 §3).
bool forbidden(char32_t value, std::size_t length)
{
    return (length == 3 && value < 0x800) || (length == 4 && value < 0x10000) ||
           (0xd800 <= value && value <= 0xdfff) || value > 0x10ffff;
}

} // namespace

CodePoint decode(std::string_view text, std::size_t position)
{
    auto const first = static_cast<unsigned char>(text[position]);
    CodePoint const alone{first, 1, false};
    auto const length = length_from(first);
    if (length == 1) {
        return {first, 1, true};
    }
    if (length == 0 || position + length > text.size()) {
        return alone;
    }
    char32_t value = first & (0x7fU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        auto const byte = static_cast<unsigned char>(text[position + i]);
        if ((byte & 0xc0U) != 0x80) {
            return alone;
        }
        value = value << 6U | (byte & 0x3fU);
    }
    return forbidden(value, length) ? alone : CodePoint{value, length, true};
}

std::size_t ascii_length(std::string_view text)
{
    constexpr std::uint64_t high = 0x8080808080808080U;
    std::size_t length = 0;
    for (std::uint64_t word = 0; length + sizeof word <= text.size(); length += sizeof word) {
        std::memcpy(&word, text.data() + length, sizeof word);
        if ((word & high) != 0) {
            break;
        }
    }
    while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0x80U) == 0) {
        ++length;
    }
    return length;
}

std::size_t plain_length(std::string_view text)
{
    constexpr std::uint64_t each = 0x0101010101010101U;
    std::size_t length = 0;
    for (std::uint64_t word = 0; length + sizeof word <= text.size(); length += sizeof word) {
        std::memcpy(&word, text.data() + length, sizeof word);
        // The high bit of a byte: that it has one, borrows below a space, or carries from DEL.
        if (((word | (word - each * ' ') | (word + each)) & each * 0x80U) != 0) {
            break;
        }
    }
    while (length < text.size() && ' ' <= text[length] && text[length] < '\x7f') {
        ++length;
    }
    return length;
}

} // namespace coop::core
