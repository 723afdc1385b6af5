// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection.hpp"

#include <string>
#include <vector>

namespace coop::store::sqlite {

/// \brief Fills what a book of before roles does not say: the role of each entry, by the rule of
/// ledger over all that is recorded, and the kept balances.
///
/// In a closed year, and in one before which nothing is in the books, the journal of openings keeps
/// what it held: the figures stay.
void find_roles(Connection& connection);

/// \brief Gives each third party the core::name_key() of its name.
void find_keys(Connection& connection);

/// \brief Opens the years that say of themselves that they are locked: the lock of the book does.
/// \return those that it does not reach, by first day.
std::vector<std::string> open_locked_years(Connection& connection);

} // namespace coop::store::sqlite
