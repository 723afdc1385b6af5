// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/diagnostic.hpp>
#include <coop/store/types.hpp>

#include <vector>

namespace coop::store {

/// \brief Is the file intact.
class Integrity {
public:
    virtual ~Integrity() = default;

    virtual ChainHead head() = 0;
    /// Structure, constraints, chain, numbers without gap, balances against lines, 86 = 87.
    /// Findings name the first entry or account that differs.
    virtual std::vector<core::Diagnostic> verify() = 0;
};

} // namespace coop::store
