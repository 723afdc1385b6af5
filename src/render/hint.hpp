// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/diagnostic.hpp>
#include <coop/i18n/message.hpp>

#include <optional>
#include <string>

namespace coop::render {

/// \brief What to do about a diagnostic: the sentence `<id>.hint`, or nothing.
///
/// A hint that offers what exists has a second form `<id>.none.hint`, for when nothing does: it is
/// taken when one of the values is an empty text.
std::optional<std::string> hint_of(std::string const& id, core::Arguments const& args,
                                   i18n::Language language);

} // namespace coop::render
