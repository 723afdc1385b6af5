// SPDX-License-Identifier: GPL-3.0-or-later
#include "care_facts.hpp"

#include <coop/core/error.hpp>

namespace coop::app {

std::shared_ptr<report::CareFacts const> care_facts_of(Context const&, std::string const& year)
{
    throw core::Error{core::ErrorKind::refused, "care.none", {{"year", year}}};
}

} // namespace coop::app
