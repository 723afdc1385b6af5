// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "arguments.hpp"

#include <coop/exchange/entries.hpp>
#include <coop/ledger/simple_entry.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace coop::cli {

/// \brief What `ledger add` and `ledger edit` are told of an entry.
struct EntryFlags {
    std::optional<core::Date> date, piece_date;
    std::optional<std::string> journal, label, piece, party, ref, project;
    std::vector<std::pair<std::string, std::int64_t>> shares;
    std::vector<ledger::SaidLine> lines; ///< but those of the cash accounts
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

/// \brief Its lines in the order of the command line, cash last; their places are the options.
/// \throws as ledger::lines_of().
ledger::BuiltLines lines_of(EntryFlags const& flags);

/// \brief The draft, of today where no day was typed.
exchange::ReadDraft draft_of(EntryFlags const& flags, core::Date today);

} // namespace coop::cli
