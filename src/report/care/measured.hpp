// SPDX-License-Identifier: GPL-3.0-or-later
//
// Indicators as both tables on them print them: in their own unit, never in euros, never added up.
#pragma once

#include "view.hpp"

namespace coop::report {

/// In the unit of the indicator; the level of a qualitative one; blank where nobody measured.
core::Cell measured(CareIndicator const& indicator, std::optional<core::Decimal> const& value,
                    std::string const& level = {});

/// `≥ 3,0`, `≤ 50`, `6,5 – 7,5`, or the level; blank where there is none.
core::Cell good_state(CareView const& view, CareIndicator const& indicator,
                      IndicatorYear const& year);

/// `≥ 99 (11 sur 12)`: a year of which measurements are missing; empty where none is.
std::string partial_text(CareView const& view, IndicatorYear const& year);

/// `ge`, `le`, or empty: what a year of which measurements are missing is a bound of.
std::string bound_of(IndicatorYear const& year);

/// `yes`, `no`, or `unknown`; sentences `report.care.good.…`.
std::string good_word(CareIndicator const& indicator, IndicatorYear const& year);

/// Indicators by capital, in the order of the capitals.
std::vector<CareIndicator const*> ordered_indicators(CareView const& view);

/// The name of a capital among the facts, else its id.
std::string capital_name(CareView const& view, std::string const& capital);

} // namespace coop::report
