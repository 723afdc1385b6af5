// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/core/text.hpp>

#include "unicode.hpp"
#include "utf8.hpp"

namespace coop::core {

namespace {

int width_of(char32_t value)
{
    // Below the marks that combine; dashes, quotes and the space between thousands.
    if (value < 0x300 || (0x2010 <= value && value < 0x2028) || value == 0x202f) {
        return 1;
    }
    return columns_of(value);
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
