// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "books.hpp"

#include <coop/care/registry.hpp>
#include <coop/report/care/facts.hpp>

#include <optional>

namespace coop::app {

/// \brief What was measured of an indicator over an exercise, and what that opens with.
///
/// The last measurement opens with the last one before; any other reading of a year with that of
/// the exercise `before`, and with nothing where there is none.
void put_reading(report::IndicatorYear& year, care::Registry const& registry,
                 care::Indicator const& indicator, core::Period period,
                 std::optional<core::Period> before);

/// \brief The exercise of the first measurement, `last` at the latest: where tables of what is
/// measured begin that nothing in euros begins.
std::size_t first_measured(CareBooks const& books, std::size_t last);

} // namespace coop::app
