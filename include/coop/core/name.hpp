// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace coop::core {

/// \brief A name as it is kept: composed (NFC), one space where blanks of any kind stood, none
/// around, nothing that is never seen. `text` must be valid UTF-8.
std::string tidy_name(std::string_view text);

/// \brief What names that are spelled alike have in common, after the version of this rule:
/// `1:durand sncf` is of `DURAND, S.N.C.F.` and of `Durand SNCF`.
///
/// Without case and accents (fold()), punctuation read as a space, single letters that follow each
/// other as one word. A name of punctuation alone is its own key. `text` must be valid UTF-8.
std::string name_key(std::string_view text);

} // namespace coop::core
