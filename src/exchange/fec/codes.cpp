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
constexpr std::size_t party_code_max = 17;

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

std::string letters_and_digits(std::string const& name)
{
    std::string code;
    for (auto const c : core::fold(name)) {
        if (code.size() < party_code_max && (core::is_digit(c) || ('a' <= c && c <= 'z'))) {
            code += static_cast<char>(core::is_digit(c) ? c : c - 'a' + 'A');
        }
    }
    return code.empty() ? "TIERS" : code;
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

std::vector<std::string> fec_party_codes(std::vector<ledger::Party> const& parties)
{
    Taken taken;
    std::vector<std::string> codes;
    for (auto const& party : parties) {
        auto const name = letters_and_digits(party.name);
        auto code = name;
        for (int number = 2; !taken.insert(code).second; ++number) {
            auto const suffix = std::to_string(number);
            code = name.substr(0, party_code_max - suffix.size()) + suffix;
        }
        codes.push_back(std::move(code));
    }
    return codes;
}

} // namespace coop::exchange
