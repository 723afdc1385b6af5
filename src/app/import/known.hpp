// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/hash.hpp>
#include <coop/exchange/entries.hpp>
#include <coop/ledger/party.hpp>
#include <coop/store/entries.hpp>

#include <map>
#include <optional>
#include <span>
#include <vector>

namespace coop::app {

/// \brief What an entry says, whoever says it: two sayings of the same have one digest. Its
/// reference apart, which names it, and its journal, which the accounts may have chosen.
core::Digest content_of(ledger::Draft const& draft, ledger::PartyNames const& names);

/// \brief The entries of the books that say what a file says without a reference, so that a file
/// imported again adds nothing. Twins in a file are as many in the books: each is met once.
///
/// Memory: by entry of the file.
class KnownContents {
public:
    /// Before anything of the file is recorded.
    KnownContents(store::Entries& session, ledger::PartyNames names,
                  std::span<exchange::ReadDraft const> drafts);

    /// The next entry of the books that says it.
    std::optional<ledger::EntryId> meet(ledger::Draft const& draft);

private:
    ledger::PartyNames names_;
    std::map<core::Digest, std::vector<ledger::EntryId>> left_; ///< by content, the first one last
};

} // namespace coop::app
