// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/care/due.hpp>
#include <coop/care/registry.hpp>
#include <coop/core/decimal.hpp>
#include <coop/core/money.hpp>
#include <coop/core/words.hpp>
#include <coop/ledger/inkind.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// What of the work that was recorded repays a debt in euros, and what it is in its own unit. Own
// and grant money counts by the legal line that it was paid with; what others gave counts with its
// paper, and never for more than it is worth.

namespace coop::care {

/// \brief Why a realisation counts for what it counts.
enum class WorkMark {
    counted,     ///< its amount, or what bounds it
    stated,      ///< the amount of its paper: the action has no unit cost
    physical,    ///< own or grant work: the tag of its line counts, here is its quantity
    no_paper,    ///< of others, without a file kept by its digest
    own_people,  ///< unpaid work of the people of the capital that is owed
    no_quantity, ///< the action has a unit cost, and nobody says how much was done
    outlay,      ///< equipment: its depreciation counts
    no_amount,   ///< neither an amount nor a unit cost
};
inline constexpr auto work_mark_words = core::words<WorkMark>({
    {WorkMark::counted, "counted"},
    {WorkMark::stated, "stated"},
    {WorkMark::physical, "physical"},
    {WorkMark::no_paper, "no-paper"},
    {WorkMark::own_people, "own-people"},
    {WorkMark::no_quantity, "no-quantity"},
    {WorkMark::outlay, "outlay"},
    {WorkMark::no_amount, "no-amount"},
});
constexpr std::string_view name_of(WorkMark mark)
{
    return work_mark_words.of(mark);
}

/// \brief A realisation and what of it counts in euros: the least of what is known.
struct CountedWork {
    Realisation const* realisation = nullptr;
    core::Money amount; ///< 0 unless it is `counted` or `stated`
    WorkMark mark = WorkMark::counted;
    std::optional<core::Money> by_cost; ///< quantity × unit cost of the day
    std::optional<core::Money> by_rate; ///< hours × the in-kind rate of the day
    Cost const* cost = nullptr;         ///< of by_cost
};

/// \brief \param rates the books' own; of several in force on a day the least counts.
CountedWork counted_work(Registry const& registry, Realisation const& realisation,
                         std::span<ledger::InkindRate const> rates, core::Rounding rounding);

/// \brief Work of an action over one exercise in the unit of the action. Empty: nobody says.
struct WorkYear {
    std::optional<core::Decimal> opening; ///< due before and not done
    std::optional<core::Decimal> due;     ///< of budgets by quantity or by gap
    std::optional<core::Decimal> done;    ///< of realisations, each once
    std::optional<core::Decimal> missing; ///< due and not done, at the close
};

/// \brief An action in its own unit, exercise by exercise. Rounded half up to a millionth.
struct ActionWork {
    Action const* action = nullptr;
    std::vector<WorkYear> years; ///< shape: the exercises asked for
};

/// \brief By id of the action; those of which no quantity is known are left out.
/// \param budgets of inputs_of() over the same exercises.
/// \param paid `exercise, action` of which work counts in euros: where it does and nobody ever said
/// a quantity, what is missing is not known.
std::vector<ActionWork> work_of(Registry const& registry, std::span<BudgetDue const> budgets,
                                std::span<core::Period const> exercises,
                                std::set<std::pair<std::size_t, std::string>> const& paid = {});

} // namespace coop::care
