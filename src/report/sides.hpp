// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a balance and a balance by third party print of a sum: opening, movements, closing.
#pragma once

#include <coop/core/money.hpp>
#include <coop/core/table.hpp>

#include <vector>

namespace coop::report {

struct Sides {
    core::Money debit, credit;

    /// A balance stands on one side only.
    static Sides of_net(core::Money net)
    {
        return net.is_negative() ? Sides{{}, -net} : Sides{net, {}};
    }

    void add(Sides const& other)
    {
        debit += other.debit;
        credit += other.credit;
    }
};

struct Amounts {
    Sides opening, movements, closing;

    void add(Amounts const& other)
    {
        opening.add(other.opening);
        movements.add(other.movements);
        closing.add(other.closing);
    }
};

/// \brief Of a ledger::Balance or a ledger::PartyBalance.
template <class Sums>
Amounts amounts_of(Sums const& sums)
{
    return {Sides::of_net(sums.opening_debit - sums.opening_credit),
            {sums.debit, sums.credit},
            Sides::of_net(sums.net())};
}

/// \brief Neither opened nor moved.
template <class Sums>
bool is_untouched(Sums const& sums)
{
    return sums.opening_debit == sums.opening_credit && sums.debit.is_zero() &&
           sums.credit.is_zero();
}

/// \brief The six cells, all of them: of a total.
inline std::vector<core::Cell> total_cells(Amounts const& amounts)
{
    return {amounts.opening.debit,    amounts.opening.credit, amounts.movements.debit,
            amounts.movements.credit, amounts.closing.debit,  amounts.closing.credit};
}

/// \brief The same, blank where nothing stands.
inline std::vector<core::Cell> side_cells(Amounts const& amounts)
{
    auto cells = total_cells(amounts);
    for (auto& cell : cells) {
        if (std::get<core::Money>(cell).is_zero()) {
            cell = {};
        }
    }
    return cells;
}

} // namespace coop::report
