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
/// A column whose year or budget the books lack is compared with itself only.
/// Every finding gives column, row, printed, expected, difference (printed less expected) and
/// `signed`, the same with its sign, worded in `language`.
/// Ids, all of "published.": line, line-blank, line-unexpected, row-unknown, row-missing, total,
/// total-missing, sides, result, result-missing, inkind, inkind-blank, inkind-unexpected,
/// inkind-sides, inkind-one-side; and those of fill_ag().
std::vector<core::Diagnostic> compare_published(ledger::PublishedTable const& table,
                                                ledger::Layout const& layout, Facts const& facts,
                                                i18n::Language language = i18n::Language::fr);

} // namespace coop::report
