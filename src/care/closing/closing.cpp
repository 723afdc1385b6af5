// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/care/closing.hpp>

#include <coop/core/error.hpp>
#include <coop/ledger/account_role.hpp>

#include <algorithm>
#include <map>

namespace coop::care {

using core::Date;
using core::Money;

std::vector<TaggedAmount> tagged_amounts(Registry const& registry, std::span<LegalLine const> lines,
                                         core::Rounding rounding)
{
    std::vector<TaggedAmount> all;
    constexpr std::int64_t hundred_percent = 100'000'000; // In millionths of a percent.
    for (auto const& line : lines) {
        std::int64_t share_before = 0;
        for (auto const& tag : registry.tags) {
            if (tag.withdrawn || tag.entry != line.entry || tag.line != line.line) {
                continue;
            }
            auto const up_to = [&](std::int64_t share) {
                return core::scale(line.amount, share, hundred_percent, rounding);
            };
            auto amount = tag.amount.value_or(Money{});
            if (tag.amount && line.amount.is_negative()) {
                amount = -amount;
            }
            if (!tag.amount) {
                auto const share = tag.share ? core::widen(*tag.share, 6).units : hundred_percent;
                amount = up_to(share_before + share) - up_to(share_before);
                share_before += share;
            }
            all.push_back({&tag, &line, amount, ledger::is_fixed_asset(line.account)});
        }
    }
    return all;
}

std::optional<Date> first_day(Registry const& registry, std::span<LegalLine const> lines)
{
    std::optional<Date> first;
    auto const see = [&](Date day) { first = std::min(first.value_or(day), day); };
    for (auto const& budget : registry.budgets) {
        see(budget.period.first);
    }
    for (auto const& degradation : registry.degradations) {
        see(degradation.period.last);
    }
    for (auto const& realisation : registry.realisations) {
        see(realisation.date);
    }
    for (auto const& remission : registry.remissions) {
        see(remission.date);
    }
    for (auto const& overlap : registry.overlaps) {
        see(overlap.date);
    }
    for (auto const& line : lines) {
        see(line.date);
    }
    return first;
}

std::vector<Overlap const*> last_overlaps(Registry const& registry, Date day)
{
    std::map<std::pair<std::string, std::string>, Overlap const*> last;
    for (auto const& overlap : registry.overlaps) {
        if (overlap.date <= day) {
            auto& known = last[{overlap.action, overlap.account}];
            if (known == nullptr || known->date <= overlap.date) {
                known = &overlap;
            }
        }
    }
    std::vector<Overlap const*> all;
    for (auto const& [key, overlap] : last) {
        all.push_back(overlap);
    }
    return all;
}

std::vector<State const*> undeclared_states(Registry const& registry, RecordedYear const& year,
                                            core::Period period)
{
    std::set<std::string> owing;
    for (auto const& recorded : year.items) {
        bool const owes = recorded.year.budget || recorded.year.measured ||
                          !recorded.year.planned.is_zero() || !recorded.opening.is_zero();
        if (owes && recorded.item.valued) {
            owing.insert(recorded.item.capital);
        }
    }
    std::vector<State const*> all;
    for (auto const& indicator : registry.indicators) {
        auto const* const state = state_on(registry, indicator.head.id, period.last);
        if (state != nullptr && state->mode == Mode::non_declaree &&
            owing.contains(indicator.capital)) {
            all.push_back(state);
        }
    }
    return all;
}

} // namespace coop::care
