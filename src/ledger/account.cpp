// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/ledger/account.hpp>

#include <coop/core/text.hpp>

#include <algorithm>
#include <cstddef>

namespace coop::ledger {

namespace {

constexpr std::size_t code_length_max = 20;

bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

} // namespace

bool is_account_code(std::string_view code)
{
    return !code.empty() && code.size() <= code_length_max && core::is_digit(code.front()) &&
           std::all_of(code.begin(), code.end(),
                       [](char c) { return core::is_digit(c) || is_capital(c); });
}

bool is_result(AccountKind kind)
{
    return kind == AccountKind::expense || kind == AccountKind::income;
}

bool is_inkind(AccountKind kind)
{
    return kind == AccountKind::inkind_use || kind == AccountKind::inkind_source;
}

} // namespace coop::ledger
