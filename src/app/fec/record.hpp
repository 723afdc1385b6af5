// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/app/fec/import.hpp>
#include <coop/exchange/fec/entries.hpp>

#include <vector>

namespace coop::app {

/// \brief Records the entries of a surveyed FEC in years that the books have, proves that nothing
/// is missing, and says in `receipt` what was done.
///
/// \param years by FecEntry::year; those that the file does not touch may be anything.
/// \throws what import_fec() does.
void record_fec(Context const& context, core::Input const& input, FecRequest const& request,
                exchange::FecEntries& entries, exchange::FecSurvey const& survey,
                std::vector<ledger::Year> const& years, core::Document& receipt);

} // namespace coop::app
