// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/answer.hpp"

#include <coop/care/registry.hpp>
#include <coop/core/price.hpp>

#include <string>
#include <string_view>
#include <vector>

// What the answers about the registers share.

namespace coop::app {

/// \brief The label of a field: `care-field.<kind>.<key>` where a kind has its own, else
/// `care-field.<key>`.
std::string field_label(Lent const& context, std::string_view kind, std::string_view key);

/// \brief A canonical value as a cell of its type; of a decimal, with the unit of its record.
core::Cell value_cell(care::Field const& field, care::Fields const& fields);

/// \brief An amount where it is whole cents, else a number of euros with its decimals.
core::Cell price_cell(core::Price price);

/// \brief What choices of a field are read by: `care-word.`, or nothing for another type.
std::string words_of(care::Field const& field);

/// \brief Everything recorded but measurements, which may be a million; or those too.
enum class Load { all, all_but_measurements };
care::Registry load(ContextOf<store::CareBooks> const& context, Load what);

/// \brief Refuses an object that is not there, with the nearest.
void demand_object(ContextOf<store::CareBooks> const& context, std::string const& kind,
                   std::string const& id);

} // namespace coop::app
