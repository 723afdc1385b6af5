// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/care/registry.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coop::care {

/// \brief Whether a record agrees with what it names and with itself.
///
/// \param registry what is recorded; of `measurement` only what a budget's gap needs.
/// \param record as check_record() gave it.
/// \throws Error{refused} "care.unknown" (kind, id, key, nearest), "care.unit" (kind, id, unit,
///         expected), "care.other-capital" (kind, id, key, capital), "care.reversed" (first, last),
///         "care.state-form" (id, direction, need), "care.range", "care.budget-form" (id),
///         "care.instalments" (id, sum, amount), "care.instalments-form" (id), "care.not-valued"
///         (kind, id, capital), "care.share-source" (id), "care.nothing-done" (id), "care.people"
///         (id), "care.indicator-used" (kind, id, key, before): a state or a measurement names it;
///         of levels "care.levels-extra" (id), "care.aggregate-words" (id, aggregate),
///         "care.levels-missing" (id, indicator), "care.level-extra" (id, indicator),
///         "care.level-unknown" (id, level, nearest, known).
void check_references(Registry const& registry, Record const& record);

/// \brief What is typed of a qualitative indicator, in the words of its list: the value of a
/// measurement is its level, whatever the case and the accents.
Record in_words(Registry const& registry, Record typed);

/// \brief What a hint offers for an id that is not there: the nearest, else the first ones; `–`.
std::string offered(std::string_view id, std::vector<std::string> const& known);

/// \brief Refuses a kind and an id that nothing recorded has.
///
/// \throws Error{refused} "care.unknown".
void demand(Registry const& registry, std::string_view kind, std::string_view id,
            std::string_view key = {});

/// \brief What a budget amounts to, or what is missing to say it: it is then non chiffré.
struct Costed {
    std::optional<core::Money> amount;
    std::string missing;       ///< `cost`, `state`, `measurement`; empty where there is an amount
    bool shadow_price = false; ///< at a price that is none of an action
    std::optional<core::Decimal> units; ///< of the action, rounded to a millionth; by units only
    State const* state = nullptr;       ///< of a gap
    Measurement const* measurement = nullptr; ///< of a gap
    Cost const* cost = nullptr;               ///< by units only
};

/// \brief Its amount; its quantity at the unit cost of its first day; or the gap between the last
/// measurement and the good state of that day, over the step, times the extent, at that cost.
///
/// One rounding, to the cent. \throws Error{refused} "money.overflow".
Costed cost_of(Registry const& registry, Budget const& budget,
               core::Rounding rounding = core::Rounding::half_up);

/// \brief The same on another day than the first one of the budget.
Costed cost_on_day(Registry const& registry, Budget const& budget, core::Date day,
                   core::Rounding rounding);

/// \brief How far the good state is: 0 where it is reached; nothing where it has no numbers.
std::optional<core::Decimal> gap_of(State const& state, Direction direction, core::Decimal value);

/// \brief Whether a good state still holds on a day, and whether somebody declared it.
bool is_expired(State const& state, core::Date day);        ///< beyond its validity
bool is_due_for_review(State const& state, core::Date day); ///< beyond its review date

/// \brief Refuses to let out what a capital of family H says of fewer people than its group size.
///
/// For whoever writes a file of what concerns people: lists, cards, exports of measurements,
/// degradations, realisations, costs, budgets, tags, openings, overlaps and remissions.
/// \throws Error{refused} "care.group-size" (capital, people, minimum).
void demand_group(Registry const& registry, std::string_view capital);

/// \brief Whether objects of that kind say what happened to people, for a capital of family H.
bool concerns_people(std::string_view kind);

} // namespace coop::care
