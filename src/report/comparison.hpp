// SPDX-License-Identifier: GPL-3.0-or-later
//
// Columns of several years under the lines of one of them. A year of an older regulation is shown
// in the model of the one that it is compared with, its accounts replaced by their successors, so
// that its column adds up. A year or a budget of a later one is laid out by its own; columns then
// meet by the keys of the lines, which mean the same in every regulation (`inkind.benevolat` is 870
// in 2019 and 875 in 2020).
#pragma once

#include <coop/core/diagnostic.hpp>
#include <coop/core/table.hpp>
#include <coop/report/report.hpp>
#include <coop/report/statement.hpp>

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coop::report {

/// A balance that stands on another line than the one on which its year published it.
struct Moved {
    std::string account;
    std::string successor;
    std::string line;   ///< the label of the line where it stands now
    core::Money amount; ///< as that line counts
    bool certain = true;
};

/// The amounts of a year, or of a budget, by the lines of a regulation.
struct LaidOut {
    std::string year;
    ledger::Regulation regulation; ///< of the year
    ledger::Regulation model;      ///< of the lines
    Statement statement;
    Filled filled;
    std::vector<Moved> moved{};

    /// Nothing where the regulation has no such line.
    LineAmount const* find(std::string_view key) const;
};

LaidOut lay_out(YearFacts const& year, std::string_view statement,
                std::span<Placed const> balances);

/// In the model of `n`, where that replaced the regulation of `year`; else as lay_out().
LaidOut lay_out_beside(YearFacts const& n, YearFacts const& year, std::string_view statement,
                       std::vector<Placed> balances);

/// The lines of the first, and the items that only another has and that have an amount there, after
/// the line they follow there; not those that a line of the first already sums up.
/// Shape: at least one. The lines live as long as `all`.
std::vector<StatementLine const*> compared_lines(std::span<LaidOut const* const> all);

/// Those to print: no line that is nil everywhere (art. 410-2), no heading above nothing.
std::vector<StatementLine const*>
printed_lines(std::span<StatementLine const* const> lines,
              std::function<bool(StatementLine const&)> const& is_nil);

/// Accounts of all columns behind an item, keys of the rows behind a sum.
core::Trace trace_of(StatementLine const& line, std::span<LaidOut const* const> all);

/// What a reader must know: accounts that no line takes, columns of different regulations, what
/// these moved, lines that are reconstructed or added.
std::vector<core::Diagnostic> notes_of(std::span<LaidOut const* const> all,
                                       std::span<StatementLine const* const> printed,
                                       i18n::Language language);

/// Title, subtitle and id of the statement of a year.
core::Document document_of(std::string_view name, Facts const& facts, YearFacts const& year,
                           Request const& request);

/// Rows of two tables beside each other; the shorter is filled up with blanks, before its last row
/// if both end with a total.
/// \param left_size, right_size number of cells of a row of each.
std::vector<core::Row> side_by_side(std::vector<core::Row> left, std::size_t left_size,
                                    std::vector<core::Row> right, std::size_t right_size);

} // namespace coop::report
