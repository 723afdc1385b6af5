// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/ledger/chart.hpp>

#include <coop/core/error.hpp>
#include <coop/core/text.hpp>

#include <algorithm>
#include <iterator>
#include <ranges>
#include <utility>

namespace coop::ledger {

namespace {

bool by_code(Account const& a, Account const& b)
{
    return a.code < b.code;
}

bool before(Account const& account, std::string_view code)
{
    return account.code < code;
}

/// Owns win over shipped accounts of the same code: both sorted.
std::vector<Account> merged(std::vector<Account> shipped, std::vector<Account> own)
{
    if (own.empty()) {
        return shipped;
    }
    std::vector<Account> all;
    all.reserve(shipped.size() + own.size());
    auto next = shipped.begin();
    for (auto& account : own) {
        for (; next != shipped.end() && next->code < account.code; ++next) {
            all.push_back(std::move(*next));
        }
        if (next != shipped.end() && next->code == account.code) {
            account.source = std::move(next->source);
            account.kind = next->kind;
            account.normal = next->normal;
            ++next;
        }
        all.push_back(std::move(account));
    }
    std::move(next, shipped.end(), std::back_inserter(all));
    return all;
}

[[noreturn]] void refuse_untyped(std::string_view code)
{
    throw core::Error{
        core::ErrorKind::refused, "account.untyped", {{"account", std::string{code}}}};
}

bool holds_all(std::string_view folded, std::vector<std::string_view> const& words)
{
    return std::all_of(words.begin(), words.end(), [folded](std::string_view word) {
        return folded.find(word) != std::string_view::npos;
    });
}

void demand_number(std::string_view code)
{
    if (!code.empty() && !core::is_digit(code[0])) {
        throw core::Error{
            core::ErrorKind::refused, "account.not-a-number", {{"account", std::string{code}}}};
    }
}

/// The codes nearest to an unknown one: those that share its longest beginning.
std::string neighbours(Chart const& chart, std::string_view code)
{
    constexpr std::size_t count_max = 5;
    for (auto length = code.size() - 1; length > 0; --length) {
        auto const start = code.substr(0, length);
        auto const begins = [&](Account const* account) {
            return account->code.starts_with(start);
        };
        auto const names = core::join(chart.search(start, count_max) | std::views::filter(begins),
                                      ", ", &Account::code);
        if (!names.empty()) {
            return names;
        }
    }
    return {};
}

} // namespace

Chart::Chart(std::vector<Account> shipped, std::vector<Account> own)
{
    std::sort(own.begin(), own.end(), by_code);
    if (!std::is_sorted(shipped.begin(), shipped.end(), by_code)) {
        std::sort(shipped.begin(), shipped.end(), by_code);
    }
    std::vector<std::string> to_type;
    for (auto const& account : own) {
        if (!std::binary_search(shipped.begin(), shipped.end(), account, by_code)) {
            to_type.push_back(account.code);
        }
    }
    auto const accounts =
        std::make_shared<std::vector<Account>>(merged(std::move(shipped), std::move(own)));
    accounts_ = accounts;
    // By code, so that an ancestor among them is typed before its descendants.
    for (auto const& code : to_type) {
        auto const account = std::lower_bound(accounts->begin(), accounts->end(), code, before);
        auto const* ancestor = nearest(std::string_view{code}.substr(0, code.size() - 1));
        if (ancestor == nullptr) {
            refuse_untyped(code);
        }
        account->kind = ancestor->kind;
        account->normal = ancestor->normal;
    }
}

Account const* Chart::find(std::string_view code) const
{
    auto const accounts = all();
    auto const found = std::lower_bound(accounts.begin(), accounts.end(), code, before);
    return found != accounts.end() && found->code == code ? &*found : nullptr;
}

Account const* Chart::nearest(std::string_view code) const
{
    for (; !code.empty(); code.remove_suffix(1)) {
        if (auto const* account = find(code)) {
            return account;
        }
    }
    return nullptr;
}

std::vector<Account const*> Chart::search(std::string_view text, std::size_t limit) const
{
    std::vector<Account const*> found;
    text = core::trim(text);
    if (text.empty()) {
        return found;
    }
    auto from = std::lower_bound(all().begin(), all().end(), text, before);
    for (; from != all().end() && from->code.starts_with(text) && found.size() < limit; ++from) {
        found.push_back(&*from);
    }
    auto const folded = core::fold(text);
    std::vector<std::string_view> words;
    for (auto word : core::split(folded, ' ')) {
        if (!word.empty()) {
            words.push_back(word);
        }
    }
    for (auto const& account : all()) {
        if (found.size() >= limit) {
            break;
        }
        if (!account.code.starts_with(text) && holds_all(core::fold(account.label), words)) {
            found.push_back(&account);
        }
    }
    return found;
}

Account const& account_of(Chart const& chart, std::string_view code)
{
    auto const* account = chart.find(code);
    if (account == nullptr) {
        demand_number(code);
        auto near = code.empty() ? std::string{} : neighbours(chart, code);
        throw core::Error{core::ErrorKind::refused,
                          "account.unknown",
                          {{"account", std::string{code}}, {"nearest", near}}};
    }
    if (account->closed) {
        throw core::Error{core::ErrorKind::refused,
                          "account.closed",
                          {{"account", account->code}, {"label", account->label}}};
    }
    return *account;
}

bool has_under(Chart const& chart, std::string_view prefix)
{
    auto const first = std::lower_bound(chart.all().begin(), chart.all().end(), prefix, before);
    return first != chart.all().end() && first->code.starts_with(prefix);
}

void demand_under(Chart const& chart, std::string_view prefix)
{
    if (has_under(chart, prefix)) {
        return;
    }
    demand_number(prefix);
    throw core::Error{core::ErrorKind::refused,
                      "account.none-under",
                      {{"account", std::string{prefix}}, {"nearest", neighbours(chart, prefix)}}};
}

Account new_account(Chart const& chart, std::string code, std::string label)
{
    if (!is_account_code(code)) {
        throw core::Error{core::ErrorKind::refused, "account.malformed", {{"account", code}}};
    }
    if (auto const* existing = chart.find(code)) {
        throw core::Error{core::ErrorKind::refused,
                          "account.exists",
                          {{"account", code}, {"label", existing->label}}};
    }
    auto const* parent = chart.nearest(code);
    if (parent == nullptr) {
        refuse_untyped(code);
    }
    return {std::move(code), std::move(label), parent->kind, parent->normal, {}, true, false};
}

} // namespace coop::ledger
