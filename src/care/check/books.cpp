// SPDX-License-Identifier: GPL-3.0-or-later
//
// Rules about the livre CARE as it is posted, by its own double entry: the engine is not asked.
#include "rules.hpp"

#include <coop/core/hash.hpp>

#include <algorithm>
#include <array>
#include <set>

namespace coop::care {

using core::Money;

namespace {

constexpr std::array<std::string_view, 11> classes{"C1",  "C11", "C2", "C28", "C4", "C6",
                                                   "C68", "C69", "C7", "C75", "C9"};

std::string place_of(PostedEntry const& entry)
{
    return "care-entry/" + std::to_string(entry.id);
}

std::string place_of(CheckedYear const& year)
{
    return "close/" + year.label;
}

bool is_known(std::string_view account)
{
    return std::ranges::find(classes, class_of(account)) != classes.end();
}

bool is_one_sided(Line const& line)
{
    bool const debit = line.debit > Money{} && line.credit.is_zero();
    bool const credit = line.credit > Money{} && line.debit.is_zero();
    return debit || credit;
}

/// What exercises leave to the next one, against C11: only accounts of the bilan.
std::map<std::string, Money> carried(std::map<std::string, Money> const& balances)
{
    std::map<std::string, Money> result;
    for (auto const& [account, amount] : balances) {
        auto const kind = class_of(account);
        bool const stays = kind == "C1" || kind == "C2" || kind == "C28" || kind == "C4";
        if (stays && !amount.is_zero()) {
            result[account] = amount;
        }
    }
    return result;
}

std::map<std::string, Money> opened(CheckedYear const& year)
{
    std::map<std::string, Money> balances;
    for (auto const& entry : year.entries) {
        if (opens(entry)) {
            for (auto const& line : entry.lines) {
                balances[line.account] += line.debit - line.credit;
            }
        }
    }
    return carried(balances);
}

/// Items of the closed exercises that may owe something, by `capital/action`.
std::set<std::pair<std::string, std::string>> owing(CheckFacts const& facts, Policy const& policy)
{
    std::set<std::pair<std::string, std::string>> result;
    for (auto const& group : groups_of(facts.inputs.items, policy)) {
        result.emplace(group.capital, group.action);
    }
    return result;
}

} // namespace

void check_entries(CheckFacts const& facts, Findings& findings)
{
    for (auto const& year : facts.years) {
        for (auto const& entry : year.entries) {
            Money sum;
            bool whole = entry.lines.size() >= 2;
            for (auto const& line : entry.lines) {
                sum += line.debit - line.credit;
                whole = whole && is_one_sided(line);
            }
            if (!sum.is_zero()) {
                findings.broken("unbalanced", place_of(entry), {{"amount", sum}});
            } else if (!whole) {
                findings.broken("empty-line", place_of(entry));
            }
        }
    }
}

void check_bilan(CheckFacts const& facts, Findings& findings)
{
    std::map<std::string, Money> before;
    for (auto const& year : facts.years) {
        auto const balances = balances_of(year);
        Money sum;
        for (auto const& [account, amount] : balances) {
            if (!is_known(account)) {
                findings.broken("account", place_of(year), {{"account", account}});
            }
            sum += class_of(account) == "C9" ? Money{} : amount;
        }
        if (!sum.is_zero()) {
            findings.broken("bilan", place_of(year), {{"amount", sum}});
        }
        if (&year != &facts.years.front() && opened(year) != before) {
            findings.broken("opening", place_of(year));
        }
        before = carried(balances);
    }
}

void check_result(CheckFacts const& facts, Findings& findings)
{
    Money lost;
    for (auto const& year : facts.years) {
        auto const effect = effect_of(year);
        lost += effect;
        if (year.result != year.legal_result - effect) {
            findings.broken("result", place_of(year),
                            {{"result", year.result},
                             {"expected", year.legal_result - effect},
                             {"legal", year.legal_result},
                             {"effect", effect}});
        }
        if (year.legal_now != year.legal_result) {
            findings.broken("legal-moved", place_of(year),
                            {{"before", year.legal_result}, {"after", year.legal_now}});
        }
    }
    if (facts.years.empty()) {
        return;
    }
    auto const moved =
        owed(carried(balances_of(facts.years.back()))) - owed(opened(facts.years.front()));
    if (moved != lost) {
        findings.broken("conservation", place_of(facts.years.back()),
                        {{"lost", lost}, {"moved", moved}});
    }
}

void check_intruders(CheckFacts const& facts, Findings& findings)
{
    for (auto const& account : facts.intruders) {
        findings.broken("intruder", "account/" + account, {{"account", account}});
    }
}

void check_memo(CheckFacts const& facts, Findings& findings)
{
    for (auto const& year : facts.years) {
        auto const allowed = owing(facts, year.policy);
        for (auto const& entry : year.entries) {
            auto const beside = std::ranges::find_if(
                entry.lines, [](Line const& line) { return class_of(line.account) != "C9"; });
            if (beside != entry.lines.end() && !allowed.contains({entry.capital, entry.action})) {
                findings.broken("not-owed", place_of(entry),
                                {{"capital", entry.capital},
                                 {"action", entry.action},
                                 {"account", beside->account}});
            }
        }
    }
}

void check_seals(CheckFacts const& facts, Findings& findings)
{
    std::set<std::int64_t> reversed;
    for (auto const& label : facts.unsealed) {
        findings.broken("unsealed", "close/" + label);
    }
    for (auto const& year : facts.years) {
        if (core::to_hex(entries_digest(year.entries)) != year.entries_sha256) {
            findings.broken("entries-seal", place_of(year));
        }
        if (core::to_hex(core::sha256(year.inputs)) != year.inputs_sha256) {
            findings.broken("inputs-seal", place_of(year));
        }
        if (!year.body_sha256.empty() && year.body_now != year.body_sha256) {
            findings.broken("body-seal", place_of(year));
        }
        for (auto const& entry : year.entries) {
            if (entry.reverses && !reversed.insert(*entry.reverses).second) {
                findings.broken("reversed-twice", place_of(entry), {{"entry", *entry.reverses}});
            }
            if (!entry.close) {
                findings.broken("no-close", place_of(entry));
            }
        }
    }
}

void check_policy(CheckFacts const& facts, Findings& findings)
{
    for (auto const& year : facts.years) {
        for (auto const& option : policy_options()) {
            auto const before = word_of(year.policy, option);
            auto const after = word_of(facts.registry.policy, option);
            if (before != after) {
                findings.broken("policy", place_of(year),
                                {{"option", std::string{option.key}},
                                 {"before", std::string{before}},
                                 {"after", std::string{after}}});
            }
        }
    }
}

} // namespace coop::care
