// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/books_cache.hpp"
#include "app/openings.hpp"

#include <coop/app/context.hpp>
#include <coop/core/diagnostic.hpp>
#include <coop/ledger/checks.hpp>

#include <vector>

namespace coop::app {

/// \brief What the checks of a year are asked for: whatever they find, or only what is wrong, for
/// which fewer facts are read.
enum class Depth { errors, all };

/// \brief Whether the last day of a year has come.
bool has_ended(Lent const& context, ledger::Year const& year);

/// \brief What ledger::checks() reads of a year, drafts included.
ledger::CheckFacts check_facts(Context const& context, BooksCache& books, Openings& openings,
                               ledger::Year const& year, Depth depth);

/// \brief Whether the opening booked in a year is the closing of the year before.
std::vector<core::Diagnostic> opening_findings(Context const& context, BooksCache& books,
                                               Openings& openings, ledger::Year const& year);

/// \brief What every check finds; and, of the year after, whether its opening is the closing of
/// this one. What is an error refuses the close.
std::vector<core::Diagnostic> findings_on(Context const& context, BooksCache& books,
                                          Openings& openings, ledger::Year const& year);

/// \brief A finding that names an account or an entry says of which year.
core::Diagnostic placed(core::Diagnostic finding, ledger::Year const& year);

} // namespace coop::app
