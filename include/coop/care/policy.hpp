// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/money.hpp>
#include <coop/core/words.hpp>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coop::care {

/// \brief How the same debts are shown (care.md §3.5): repaid, rebuilt, or at the close only.
enum class Presentation { dette, capital, cloture };
inline constexpr auto presentation_words = core::words<Presentation>({
    {Presentation::dette, "dette"},
    {Presentation::capital, "capital"},
    {Presentation::cloture, "cloture"},
});

/// \brief How finely positions are kept. `family` and `all` are weak sustainability.
enum class Netting { action, capital, family, all };
inline constexpr auto netting_words = core::words<Netting>({
    {Netting::action, "action"},
    {Netting::capital, "capital"},
    {Netting::family, "family"},
    {Netting::all, "all"},
});

/// \brief What is done beyond the obligation: a memo, or work done in advance (signed).
enum class Surplus { memo, prepaid };
inline constexpr auto surplus_words = core::words<Surplus>({
    {Surplus::memo, "memo"},
    {Surplus::prepaid, "prepaid"},
});

enum class Consumption { planned, measured, max };
inline constexpr auto consumption_words = core::words<Consumption>({
    {Consumption::planned, "planned"},
    {Consumption::measured, "measured"},
    {Consumption::max, "max"},
});

enum class CostBasis { historical, current };
inline constexpr auto cost_basis_words = core::words<CostBasis>({
    {CostBasis::historical, "historical"},
    {CostBasis::current, "current"},
});

enum class Inherited { memo, include };
inline constexpr auto inherited_words = core::words<Inherited>({
    {Inherited::memo, "memo"},
    {Inherited::include, "include"},
});

enum class Baseline { good_state, initial, trajectory };
inline constexpr auto baseline_words = core::words<Baseline>({
    {Baseline::good_state, "good_state"},
    {Baseline::initial, "initial"},
    {Baseline::trajectory, "trajectory"},
});

enum class Distribution { strict, after_result };
inline constexpr auto distribution_words = core::words<Distribution>({
    {Distribution::strict, "strict"},
    {Distribution::after_result, "after-result"},
});

enum class FinancialScope { tous, propres_emprunts, propres };
inline constexpr auto financial_scope_words = core::words<FinancialScope>({
    {FinancialScope::tous, "tous"},
    {FinancialScope::propres_emprunts, "propres+emprunts"},
    {FinancialScope::propres, "propres"},
});

inline constexpr auto rounding_words = core::words<core::Rounding>({
    {core::Rounding::half_up, "half_up"},
    {core::Rounding::half_even, "half_even"},
    {core::Rounding::down, "down"},
});

inline constexpr auto yes_words = core::words<bool>({{true, "yes"}, {false, "no"}});

/// \brief Where the literature differs, what was chosen. A close stores all of it; a report prints
/// it ("principes retenus"). Defaults are those of care.md §5.
struct Policy {
    Baseline baseline = Baseline::good_state;
    Presentation presentation = Presentation::dette;
    Netting netting = Netting::action;
    Surplus surplus = Surplus::memo;
    Consumption consumption = Consumption::planned;
    CostBasis cost_basis = CostBasis::historical;
    Inherited inherited = Inherited::memo;
    bool third_party_repays = true;
    FinancialScope financial_scope = FinancialScope::tous;
    Distribution distribution = Distribution::strict;
    core::Rounding rounding = core::Rounding::half_up;

    friend bool operator==(Policy const&, Policy const&) = default;
};

/// \brief One option: its key, and how it is read and written.
struct PolicyOption {
    std::string_view key;
    std::vector<std::string> (*words)(); ///< in the order in which people are told
    std::string_view (*get)(Policy const&);
    bool (*set)(Policy&, std::string_view word); ///< false, and nothing done: none of its words
};

/// \brief The list, in the order in which reports print it.
std::span<PolicyOption const> policy_options();

/// \brief Chooses by words: `netting`, `capital`.
///
/// \throws Error{usage} "care.policy-key", "care.policy-word" (says which there are).
void set_option(Policy& policy, std::string_view key, std::string_view word);

std::string_view word_of(Policy const& policy, PolicyOption const& option);

/// \brief `key=word` per line, all options in order: what is hashed, and compared between closes.
std::string canonical(Policy const& policy);

/// \brief The reverse. \throws what set_option throws; a key that is absent keeps its default.
Policy policy_of(std::string_view canonical_text);

/// \brief Whether capitals would pay for one another.
bool is_weak(Policy const& policy);

} // namespace coop::care
