// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/core/table.hpp>

#include <cstddef>
#include <utility>

namespace coop::core {

RowSource rows(std::vector<Row> all)
{
    return [all = std::move(all), next = std::size_t{0}]() mutable -> std::optional<Row> {
        if (next == all.size()) {
            return std::nullopt;
        }
        return std::move(all[next++]);
    };
}

} // namespace coop::core
