// SPDX-License-Identifier: GPL-3.0-or-later
//
// The codes that a FEC has where our books have names.
#include <coop/exchange/fec/writer.hpp>

#include "value.hpp"

#include <coop/core/text.hpp>

#include <algorithm>
#include <unordered_set>

namespace coop::exchange {

namespace {

constexpr std::size_t account_digits_min = 3;

using Taken = std::unordered_set<std::string>;

std::size_t leading_digits(std::string const& code)
{
    return static_cast<std::size_t>(std::ranges::find_if_not(code, core::is_digit) - code.begin());
}

std::string lengthened(std::string code, Taken const& taken)
{
    auto digits = leading_digits(code);
    do {
        code.insert(digits++, 1, '0');
    } while (digits < account_digits_min || taken.contains(code));
    return code;
}

} // namespace

std::vector<std::string> fec_accounts(std::vector<ledger::Account> const& accounts)
{
    Taken taken;
    for (auto const& account : accounts) {
        taken.insert(account.code);
    }
    std::vector<std::string> numbers;
    for (auto const& account : accounts) {
        bool const is_short = leading_digits(account.code) < account_digits_min;
        numbers.push_back(is_short ? lengthened(account.code, taken) : account.code);
        taken.insert(numbers.back());
    }
    return numbers;
}

} // namespace coop::exchange
