// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/ledger/checks.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// The checks of what the end of a year wants, beside those of any day.

namespace coop::ledger {

std::vector<core::Diagnostic> check_order(CheckFacts const& facts);
std::vector<core::Diagnostic> check_opening(CheckFacts const& facts);
std::vector<core::Diagnostic> check_lines_of_statements(CheckFacts const& facts);
std::vector<core::Diagnostic> check_cut_offs(CheckFacts const& facts);
std::vector<core::Diagnostic> check_look_alikes(CheckFacts const& facts);
std::vector<core::Diagnostic> check_parties(CheckFacts const& facts);
std::vector<core::Diagnostic> check_depreciation(CheckFacts const& facts);
std::vector<core::Diagnostic> check_allocation(CheckFacts const& facts);

// The checks of what is most often a slip.

std::vector<core::Diagnostic> check_twins(CheckFacts const& facts);
std::vector<core::Diagnostic> check_sides(CheckFacts const& facts);
std::vector<core::Diagnostic> check_grants(CheckFacts const& facts);
std::vector<core::Diagnostic> check_labels(CheckFacts const& facts);

core::Diagnostic finding(core::Severity severity, char const* id, core::Arguments args,
                         std::string source);

std::string label_of(Chart const& chart, std::string_view code);

/// \brief "3, 5, 8", and `…` when there are `count` of them and these are the first.
std::string list_of(std::vector<EntryId> const& ids, std::int64_t count);

/// \brief The command that reverses an entry of the year; in that year still, where it has ended:
/// an account may have ended with it. Nothing where no day is open.
std::string reversal(CheckFacts const& facts, EntryId entry, std::string_view reason);

/// \brief `1234,56`: what a command line takes.
std::string typed(core::Money amount);

} // namespace coop::ledger
