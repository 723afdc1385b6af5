// SPDX-License-Identifier: GPL-3.0-or-later
#include "known.hpp"

#include <coop/core/text.hpp>
#include <coop/ledger/account_role.hpp>

#include <algorithm>
#include <set>
#include <string>

namespace coop::app {

namespace {

using exchange::ReadDraft;
using ledger::Draft;

class Telling {
public:
    void add(std::string_view text) { core::append_field(bytes_, core::trim(text)); }
    void add(core::Money amount) { core::append_field(bytes_, std::to_string(amount.in_cents())); }
    core::Digest digest() const { return core::sha256(bytes_); }

private:
    std::string bytes_;
};

/// As it is recorded: on an account of third parties, that of the entry unless it has its own.
std::string const& party_of(ledger::Line const& line, Draft const& draft)
{
    bool const of_entry = core::trim(line.party).empty() && ledger::is_third_party(line.account);
    return of_entry ? draft.party : line.party;
}

/// The days of what has no reference; nothing where all have one.
std::optional<core::Period> days_of(std::span<ReadDraft const> drafts)
{
    std::optional<core::Period> days;
    for (auto const& [draft, where, lines, standing, known, remarks, labels] : drafts) {
        if (draft.ref.empty()) {
            days = days ? core::Period{std::min(days->first, draft.date),
                                       std::max(days->last, draft.date)}
                        : core::Period{draft.date, draft.date};
        }
    }
    return days;
}

} // namespace

core::Digest content_of(Draft const& draft, ledger::PartyNames const& names)
{
    Telling telling;
    telling.add(core::format_iso(draft.date));
    telling.add(draft.label);
    telling.add(draft.piece);
    auto const piece_date = ledger::own_piece_date(draft);
    telling.add(piece_date ? core::format_iso(*piece_date) : std::string{});
    telling.add(names.key(draft.party));
    for (auto const& line : draft.lines) {
        telling.add(line.account);
        telling.add(line.debit);
        telling.add(line.credit);
        telling.add(line.project);
        telling.add(names.key(party_of(line, draft)));
        telling.add(line.label == draft.label ? std::string_view{} : line.label);
    }
    return telling.digest();
}

KnownContents::KnownContents(store::Entries& session, ledger::PartyNames names,
                             std::span<ReadDraft const> drafts)
    : names_(std::move(names))
{
    auto const days = days_of(drafts);
    if (!days) {
        return;
    }
    std::set<std::string> refs;
    for (auto const& read : drafts) {
        if (read.draft.ref.empty()) {
            left_[content_of(read.draft, names_)];
        } else {
            refs.insert(read.draft.ref);
        }
    }
    store::EntryQuery query;
    query.period = days;
    auto const stream = session.entries(query);
    while (auto const record = stream()) {
        auto const content = content_of(record->entry, names_);
        // What the file names by its reference is met by it. The names of an opening may be those
        // that the books gave it.
        bool const sought = left_.contains(content) || record->role == ledger::Role::opening;
        if (sought && !refs.contains(record->entry.ref)) {
            left_[content].push_back(record->id);
        }
    }
    for (auto& [content, ids] : left_) {
        std::ranges::reverse(ids);
    }
}

std::optional<ledger::EntryId> KnownContents::meet(Draft const& draft)
{
    auto const found = left_.find(content_of(draft, names_));
    if (found == left_.end() || found->second.empty()) {
        return std::nullopt;
    }
    auto const id = found->second.back();
    found->second.pop_back();
    return id;
}

} // namespace coop::app
