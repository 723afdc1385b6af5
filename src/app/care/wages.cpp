// SPDX-License-Identifier: GPL-3.0-or-later
//
// A living wage is gross or loaded: what is due and what is paid count the same, or the difference
// would be work that nobody did (care-rights.md §8, a construction).
#include "wages.hpp"

#include <coop/care/choices.hpp>
#include <coop/core/error.hpp>
#include <coop/ledger/account_role.hpp>

namespace coop::app {

using core::Error;
using core::ErrorKind;

std::optional<care::Wages> wages_of_due(care::Registry const& registry, std::string_view action,
                                        core::Date day)
{
    care::Budget const* found = nullptr;
    for (auto const& budget : registry.budgets) {
        if (budget.action != action || !budget.wages) {
            continue;
        }
        bool const covers = budget.period.contains(day);
        bool const better =
            found == nullptr || (covers && !found->period.contains(day)) ||
            (covers == found->period.contains(day) && found->period.first <= budget.period.first);
        found = better ? &budget : found;
    }
    return found != nullptr ? found->wages : std::nullopt;
}

std::optional<care::Wages> wages_of_tag(care::Registry const& registry, TagRequest const& request,
                                        care::LegalLine const& line)
{
    auto const due = wages_of_due(registry, request.action, line.date);
    auto const text = [](std::optional<care::Wages> wages) {
        return wages ? std::string{care::wages_words.of(*wages)} : std::string{"–"};
    };
    bool const has_due = std::ranges::any_of(
        registry.budgets, [&](auto const& budget) { return budget.action == request.action; });
    if (request.wages && has_due && request.wages != due) {
        throw Error{
            ErrorKind::refused,
            "care.tag-wages",
            {{"action", request.action}, {"wages", text(request.wages)}, {"expected", text(due)}}};
    }
    auto const wages = due ? due : request.wages;
    if (wages == care::Wages::gross && ledger::is_employer_contribution(line.account)) {
        throw Error{ErrorKind::refused,
                    "care.tag-contribution",
                    {{"entry", line.entry},
                     {"line", line.line},
                     {"account", line.account},
                     {"action", request.action}}};
    }
    return wages;
}

} // namespace coop::app
