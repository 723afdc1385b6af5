// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/app/context.hpp>
#include <coop/core/table.hpp>
#include <coop/exchange/entries.hpp>

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace coop::app {

/// \brief Told of each draft, by its place, that it was recorded, or that it is there already.
using WhenRecorded = std::function<void(std::size_t draft, ledger::EntryId id, bool existing)>;

/// \brief Records drafts, all or none; a `ref` already there with the same content counts as done.
///
/// A party that is new is created and the receipt says so. Answer: one row per entry.
/// \throws Error{refused} whatever ledger::check refuses, "ledger.ref-taken" (same ref, other
///         content), "project.unknown"; one finding per refused draft when they come from a file.
core::Document add_entries(Context const& context, std::span<exchange::ReadDraft const> drafts,
                           bool post, WhenRecorded const& told = {});

/// \brief What is most often a slip in a draft that is not recorded yet: what add_entries() would
/// note. None of one that is there already.
std::vector<core::Diagnostic> slips_of(Context const& context, exchange::ReadDraft const& draft);

/// \brief What an edit replaces; empty: unchanged. An empty text inside clears.
struct Edit {
    std::optional<core::Date> date, piece_date;
    std::optional<std::string> journal, label, piece, party, ref;
    std::optional<std::string> project; ///< on every line that may carry one
    std::optional<std::vector<ledger::Line>> lines;
    std::vector<core::Diagnostic> remarks; ///< on the words the lines were said in
};

/// \throws Error{refused} "ledger.unknown-entry", "ledger.posted" (correct by reversal).
core::Document edit_entry(Context const& context, ledger::EntryId id, Edit const& edit);
core::Document delete_entry(Context const& context, ledger::EntryId id);
core::Document show_entry(Context const& context, ledger::EntryId id);
/// `query.parties`: a name or a part of one, as it was typed.
core::Document list_entries(Context const& context, store::EntryQuery query);

/// \brief What post_entries() would post. \throws Error{refused} "ledger.unknown-entry",
/// "ledger.already-posted".
store::Drafts drafts_to_post(ContextOf<store::Entries> const& context,
                             std::span<ledger::EntryId const> ids, std::optional<core::Date> to);

/// \brief Posts drafts in the order of their dates. One of `ids` and `to` is given.
core::Document post_entries(Context const& context, std::span<ledger::EntryId const> ids,
                            std::optional<core::Date> to);

/// \param date empty: today, or the first open day after the entry when today is in no open year.
/// \throws Error{refused} "ledger.not-posted" (edit it), "ledger.already-reversed",
///         "ledger.reversal-before" (`date` before the entry).
core::Document reverse_entry(Context const& context, ledger::EntryId id, std::string const& reason,
                             std::optional<core::Date> date);

core::Document attach(ContextOf<store::Entries> const& context, ledger::EntryId id,
                      std::string const& name, std::string const& content);

/// \brief The bytes of an attachment, by entry and name.
/// \throws Error{refused} "attachment.unknown".
std::string attachment(ContextOf<store::Entries> const& context, ledger::EntryId id,
                       std::string const& name);

/// \brief Chart of the open year that holds today, else of the last year.
///
/// For prompts and completion.
ledger::Chart current_chart(ContextOf<store::Books> const& context);

} // namespace coop::app
