// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/ledger/regulation.hpp>

#include <string>

namespace coop::ledger {

/// \brief What a book says of itself.
struct Book {
    std::string name; ///< of the association
    std::string siren;
    std::string rna;
    ChartFamily family = ChartFamily::associations;
};

/// \throws Error{usage} "book.siren" (nine digits, Luhn), "book.rna" (`W` and nine digits),
///         "book.name" (empty).
void check_book(Book const& book);

} // namespace coop::ledger
