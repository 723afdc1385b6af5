// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/report/report.hpp>

#include <optional>
#include <string_view>

namespace coop::report {

/// As typed: `n-1`, `variance%`; also the key of the column.
std::string_view name_of(ColumnKind kind);

/// For a reader, where the books have no such year: `N-1`, `N+1`.
std::string_view year_name(ColumnKind kind);

/// An amount of a year or of a budget, not computed from two others.
bool is_amount(ColumnKind kind);

/// Computed from N and its budget.
bool is_variance(ColumnKind kind);

/// Computed from N and N-1.
bool is_change(ColumnKind kind);

/// `of` less `with`, or that in % of `with`, which the reader's side rounds to the tenth, half
/// away from zero; blank where one is missing or `with` is nil.
core::Cell difference(ColumnKind kind, std::optional<core::Money> of,
                      std::optional<core::Money> with);

} // namespace coop::report
