// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/date.hpp>
#include <coop/core/decimal.hpp>
#include <coop/core/money.hpp>

#include <cstdint>
#include <string>
#include <variant>

namespace coop::core {

/// \brief One value of a table, of a fact or of an error; formatted only at the edge.
using Cell = std::variant<std::monostate, std::string, std::int64_t, Money, Quantity, Date, Ratio>;

} // namespace coop::core
