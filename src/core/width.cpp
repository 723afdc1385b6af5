// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/core/text.hpp>

#include "utf8.hpp"

#include <algorithm>
#include <span>

// What wcwidth() of the C library would say in a UTF-8 locale, without a locale: coop answers the
// same under LC_ALL=C. From UnicodeData.txt and EastAsianWidth.txt (Unicode 14), with neighbouring
// ranges merged: a few unassigned or rarely used code points may be off by one column.

namespace coop::core {

namespace {

struct Range {
    char32_t first;
    char32_t last;
};

/// Combining marks and invisible format characters: no column of their own.
constexpr Range without_width[] = {
    {0x0300, 0x036f}, {0x0483, 0x0489},   {0x0591, 0x05bd},   {0x05bf, 0x05bf}, {0x05c1, 0x05c2},
    {0x05c4, 0x05c5}, {0x05c7, 0x05c7},   {0x0610, 0x061a},   {0x061c, 0x061c}, {0x064b, 0x065f},
    {0x0670, 0x0670}, {0x06d6, 0x06dc},   {0x06df, 0x06e4},   {0x06e7, 0x06e8}, {0x06ea, 0x06ed},
    {0x0900, 0x0902}, {0x093a, 0x093a},   {0x093c, 0x093c},   {0x0941, 0x0948}, {0x094d, 0x094d},
    {0x0951, 0x0957}, {0x0e31, 0x0e31},   {0x0e34, 0x0e3a},   {0x0e47, 0x0e4e}, {0x1160, 0x11ff},
    {0x1ab0, 0x1aff}, {0x1dc0, 0x1dff},   {0x200b, 0x200f},   {0x202a, 0x202e}, {0x2060, 0x206f},
    {0x20d0, 0x20f0}, {0x302a, 0x302d},   {0x3099, 0x309a},   {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f},
    {0xfeff, 0xfeff}, {0xe0001, 0xe007f}, {0xe0100, 0xe01ef},
};

/// East Asian wide and full-width characters, and emoji.
constexpr Range wide[] = {
    {0x1100, 0x115f},   {0x231a, 0x231b},   {0x2329, 0x232a},   {0x23e9, 0x23ec},
    {0x23f0, 0x23f0},   {0x23f3, 0x23f3},   {0x25fd, 0x25fe},   {0x2614, 0x2615},
    {0x2648, 0x2653},   {0x267f, 0x267f},   {0x2693, 0x2693},   {0x26a1, 0x26a1},
    {0x26aa, 0x26ab},   {0x26bd, 0x26be},   {0x26c4, 0x26c5},   {0x26ce, 0x26ce},
    {0x26d4, 0x26d4},   {0x26ea, 0x26ea},   {0x26f2, 0x26f3},   {0x26f5, 0x26f5},
    {0x26fa, 0x26fa},   {0x26fd, 0x26fd},   {0x2705, 0x2705},   {0x270a, 0x270b},
    {0x2728, 0x2728},   {0x274c, 0x274c},   {0x274e, 0x274e},   {0x2753, 0x2755},
    {0x2757, 0x2757},   {0x2795, 0x2797},   {0x27b0, 0x27b0},   {0x27bf, 0x27bf},
    {0x2b1b, 0x2b1c},   {0x2b50, 0x2b50},   {0x2b55, 0x2b55},   {0x2e80, 0x303e},
    {0x3041, 0x4dbf},   {0x4e00, 0xa4cf},   {0xa960, 0xa97f},   {0xac00, 0xd7a3},
    {0xf900, 0xfaff},   {0xfe10, 0xfe19},   {0xfe30, 0xfe6f},   {0xff01, 0xff60},
    {0xffe0, 0xffe6},   {0x16fe0, 0x1b2ff}, {0x1f004, 0x1f004}, {0x1f0cf, 0x1f0cf},
    {0x1f18e, 0x1f18e}, {0x1f191, 0x1f19a}, {0x1f200, 0x1f265}, {0x1f300, 0x1f64f},
    {0x1f680, 0x1f6ff}, {0x1f7e0, 0x1f7f0}, {0x1f900, 0x1f9ff}, {0x1fa70, 0x1faff},
    {0x20000, 0x3fffd},
};

bool among(std::span<Range const> ranges, char32_t value)
{
    auto const range = std::lower_bound(ranges.begin(), ranges.end(), value,
                                        [](Range r, char32_t v) { return r.last < v; });
    return range != ranges.end() && range->first <= value;
}

int width_of(char32_t value)
{
    // Below the marks that combine; dashes, quotes and the space between thousands.
    if (value < 0x300 || (0x2010 <= value && value < 0x2028) || value == 0x202f) {
        return 1;
    }
    if (among(without_width, value)) {
        return 0;
    }
    return among(wide, value) ? 2 : 1;
}

} // namespace

int display_width(std::string_view text)
{
    int width = 0;
    while (!text.empty()) {
        auto const ascii = ascii_length(text);
        width += static_cast<int>(ascii);
        text.remove_prefix(ascii);
        if (!text.empty()) {
            auto const point = decode(text, 0);
            width += width_of(point.value);
            text.remove_prefix(point.length);
        }
    }
    return width;
}

std::string cut_to_width(std::string_view text, int width)
{
    if (display_width(text) <= width) {
        return std::string{text};
    }
    if (width <= 0) {
        return {};
    }
    std::size_t end = 0;
    for (int left = width - 1; end < text.size();) {
        auto const point = decode(text, end);
        left -= width_of(point.value);
        if (left < 0) {
            break;
        }
        end += point.length;
    }
    return std::string{text.substr(0, end)} + "…";
}

} // namespace coop::core
