// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/books_cache.hpp"
#include "app/openings.hpp"

#include <coop/app/context.hpp>
#include <coop/core/diagnostic.hpp>
#include <coop/ledger/checks.hpp>

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

namespace coop::app {

/// \brief What the checks of a year may read: what indexes answer, or also every entry of it.
using Depth = ledger::Cost;

/// \brief Whether the last day of a year has come.
bool has_ended(Lent const& context, ledger::Year const& year);

/// \brief What ledger::checks() reads of a year, drafts included.
ledger::CheckFacts check_facts(Context const& context, BooksCache& books, Openings& openings,
                               ledger::Year const& year, Depth depth);

/// \brief Whether the opening booked in a year is the closing of the year before.
std::vector<core::Diagnostic> opening_findings(Context const& context, BooksCache& books,
                                               Openings& openings, ledger::Year const& year);

/// \brief What these checks find in years: `found(year, check, its findings)`, year after year in
/// the order of the list.
using Found = std::function<void(ledger::Year const&, std::size_t, std::vector<core::Diagnostic>)>;
void run_checks(Context const& context, BooksCache& books, Openings& openings,
                std::vector<ledger::Year> const& years, std::span<ledger::Check const> checks,
                Depth depth, Found const& found);

/// \brief What every check finds that an index answers; and, of the year after, whether its opening
/// is the closing of this one. What is an error refuses the close.
std::vector<core::Diagnostic> findings_on(Context const& context, BooksCache& books,
                                          Openings& openings, ledger::Year const& year);

/// \brief A finding that names an account or an entry says of which year.
core::Diagnostic placed(core::Diagnostic finding, ledger::Year const& year);

} // namespace coop::app
