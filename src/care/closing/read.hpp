// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/care/closing.hpp>

#include <span>
#include <string>
#include <vector>

// The registers said exercise by exercise: what the reader of inputs.cpp uses.

namespace coop::care {

/// \brief Whether an exercise says anything of an item, or only names it.
bool says_something(RecordedItem const& recorded);

/// \brief What compute() reads of exercises, one after the other.
/// \throws Error{refused} "care.item-changed" (action, year).
Inputs merged(std::span<RecordedYear const> years, std::span<Exercise const> exercises);

/// \brief The exercise of a day, or nothing.
std::optional<std::size_t> exercise_of(std::span<Exercise const> exercises, core::Date day);

/// \brief In which exercise a remission or a revision counts: that of the last signature it wants,
/// and of what is recorded for an exercise that is sealed already, the next open one.
/// Nothing: it waits, is contested, or no exercise knows that day.
/// \param wants_signature false for an upward revision.
std::optional<std::size_t> settled_in(Registry const& registry, std::span<Exercise const> exercises,
                                      Asked const& asked, std::int64_t sequence,
                                      bool wants_signature);

} // namespace coop::care
