// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace coop::core {

/// \brief Whether `next` is the number after `last`, whatever both are: a damaged file holds any.
constexpr bool is_next(std::int64_t last, std::int64_t next)
{
    return next > last && next - 1 == last;
}

} // namespace coop::core
