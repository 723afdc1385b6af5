// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/money.hpp>

#include <span>
#include <string>
#include <string_view>

namespace coop::care {

/// \brief How the same debts are shown (care.md §3.5): repaid, rebuilt, or at the close only.
enum class Presentation { dette, capital, cloture };

/// \brief How finely positions are kept. `family` and `all` are weak sustainability.
enum class Netting { action, capital, family, all };

/// \brief What is done beyond the obligation: a memo, or work done in advance (signed).
enum class Surplus { memo, prepaid };

enum class Consumption { planned, measured, max };
enum class CostBasis { historical, current };
enum class Inherited { memo, include };
enum class Baseline { good_state, initial, trajectory };
enum class Distribution { strict, after_result };
enum class FinancialScope { tous, propres_emprunts, propres };

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

/// \brief One option: its key, its words (the default first), and how it is read and written.
struct PolicyOption {
    std::string_view key;
    std::span<std::string_view const> words;
    int (*get)(Policy const&); ///< index of words
    void (*set)(Policy&, int index);
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
