// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/diagnostic.hpp>
#include <coop/report/report.hpp>

#include <vector>

namespace coop::report {

/// \brief Compares a published table with its own arithmetic and with the books.
///
/// Arithmetic: totals against lines and printed result, the two sides against each other, the
/// printed result against produits less charges, contributions in kind against their counterpart.
/// Books: each line, the result and each total against the layout filled from `facts`.
/// A column whose year the books lack is compared with itself only.
/// Every finding gives column, row, printed, expected and difference (printed less expected).
std::vector<core::Diagnostic> compare_published(ledger::PublishedTable const& table,
                                                ledger::Layout const& layout, Facts const& facts);

} // namespace coop::report
