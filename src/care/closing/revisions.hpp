// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/care/closing.hpp>

#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace coop::care {

/// \brief A budget by units, and the unit cost that it was made at.
struct Priced {
    core::Money amount;
    core::Price unit_cost;
};

/// \brief An exercise while the registers are read: items by capital and action, then in a list.
struct YearRead {
    RecordedYear recorded;
    std::map<std::pair<std::string, std::string>, RecordedItem> items;
    std::map<std::pair<std::string, std::string>, std::vector<Priced>> priced;
};

/// \brief Sets `revision` of every item that is budgeted by units: the units outstanding at the
/// close, times what one of them costs more since (care.md §4, C-6). Of closed exercises, what the
/// close kept is carried on.
void revise(Registry const& registry, std::span<Exercise const> exercises, Policy const& policy,
            std::span<YearRead> years);

} // namespace coop::care
