// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/care/due.hpp>
#include <coop/care/registry.hpp>
#include <coop/care/voice.hpp>
#include <coop/care/work.hpp>
#include <coop/core/date.hpp>
#include <coop/core/diagnostic.hpp>
#include <coop/core/money.hpp>

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// From the registers and the legal books to what compute() reads, exercise by exercise
// (docs/guides/care-cloture.md). A close keeps what it read, so that what is recorded later changes
// no exercise behind one's back.

namespace coop::care {

/// \brief A line of a posted legal entry that a tag points at.
struct LegalLine {
    std::int64_t entry = 0;
    std::int64_t line = 0; ///< from 1
    core::Date date{};
    std::string account;
    core::Money amount; ///< debit less credit
    /// The days of the entry that takes this one back, of the one that takes that one back, …
    std::vector<core::Date> reversals{};
};

/// \brief What counts of a tagged line, signed. The tags of one line never count more than it.
struct TaggedAmount {
    Tag const* tag = nullptr;
    LegalLine const* line = nullptr;
    core::Money amount;  ///< of the line, before what follows
    bool outlay = false; ///< equipment: its depreciation counts, not its purchase
};

/// \brief What tags that are not withdrawn say of `lines`, by entry, line and tag.
///
/// Shares of one line are rounded together: their sum is the rounded sum.
std::vector<TaggedAmount> tagged_amounts(Registry const& registry, std::span<LegalLine const> lines,
                                         core::Rounding rounding);

/// \brief An action over one exercise, as a close keeps it.
struct RecordedItem {
    Item item;
    core::Money opening; ///< X_0, in the first exercise only
    ItemYear year;
};

/// \brief An exercise as a close keeps it. Items by capital, then action.
struct RecordedYear {
    core::Money legal_result;
    core::Money tagged;           ///< charges that tags point at, whatever for
    core::Money tagged_dotations; ///< of which on 681, 686 and 687
    std::set<std::string>
        incomplete; ///< capitals of which some due has no cost: not all is counted
    std::vector<RecordedItem> items;
    Rules rules = Rules::declared; ///< of the close; not in the text of the rest
};

/// \brief Lines `key=value`; an item begins with `item=`. Amounts that are 0 are left out.
std::string to_text(RecordedYear const& year);

RecordedYear recorded_year_of(std::string_view text);

/// \brief A value of an exercise that is not what its close kept.
struct Change {
    std::string subject; ///< `N.sol/compost`; empty: the exercise
    std::string key;     ///< `planned`
    std::string before;  ///< empty: it was not there
    std::string after;
};
std::vector<Change> changes_between(RecordedYear const& before, RecordedYear const& after);

/// \brief An exercise of the legal books.
struct Exercise {
    std::string label;
    core::Period period{};
    core::Money legal_result;
    std::optional<RecordedYear> closed; ///< what a close kept of it
    std::int64_t close_sequence = 0;    ///< of that close, in the chain of the registers
};

/// \brief A remission or a downward revision that waits for those concerned, or is contested: a
/// memo, in no result.
struct Asked {
    std::string kind; ///< `remission`, `revision`
    std::string id;
    std::string action;
    core::Date date{};
    core::Money amount; ///< > 0
    Standing standing = Standing::debtor_alone;
};

/// \brief A remission or a revision that counts.
struct Settled {
    std::size_t exercise = 0; ///< in which one
    std::string kind;         ///< `remission`, `revision`
    std::string id;
};

struct Closing {
    Inputs inputs;                         ///< of closed exercises what was kept, of others what is
    std::vector<RecordedYear> years;       ///< the same by exercise
    std::vector<RecordedYear> now;         ///< what the registers say today, closed or not
    std::vector<core::Diagnostic> notes;   ///< warnings on what counts for nothing, or stays owed
    std::vector<core::Diagnostic> refused; ///< what a close refuses: more is remitted than is owed
    std::vector<BudgetDue> budgets;        ///< why what is due is that much
    std::vector<CountedWork> work;         ///< every realisation, and what of it counts
    std::vector<Settled> settled;          ///< those that count
    std::vector<Asked> asked;              ///< at the end of the last exercise
};

/// \brief What the registers and the lines say of `exercises`.
///
/// \param exercises without a gap, the first one that CARE knows first.
/// \param rates the books' own rates of contributions in kind, by name and day.
/// \throws Error{refused} "care.opening-late" (args: opening, date, year), "care.instalments-count"
///         (budget, count, exercises), "care.item-changed" (action, year), "money.overflow".
Closing inputs_of(Registry const& registry, std::span<Exercise const> exercises,
                  std::span<LegalLine const> lines, Policy const& policy,
                  std::span<ledger::InkindRate const> rates = {});

/// \brief The first day that anything of the registers is about, openings apart.
std::optional<core::Date> first_day(Registry const& registry, std::span<LegalLine const> lines);

/// \brief What overlaps say at the end of `day`: the last word on each action and account until
/// then. By action, then account.
std::vector<Overlap const*> last_overlaps(Registry const& registry, core::Date day);

/// \brief Good states that nobody declared, of capitals that owe something in that exercise.
std::vector<State const*> undeclared_states(Registry const& registry, RecordedYear const& year,
                                            core::Period period);

/// \brief The shares of `amount` in the slices of `period` that exercises make, after
/// `exercises` in years of twelve months: by whole months where they all are, else by days. Each is
/// rounded down, the last one takes the rest.
struct Instalment {
    core::Period slice{};
    core::Money amount;
    std::int64_t weight = 0;  ///< of the slice, in months or days
    std::int64_t weights = 0; ///< of the whole period
    bool by_month = false;
    std::optional<TimeShare> cut_from{}; ///< the instalment that this is a part of
};
/// \param cut a day within `period` after which a slice of its own begins, where there is one.
std::vector<Instalment> instalments_over(core::Money amount, core::Period period,
                                         std::span<Exercise const> exercises,
                                         std::optional<core::Date> cut = {});

} // namespace coop::care
