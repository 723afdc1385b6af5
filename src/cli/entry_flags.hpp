// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "arguments.hpp"

#include <coop/exchange/entries.hpp>
#include <coop/ledger/entry.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace coop::cli {

/// \brief A line as it was typed: `--charge 6185=1250`.
struct TypedLine {
    enum class Kind { charge, produit, debit, credit };
    Kind kind = Kind::debit;
    std::string account;
    core::Money amount;
};

/// \brief What `ledger add` and `ledger edit` are told of an entry.
struct EntryFlags {
    std::optional<core::Date> date;
    std::optional<std::string> journal, label, piece, party, ref, project;
    std::vector<std::pair<std::string, std::int64_t>> shares;
    std::vector<TypedLine> lines;
    std::string paid_from;
    std::string received_on;

    /// Whether anything at all was said of an entry.
    bool any() const;

    /// Whether amounts were given and somewhere to take them from or put them to.
    bool complete() const;
};

/// \brief What is not said is taken from elsewhere in a new entry, and stays in an edited one.
enum class EntryUse { add, edit };

void declare_entry(Arguments& arguments, EntryFlags& into, EntryUse use);

/// \brief Lines and where each was typed, in the order of the command line, cash last.
struct BuiltLines {
    std::vector<ledger::Line> lines;
    std::vector<core::Where> places; ///< shape: as `lines`
};

/// \brief Double entry out of what was typed.
///
/// A charge is a debit, a produit a credit; `paid_from` is credited with what the debits exceed the
/// credits by, `received_on` debited with the contrary. With both, the charges are paid from the
/// one and the produits received on the other. Projects go to classes 6, 7, 86 and 87, the party to
/// accounts of third parties.
/// \throws Error{usage} "entry.paid-from-exceeded", "entry.received-on-exceeded",
///         "entry.project-and-split", "entry.nothing-credited", "entry.nothing-debited".
BuiltLines lines_of(EntryFlags const& flags);

/// \brief The draft, in the journal of its cash account where none is named.
exchange::ReadDraft draft_of(EntryFlags const& flags, core::Date today);

} // namespace coop::cli
