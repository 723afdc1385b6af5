// SPDX-License-Identifier: GPL-3.0-or-later
#include "characters.hpp"

#include <coop/core/hidden.hpp>
#include <coop/core/text.hpp>
#include <coop/i18n/number.hpp>
#include <coop/render/render.hpp>

#include <algorithm>

namespace coop::render {

std::string valid_utf8(std::string_view text)
{
    std::string result;
    for (auto bad = core::invalid_utf8_at(text); bad != std::string_view::npos;
         bad = core::invalid_utf8_at(text)) {
        result.append(text.substr(0, bad)).append("\ufffd");
        text.remove_prefix(bad + 1);
    }
    return result.append(text);
}

std::string shown(i18n::Language language, core::Cell const& cell)
{
    std::string result;
    append_shown(result, language, cell);
    return result;
}

bool stands_apart(core::Cell const& cell)
{
    auto const* text = std::get_if<std::string>(&cell);
    return text != nullptr && core::stands_apart(*text);
}

std::string shown_apart(std::string_view text)
{
    auto result = core::printable(text);
    return core::stands_apart(text) ? core::isolated(result) : result;
}

void append_shown(std::string& out, i18n::Language language, core::Cell const& cell)
{
    // The cells of nearly every row; the others are written on their own first.
    if (auto const* amount = std::get_if<core::Money>(&cell)) {
        i18n::append_amount(out, language, *amount);
    } else if (auto const* text = std::get_if<std::string>(&cell)) {
        core::append_printable(out, *text);
    } else if (auto const* number = std::get_if<std::int64_t>(&cell)) {
        out += std::to_string(*number);
    } else if (!std::holds_alternative<std::monostate>(cell)) {
        core::append_printable(out, i18n::format(language, cell));
    }
}

namespace {

/// Bytes of the first character with the marks that combine with it.
std::size_t cluster_size(std::string_view text)
{
    std::size_t size = 0;
    do {
        auto end = size + 1;
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) {
            ++end;
        }
        if (size > 0 && core::display_width(text.substr(size, end - size)) > 0) {
            break;
        }
        size = end;
    } while (size < text.size());
    return size;
}

/// Bytes of the longest beginning that fits `width`; at least one character.
std::size_t fitting_size(std::string_view text, int width)
{
    std::size_t size = 0;
    int used = 0;
    while (size < text.size()) {
        auto const next = cluster_size(text.substr(size));
        used += core::display_width(text.substr(size, next));
        if (size > 0 && used > width) {
            break;
        }
        size += next;
    }
    return size;
}

} // namespace

std::vector<std::string_view> clusters(std::string_view text)
{
    std::vector<std::string_view> result;
    while (!text.empty()) {
        result.push_back(text.substr(0, cluster_size(text)));
        text.remove_prefix(result.back().size());
    }
    return result;
}

std::vector<std::string> wrap(std::string_view text, int width)
{
    std::vector<std::string> lines;
    auto size = fitting_size(text, width);
    while (size < text.size()) {
        // The space after the last word may stand outside the line.
        auto const space = text.rfind(' ', size);
        if (space != std::string_view::npos && text.find_first_not_of(' ') < space) {
            size = space;
        }
        auto const line = text.substr(0, size);
        lines.emplace_back(line.substr(0, line.find_last_not_of(' ') + 1));
        text.remove_prefix(std::min(text.find_first_not_of(' ', size), text.size()));
        size = fitting_size(text, width);
    }
    if (!text.empty() || lines.empty()) {
        lines.emplace_back(text);
    }
    return lines;
}

std::string plain(core::Money amount, std::string_view mark)
{
    return i18n::write_decimal({amount.in_cents(), 2}, "", mark);
}

std::string plain(core::Quantity const& quantity, std::string_view mark)
{
    return i18n::write_decimal(quantity.value, "", mark);
}

std::string plain(core::Ratio share, std::string_view mark)
{
    auto const value = i18n::percent(share);
    return value ? i18n::write_decimal(*value, "", mark) : "";
}

} // namespace coop::render
