// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/diagnostic.hpp>
#include <coop/store/types.hpp>

#include <optional>
#include <vector>

namespace coop::store {

/// \brief Is the file intact.
class Integrity {
public:
    virtual ~Integrity() = default;

    virtual ChainHead head() = 0;
    /// Where a head that somebody noted stands in the chains: the one head of the book, or that of
    /// its entries alone as earlier programs gave it. The cost is that of the chains, times that of
    /// CARE for a head that is none of the book.
    virtual std::optional<NotedHead> find_head(core::Digest const& noted) = 0;
    /// Structure, constraints, chains of entries and records, tables against records, numbers
    /// without gap, balances against lines, 86 = 87.
    /// Findings name the first entry or account that differs.
    virtual std::vector<core::Diagnostic> verify() = 0;
};

} // namespace coop::store
