// SPDX-License-Identifier: GPL-3.0-or-later
#include "groups.hpp"

#include "sums.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace coop::report {

using core::Money;

namespace {

/// Openings of n-1 are what n-2 closed with.
constexpr std::size_t closes_that_show = 3;

/// Everything that statements may print of a capital in an exercise, by name.
using Figures = std::map<std::string, Money>;

bool any(Figures const& figures)
{
    return std::ranges::any_of(figures, [](auto const& each) { return !each.second.is_zero(); });
}

class Decision {
public:
    explicit Decision(CareFacts const& facts) : facts_(facts)
    {
        for (auto const& exercise : facts.exercises) {
            for (auto const& [capital, people] : exercise.people) {
                human_.insert(capital);
            }
        }
    }

    Groups take()
    {
        Groups groups;
        auto const exercises = facts_.exercises.size();
        for (std::size_t t = 0; t < exercises; ++t) {
            for (auto const& capital : human_) {
                figures_[{t, capital}] = figures_of(t, capital);
            }
        }
        for (std::size_t t = 0; t < exercises; ++t) {
            step(groups, t);
        }
        for (auto const& capital : human_) {
            if (groups.apart.contains(capital) || was_small(capital, exercises - 1)) {
                groups.hidden.insert(capital);
            }
        }
        groups.people = count(groups.apart, exercises - 1);
        return groups;
    }

private:
    /// From one exercise to the next: who was apart stays so until no group is small, so that sums
    /// of other groups never meet.
    void step(Groups& groups, std::size_t t) const
    {
        std::set<std::string> small;
        for (auto const& capital : human_) {
            if (was_small(capital, t) && says_something(capital, t)) {
                small.insert(capital);
            }
        }
        if (small.empty()) {
            groups.apart.clear();
            groups.together = false;
            return;
        }
        groups.ever = true;
        groups.apart.merge(small);
        auto widened = groups.apart;
        groups.together = may_be_added(widened, t);
        for (auto const& other : others(groups.apart, t)) {
            if (!groups.together) {
                widened.insert(other);
                groups.together = may_be_added(widened, t);
            }
        }
        if (groups.together) {
            groups.apart = std::move(widened);
        }
    }

    care::People const* people_of(std::string const& capital, std::size_t t) const
    {
        auto const& people = facts_.exercises[t].people;
        auto const found = people.find(capital);
        return found == people.end() ? nullptr : &found->second;
    }

    bool was_small(std::string const& capital, std::size_t t) const
    {
        for (std::size_t i = 0; i < closes_that_show && i <= t; ++i) {
            auto const* const people = people_of(capital, t - i);
            if (people != nullptr && care::is_small(*people)) {
                return true;
            }
        }
        return false;
    }

    bool says_something(std::string const& capital, std::size_t t) const
    {
        for (std::size_t i = 0; i <= t; ++i) {
            if (any(figures_.at({i, capital}))) {
                return true;
            }
        }
        return false;
    }

    std::int64_t count(std::set<std::string> const& capitals, std::size_t t) const
    {
        std::int64_t sum = 0;
        for (auto const& capital : capitals) {
            auto const* const people = people_of(capital, t);
            sum += people == nullptr ? 0 : people->count.value_or(0);
        }
        return sum;
    }

    /// Capitals of people that may join, the fewest people first.
    std::vector<std::string> others(std::set<std::string> const& apart, std::size_t t) const
    {
        std::vector<std::string> result;
        for (auto const& capital : human_) {
            if (!apart.contains(capital) && says_something(capital, t)) {
                result.push_back(capital);
            }
        }
        std::ranges::stable_sort(result, {},
                                 [&](std::string const& capital) { return count({capital}, t); });
        return result;
    }

    /// Whether no sum over these capitals is the figure of one of them.
    bool may_be_added(std::set<std::string> const& capitals, std::size_t t) const
    {
        auto const netting = facts_.policy.netting;
        if (netting == care::Netting::family || netting == care::Netting::all) {
            return false; // they have no position of their own
        }
        std::int64_t at_least = 0;
        for (auto const& capital : capitals) {
            if (auto const* const people = people_of(capital, t)) {
                at_least = std::max(at_least, people->at_least);
            }
        }
        if (capitals.size() < 2 || count(capitals, t) < at_least) {
            return false;
        }
        return are_shared(capitals, t) && (t == 0 || are_shared(capitals, t - 1));
    }

    bool are_shared(std::set<std::string> const& capitals, std::size_t t) const
    {
        std::map<std::string, int> contributors;
        for (auto const& capital : capitals) {
            for (auto const& [name, amount] : figures_.at({t, capital})) {
                contributors[name] += amount.is_zero() ? 0 : 1;
            }
        }
        return std::ranges::none_of(contributors,
                                    [](auto const& each) { return each.second == 1; });
    }

    Figures figures_of(std::size_t t, std::string const& capital) const
    {
        Figures figures;
        auto const sums = amounts_of(sums_of_all(facts_, t, {capital}));
        for (std::size_t i = 0; i < sums.size(); ++i) {
            figures[fmt::format("sum-{}", i)] = sums.at(i);
        }
        add_items(figures, t, capital);
        for (auto const& entry : facts_.book.entries[t]) {
            if (entry.capital == capital) {
                for (auto const& line : entry.lines) {
                    auto const account = line.account.substr(0, line.account.find('.'));
                    auto const key =
                        fmt::format("{} {} {}", care::name_of(entry.journal), entry.rule, account);
                    figures[key + " debit"] += line.debit;
                    figures[key + " credit"] += line.credit;
                }
            }
        }
        auto const& groups = facts_.outcome.groups;
        for (std::size_t g = 0; g < groups.size(); ++g) {
            auto const& all = facts_.outcome.exercises[t].positions[g].layers;
            if (groups[g].capital == capital) {
                for (auto const& layer : layers_since(all, t == 0 ? 0 : t - 1)) {
                    figures[fmt::format("layer-{}", layer.exercise)] += layer.amount;
                }
            }
        }
        return figures;
    }

    void add_items(Figures& figures, std::size_t t, std::string const& capital) const
    {
        auto const& items = facts_.inputs.items;
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (items[i].capital != capital) {
                continue;
            }
            for (auto const& [kind, amount] : memo_kinds) {
                figures["memo-" + std::string{kind}] +=
                    facts_.outcome.exercises[t].memos[i].*amount;
            }
            auto const& tagged = facts_.exercises[t].tagged;
            if (auto const found = tagged.find(care::id_of(items[i])); found != tagged.end()) {
                figures["tagged"] += found->second.amount;
                figures["tagged-dotations"] += found->second.dotations;
            }
        }
    }

    CareFacts const& facts_;
    std::set<std::string> human_;
    std::map<std::pair<std::size_t, std::string>, Figures> figures_;
};

} // namespace

Groups groups_of(CareFacts const& facts)
{
    return facts.exercises.empty() ? Groups{} : Decision{facts}.take();
}

std::vector<care::Layer> layers_since(std::vector<care::Layer> const& layers, std::size_t since)
{
    std::vector<care::Layer> result;
    for (auto const& layer : layers) {
        bool const old = layer.exercise == care::Layer::before || layer.exercise < since;
        auto const exercise = old ? care::Layer::before : layer.exercise;
        auto const known = std::ranges::find(result, exercise, &care::Layer::exercise);
        if (known == result.end()) {
            result.push_back({exercise, layer.amount});
        } else {
            known->amount += layer.amount;
        }
    }
    return result;
}

} // namespace coop::report
