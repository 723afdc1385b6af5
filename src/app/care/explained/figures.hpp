// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/app/context.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace coop::app {

/// \brief Figures that the statements of an exercise print, and those of them whose derivation
/// does not end in an entry, a record, a declaration or a policy.
struct Explained {
    std::int64_t count = 0;
    std::vector<std::string> without;
};

/// \throws what care_facts_of() throws.
Explained explained_figures(Context const& context, std::string const& year);

} // namespace coop::app
