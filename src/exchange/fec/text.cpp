// SPDX-License-Identifier: GPL-3.0-or-later
#include "text.hpp"

#include <coop/core/charset.hpp>
#include <coop/core/text.hpp>

#include <algorithm>

namespace coop::exchange {

namespace {

/// Bytes of UTF-8 that end a line or command a terminal, at the beginning of `text`: C0, DEL, C1,
/// U+2028 and U+2029. 0: none.
std::size_t control_length(std::string_view text)
{
    auto const byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    if (text.empty() || core::is_control(text.front())) {
        return 1;
    }
    if (byte(0) == 0xc2 && 0x80 <= byte(1) && byte(1) <= 0x9f) {
        return 2;
    }
    bool const ends_line =
        byte(0) == 0xe2 && byte(1) == 0x80 && (byte(2) == 0xa8 || byte(2) == 0xa9);
    return ends_line ? 3 : 0;
}

/// What `|` becomes in a text where it separates fields.
constexpr char bar = '/';

/// No text holds it: cleaned() has taken it out.
constexpr char unknown = '\x01';

} // namespace

/// Most texts, told at a glance. 0xc2 and 0xe2 may begin a control character.
bool FecText::is_plain(std::string_view text) const
{
    auto const is_blank_or_wide = [](char c) { return c == ' ' || (c & 0x80) != 0; };
    if (text.empty() || is_blank_or_wide(text.front()) || is_blank_or_wide(text.back())) {
        return false;
    }
    return std::ranges::all_of(text, [&](char c) {
        auto const byte = static_cast<unsigned char>(c);
        bool const ours =
            byte < 0x80 || (style_.charset == Charset::utf8 && byte != 0xc2 && byte != 0xe2);
        return byte >= 0x20 && byte != 0x7f && c != style_.separator && ours;
    });
}

std::string_view FecText::cleaned(std::string_view text)
{
    scratch_.clear();
    while (!text.empty()) {
        if (auto const length = control_length(text); length > 0) {
            if (!scratch_.ends_with(' ')) {
                scratch_ += ' ';
            }
            text.remove_prefix(length);
            continue;
        }
        scratch_ += text.front() == style_.separator ? bar : text.front();
        text.remove_prefix(1);
    }
    return core::trim(scratch_);
}

void FecText::append(std::string& into, std::string_view text, std::string_view silence)
{
    if (is_plain(text)) {
        into += text;
        return;
    }
    auto const clean = cleaned(text);
    encode(into, clean.empty() ? silence : clean);
}

void FecText::encode(std::string& into, std::string_view text)
{
    if (style_.charset == Charset::utf8) {
        into += text;
        return;
    }
    auto bytes = core::latin9_from_utf8(text, unknown);
    lost_ += std::ranges::count(bytes, unknown);
    std::ranges::replace(bytes, unknown, '?');
    into += bytes;
}

} // namespace coop::exchange
