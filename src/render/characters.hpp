// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/cell.hpp>
#include <coop/i18n/message.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace coop::render {

/// \brief `text` with U+FFFD for each byte that is not UTF-8, for formats that allow nothing else:
/// an excerpt may quote a broken file.
std::string valid_utf8(std::string_view text);

/// \brief A cell of a table for a reader: like i18n::format, but printable, and amounts without €.
std::string shown(i18n::Language language, core::Cell const& cell);

/// \brief Whether words must be isolated from what stands beside them (core::stands_apart()).
bool stands_apart(core::Cell const& cell);

/// \brief shown(), at the end of `out`.
void append_shown(std::string& out, i18n::Language language, core::Cell const& cell);

/// \brief The characters of `text`, each with the marks that combine with it.
std::vector<std::string_view> clusters(std::string_view text);

/// \brief `text` cut into lines of at most `width` columns, at spaces where there are any.
///
/// U+00A0 and U+202F are no places to cut. At least one line. \param width > 0.
std::vector<std::string> wrap(std::string_view text, int width);

/// \brief Number without groups; a share as its percentage, blank where there is no whole.
std::string plain(core::Money amount, std::string_view mark);
std::string plain(core::Quantity const& quantity, std::string_view mark);
std::string plain(core::Ratio share, std::string_view mark);

} // namespace coop::render
