// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "books.hpp"

#include <coop/app/context.hpp>
#include <coop/report/care/facts.hpp>

#include <memory>
#include <string>

namespace coop::app {

/// \brief What of the facts is asked for: what is measured needs no budget, no tag and no close.
enum class CareNeed { money, physical };

/// \brief What the statements of CARE are built from: every exercise of CARE up to `year`.
///
/// Of a closed year, everything is read as its close could read it: registers, earlier closes and
/// entries of the livre CARE up to its record, in its policy; `notes` say what came later. Of an
/// open one it is what the registers say now, and provisional.
/// \param version of the close: an earlier one where it was corrected. None: the last.
/// \throws Error{refused} "care.none" (args: year): nothing of CARE is known of it;
///         "care.close-version" (year, version, known): it has no such close;
///         Error{database} "care.close-differs" (year): the posted entries are others.
std::shared_ptr<report::CareFacts const> care_facts_of(Context const& context,
                                                       std::string const& year,
                                                       std::optional<std::int64_t> version = {},
                                                       CareNeed need = CareNeed::money);

/// \brief The same of a year that is being closed, without what is behind the figures.
/// \param books with the close of `year` among its closes.
report::CareFacts facts_to_seal(Context const& context, CareBooks const& books,
                                std::string const& year);

/// \brief The same as anybody may read it: report::published().
std::shared_ptr<report::CareFacts const> care_published_of(Context const& context,
                                                           std::string const& year,
                                                           std::optional<std::int64_t> version = {},
                                                           CareNeed need = CareNeed::money);

} // namespace coop::app
