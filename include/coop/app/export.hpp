// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/app/context.hpp>
#include <coop/exchange/exporter.hpp>

#include <string>

namespace coop::app {

/// \brief What an exporter of one year, or of all years (empty label), needs before the entries.
///
/// `which` says whether drafts count in the computed openings.
/// \throws Error{refused} "year.unknown", "year.none".
exchange::ExportHead export_head(Context const& context, std::string const& year,
                                 store::Which which);

/// \brief Walks the entries of a year, or of all, through an exporter.
void export_books(Context const& context, exchange::Exporter const& exporter,
                  std::string const& year, store::Which which, core::Sink const& sink);

/// \brief The à-nouveaux of a year by computation, third party by third party; nothing where the
/// year has booked its own (journal AN) or nothing stands before it.
std::optional<ledger::Draft> computed_opening(Context const& context, ledger::Year const& year,
                                              store::Which which);

} // namespace coop::app
