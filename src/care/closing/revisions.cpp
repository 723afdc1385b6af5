// SPDX-License-Identifier: GPL-3.0-or-later
#include "revisions.hpp"

#include <algorithm>

// Units outstanding are amounts outstanding over the unit cost that they are held at: at each close
// all of them are held at the cost of that day.

namespace coop::care {

using core::Money;

namespace {

/// What may still be done for one action, as compute() keeps it.
struct Outstanding {
    Money amount;
    Money budgeted;
    Money consumed;
};

Money done_in(ItemYear const& year, Policy const& policy)
{
    Money sum;
    for (std::size_t i = 0; i < funding_count; ++i) {
        bool const third = i == static_cast<std::size_t>(Funding::third);
        if (!third || policy.third_party_repays) {
            sum += year.done.in_books[i] + year.done.outside[i];
        }
    }
    return sum;
}

Money consumption_of(ItemYear const& year, Policy const& policy)
{
    if (!year.measured || policy.consumption == Consumption::planned) {
        return year.planned;
    }
    return policy.consumption == Consumption::measured ? *year.measured
                                                       : std::max(year.planned, *year.measured);
}

Money revised(Money amount, core::Price before, core::Price after, Policy const& policy)
{
    auto const was = before.in_millionths();
    return before.is_zero()
               ? Money{}
               : core::scale(amount, after.in_millionths() - was, was, policy.rounding);
}

class Revision {
public:
    Revision(Registry const& registry, Policy const& policy, std::string const& action)
        : registry_(registry), policy_(policy), action_(action)
    {
        by_units_ = std::ranges::none_of(registry.budgets, [&](Budget const& budget) {
            return budget.action == action && budget.amount;
        });
    }

    /// One exercise more. \param kept the revision of its close.
    Money add(RecordedItem const& recorded, std::span<Priced const> priced, core::Period period,
              std::optional<Money> kept)
    {
        auto const& year = recorded.year;
        auto standing = outstanding_.amount + recorded.opening;
        auto const complement = recognise(year);
        auto repaid = done_in(year, policy_) + year.remission;
        take(standing, repaid);
        auto const now = cost(period.last);
        auto const before =
            cost_.value_or(cost(period.first).value_or(now.value_or(core::Price{})));
        Money revision = now ? revised(standing, before, *now, policy_) : Money{};
        auto rest = complement;
        take(rest, repaid);
        standing += rest;
        for (auto const& part : priced) {
            auto left = part.amount;
            take(left, repaid);
            standing += left;
            revision += now ? revised(left, part.unit_cost, *now, policy_) : Money{};
        }
        if (!by_units_) {
            revision = {};
        }
        revision = kept.value_or(revision);
        bool const current = policy_.cost_basis == CostBasis::current;
        outstanding_.amount = standing + (current ? revision : Money{});
        cost_ = now;
        return revision;
    }

private:
    /// What the year recognises beyond the budgets by units: consumption that none of them covers.
    Money recognise(ItemYear const& year)
    {
        auto const consumed = consumption_of(year, policy_);
        outstanding_.budgeted += year.budget.value_or(consumed);
        outstanding_.consumed += consumed;
        auto const beyond = std::max(Money{}, outstanding_.consumed - outstanding_.budgeted);
        outstanding_.budgeted += beyond;
        return beyond + (year.budget ? Money{} : consumed);
    }

    static void take(Money& from, Money& amount)
    {
        auto const taken = std::min(std::max(Money{}, from), amount);
        from -= taken;
        amount -= taken;
    }

    std::optional<core::Price> cost(core::Date day) const
    {
        auto const* const found = cost_on(registry_, action_, day);
        return found != nullptr ? std::optional{found->amount} : std::nullopt;
    }

    Registry const& registry_;
    Policy const& policy_;
    std::string const& action_;
    Outstanding outstanding_;
    std::optional<core::Price> cost_;
    bool by_units_ = false;
};

using Key = std::pair<std::string, std::string>;

RecordedItem* item_in(std::vector<RecordedItem>& items, Key const& key)
{
    auto const found = std::ranges::find_if(items, [&](RecordedItem const& each) {
        return each.item.capital == key.first && each.item.action == key.second;
    });
    return found == items.end() ? nullptr : &*found;
}

void revise_one(Registry const& registry, std::span<Exercise const> exercises, Policy const& policy,
                std::span<YearRead> years, Key const& key, Item const& item)
{
    Revision revision{registry, policy, key.second};
    for (std::size_t t = 0; t < years.size(); ++t) {
        auto const period = exercises[t].period;
        if (auto closed = exercises[t].closed) {
            auto const* const kept = item_in(closed->items, key);
            RecordedItem const none{item, {}, {}};
            auto const given = kept != nullptr ? kept->year.revision : Money{};
            revision.add(kept != nullptr ? *kept : none, years[t].priced[key], period, given);
            if (auto* const now = item_in(years[t].recorded.items, key)) {
                now->year.revision = given;
            }
            continue;
        }
        auto* found = item_in(years[t].recorded.items, key);
        RecordedItem fresh{item, {}, {}};
        auto& recorded = found != nullptr ? *found : fresh;
        recorded.year.revision = revision.add(recorded, years[t].priced[key], period, {});
        if (found == nullptr && !fresh.year.revision.is_zero()) {
            years[t].recorded.items.push_back(fresh);
        }
    }
}

} // namespace

void revise(Registry const& registry, std::span<Exercise const> exercises, Policy const& policy,
            std::span<YearRead> years)
{
    std::map<Key, Item> items;
    for (auto const& year : years) {
        for (auto const& recorded : year.recorded.items) {
            items.try_emplace({recorded.item.capital, recorded.item.action}, recorded.item);
        }
    }
    for (auto const& [key, item] : items) {
        revise_one(registry, exercises, policy, years, key, item);
    }
    for (auto& year : years) {
        std::ranges::sort(year.recorded.items, {}, [](RecordedItem const& each) {
            return std::pair{each.item.capital, each.item.action};
        });
    }
}

} // namespace coop::care
