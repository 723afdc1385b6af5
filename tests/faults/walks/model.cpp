// SPDX-License-Identifier: GPL-3.0-or-later
#include "model.hpp"

#include <algorithm>

namespace coop::faults {

namespace {

/// One side only, whichever the sum leaves.
Sides net(Cents debits_less_credits)
{
    return debits_less_credits >= 0 ? Sides{debits_less_credits, 0}
                                    : Sides{0, -debits_less_credits};
}

bool is_of_the_balance_sheet(std::string const& account)
{
    return account.front() <= '5';
}

bool is_of_the_result(std::string const& account)
{
    return account.front() == '6' || account.front() == '7';
}

} // namespace

std::string name_of(ModelState state)
{
    constexpr char const* names[] = {"open", "locked", "closed"};
    return names[static_cast<int>(state)];
}

int year_of(ModelEntry const& entry)
{
    return std::stoi(entry.date.substr(0, 4));
}

std::int64_t Model::add(ModelEntry entry)
{
    if (!entry.party.empty()) {
        name_party(entry.party);
    }
    entries.emplace(next_entry, std::move(entry));
    return next_entry++;
}

void Model::name_party(std::string const& party)
{
    parties.try_emplace(party);
}

std::string Model::party_of(std::string const& party) const
{
    auto const& joined = parties.at(party);
    return joined.empty() ? party : party_of(joined);
}

// What stands at the end of a year opens the next one; the result of a year on an account of its
// own, gains and losses apart; what third parties owe, each apart.
std::map<Model::Holder, Cents> Model::left_before(int year) const
{
    constexpr auto gain = "120";
    constexpr auto loss = "129";
    std::map<Holder, Cents> left;
    std::map<int, Cents> results;
    for (auto const& [id, entry] : entries) {
        if (entry.opening || year_of(entry) >= year) {
            continue;
        }
        for (auto const& line : entry.lines) {
            bool const owed = line.account.front() == '4' && !entry.party.empty();
            if (is_of_the_balance_sheet(line.account)) {
                left[{line.account, owed ? party_of(entry.party) : ""}] += line.debit - line.credit;
            } else if (is_of_the_result(line.account)) {
                results[year_of(entry)] += line.credit - line.debit;
            }
        }
    }
    for (auto const& [before, result] : results) {
        left[{result > 0 ? gain : loss, ""}] -= result;
    }
    return left;
}

std::map<std::string, ModelBalance> Model::balance(int year) const
{
    std::map<std::string, Cents> opening;
    for (auto const& [holder, amount] : left_before(year)) {
        opening[holder.first] += amount;
    }
    std::map<std::string, ModelBalance> rows;
    for (auto const& [account, amount] : opening) {
        if (amount != 0) {
            rows[account].opening = net(amount);
        }
    }
    for (auto const& [id, entry] : entries) {
        for (auto const& line : entry.lines) {
            if (!entry.opening && year_of(entry) == year) {
                rows[line.account].moved.debit += line.debit;
                rows[line.account].moved.credit += line.credit;
            }
        }
    }
    return rows;
}

ModelEntry Model::opening_after(int year) const
{
    ModelEntry entry{.date = std::to_string(year + 1) + "-01-01", .label = "À-nouveaux"};
    entry.posted = true;
    entry.opening = true;
    for (auto const& [holder, amount] : left_before(year + 1)) {
        if (amount != 0) {
            auto const sides = net(amount);
            entry.lines.push_back({holder.first, sides.debit, sides.credit});
        }
    }
    return entry;
}

std::map<std::string, Cents> Model::balances_of_parties() const
{
    std::map<std::string, Cents> sums;
    for (auto const& [name, joined] : parties) {
        if (joined.empty()) {
            sums[name] = 0;
        }
    }
    for (auto const& [id, entry] : entries) {
        for (auto const& line : entry.lines) {
            if (!entry.opening && !entry.party.empty() && line.account.front() == '4') {
                sums[party_of(entry.party)] += line.debit - line.credit;
            }
        }
    }
    return sums;
}

bool Model::has_draft_until(int year) const
{
    return std::ranges::any_of(entries, [&](auto const& numbered) {
        return !numbered.second.posted && year_of(numbered.second) <= year;
    });
}

std::string amount_text(Cents amount)
{
    auto const digits = std::to_string(amount < 0 ? -amount : amount);
    auto const padded = digits.size() < 3 ? std::string(3 - digits.size(), '0') + digits : digits;
    return (amount < 0 ? "-" : "") + padded.substr(0, padded.size() - 2) + "." +
           padded.substr(padded.size() - 2);
}

Cents parse_amount(std::string const& text)
{
    if (text.empty()) {
        return 0;
    }
    auto digits = text;
    std::erase(digits, '.');
    return std::stoll(digits);
}

} // namespace coop::faults
