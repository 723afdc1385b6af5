// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/care/entry.hpp>
#include <coop/care/position.hpp>
#include <coop/care/record.hpp>
#include <coop/care/registry.hpp>
#include <coop/core/date.hpp>
#include <coop/core/diagnostic.hpp>
#include <coop/core/money.hpp>
#include <coop/core/words.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// The invariants I1 … I30 (docs/reference/commands/care-check.md), proved again on what is recorded
// as if another tool had written it: registers, livre CARE, closes, and the legal lines they name.

namespace coop::care {

/// \brief A legal line that a tag points at, as the legal books have it today.
struct CheckedLine {
    std::int64_t entry = 0;
    std::int64_t line = 0; ///< from 1
    bool posted = true;
    std::string account;
    core::Money amount; ///< debit less credit
};

/// \brief A closed exercise: what its close says, and what stands in both books.
struct CheckedYear {
    std::string label;
    core::Period period{};
    core::Money legal_now; ///< result of the legal books today
    std::vector<PostedEntry> entries;

    Policy policy; ///< what follows is what the close kept
    core::Money legal_result;
    core::Money result;
    core::Money arrears;
    std::string inputs;
    std::string inputs_sha256;
    std::string entries_sha256;
    std::vector<std::string> incomplete; ///< capitals of which some due has no cost
    bool undeclared = false;             ///< good states that nobody declared were allowed
    std::string body_sha256;             ///< of what its statements print; empty: not recorded
    std::string body_now;                ///< the same of what they print today
    std::int64_t changed = 0; ///< values of the registers that are no more what the close read
};

/// \brief compute(), or what a test puts in its place to see a law broken.
using Engine = std::function<Outcome(Inputs const&, Policy const&, bool weak_allowed)>;

/// \brief Plain values; a test makes them by hand.
struct CheckFacts {
    Engine engine = compute;
    Registry registry;
    core::Date today{};
    std::vector<CheckedLine> lines;
    std::vector<CheckedYear> years;    ///< closed, without a gap, first to last
    std::vector<std::string> unsealed; ///< years with entries of the livre CARE and no close
    Inputs inputs;                     ///< as the closes kept them; Shape: exercises as `years`
    std::string refusal; ///< id of what reading the closes again refused; empty: nothing
    std::vector<std::string> intruders;   ///< legal accounts that are accounts of CARE
    std::vector<core::Diagnostic> trail;  ///< check_trail()
    std::vector<std::string> unexplained; ///< printed figures without a derivation
    std::int64_t explained = 0;           ///< printed figures that have one
};

/// \brief How an invariant is held.
enum class Held {
    data,      ///< checked on what is recorded
    engine,    ///< a law of the engine, recomputed on what is recorded
    structure, ///< nothing could break it: no such figure, no such write, no such type
};
inline constexpr auto held_words = core::words<Held>({
    {Held::data, "data"},
    {Held::engine, "engine"},
    {Held::structure, "structure"},
});
constexpr std::string_view name_of(Held held)
{
    return held_words.of(held);
}

class Findings; // of src/care/check/rules.hpp

struct Invariant {
    std::string_view id; ///< `I6`; its sentence is `care-invariant.I6`
    Held held;
    void (*look)(CheckFacts const&, Findings&); ///< null: held by structure alone
};

/// \brief I1 … I30 in their order.
std::span<Invariant const> invariants();

/// \brief Every finding, rule by rule: `where.source` is the place (`tag/12-1-compost`), `args`
/// begin with `rule`. \param strict what is only asked for becomes an error.
/// Cost: the records, the entries, and the engine some times per position.
std::vector<core::Diagnostic> check_care(CheckFacts const& facts, bool strict);

} // namespace coop::care
