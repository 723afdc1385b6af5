// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/ledger/checks.hpp>

#include <string>
#include <vector>

// The checks of what the end of a year wants, beside those of any day.

namespace coop::ledger {

std::vector<core::Diagnostic> check_order(CheckFacts const& facts);
std::vector<core::Diagnostic> check_opening(CheckFacts const& facts);
std::vector<core::Diagnostic> check_lines_of_statements(CheckFacts const& facts);
std::vector<core::Diagnostic> check_cut_offs(CheckFacts const& facts);
std::vector<core::Diagnostic> check_parties(CheckFacts const& facts);
std::vector<core::Diagnostic> check_depreciation(CheckFacts const& facts);

core::Diagnostic finding(core::Severity severity, char const* id, core::Arguments args,
                         std::string source);

std::string label_of(Chart const& chart, std::string_view code);

} // namespace coop::ledger
