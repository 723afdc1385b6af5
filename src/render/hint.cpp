// SPDX-License-Identifier: GPL-3.0-or-later
#include "hint.hpp"

#include <algorithm>

namespace coop::render {

namespace {

bool is_nothing(core::Argument const& argument)
{
    auto const* text = std::get_if<std::string>(&argument.value);
    return text != nullptr && text->empty();
}

} // namespace

std::optional<std::string> hint_of(std::string const& id, core::Arguments const& args,
                                   i18n::Language language)
{
    if (std::ranges::any_of(args, is_nothing)) {
        if (auto hint = i18n::find_text(language, id + ".none.hint", args)) {
            return hint;
        }
    }
    return i18n::find_text(language, id + ".hint", args);
}

} // namespace coop::render
