// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/diagnostic.hpp>
#include <coop/ledger/entry.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coop::exchange {

/// \brief A draft and where it stood, so that a rule it breaks can be shown in the file. Its
/// journal is empty where the file names none.
struct ReadDraft {
    ledger::Draft draft;
    core::Where where;
    std::vector<core::Where> lines;             ///< shape: one per line of the draft
    std::optional<ledger::Standing> standing{}; ///< once it was decided by the whole file
    std::optional<ledger::EntryId> known{};     ///< of the books, which says the same
    std::vector<core::Diagnostic> remarks{};    ///< on the words it was said in
    /// What the file calls the account of each line; empty, or shape: one per line of the draft.
    std::vector<std::string> account_labels{};
};

/// \brief Reads entries from CSV (docs/reference/formats.md): header by name, one row per line of
/// entry, or one row per simple entry.
///
/// \param findings what is wrong with rows goes there where somebody asks for it, and what could be
///        read comes back: an entry may lack a row then.
/// \throws Error{unreadable} "import.rows" with one finding per bad line (line and column).
std::vector<ReadDraft> read_entries_csv(std::string_view text, std::string_view source,
                                        std::vector<core::Diagnostic>* findings = nullptr);

/// \brief Reads entries from NDJSON: one object per line.
///
/// \throws Error{unreadable} "import.rows" with one finding per bad line.
std::vector<ReadDraft> read_entries_ndjson(std::string_view text, std::string_view source,
                                           std::vector<core::Diagnostic>* findings = nullptr);

/// \brief Reads entries from a CSV of Paheko, layout simple, complete or grouped
/// (docs/reference/formats.md). A `ref` comes from its number, or from what the entry says. A
/// journal is one that the remarks may name, a party all that Paheko names: perhaps several.
///
/// \throws Error{unreadable} "import.rows" with one finding per bad line.
std::vector<ReadDraft> read_entries_paheko(std::string_view text, std::string_view source,
                                           std::vector<core::Diagnostic>* findings = nullptr);

} // namespace coop::exchange
