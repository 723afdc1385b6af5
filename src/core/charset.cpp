// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/core/charset.hpp>

#include "utf8.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace coop::core {

namespace {

struct Pair {
    unsigned char byte;
    char32_t point;
};

/// Where ISO 8859-15 differs from Latin-1, whose bytes are the code points themselves.
constexpr std::array<Pair, 8> latin9 = {{{0xa4, U'€'},
                                         {0xa6, U'Š'},
                                         {0xa8, U'š'},
                                         {0xb4, U'Ž'},
                                         {0xb8, U'ž'},
                                         {0xbc, U'Œ'},
                                         {0xbd, U'œ'},
                                         {0xbe, U'Ÿ'}}};

/// Windows-1252 where Latin-1 has controls; the five bytes that it leaves free stay controls.
constexpr std::array<char32_t, 32> windows = {
    U'€', U'\x81', U'‚',    U'ƒ', U'„',    U'…',    U'†', U'‡',    U'ˆ', U'‰', U'Š',
    U'‹', U'Œ',    U'\x8d', U'Ž', U'\x8f', U'\x90', U'‘', U'’',    U'“', U'”', U'•',
    U'–', U'—',    U'˜',    U'™', U'š',    U'›',    U'œ', U'\x9d', U'ž', U'Ÿ'};

/// What a reader takes for the same, where ISO 8859-15 has no other.
constexpr std::array<Pair, 12> plain = {{{' ', U'\u202f'},
                                         {' ', U'\u2009'},
                                         {'\'', U'‘'},
                                         {'\'', U'’'},
                                         {'"', U'“'},
                                         {'"', U'”'},
                                         {'-', U'‐'},
                                         {'-', U'‑'},
                                         {'-', U'–'},
                                         {'-', U'—'},
                                         {'-', U'−'},
                                         {'.', U'…'}}};

char32_t point_of(unsigned char byte)
{
    if (0x80 <= byte && byte <= 0x9f) {
        return windows[byte - 0x80U];
    }
    auto const found = std::ranges::find(latin9, byte, &Pair::byte);
    return found == latin9.end() ? byte : found->point;
}

unsigned char byte_of(char32_t point, char replacement)
{
    for (std::span<Pair const> table : {std::span<Pair const>{latin9}, {plain}}) {
        auto const found = std::ranges::find(table, point, &Pair::point);
        if (found != table.end()) {
            return found->byte;
        }
    }
    bool const taken = std::ranges::find(latin9, point, &Pair::byte) != latin9.end();
    bool const same = point < 0x80 || (0xa0 <= point && point <= 0xff && !taken);
    return same ? static_cast<unsigned char>(point) : static_cast<unsigned char>(replacement);
}

/// Every character of the two tables takes at most three bytes.
void append_utf8(std::string& text, char32_t point)
{
    auto const add = [&](char32_t byte) { text += static_cast<char>(byte); };
    if (point < 0x80) {
        add(point);
    } else if (point < 0x800) {
        add(0xc0U | point >> 6U);
        add(0x80U | (point & 0x3fU));
    } else {
        add(0xe0U | point >> 12U);
        add(0x80U | (point >> 6U & 0x3fU));
        add(0x80U | (point & 0x3fU));
    }
}

} // namespace

std::string utf8_from_latin9(std::string_view bytes)
{
    std::string text;
    text.reserve(bytes.size() + bytes.size() / 4);
    for (std::size_t i = 0; i < bytes.size();) {
        auto const point = decode(bytes, i);
        if (point.valid) {
            text += bytes.substr(i, point.length);
        } else {
            append_utf8(text, point_of(static_cast<unsigned char>(bytes[i])));
        }
        i += point.length;
    }
    return text;
}

bool is_windows_1252(std::string_view bytes)
{
    constexpr std::string_view free = "\x81\x8d\x8f\x90\x9d";
    for (auto i = ascii_length(bytes); i < bytes.size();) {
        auto const point = decode(bytes, i);
        if (!point.valid && free.find(bytes[i]) != free.npos) {
            return false;
        }
        i += point.length;
        i += ascii_length(bytes.substr(i));
    }
    return true;
}

std::string latin9_from_utf8(std::string_view text, char replacement)
{
    std::string bytes;
    bytes.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        auto const point = decode(text, i);
        bytes += static_cast<char>(point.valid ? byte_of(point.value, replacement)
                                               : static_cast<unsigned char>(replacement));
        i += point.length;
    }
    return bytes;
}

bool is_ascii(std::string_view text)
{
    return ascii_length(text) == text.size();
}

} // namespace coop::core
