// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "disk/command.hpp"
#include "model.hpp"

namespace coop::faults {

/// \brief What the books say otherwise than the model, one line each; nothing where they agree.
std::string compare(Machine& machine, Model const& model);

/// \brief A dump read into a new book is dumped the same, and the books verify.
std::string compare_dumps(Machine& machine);

} // namespace coop::faults
