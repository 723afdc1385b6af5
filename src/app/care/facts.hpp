// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/app/context.hpp>
#include <coop/report/care/facts.hpp>

#include <memory>
#include <string>

namespace coop::app {

/// \brief What the statements of CARE are built from: every exercise of CARE up to `year`.
///
/// A closed exercise is what its close kept, in the policy of the close of `year`; an open one is
/// what the registers say now, and provisional.
/// \throws Error{refused} "care.none" (args: year): nothing of CARE is known of it;
///         Error{database} "care.close-differs" (year): the posted entries are others.
std::shared_ptr<report::CareFacts const> care_facts_of(Context const& context,
                                                       std::string const& year);

} // namespace coop::app
