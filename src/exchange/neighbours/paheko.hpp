// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

// What Paheko (formerly Garradin) calls things in the CSV it writes and reads;
// docs/reference/sources.md says where that is from.

namespace coop::exchange::paheko {

/// The label it gives to the entry that opens a year, which no column tells apart.
constexpr std::string_view opening_label = "Balance d'ouverture";

/// The type of an entry of any form.
constexpr std::string_view advanced = "Avancé";

} // namespace coop::exchange::paheko
