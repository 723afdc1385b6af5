// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

// What Paheko (formerly Garradin) calls things in the CSV it writes and reads;
// docs/reference/sources.md says where that is from.

namespace coop::exchange::paheko {

/// The label it gives to the entry that opens a year, which no column tells apart.
constexpr std::string_view opening_label = "Balance d'ouverture";

/// The type of an entry of any form.
constexpr std::string_view advanced = "Avancé";

/// The label of an entry that has none, which it does not take.
constexpr std::string_view no_label = "Sans libellé";

// The longest texts that it takes, in bytes.
constexpr std::size_t entry_text_max = 200; ///< label and document of an entry
constexpr std::size_t line_label_max = 199;

} // namespace coop::exchange::paheko
