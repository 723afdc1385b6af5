// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection.hpp"

namespace coop::store::sqlite {

/// \brief Fills what a book of before roles does not say: the role of each entry, by the rule of
/// ledger over all that is recorded, and the kept balances.
///
/// In a closed year, and in one before which nothing is in the books, the journal of openings keeps
/// what it held: the figures stay.
void find_roles(Connection& connection);

} // namespace coop::store::sqlite
