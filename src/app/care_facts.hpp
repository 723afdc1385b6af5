// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/app/context.hpp>
#include <coop/report/care.hpp>

#include <memory>
#include <string>

namespace coop::app {

/// \brief What the statements of CARE are built from: every closed exercise up to `year`.
///
/// \throws Error{refused} "care.none" (args: year): nothing of CARE is closed.
std::shared_ptr<report::CareFacts const> care_facts_of(Context const& context,
                                                       std::string const& year);

} // namespace coop::app
