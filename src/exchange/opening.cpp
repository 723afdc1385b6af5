// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/exchange/opening.hpp>

#include <coop/core/text.hpp>
#include <coop/ledger/account_role.hpp>

#include <algorithm>
#include <array>

namespace coop::exchange {

namespace {

/// Letters and digits of a folded text, each word between two spaces: ` a nouveau `.
std::string words_of(std::string_view text)
{
    std::string words{' '};
    for (char const c : core::fold(text)) {
        bool const of_word = ('0' <= c && c <= '9') || ('a' <= c && c <= 'z');
        if (of_word) {
            words += c;
        } else if (words.back() != ' ') {
            words += ' ';
        }
    }
    if (words.back() != ' ') {
        words += ' ';
    }
    return words;
}

bool says_opening(std::string_view words)
{
    // « Ouverture de saison » is a party.
    constexpr std::array<std::string_view, 8> phrases = {" a nouveau ",
                                                         " a nouveaux ",
                                                         " ecriture d ouverture ",
                                                         " ecritures d ouverture ",
                                                         " bilan d ouverture ",
                                                         " journal d ouverture ",
                                                         " balance d ouverture ",
                                                         " balance ouverture "};
    return words == " ouverture " || std::ranges::any_of(phrases, [&](auto phrase) {
               return words.find(phrase) != words.npos;
           });
}

bool is_carried_as_it_is(std::string_view account)
{
    return ledger::is_balance_sheet(account) && !ledger::is_capital(account);
}

} // namespace

std::string_view bare_account(std::string_view account)
{
    auto const end = account.find_last_not_of('0');
    return account.substr(0, end == account.npos ? 0 : end + 1);
}

std::string bare_text(std::string_view text)
{
    auto bare = core::fold(text);
    std::erase_if(bare, [](char c) { return !(('0' <= c && c <= '9') || ('a' <= c && c <= 'z')); });
    return bare;
}

bool is_opening_journal(std::string_view code, std::string_view label)
{
    constexpr std::array<std::string_view, 11> codes = {
        " an ",        " a n ", " ano ",   " anouv ", " a nouveau ", " a nouveaux ",
        " anouveaux ", " ran ", " r a n ", " ouv ",   " ouverture "};
    return std::ranges::find(codes, words_of(code)) != codes.end() || says_opening(words_of(label));
}

bool is_called_opening(ledger::Draft const& entry)
{
    return says_opening(words_of(entry.label)) &&
           !std::ranges::all_of(entry.lines, ledger::is_capital, &ledger::Line::account);
}

void FirstDay::add(ledger::Draft const& entry)
{
    for (auto const& line : entry.lines) {
        if (is_carried_as_it_is(line.account)) {
            nets_[std::string{bare_account(line.account)}] += line.debit - line.credit;
        }
    }
}

bool FirstDay::carry(KnownOpening const& known) const
{
    auto left = nets_;
    bool any = false;
    for (auto const& balance : known.accounts) {
        auto const net = balance.opening_debit - balance.opening_credit;
        if (is_carried_as_it_is(balance.account) && !net.is_zero()) {
            left[std::string{bare_account(balance.account)}] -= net;
            any = true;
        }
    }
    return any && std::ranges::all_of(left, [](auto const& one) { return one.second.is_zero(); });
}

OpeningNames::OpeningNames(KnownOpening const& known)
{
    for (auto const& balance : known.accounts) {
        accounts_.emplace(bare_account(balance.account), balance.account);
    }
    for (auto const& balance : known.accounts) {
        accounts_.insert_or_assign(balance.account, balance.account);
    }
    for (auto const& balance : known.parties) {
        if (!balance.party.empty()) {
            parties_.emplace(std::pair{balance.account, bare_text(balance.party)}, balance.party);
        }
    }
}

void OpeningNames::rename(ledger::Draft& entry) const
{
    for (auto& line : entry.lines) {
        auto account = accounts_.find(line.account);
        if (account == accounts_.end()) {
            account = accounts_.find(bare_account(line.account));
        }
        if (account != accounts_.end()) {
            line.account = account->second;
        }
        auto const party = parties_.find({line.account, bare_text(line.party)});
        if (party != parties_.end()) {
            line.party = party->second;
        }
    }
}

} // namespace coop::exchange
