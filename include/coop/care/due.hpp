// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/care/registry.hpp>
#include <coop/core/date.hpp>
#include <coop/core/money.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

// What a budget makes due, exercise by exercise, and why it is that much. These rules are
// constructions of coop for books (docs/guides/care-cloture.md); no source settles them.

namespace coop::care {

/// \brief A share of the time of something, in months or days.
struct TimeShare {
    core::Period slice{};
    core::Money amount;       ///< of the slice
    std::int64_t weight = 0;  ///< of the slice
    std::int64_t weights = 0; ///< of the whole
    bool by_month = false;
};

/// \brief What of a budget falls due in one exercise.
struct DueShare {
    std::size_t exercise = 0; ///< its index
    core::Money amount;       ///< of the schedule
    core::Money at_once; ///< besides, of a gap whose capital has ceased: it falls due with that day
    core::Period slice{};     ///< of the budget that the exercise has
    std::int64_t weight = 0;  ///< of the slice, in months or days
    std::int64_t weights = 0; ///< of the whole budget, or of `instalment`
    bool by_month = false;
    std::optional<TimeShare> instalment; ///< of the exercise, where a cessation cuts it
};

/// \brief A budget as the exercises read it.
///
/// net = gross, or for a gap gross - max(0, owed + planned - done), 0 at least: what is missing
/// already as arrears, or what another budget of the same action and indicator still plans for it,
/// is not owed twice. Σ shares + to_come + written_off = net, but where it began before the first
/// exercise.
struct BudgetDue {
    Budget const* budget = nullptr;
    core::Money gross;   ///< what it costs on its first day
    core::Money owed;    ///< of a gap: X of the action when its exercise opens, below 0 an advance
    core::Money planned; ///< of a gap: what running gap budgets still plan for it
    core::Money done;    ///< of a gap: work that counted in that exercise before that day
    core::Money net;     ///< what it brings
    std::vector<DueShare> shares;  ///< of exercises that are known
    core::Money to_come;           ///< of exercises that are not known yet
    std::size_t first = 0;         ///< the exercise that recognises it
    core::Money recognised;        ///< there: net, less what was due before any exercise
    core::Money written_off;       ///< what never falls due: the capital has ceased
    std::optional<core::Date> end; ///< the last day of use, where it has ceased within the budget

    /// Arrears beyond the gap: only a remission or a signed revision lowers them.
    bool owed_beyond() const { return owed > gross; }
};

} // namespace coop::care
