// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/hash.hpp>

#include <cstdint>
#include <functional>
#include <optional>

namespace coop::store {

/// \brief Values pulled one by one; empty when exhausted. Valid while its session lives.
template <class T>
using Stream = std::function<std::optional<T>()>;

/// \brief Which entries count.
enum class Which { all, posted, drafts };

/// \brief Where a chain of posted entries stands.
struct ChainHead {
    std::int64_t entries = 0;
    core::Digest hash{};
};

/// \brief How long the chains were under a head that was noted.
struct NotedHead {
    std::int64_t entries = 0;
    std::optional<std::int64_t> records; ///< none: the head was of entries alone
    std::optional<std::int64_t> care;
};

} // namespace coop::store
