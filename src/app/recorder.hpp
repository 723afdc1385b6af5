// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "books_cache.hpp"

#include <coop/app/context.hpp>
#include <coop/core/table.hpp>
#include <coop/ledger/entry.hpp>

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
    Recorder(Context const& context, BooksCache& books) : context_(context), books_(books) {}

    /// The form in which a draft is recorded: its journal chosen, its party on the accounts of
    /// third parties. Two drafts with the same content have the same form.
    ledger::Draft completed(ledger::Draft draft) const;

    /// A completed draft as an entry. \throws whatever ledger::check refuses, "project.unknown".
    ledger::Entry checked(ledger::Draft const& draft);

    /// \throws the same, and Error{refused} "ledger.ref-taken".
    Recorded record(ledger::Draft draft);

    /// Parties that the entry names and the books do not know.
    void create_parties(ledger::Draft const& draft);

    /// Gives each draft among `all` its number, in the order of dates.
    void post(std::vector<Recorded>& all);

    /// \throws Error{refused} "year.locked", "year.closed" and whatever ledger::check refuses.
    void post(ledger::Record& record);

    std::vector<core::Diagnostic> const& notes() const { return notes_; }

private:
    void create_party(std::string const& name);

    Context const& context_;
    BooksCache& books_;
    std::set<std::string> parties_; ///< known to be in the books
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

/// All that is known of an entry, but its lines.
core::Facts entry_facts(Lent const& context, ledger::Record const& record);

} // namespace coop::app
