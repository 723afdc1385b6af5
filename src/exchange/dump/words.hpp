// SPDX-License-Identifier: GPL-3.0-or-later
//
// The words of a dump for the values of an enumeration, in its order.
#pragma once

#include <coop/ledger/account.hpp>
#include <coop/ledger/book.hpp>
#include <coop/ledger/year.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace coop::exchange {

template <class Enum, std::size_t size>
struct Words {
    std::array<std::string_view, size> all;

    constexpr std::string_view of(Enum value) const { return all[static_cast<std::size_t>(value)]; }

    std::optional<Enum> value(std::string_view word) const
    {
        auto const found = std::ranges::find(all, word);
        return found == all.end() ? std::nullopt
                                  : std::optional{static_cast<Enum>(found - all.begin())};
    }
};

inline constexpr Words<ledger::ChartFamily, 2> family_words{{"associations", "general"}};
inline constexpr Words<ledger::YearState, 3> state_words{{"open", "locked", "closed"}};
inline constexpr Words<ledger::Side, 2> side_words{{"debit", "credit"}};
inline constexpr Words<ledger::AccountKind, 8> kind_words{{"equity", "asset", "liability",
                                                           "expense", "income", "special",
                                                           "inkind_use", "inkind_source"}};

} // namespace coop::exchange
