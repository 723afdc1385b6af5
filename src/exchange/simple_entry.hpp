// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/ledger/entry.hpp>

#include <string>
#include <utility>
#include <vector>

namespace coop::exchange {

/// \brief An entry in the words of a treasurer: what was spent and paid from where, what was earned
/// and received where.
struct SimpleEntry {
    std::vector<std::pair<std::string, core::Money>> charges;
    std::vector<std::pair<std::string, core::Money>> produits;
    std::string paid_from;
    std::string received_on;
    std::string project; ///< of every charge and produit
};

/// \brief Its lines: charges, their payment, the receipt, produits.
///
/// \throws Error{refused} "money.overflow".
inline std::vector<ledger::Line> lines_of(SimpleEntry const& entry)
{
    auto const sum = [](auto const& amounts) {
        core::Money total;
        for (auto const& [account, amount] : amounts) {
            total += amount;
        }
        return total;
    };
    std::vector<ledger::Line> lines;
    for (auto const& [account, amount] : entry.charges) {
        lines.push_back({account, amount, {}, entry.project, {}, {}});
    }
    if (!entry.charges.empty()) {
        lines.push_back({entry.paid_from, {}, sum(entry.charges), {}, {}, {}});
    }
    if (!entry.produits.empty()) {
        lines.push_back({entry.received_on, sum(entry.produits), {}, {}, {}, {}});
    }
    for (auto const& [account, amount] : entry.produits) {
        lines.push_back({account, {}, amount, entry.project, {}, {}});
    }
    return lines;
}

} // namespace coop::exchange
