// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/app/context.hpp>
#include <coop/core/input.hpp>
#include <coop/core/table.hpp>
#include <coop/ledger/year.hpp>

#include <optional>
#include <string>

namespace coop::app {

struct FecRequest {
    bool years = false;    ///< the file may touch several years
    bool drafts = false;   ///< nothing is posted
    bool one_date = false; ///< a number whose dates balance together only is one entry, of the last
};

/// \brief Records the entries of a FEC, all or none; what the books hold already counts as done.
///
/// Validated entries are posted on their date of validation. Accounts, journals and third parties
/// that the entries need are added. Answer: sums, and what was added; no row per entry.
/// \throws Error{unreadable} what FecReader and FecEntries refuse, "import.fec-nothing";
///         Error{refused} "import.fec-no-year", "import.fec-years", "year.locked", "year.closed",
///         "import.refused" with one finding per entry or account, "import.fec-totals".
core::Document import_fec(Context const& context, core::Input const& input,
                          FecRequest const& request);

/// \brief Gives new books the years of a FEC, then its entries.
///
/// \param first a year of the books, which the others follow or precede; none: by the closing date
/// in the name of the file, else by its à-nouveaux, else civil years.
/// \param regulation empty: by the opening date of each year.
/// \param request `years` is understood.
/// \throws what import_fec() does; Error{refused} "import.fec-gap" (a year without a line between
///         years that have some), "import.fec-other-years" (no line in `first`).
core::Document found_from_fec(Context const& context, core::Input const& input,
                              std::optional<ledger::Year> const& first,
                              std::string const& regulation, FecRequest request);

} // namespace coop::app
