// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace coop::ledger {

/// \brief A third party: member, donor, supplier, funder. Known by its name.
struct Party {
    std::string name;
    std::string kind; ///< free word: `membre`, `fournisseur`, `financeur`; may be empty
    std::string note;
};

} // namespace coop::ledger
