// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prepared.hpp"

#include <coop/ledger/entry.hpp>

namespace coop::store::sqlite {

/// \brief What an entry is written with.
struct EntryStatements {
    EntryStatements(Connection const& connection, Guards guards);

    Prepared entry;
    Prepared line;
    Prepared salt;
    Prepared seal;
    Prepared reversal;
    Prepared contribution;
    Prepared attachment;
};

/// \brief What was written set-wise: the last id given, and how many rows.
struct Written {
    ledger::EntryId last = 0;
    std::int64_t lines = 0;
    std::int64_t seals = 0; ///< begins with the length of the chain
    std::int64_t salts = 0;

    friend bool operator==(Written const&, Written const&) = default;
};

/// \brief Proves of everything written after `proved` what the triggers refuse of each row that is
/// inserted into entry, line, salt and seal, and when an entry is posted.
///
/// \throws Error{refused} "store.constraint" with the words of the trigger.
void prove(Connection& connection, Written const& proved, Written const& written);

} // namespace coop::store::sqlite
