// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/hash.hpp>
#include <coop/ledger/entry.hpp>
#include <coop/ledger/whole_entry.hpp>

#include <array>
#include <cstdint>
#include <string>

namespace coop::store {

/// \brief The frozen preimage of a posted entry (docs/reference/chain.md).
///
/// Fields in order, each as a 4-byte big-endian length and its bytes: `coop-chain-1` or
/// `coop-chain-2`, book sequence, year, journal, number, date ISO, day posted ISO, id of the
/// reversed entry (or empty), from the second format on the date of the piece ISO (or empty),
/// digest of the texts, then per line: account, debit in cents, credit in cents, project. Numbers
/// in decimal ASCII.
/// \param format ledger::Seal::format
std::string canonical(ledger::Record const& record, std::int64_t sequence,
                      core::Digest const& texts, int format);

/// \brief Digest of what may name a person: SHA-256(salt ‖ length-prefixed label, piece, party,
/// ref, and per line its label and party).
core::Digest texts_digest(ledger::Draft const& entry, std::array<std::uint8_t, 16> const& salt);

/// \brief Whether an entry says anything that texts_digest() covers. One whose salt was erased must
/// not: nothing would prove it.
bool has_texts(ledger::Draft const& entry);

/// \brief SHA-256(previous ‖ canonical).
core::Digest chain(core::Digest const& previous, std::string const& canonical_bytes);

/// \brief What is noted outside a book: SHA-256(`coop-head-1` ‖ heads of entries, records and CARE,
/// zeros for an empty chain).
core::Digest one_head(core::Digest const& entries, core::Digest const& records,
                      core::Digest const& care);

// The same of an entry that passes by: a million of them allocate nothing. `buffer` is scratch.

/// \brief chain() over the canonical preimage of a posted entry.
core::Digest link(core::Digest const& previous, ledger::EntryView const& entry,
                  core::Digest const& texts, int format, std::string& buffer);

core::Digest texts_digest(ledger::EntryView const& entry, std::array<std::uint8_t, 16> const& salt,
                          std::string& buffer);

bool has_texts(ledger::EntryView const& entry);

} // namespace coop::store
