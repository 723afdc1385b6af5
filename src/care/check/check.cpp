// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/care/check.hpp>

#include "rules.hpp"

#include <coop/core/error.hpp>

#include <algorithm>
#include <array>
#include <set>

namespace coop::care {

using core::Money;

namespace {

constexpr std::array<Invariant, 30> all{{
    {"I1", Held::data, check_entries},      {"I2", Held::structure, nullptr},
    {"I3", Held::data, check_bilan},        {"I4", Held::engine, check_presentations},
    {"I5", Held::data, check_result},       {"I6", Held::data, check_tags},
    {"I7", Held::data, check_intruders},    {"I8", Held::data, check_positions},
    {"I9", Held::engine, check_offsetting}, {"I10", Held::engine, check_direction},
    {"I11", Held::engine, check_scale},     {"I12", Held::data, check_memo},
    {"I13", Held::engine, check_ages},      {"I14", Held::engine, check_overlaps},
    {"I15", Held::data, check_seals},       {"I16", Held::data, check_schedules},
    {"I17", Held::structure, nullptr},      {"I18", Held::data, check_policy},
    {"I19", Held::data, check_valuation},   {"I20", Held::data, check_sources},
    {"I21", Held::data, check_states},      {"I22", Held::data, check_units},
    {"I23", Held::data, check_decreases},   {"I24", Held::data, check_debtor_alone},
    {"I25", Held::data, check_shares},      {"I26", Held::data, check_voices},
    {"I27", Held::data, check_groups},      {"I28", Held::data, check_explained},
    {"I29", Held::structure, nullptr},      {"I30", Held::engine, check_again},
}};

} // namespace

std::span<Invariant const> invariants()
{
    return all;
}

std::vector<core::Diagnostic> check_care(CheckFacts const& facts, bool strict)
{
    Findings findings{strict};
    for (auto const& invariant : all) {
        if (invariant.look == nullptr) {
            continue;
        }
        findings.begin(invariant.id);
        try {
            invariant.look(facts, findings);
        } catch (core::Error const& error) { // no later rule is left out for it
            findings.broken("refused", error.diagnostic().where.source, {{"cause", error.id()}});
        }
    }
    return findings.take();
}

std::string_view class_of(std::string_view account)
{
    return account.substr(0, account.find('.'));
}

bool counts_in_result(std::string_view account)
{
    auto const kind = class_of(account);
    return kind.starts_with("C6") || kind.starts_with("C7");
}

std::vector<PostedEntry const*> standing(CheckedYear const& year)
{
    std::set<std::int64_t> reversed;
    for (auto const& entry : year.entries) {
        if (entry.reverses) {
            reversed.insert(*entry.reverses);
        }
    }
    std::vector<PostedEntry const*> result;
    for (auto const& entry : year.entries) {
        if (!entry.reverses && !reversed.contains(entry.id)) {
            result.push_back(&entry);
        }
    }
    return result;
}

std::map<std::string, Money> balances_of(CheckedYear const& year)
{
    std::map<std::string, Money> balances;
    for (auto const& entry : year.entries) {
        for (auto const& line : entry.lines) {
            balances[line.account] += line.debit - line.credit;
        }
    }
    return balances;
}

Money owed(std::map<std::string, Money> const& balances)
{
    Money sum;
    for (auto const& [account, amount] : balances) {
        auto const kind = class_of(account);
        if (kind == "C1" || kind == "C2" || kind == "C28" || kind == "C4") {
            sum -= amount;
        }
    }
    return sum;
}

Money effect_of(CheckedYear const& year)
{
    Money sum;
    for (auto const& [account, amount] : balances_of(year)) {
        if (counts_in_result(account)) {
            sum += amount;
        }
    }
    return sum;
}

bool opens(PostedEntry const& entry)
{
    return entry.rule == name_of(Rule::opening) || entry.rule == name_of(Rule::adoption);
}

bool is_computable(CheckFacts const& facts)
{
    return !facts.years.empty() && facts.inputs.exercises.size() == facts.years.size() &&
           std::ranges::all_of(facts.years, [&](CheckedYear const& year) {
               return year.policy == facts.years.back().policy;
           });
}

Outcome computed(CheckFacts const& facts)
{
    auto const& policy = facts.years.back().policy;
    return facts.engine(facts.inputs, policy, is_weak(policy));
}

} // namespace coop::care
