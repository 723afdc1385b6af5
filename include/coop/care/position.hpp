// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/care/policy.hpp>
#include <coop/core/money.hpp>
#include <coop/core/words.hpp>

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// What the organisation owes each capital, year after year (care.md §3.2 and §3.4).
//
//     X_t = X_{t-1} + c + r - m - p'        p' = min(p, outstanding)
//     Résultat CARE = Résultat légal - Σ ΔX
//
// c is what the year consumed, r the revision of estimates, m a signed remission, p' the
// preservation that was done and was owed. Nothing here adds two capitals but the result.

namespace coop::care {

enum class Family { natural, human, financial };

/// \brief Of `N.sol`, `H.salaries`, `F.x`. \throws Error{usage} "care.capital-id".
Family family_of(std::string_view capital);

enum class ActionKind { preservation, restoration, avoidance, monitoring };
inline constexpr auto action_kind_words = core::words<ActionKind>({
    {ActionKind::preservation, "preservation"},
    {ActionKind::restoration, "restoration"},
    {ActionKind::avoidance, "avoidance"},
    {ActionKind::monitoring, "monitoring"},
});
constexpr std::string_view name_of(ActionKind kind)
{
    return action_kind_words.of(kind);
}

enum class Origin { contractee, heritee };
inline constexpr auto origin_words = core::words<Origin>({
    {Origin::contractee, "contractee"},
    {Origin::heritee, "heritee"},
});
constexpr std::string_view name_of(Origin origin)
{
    return origin_words.of(origin);
}

enum class Funding { own, grant, third, volunteer };
inline constexpr auto funding_words = core::words<Funding>({
    {Funding::own, "own"},
    {Funding::grant, "grant"},
    {Funding::third, "third"},
    {Funding::volunteer, "volunteer"},
});
constexpr std::string_view name_of(Funding funding)
{
    return funding_words.of(funding);
}
inline constexpr std::size_t funding_count = 4;

/// \throws Error{usage} "care.word" (args: key, word, known).
ActionKind parse_action_kind(std::string_view text);
Origin parse_origin(std::string_view text);
Funding parse_funding(std::string_view text);

/// \brief The finest thing a debt is recorded for: an action (or person) of a capital.
struct Item {
    std::string capital;
    std::string action; ///< empty: the capital as one
    ActionKind kind = ActionKind::preservation;
    Origin origin = Origin::contractee;
    bool valued = true; ///< false: non chiffré; it holds no amount anywhere
};

/// \brief `N.sol`, or `N.sol/compost`.
std::string id_of(Item const& item);

/// \brief What was done for an item, by who paid: already a charge of the legal book, or outside
/// it.
struct Done {
    std::array<core::Money, funding_count> in_books{};
    std::array<core::Money, funding_count> outside{};
};

/// \brief The rules that an exercise is read and settled by. `declared` is what experiments and
/// closes made before 0.2 have: what is written counts, and remissions settle first.
enum class Rules { declared, proven };
inline constexpr auto rules_words = core::words<Rules>({
    {Rules::declared, "1"},
    {Rules::proven, "2"},
});

/// \brief What one exercise says of one item. Amounts are >= 0 but `revision`, `estimate`, and what
/// was done in the books: a credit note may take back more than the year brought.
struct ItemYear {
    std::optional<core::Money> budget;   ///< B recognised this exercise; none: the year's own due
    core::Money planned;                 ///< the due share of the schedule
    std::optional<core::Money> measured; ///< degradation × cost of what undoes it
    Done done;
    core::Money revision;  ///< r, of the estimate of outstanding work (current cost only)
    core::Money remission; ///< m, signed by those concerned
    core::Money overlap; ///< L: standing at the close in provisions, fonds dédiés, accrued charges
    core::Money estimate; ///< r besides: of revisions recorded one by one, downward ones signed
    bool ceased = false;  ///< the capital is no longer used: what is not due yet never falls due
};

/// \brief An exercise. Shape: items.size() == Inputs::items.size().
struct ExerciseInputs {
    std::string label;
    core::Money legal_result;
    std::vector<ItemYear> items;
    Rules rules = Rules::declared;
};

/// \brief What compute() reads.
struct Inputs {
    std::vector<Item> items;
    std::vector<core::Money> opening; ///< X_0 per item: arrears at first adoption, signed
    std::vector<ExerciseInputs> exercises;
};

/// \brief Arrears that fell due in one exercise and are not repaid yet.
struct Layer {
    std::size_t exercise = 0; ///< index of Inputs::exercises; `before` = at first adoption
    core::Money amount;       ///< > 0

    static constexpr std::size_t before = static_cast<std::size_t>(-1);
    friend bool operator==(Layer const&, Layer const&) = default;
};

/// \brief What is owed to one position over one exercise. A position is an item, or what `netting`
/// makes one of several.
struct Position {
    core::Money opening;         ///< X_{t-1}
    core::Money budget;          ///< B
    core::Money complement;      ///< consumed beyond all that was ever budgeted, recognised in turn
    core::Money consumption;     ///< c
    core::Money written_off;     ///< of B, what never falls due since the capital has ceased
    core::Money revision;        ///< r
    core::Money lowered;         ///< of r, what signed revisions take away
    core::Money remission;       ///< m
    core::Money done;            ///< p, eligible
    core::Money repaid_in_books; ///< of p', what the legal book bears already (C7); below 0: taken
                                 ///< back, the debt is open again
    core::Money repaid_outside;  ///< of p', the rest (C75)
    core::Money surplus;         ///< s = p - p': no credit, a memo
    core::Money closing;         ///< X_t
    core::Money in_legal_book; ///< of the arrears, what provisions and fonds dédiés hold already
    core::Money in_legal_book_before; ///< the same at the opening
    std::vector<Layer> layers;        ///< oldest first; their sum is arrears()
    bool ceased = false;              ///< all of it: no use is left

    core::Money repaid() const { return repaid_in_books + repaid_outside; } ///< p'
    core::Money arrears() const;                                            ///< D_t = max(0, X_t)
    core::Money advance() const;                                            ///< A_t = max(0, -X_t)
    core::Money unmet() const;                                              ///< max(0, c - p')
    core::Money arrears_repaid() const; ///< max(0, p' - c): older arrears, or an advance
    core::Money effect() const;         ///< ΔX in the CARE book: what the result loses, A and B
};

/// \brief A position as a group of items: index of items, and what they are called together.
struct Group {
    std::string capital; ///< `N.sol`; `N` of netting `family`, `*` of `all`
    std::string action;  ///< of netting `action` only
    std::vector<std::size_t> items;
};

std::string id_of(Group const& group);

/// \brief What is kept beside the debts and changes none: C9.
struct Memo {
    core::Money restoration; ///< kind restoration, whatever its origin
    core::Money inherited;   ///< preservation of inherited debt (inherited = memo)
    core::Money avoidance;
    core::Money monitoring;
    core::Money third_party; ///< done by third parties where the policy does not let them repay
};

core::Money total(Memo const& memo);

struct ExerciseOutcome {
    std::string label;
    core::Money legal_result;
    core::Money result;              ///< Résultat CARE in the policy's presentation
    std::vector<Position> positions; ///< shape: Outcome::groups
    std::vector<Memo> memos;         ///< shape: Inputs::items
    core::Money advance_change;      ///< Σ ΔA: what a distribution must not count
    core::Money arrears;             ///< Σ D: printed, never netted
    core::Money remitted;            ///< Σ m: what a distribution must not count either
};

struct Outcome {
    std::vector<Group> groups;
    std::vector<ExerciseOutcome> exercises;
};

/// \brief The groups of `items` that enter the result: preservation of contracted debts (inherited
/// ones when the policy includes them) that have a cost. In the order of their first item.
std::vector<Group> groups_of(std::span<Item const> items, Policy const& policy);

/// \brief The one engine: an experiment, a scenario and a close all come here.
///
/// Cost: items × exercises.
/// \throws Error{refused} "care.weak" (netting beyond a capital without `weak_allowed`),
///         "care.negative" (a due, an amount done, a budget, an opening below 0; args: item,
///         exercise, key, amount), "money.overflow".
Outcome compute(Inputs const& inputs, Policy const& policy, bool weak_allowed = false);

/// \brief What may be distributed: nothing while arrears stand (`strict`); or the CARE result
/// without what was done in advance or remitted (`after-result`). Never below 0.
core::Money distributable(ExerciseOutcome const& exercise, Policy const& policy);

/// \brief `amount` over `count` instalments, each rounded down, the last one takes the rest: they
/// sum to `amount`. \param count >= 1.
std::vector<core::Money> linear_schedule(core::Money amount, std::size_t count);

} // namespace coop::care
