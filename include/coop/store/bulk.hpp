// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/ledger/book.hpp>
#include <coop/ledger/whole_entry.hpp>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace coop::store {

/// \brief The whole book, out and in again, and whatever is written in bulk.
class Bulk {
public:
    virtual ~Bulk() = default;

    /// Before many entries: from here to the commit, what the guards of the schema refuse row by
    /// row is proved over all that was written, before anybody else sees it. Nothing is weaker
    /// after the commit than without it. \throws from commit() what the guards would have thrown.
    virtual void begin_bulk() = 0;

    /// The last id that was given; the entry may be erased since.
    virtual ledger::EntryId last_id() = 0;
    /// Walks posted entries in the order of the chain, then drafts by id, in bounded memory.
    virtual void scan_sealed(std::function<void(ledger::SealedView const&)> const& visit) = 0;
    virtual std::vector<std::string> contents() = 0; ///< of attachments: each SHA-256 once, sorted

    virtual void put_journal(ledger::Journal const& journal) = 0; ///< adds, or labels anew
    /// An entry under its own id; a posted one with the number and the place in the chain that come
    /// next. Its hash is taken as it is: verify() proves it. What attachments name is given to
    /// restore_content() before the commit.
    virtual void restore(ledger::WholeEntry const& entry) = 0;
    /// Once all entries and the states of years are there: the roles that the rule gives to entries
    /// of which no record says anything. Others have theirs when they are restored.
    virtual void judge_roles() = 0;
    virtual void restore_content(std::string const& sha256, std::string_view bytes) = 0;
    virtual void restore_last_id(ledger::EntryId id) = 0;
};

} // namespace coop::store
