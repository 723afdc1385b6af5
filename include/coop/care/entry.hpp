// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/words.hpp>

#include <coop/care/position.hpp>
#include <coop/core/date.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// The livre CARE: double entry in an account space of its own (care.md §3.1), from positions.

namespace coop::care {

/// \brief `CN` à-nouveaux, `CE` emplois, `CC` consommations, `CP` préservation, `CD` dettes,
/// `CR` révisions, `CM` suivi hors bilan (C9).
enum class Journal { CN, CE, CC, CP, CD, CR, CM };
inline constexpr auto journal_words = core::words<Journal>({
    {Journal::CN, "CN"},
    {Journal::CE, "CE"},
    {Journal::CC, "CC"},
    {Journal::CP, "CP"},
    {Journal::CD, "CD"},
    {Journal::CR, "CR"},
    {Journal::CM, "CM"},
});
constexpr std::string_view name_of(Journal journal)
{
    return journal_words.of(journal);
}

/// \brief Shape: one of debit and credit is 0, the other > 0.
struct Line {
    std::string account; ///< `C1.N.sol`
    core::Money debit;
    core::Money credit;

    friend bool operator==(Line const&, Line const&) = default;
};

/// \brief Why an entry is made: the letter of care.md §3.3.
enum class Rule {
    opening,      ///< AN: what earlier exercises carry
    adoption,     ///< E0
    use,          ///< E1
    consumption,  ///< E2
    done,         ///< E3
    done_outside, ///< E3b
    recognised,   ///< E3c
    due,          ///< E4
    revision,     ///< E5
    remission,
    written_off, ///< E6
    memo,
};
inline constexpr auto rule_words = core::words<Rule>({
    {Rule::opening, "AN"},
    {Rule::adoption, "E0"},
    {Rule::use, "E1"},
    {Rule::consumption, "E2"},
    {Rule::done, "E3"},
    {Rule::done_outside, "E3b"},
    {Rule::recognised, "E3c"},
    {Rule::due, "E4"},
    {Rule::revision, "E5"},
    {Rule::remission, "remise"},
    {Rule::written_off, "E6"},
    {Rule::memo, "suivi"},
});
constexpr std::string_view name_of(Rule rule)
{
    return rule_words.of(rule);
}

/// \brief What is to be entered in the livre CARE; nothing is checked yet.
struct Draft {
    Journal journal = Journal::CE;
    std::string rule; ///< `E3`: name_of(Rule)
    std::string capital;
    std::string action; ///< empty where the position is the capital
    std::vector<Line> lines;
    std::string year; ///< label of the exercise; what follows is blank until a close says it
    core::Date date{};
    std::string label;
    std::optional<std::int64_t> reverses; ///< the id of another entry, once

    friend bool operator==(Draft const&, Draft const&) = default;
};

/// \brief An entry of the livre CARE that obeys its rules; only check_entry() makes one.
///
/// Not a ledger::Entry, and nothing turns one into the other.
class Entry {
public:
    Draft const& draft() const { return draft_; }

private:
    explicit Entry(Draft draft) : draft_(std::move(draft)) {}
    friend Entry check_entry(Draft draft);

    Draft draft_;
};

/// \brief Makes an Entry or says which rule refuses it: those of ledger::check_lines(), and no
/// more.
///
/// Whether its accounts are of CARE, its day of the exercise, and what it reverses is of the book:
/// the store says so.
/// \throws Error{refused} what ledger::check_lines() throws.
Entry check_entry(Draft draft);

/// \brief Balances of the accounts of one position, natural signs: what one exercise leaves to the
/// next.
struct Accounts {
    core::Money c1;  ///< credit
    core::Money c2;  ///< debit
    core::Money c28; ///< credit
    core::Money c4;  ///< credit
    friend bool operator==(Accounts const&, Accounts const&) = default;
};

/// \brief The entries of every exercise in the policy's presentation: drafts, which a close dates.
///
/// Each one balances to the cent, none is empty. In the order of care.md §3.3, group by group.
/// Invariant: c1 + c4 - (c2 - c28) of a position is its X less what the legal book recognises
/// (`dette`, `capital`), or its arrears less that (`cloture`).
struct Book {
    std::vector<std::vector<Draft>> entries;     ///< by exercise
    std::vector<std::vector<Accounts>> accounts; ///< by exercise, then group: at the close
};

Book post(Inputs const& inputs, Outcome const& outcome, Policy const& policy);

} // namespace coop::care
