// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/ledger/regulation.hpp>

#include <string>
#include <string_view>

namespace coop::ledger {

/// \brief What a book says of itself.
struct Book {
    std::string name; ///< of the association
    std::string siren;
    std::string rna;
    ChartFamily family = ChartFamily::associations;
};

/// \brief Nine digits that obey Luhn's formula.
bool is_siren(std::string_view text);

/// \throws Error{usage} "book.siren" (nine digits, Luhn), "book.rna" (`W` and nine digits),
///         "book.name" (empty).
void check_book(Book const& book);

} // namespace coop::ledger
