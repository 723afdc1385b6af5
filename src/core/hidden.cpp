// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/core/hidden.hpp>

#include "unicode.hpp"

#include <coop/core/error.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace coop::core {

namespace {

constexpr char32_t zero_width_non_joiner = 0x200c;
constexpr char32_t zero_width_joiner = 0x200d;
constexpr char32_t keycap = 0x20e3;

struct Range {
    char32_t first;
    char32_t last;
};

/// Scripts whose letters take another form beside a joiner: Arabic to Mandaic, those that descend
/// from Brahmi, Mongolian.
constexpr Range joining[] = {
    {0x600, 0x7ff},     {0x840, 0x8ff},     {0x900, 0xdff},     {0xf00, 0x109f},  {0x1700, 0x18af},
    {0x1900, 0x1cff},   {0xa800, 0xaaff},   {0xabc0, 0xabff},   {0xfb50, 0xfdff}, {0xfe70, 0xfefe},
    {0x10a00, 0x10aff}, {0x11000, 0x11fff}, {0x1e900, 0x1e95f},
};

constexpr Range ideographs[] = {
    {0x3400, 0x4dbf}, {0x4e00, 0x9fff}, {0xf900, 0xfaff}, {0x20000, 0x3ffff}};

template <std::size_t count>
bool is_in(Range const (&ranges)[count], char32_t value)
{
    return std::any_of(std::begin(ranges), std::end(ranges), [value](Range const& range) {
        return range.first <= value && value <= range.last;
    });
}

/// What stands before `position`, or U+0000.
char32_t before(std::string_view text, std::size_t& position)
{
    auto const end = position;
    while (position > 0) {
        --position;
        if ((static_cast<unsigned char>(text[position]) & 0xc0U) != 0x80) {
            break;
        }
    }
    if (position == end) {
        return 0;
    }
    auto const point = decode(text, position);
    return point.valid && position + point.length == end ? point.value : 0;
}

char32_t after(std::string_view text, std::size_t position)
{
    if (position >= text.size()) {
        return 0;
    }
    auto const point = decode(text, position);
    return point.valid ? point.value : 0;
}

bool joins(char32_t value)
{
    return is_in(joining, value) && (is_letter(value) || is_combining(value));
}

/// Whether a picture ends before `position`: it may have its variant or a colour of skin.
bool ends_picture(std::string_view text, std::size_t position)
{
    auto value = before(text, position);
    if (value == 0xfe0f || (0x1f3fb <= value && value <= 0x1f3ff)) {
        value = before(text, position);
    }
    return is_picture(value);
}

bool is_joiner_in_place(std::string_view text, std::size_t position, CodePoint point)
{
    auto const next = after(text, position + point.length);
    auto place = position;
    auto const last = before(text, place);
    bool const letters = joins(last) && (joins(next) || is_virama(last));
    bool const pictures =
        point.value == zero_width_joiner && is_picture(next) && ends_picture(text, position);
    return letters || pictures;
}

/// Whether the variant that a selector asks for can exist.
bool is_selector_in_place(std::string_view text, std::size_t position, CodePoint point)
{
    auto place = position;
    auto const last = before(text, place);
    if (0x180b <= point.value && point.value <= 0x180f) {
        return 0x1820 <= last && last <= 0x18aa;
    }
    if (point.value != 0xfe0e && point.value != 0xfe0f) {
        return is_in(ideographs, last);
    }
    bool const on_key = last == '#' || last == '*' || ('0' <= last && last <= '9');
    return is_picture(last) || (on_key && after(text, position + point.length) == keycap);
}

bool is_selector(char32_t value)
{
    return (0xfe00 <= value && value <= 0xfe0f) || (0xe0100 <= value && value <= 0xe01ef) ||
           (0x180b <= value && value <= 0x180f && value != 0x180e);
}

} // namespace

bool is_hidden(std::string_view text, std::size_t position, CodePoint point)
{
    if (is_plain(point.value) || !point.valid) {
        return false;
    }
    if (point.value == zero_width_joiner || point.value == zero_width_non_joiner) {
        return !is_joiner_in_place(text, position, point);
    }
    if (is_selector(point.value)) {
        return !is_selector_in_place(text, position, point);
    }
    return is_never_seen(point.value);
}

std::optional<Hidden> first_hidden(std::string_view text)
{
    Hidden found;
    while (true) {
        auto const plain = plain_length(text.substr(found.at));
        found.at += plain;
        found.position += static_cast<std::int64_t>(plain);
        if (found.at == text.size()) {
            return std::nullopt;
        }
        ++found.position;
        auto const point = decode(text, found.at);
        found.value = point.value;
        bool const terminal = point.value >= 0x80 && commands_terminal(point.value);
        if (point.valid && (terminal || is_hidden(text, found.at, point))) {
            return found;
        }
        found.at += point.length;
    }
}

std::string name_of(char32_t value)
{
    return fmt::format("U+{:04X}", static_cast<std::uint32_t>(value));
}

void check_typed(std::string_view text)
{
    constexpr std::size_t longest = 10'000; // bytes; what a field takes is its own decision
    if (text.size() > longest) {
        throw Error{ErrorKind::usage,
                    "text.too-long",
                    {{"size", static_cast<std::int64_t>(text.size())},
                     {"max", static_cast<std::int64_t>(longest)}}};
    }
    if (auto const hidden = first_hidden(text)) {
        throw Error{ErrorKind::usage,
                    "text.hidden",
                    {{"character", name_of(hidden->value)}, {"position", hidden->position}}};
    }
}

bool stands_apart(std::string_view text)
{
    for (std::size_t i = ascii_length(text); i < text.size(); i += ascii_length(text.substr(i))) {
        auto const point = decode(text, i);
        if (point.valid && !is_plain(point.value) &&
            (is_right_to_left(point.value) || is_hidden(text, i, point))) {
            return true;
        }
        i += point.length;
    }
    return false;
}

std::string isolated(std::string_view text)
{
    std::string result{"\u2068"};
    return result.append(text).append("\u2069");
}

} // namespace coop::core
