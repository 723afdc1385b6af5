// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/ledger/entry.hpp>

#include <span>
#include <string>
#include <vector>

namespace coop::ledger {

/// \brief An entry that says what another one has said already: the same document, entered twice.
struct Twin {
    EntryId first = 0;
    EntryId again = 0;
    bool posted = false; ///< `again` is
    core::Date date{};
    std::string piece;
    std::string party; ///< empty: none is named
    core::Money amount;
};

/// \brief Whether two entries are of one document: day, reference, third parties and amount are the
/// same, and one account takes the same amount on the same side, which an invoice and its payment
/// never have. Where nobody is named, the label decides, and a produit is left: one slip holds as
/// many equal fees as there are members.
bool is_same_document(Draft const& a, Draft const& b);

/// \brief The twins among entries, each with the first one like it, in their order. Reversed ones,
/// reversals, openings and closing entries are none.
std::vector<Twin> twins_among(std::span<Record const> records);

} // namespace coop::ledger
