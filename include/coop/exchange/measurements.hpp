// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/care/record.hpp>

#include <functional>
#include <string_view>

namespace coop::exchange {

/// \brief Reads a CSV of measurements, a row at a time: indicator, date, value, grade, and unit,
/// uncertainty, evidence, sha256, id where there are such columns, under these names or the French
/// ones.
///
/// \param visit is given each row as typed; what it refuses of one becomes a finding at its cell.
/// \throws Error{unreadable} "import.rows" with the findings, a hundred at most: nothing of the
/// file is then to be kept.
void read_measurements_csv(std::string_view text, std::string_view source,
                           std::function<void(care::Record const&)> const& visit);

} // namespace coop::exchange
