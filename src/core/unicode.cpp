// SPDX-License-Identifier: GPL-3.0-or-later
#include "unicode.hpp"

#include <coop/core/assert.hpp>

#include <utf8proc.h>

#include <array>
#include <cstdlib>
#include <memory>

namespace coop::core {

namespace {

utf8proc_int32_t point_of(char32_t value)
{
    return static_cast<utf8proc_int32_t>(value);
}

struct Free {
    void operator()(utf8proc_uint8_t* bytes) const { std::free(bytes); }
};

} // namespace

std::u32string decomposed(char32_t value)
{
    // As long as the longest compatibility decomposition of Unicode (U+FDFA).
    constexpr std::size_t parts_max = 18;
    std::array<utf8proc_int32_t, parts_max> parts{};
    int boundary = 0;
    auto const count = utf8proc_decompose_char(
        point_of(value), parts.data(), static_cast<utf8proc_ssize_t>(parts.size()),
        static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD),
        &boundary);
    if (count < 0 || count > static_cast<utf8proc_ssize_t>(parts.size())) {
        return {value};
    }
    return {parts.begin(), parts.begin() + count};
}

std::string composed(std::string_view text)
{
    utf8proc_uint8_t* bytes = nullptr;
    auto const size =
        utf8proc_map(reinterpret_cast<utf8proc_uint8_t const*>(text.data()),
                     static_cast<utf8proc_ssize_t>(text.size()), &bytes,
                     static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
    std::unique_ptr<utf8proc_uint8_t, Free> const owned{bytes};
    COOP_ASSERT(size >= 0);
    return {reinterpret_cast<char const*>(owned.get()), static_cast<std::size_t>(size)};
}

int columns_of(char32_t value)
{
    return utf8proc_charwidth(point_of(value));
}

bool is_space(char32_t value)
{
    return utf8proc_category(point_of(value)) == UTF8PROC_CATEGORY_ZS;
}

bool is_punctuation(char32_t value)
{
    auto const category = utf8proc_category(point_of(value));
    return category >= UTF8PROC_CATEGORY_PC && category <= UTF8PROC_CATEGORY_PO;
}

bool is_letter(char32_t value)
{
    auto const category = utf8proc_category(point_of(value));
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

bool is_unseen(char32_t value)
{
    return value == 0xad ||
           (0x200b <= value && value <= 0x200f && value != 0x200c && value != 0x200d) ||
           (0x202a <= value && value <= 0x202e) || (0x2060 <= value && value <= 0x2069) ||
           value == 0xfeff;
}

bool is_combining(char32_t value)
{
    auto const category = utf8proc_category(point_of(value));
    return category >= UTF8PROC_CATEGORY_MN && category <= UTF8PROC_CATEGORY_ME;
}

bool is_virama(char32_t value)
{
    constexpr int virama_class = 9;
    return utf8proc_get_property(point_of(value))->combining_class == virama_class;
}

bool is_picture(char32_t value)
{
    return utf8proc_get_property(point_of(value))->boundclass ==
           UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC;
}

bool is_right_to_left(char32_t value)
{
    auto const direction = utf8proc_get_property(point_of(value))->bidi_class;
    return direction == UTF8PROC_BIDI_CLASS_R || direction == UTF8PROC_BIDI_CLASS_AL;
}

bool is_never_seen(char32_t value)
{
    constexpr char32_t braille_blank = 0x2800;
    auto const& property = *utf8proc_get_property(point_of(value));
    bool const no_character = (0xfdd0 <= value && value <= 0xfdef) || (value & 0xfffeU) == 0xfffe;
    bool const unassigned = value == 0x2065 || (0xfff0 <= value && value <= 0xfff8) ||
                            (0xe0000 <= value && value <= 0xe0fff);
    bool const formats = property.category == UTF8PROC_CATEGORY_CF &&
                         property.boundclass != UTF8PROC_BOUNDCLASS_PREPEND;
    return formats || property.ignorable != 0 || property.category == UTF8PROC_CATEGORY_ZL ||
           property.category == UTF8PROC_CATEGORY_ZP || no_character || unassigned ||
           value == braille_blank;
}

void append_utf8(std::string& text, char32_t value)
{
    std::array<utf8proc_uint8_t, 4> bytes{};
    auto const size = utf8proc_encode_char(point_of(value), bytes.data());
    text.append(reinterpret_cast<char const*>(bytes.data()), static_cast<std::size_t>(size));
}

} // namespace coop::core
