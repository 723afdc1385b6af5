// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/care/registry.hpp>

#include <string>
#include <string_view>

// The levels of a qualitative indicator: an ordered list of words, from the worst to the best.

namespace coop::care {

/// \brief `rompu<tendu<apaisé`, without blanks around the words.
///
/// \throws Error{usage} "care.levels-form" (id): less than two, an empty one, or one twice.
std::string canonical_levels(std::string_view id, std::string_view typed);

/// \brief What an indicator, a good state and a measurement say of levels.
///
/// \throws what check_references() throws of levels.
void check_levels(Registry const& registry, Record const& record);

} // namespace coop::care
