// SPDX-License-Identifier: GPL-3.0-or-later
//
// The words that only a dump has.
#pragma once

#include <coop/core/words.hpp>

namespace coop::exchange {

/// Whether an account is of the chart of its regulation, or of the book.
inline constexpr auto of_chart_words = core::words<bool>({{false, "book"}, {true, "chart"}});

} // namespace coop::exchange
