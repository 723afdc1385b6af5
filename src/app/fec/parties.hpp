// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/diagnostic.hpp>
#include <coop/exchange/fec/entries.hpp>
#include <coop/store/parties.hpp>

#include <vector>

namespace coop::app {

/// \brief Calls the third parties of a file as the books do. Two codes are never made one: where a
/// party of the books has another code it is another party, whatever it is called; without a code,
/// names that are spelled alike are one. \return how names were read.
std::vector<core::Diagnostic> call_parties(store::Parties& session, exchange::FecEntries& entries,
                                           exchange::FecSurvey const& survey);

} // namespace coop::app
