// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/words.hpp>

#include <string>
#include <string_view>

namespace coop::ledger {

enum class Side { debit, credit };
inline constexpr auto side_words = core::words<Side>({
    {Side::debit, "debit"},
    {Side::credit, "credit"},
});

enum class AccountKind {
    equity,
    asset,
    liability,
    expense,
    income,
    special,       ///< class 8 outside 86 and 87
    inkind_use,    ///< 86
    inkind_source, ///< 87
};
inline constexpr auto account_kind_words = core::words<AccountKind>({
    {AccountKind::equity, "equity"},
    {AccountKind::asset, "asset"},
    {AccountKind::liability, "liability"},
    {AccountKind::expense, "expense"},
    {AccountKind::income, "income"},
    {AccountKind::special, "special"},
    {AccountKind::inkind_use, "inkind_use"},
    {AccountKind::inkind_source, "inkind_source"},
});

/// \brief An account of a chart, or of these books below one of the chart.
struct Account {
    std::string code;
    std::string label;
    AccountKind kind = AccountKind::asset;
    Side normal = Side::debit;
    std::string source; ///< regulation or practice it comes from; empty for these books' own
    bool own = false;   ///< added by these books
    bool closed = false;
};

/// \brief Digits first, then digits or capital letters, 1 to 20 characters.
bool is_account_code(std::string_view code);

/// \brief Classes 6 and 7: what a result is made of.
bool is_result(AccountKind kind);

/// \brief 86 and 87.
bool is_inkind(AccountKind kind);

} // namespace coop::ledger
