// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/care/closing.hpp>
#include <coop/care/entry.hpp>
#include <coop/care/policy.hpp>
#include <coop/care/record.hpp>
#include <coop/care/registry.hpp>
#include <coop/core/date.hpp>
#include <coop/core/money.hpp>
#include <coop/ledger/balances.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// What must hold before a close is written, and what it then writes: from values to a refusal or a
// plan. Whoever closes gathers the values and writes what the plan says.

namespace coop::care {

struct CloseRequest {
    std::string year;
    bool correct = false;     ///< write again what has changed since
    bool restate = false;     ///< write earlier closes again, in the policy that is new
    std::string reason;       ///< of either
    bool provisional = false; ///< show, write nothing: the legal year may be open
    bool undeclared_allowed = false;
    bool weak_allowed = false;
};

/// \brief A close, as its record keeps it.
struct KeptClose {
    std::string year;
    std::int64_t version = 0;
    Policy policy;
    RecordedYear inputs;
    bool weak = false;                 ///< weak sustainability was allowed
    bool undeclared = false;           ///< good states that nobody declared were
    core::Date day{};                  ///< on which it was recorded
    std::string reason;                ///< of a correction
    std::optional<std::int64_t> books; ///< sequence of the records of the legal books then
    std::string legal_head;            ///< of their entries then; empty: none
    std::string body_sha256;           ///< of what the statements print; empty: not recorded
    std::int64_t sequence = 0;         ///< of its record: what came later it could not read
};

/// \brief What a record of kind `close` says.
KeptClose kept_close_of(Filed const& filed);

/// \brief An exercise that a close looks at: what was written of it, and what it comes to now.
struct ExerciseToClose {
    std::string year;
    KeptClose const* kept = nullptr;      ///< null: not closed yet
    std::vector<PostedEntry> standing;    ///< of its livre: neither reversed nor a reversal
    std::span<Draft const> made;          ///< what the engine makes of it now
    RecordedYear const* inputs = nullptr; ///< that it makes them from
};

/// \brief A change of method: what was closed in the other one is restated, or nothing is done.
///
/// \throws Error{refused} "care.policy-changed" (year, option, before, after).
void check_policy(std::span<ExerciseToClose const> exercises, Policy const& policy,
                  CloseRequest const& request);

/// \brief A surplus that pays for later exercises is agreed to by somebody else than management.
///
/// \throws Error{refused} "care.prepaid-unsigned".
void check_prepaid(Registry const& registry);

/// \param undeclared undeclared_states() of the exercise.
/// \throws Error{refused} "care.undeclared" (year, count; a finding for each).
void check_declared(Registry const& registry, std::span<State const* const> undeclared,
                    CloseRequest const& request);

/// \brief What overlaps say at the end of `day`, added up by account.
std::map<std::string, core::Money> overlaps_by_account(Registry const& registry, core::Date day);

/// \brief What overlaps name stands in the accounts: provisions, fonds dédiés, accrued charges.
///
/// \param named overlaps_by_account(). \param balances of the legal year, posted entries only.
/// \throws Error{refused} "care.overlap-account" (account), "care.overlap-balance" (account,
/// amount,
///         balance, year).
void check_overlaps(std::map<std::string, core::Money> const& named,
                    std::span<ledger::Balance const> balances, std::string const& year);

/// \brief Whether a posted entry is one that the engine makes, or all of them are, in their order.
bool says_the_same(PostedEntry const& posted, Draft const& made);
bool says_the_same(std::span<PostedEntry const> posted, std::span<Draft const> made);

/// \brief What one exercise has to be given.
struct Writing {
    std::size_t exercise = 0; ///< its index
    bool again = false;       ///< it was closed before
    bool entries = true;      ///< false: only what was read has changed, not what it comes to
};

/// \brief Which exercises are written: the one at index `at` where it is new or has changed, and
/// whatever follows from it.
///
/// \throws Error{database} "care.close-differs" (year): entries stand whose close is gone.
std::vector<Writing> plan_close(std::span<ExerciseToClose const> exercises, std::size_t at,
                                Policy const& policy);

/// \brief Nothing that was closed is written again unless somebody asked for it, with a reason.
///
/// \throws Error{refused} "care.close-changed" (year, count; a finding for each value);
///         Error{usage} "care.reason".
void check_plan(std::span<Writing const> writings, ExerciseToClose const& closed,
                CloseRequest const& request);

} // namespace coop::care
