// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/diagnostic.hpp>
#include <coop/ledger/chart.hpp>
#include <coop/ledger/entry.hpp>
#include <coop/ledger/simple_entry.hpp>

#include <span>
#include <string_view>
#include <vector>

// What is lawful in an entry and yet is most often a slip. Nothing here refuses: a person is asked
// whether it is meant, a script is told.

namespace coop::ledger {

/// \brief A word of one side with an account of the other: a produit said as a charge, a charge as
/// a produit, either as what pays or receives. Each where it was said.
std::vector<core::Diagnostic> remarks_on(std::span<SaidLine const> said);

/// \brief A line on an account that is only the title of others; an entry without a label.
std::vector<core::Diagnostic> remarks_on(Draft const& draft, Chart const& chart);

/// \brief Whether an account is but the title of others: a class, or two digits that the chart
/// details. 18, 53, 58 and stocks, 31 to 38, are kept on themselves.
bool is_title(Chart const& chart, std::string_view code);

} // namespace coop::ledger
