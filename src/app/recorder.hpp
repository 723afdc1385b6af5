// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "books_cache.hpp"
#include "app/party/names.hpp"

#include <coop/app/context.hpp>
#include <coop/core/table.hpp>
#include <coop/ledger/entry.hpp>

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace coop::app {

/// \brief What became of a draft.
struct Recorded {
    ledger::Record record;
    bool existing = false; ///< the same reference with the same content was there already
};

/// \brief Completes drafts, checks them and records them; what it had to create is in `notes()`.
class Recorder {
public:
    Recorder(Context const& context, BooksCache& books)
        : context_(context), books_(books), finder_(context.session)
    {
    }

    /// The form in which a draft is recorded: its journal chosen, its party on the accounts of
    /// third parties. Two drafts with the same content have the same form.
    /// Third parties are those of the books that are meant (PartyFinder).
    ledger::Draft completed(ledger::Draft draft);

    /// A completed draft as an entry. \throws whatever ledger::check refuses, "project.unknown".
    ledger::Entry checked(ledger::Draft const& draft);

    /// \param standing what an imported file said of it; nothing: by the rule, and an opening is
    ///        refused where the year before is in the books.
    /// \throws the same, and Error{refused} "ledger.ref-taken", "ledger.opening-computed".
    Recorded record(ledger::Draft draft, std::optional<ledger::Standing> const& standing = {});

    /// What a draft is among what stands in the books, without what `id` says there.
    ledger::Standing standing_of(ledger::Draft const& draft, ledger::Record const* replaced);

    /// \throws Error{refused} "ledger.opening-computed" where the year before is in the books: its
    ///         closing is the opening, and none is typed.
    void demand_opening(ledger::Draft const& draft, ledger::Year const& year);

    /// The entries that may close a year are judged again, now that all of a file is there.
    void settle_roles();

    /// Parties that the entry names and the books do not know.
    void create_parties(ledger::Draft const& draft);

    /// Gives each draft among `all` its number, in the order of dates.
    void post(std::vector<Recorded>& all);

    /// \throws Error{refused} "year.locked", "year.closed" and whatever ledger::check refuses.
    void post(ledger::Record& record);

    /// What was created, and how names were read.
    std::vector<core::Diagnostic> notes() const;

private:
    void create_party(std::string const& name);
    void note_again(ledger::Draft const& draft, ledger::Year const& year);

    Context const& context_;
    BooksCache& books_;
    PartyFinder finder_;
    int nearest_left_ = 20;                  ///< near names are sought for so many new ones
    std::set<std::string> parties_;          ///< known to be in the books
    std::vector<ledger::EntryId> may_close_; ///< recorded here
    std::vector<core::Diagnostic> notes_;
};

/// \throws Error{refused} "ledger.unknown-entry".
ledger::Record find_entry(store::Entries& session, ledger::EntryId id);

/// \throws Error{refused} "ledger.posted".
void demand_draft(ledger::Record const& record);

core::Money amount_of(ledger::Draft const& draft); ///< sum of the debits

/// \brief `saved`, `posted` or `existing`.
std::string status_of(Recorded const& recorded);

// Parts of receipts.

/// `entry`, `number`, `date`, `journal`, `label`, `amount`, `status`; row key: `saved`, `posted` or
/// `existing`, for scripts.
core::Table recorded_table(Lent const& context, std::vector<Recorded> const& all);

/// Accounts, amounts and a total.
core::Table lines_table(Lent const& context, ledger::Chart const& chart,
                        ledger::Draft const& draft);

/// Entries that answer, with their amounts.
core::Table entries_found(ContextOf<store::Entries> const& context, store::EntryQuery const& query);

/// All that is known of an entry, but its lines.
core::Facts entry_facts(Lent const& context, ledger::Record const& record);

} // namespace coop::app
