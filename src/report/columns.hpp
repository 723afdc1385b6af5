// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/report/report.hpp>

#include <string_view>

namespace coop::report {

/// As typed: `n-1`, `variance%`; also the key of the column.
std::string_view name_of(ColumnKind kind);

/// For a reader, where the books have no such year: `N-1`, `N+1`.
std::string_view year_name(ColumnKind kind);

/// An amount of a year or of a budget, not computed from two others.
bool is_amount(ColumnKind kind);

} // namespace coop::report
