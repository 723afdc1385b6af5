// SPDX-License-Identifier: GPL-3.0-or-later
#include "source_text.hpp"

#include <coop/core/text.hpp>

namespace coop::exchange {

namespace {

std::string_view without_bom(std::string_view text)
{
    constexpr std::string_view bom = "\xef\xbb\xbf";
    return text.starts_with(bom) ? text.substr(bom.size()) : text;
}

} // namespace

SourceText::SourceText(std::string_view text, std::string_view source)
    : text_(without_bom(text)), source_(source)
{
    for (std::size_t start = 0; start < text_.size();) {
        starts_.push_back(start);
        auto const end = text_.find('\n', start);
        start = end == text_.npos ? text_.size() : end + 1;
    }
}

core::Where SourceText::at(int line, int column) const
{
    if (line < 1 || line > lines()) {
        return {source_, line, column, {}};
    }
    return {source_, line, column, core::excerpt_of(this->line(line))};
}

std::string_view SourceText::line(int number) const
{
    auto const start = starts_[static_cast<std::size_t>(number - 1)];
    auto text = text_.substr(start, text_.find('\n', start) - start);
    if (text.ends_with('\r')) {
        text.remove_suffix(1);
    }
    return text;
}

std::string_view first_line(std::string_view text)
{
    text = core::trim(without_bom(text));
    return text.substr(0, text.find_first_of("\r\n"));
}

} // namespace coop::exchange
