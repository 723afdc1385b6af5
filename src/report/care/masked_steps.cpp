// SPDX-License-Identifier: GPL-3.0-or-later
//
// Sums of all are made of lines, tags and records of each: where some are masked, only the sum is
// left. Accounts go too: what nobody tagged of one, and the tags of the others, leave theirs.
#include "groups.hpp"
#include "sums.hpp"

#include <coop/ledger/account_role.hpp>

#include <algorithm>
#include <utility>

namespace coop::report {

using core::Money;

namespace {

void keep_whole(std::vector<CareStep>& steps, Money amount)
{
    CareStep whole;
    whole.key = "masked";
    whole.label = "masked";
    whole.value = amount;
    whole.formula = "masked";
    steps = {std::move(whole)};
}

void keep_whole(CareFacts& facts, std::size_t t, std::string const& measure, Money amount)
{
    auto const found = facts.steps.find(facts.outcome.exercises[t].label + "/" + measure);
    if (found != facts.steps.end()) {
        keep_whole(found->second, amount);
    }
}

bool is_charge(CareStep const& step)
{
    constexpr std::string_view start = "account:";
    return step.key.starts_with(start) && ledger::is_charge(step.key.substr(start.size()));
}

/// The line of the legal bilan that the result is: it has every account of charges.
void mask_result_line(CareFacts& facts, std::size_t t)
{
    if (!facts.exercises[t].legal) {
        return;
    }
    for (auto const* const side :
         {&facts.exercises[t].legal->actif, &facts.exercises[t].legal->passif}) {
        for (auto const& line : *side) {
            auto const found =
                facts.steps.find(facts.outcome.exercises[t].label + "/legal/" + line.key);
            if (found != facts.steps.end() && std::ranges::any_of(found->second, is_charge)) {
                keep_whole(found->second, line.amount - line.deduction);
            }
        }
    }
}

} // namespace

bool is_masked_figure(CareFacts const& facts, std::string const& figure)
{
    auto const start = figure.find('/') + 1;
    auto const end = figure.find('/', start);
    auto const subject =
        end == std::string::npos ? std::string{} : figure.substr(start, end - start);
    return facts.mask.capitals.contains(subject) || facts.mask.indicators.contains(subject);
}

void mask_steps(CareFacts& facts)
{
    std::erase_if(facts.steps,
                  [&](auto const& each) { return is_masked_figure(facts, each.first); });
    if (facts.mask.capitals.empty()) {
        return;
    }
    for (std::size_t t = 0; t < facts.exercises.size(); ++t) {
        if (auto const& legal = facts.exercises[t].legal) {
            keep_whole(facts, t, "charges", legal->charges);
            keep_whole(facts, t, "dotations", legal->dotations);
            keep_whole(facts, t, "preservation", legal->preservation);
        }
        mask_result_line(facts, t);
        for (auto const& [kind, amount] : memo_kinds) {
            Money total;
            for (auto const& memo : facts.outcome.exercises[t].memos) {
                total += memo.*amount;
            }
            keep_whole(facts, t, "memo-" + std::string{kind}, total);
        }
        keep_whole(facts, t, "asked", asked_of(facts, {}));
    }
}

} // namespace coop::report
