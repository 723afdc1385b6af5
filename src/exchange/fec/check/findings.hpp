// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/exchange/fec/check.hpp>

#include <array>
#include <string>
#include <utility>
#include <vector>

namespace coop::exchange {

/// \brief The rules by name; rules.cpp says what each is.
enum class FecFault : std::uint8_t {
    file_name,
    siren,
    encodings,
    bom,
    line_ends,
    columns_missing,
    columns_accents,
    columns_order,
    columns_case,
    columns_extra,
    trailing_separator,
    separator_other,
    fields,
    empty_line,
    no_lines,
    line_ends_mixed,
    file_name_unread,
    missing,
    account_digits,
    account_unknown,
    date,
    date_impossible,
    date_form,
    date_year,
    date_outside,
    valid_before,
    piece_after,
    amount,
    amount_point,
    amount_space,
    amount_form,
    direction,
    both_sides,
    no_amount,
    letters,
    currency_pair,
    currency_code,
    party_pair,
    amount_unread,
    date_unread,
    entry_unbalanced,
    entry_one_line,
    entry_journals,
    entry_dates,
    entry_split,
    number_reused,
    number_gap,
    number_start,
    number_form,
    order,
    unbalanced,
    opening_late,
    opening_differs,
    closing_entry,
    inkind_unequal,
};
constexpr std::size_t fec_fault_count = 55;

/// \brief What is found, by rule: all are counted, the first twenty kept.
class FecFindings {
public:
    static constexpr std::int64_t kept_max = 20;

    explicit FecFindings(std::string source) : source_(std::move(source)) {}

    /// `make` gives the arguments, and is called for what is kept only.
    template <typename Make>
    void find(FecFault fault, std::int64_t line, int column, Make make)
    {
        auto& count = counts_[static_cast<std::size_t>(fault)];
        if (++count <= kept_max) {
            keep(fault, line, column, make());
        }
    }

    void find(FecFault fault, std::int64_t line)
    {
        find(fault, line, 0, [] { return core::Arguments{}; });
    }

    /// More of what was found, that nobody will be shown.
    void count(FecFault fault, std::int64_t more)
    {
        counts_[static_cast<std::size_t>(fault)] += more;
    }

    /// At a field of a record.
    template <typename Make>
    void find(FecFault fault, FecRow const& row, std::string_view field, Make make)
    {
        find(fault, row.line, row.column_of(field), make);
    }

    std::string const& source() const { return source_; }

    /// Into `check`.
    void deliver(FecCheck& check);

private:
    void keep(FecFault fault, std::int64_t line, int column, core::Arguments args);

    std::string source_;
    std::array<std::int64_t, fec_fault_count> counts_{};
    std::array<std::vector<core::Diagnostic>, fec_fault_count> kept_{};
};

} // namespace coop::exchange
