// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/app/context.hpp>
#include <coop/core/table.hpp>
#include <coop/ledger/inkind.hpp>
#include <coop/ledger/regulation.hpp>
#include <coop/ledger/year.hpp>
#include <coop/store/entries.hpp>

#include <string>
#include <vector>

namespace coop::app {

/// \brief `open`, `locked`, `closed`: the same in every language; for a reader, `app.year.` + it.
std::string name_of(ledger::YearState state);

/// \brief `year` with its regulation: the one of that id, or that of its opening date.
///
/// \throws Error{refused} "regulation.unknown", "regulation.other-family", "regulation.none".
ledger::Year with_regulation(ledger::Year year, std::string const& regulation,
                             ledger::ChartFamily family);

/// \brief `18 mois`, `9 mois et 17 j`.
std::string length_in_words(Lent const& context, core::Period period);

/// \brief Notes of a year that does not last twelve months, or follows other rules than those of
/// its first day.
void note_unusual(Lent const& context, core::Document& document, ledger::Year const& year,
                  ledger::ChartFamily family);

store::Counts counts_of(store::Entries& session, std::string const& year);

std::int64_t drafts_of(store::Entries& session, std::string const& year);

/// \brief Contributions that count: an entry reversed within its year takes its hours along.
std::vector<ledger::Contribution> contributions_of(store::Entries& session, std::string const& year,
                                                   store::Which which);

} // namespace coop::app
