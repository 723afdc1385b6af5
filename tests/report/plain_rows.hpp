// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/table.hpp>

#include <cstddef>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

namespace coop::report {

inline std::string plain_decimal(std::int64_t units, int places)
{
    auto digits = std::to_string(units < 0 ? -units : units);
    if (digits.size() <= static_cast<std::size_t>(places)) {
        digits.insert(0, static_cast<std::size_t>(places) + 1 - digits.size(), '0');
    }
    if (places > 0) {
        digits.insert(digits.size() - static_cast<std::size_t>(places), 1, '.');
    }
    return (units < 0 ? "-" : "") + digits;
}

/// \brief A cell as a test writes it: `12.50`, `2025-03-14`, `6.50 h`, `3/4`, nothing for a blank.
inline std::string plain(core::Cell const& cell)
{
    return std::visit(
        [](auto const& value) -> std::string {
            using Value = std::decay_t<decltype(value)>;
            if constexpr (std::is_same_v<Value, std::string>) {
                return value;
            } else if constexpr (std::is_same_v<Value, std::int64_t>) {
                return std::to_string(value);
            } else if constexpr (std::is_same_v<Value, core::Money>) {
                return plain_decimal(value.in_cents(), 2);
            } else if constexpr (std::is_same_v<Value, core::Quantity>) {
                return plain_decimal(value.value.units, value.value.places) +
                       (value.unit.empty() ? "" : " " + value.unit);
            } else if constexpr (std::is_same_v<Value, core::Date>) {
                return core::format_iso(value);
            } else if constexpr (std::is_same_v<Value, core::Ratio>) {
                return std::to_string(value.num) + "/" + std::to_string(value.den);
            } else {
                return {};
            }
        },
        cell);
}

/// \brief The rows of a table, each `key: cell|cell|…`. Pulls them.
inline std::vector<std::string> plain_rows(core::Table& table)
{
    std::vector<std::string> rows;
    while (auto const row = table.rows()) {
        std::string text = row->key + ": ";
        for (std::size_t i = 0; i < row->cells.size(); ++i) {
            text += (i == 0 ? "" : "|") + plain(row->cells[i]);
        }
        rows.push_back(std::move(text));
    }
    return rows;
}

/// \brief The `number`-th table (from 0) of a document. Precondition: it has that many.
inline core::Table& table_of(core::Document& document, int number = 0)
{
    for (auto& block : document.blocks) {
        if (auto* table = std::get_if<core::Table>(&block)) {
            if (number-- == 0) {
                return *table;
            }
        }
    }
    throw std::out_of_range{"no such table"};
}

} // namespace coop::report
