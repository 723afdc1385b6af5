// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/context.hpp"

#include <cstdint>
#include <functional>

namespace coop::cli {

/// \brief A bar on stderr for work that takes over a second: share done, rate, time left.
///
/// Empty where stderr is no terminal. The bar is wiped when the work is done.
std::function<void(std::uint64_t done, std::uint64_t total)> progress_bar(Context const& context);

} // namespace coop::cli
