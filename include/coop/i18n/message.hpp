// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/cell.hpp>
#include <coop/core/diagnostic.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace coop::i18n {

enum class Language { fr, en };

/// \brief The sentence for `id`, with `{name}` replaced by the arguments; French where the language
/// lacks it. Amounts, dates and quantities are formatted for a reader of that language.
///
/// A missing id is a bug of ours: the id itself is returned between ⟦ ⟧ so that tests see it.
std::string text(Language language, std::string_view id, core::Arguments const& args = {});

/// \brief Like text(), or nothing where no sentence has this id (hints are optional: `<id>.hint`).
std::optional<std::string> find_text(Language language, std::string_view id,
                                     core::Arguments const& args = {});

/// \brief A cell for a reader: `1 234,56 €` with U+202F groups and U+00A0 before €, `14/03/2025`,
/// `12,5 %`. An empty cell is an empty string.
std::string format(Language language, core::Cell const& cell);

/// \brief Without the € sign, for a column of amounts: `1 234,56`.
std::string format_amount(Language language, core::Money amount);

/// \brief format_amount(), at the end of `out`.
void append_amount(std::string& out, Language language, core::Money amount);

} // namespace coop::i18n
