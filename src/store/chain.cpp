// SPDX-License-Identifier: GPL-3.0-or-later
//
// The chain of posted entries. Each hash covers the hash before it and a preimage of the entry, so
// that changing, removing or inserting an entry changes every hash that follows. What may name a
// person enters only as a digest salted per entry: once the salt is erased nobody can guess the
// texts back from the digest, and the amounts still verify. The format is frozen, with its test
// vectors, in docs/reference/chain.md: a change of one byte here breaks every existing book.
#include <coop/store/chain.hpp>
#include <coop/store/store.hpp>

#include <coop/core/assert.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>
#include <vector>

namespace coop::store {

using core::append_field;

namespace {

void append_number(std::string& out, std::int64_t number)
{
    std::array<char, 20> digits{};
    auto const end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    append_field(out, {digits.data(), static_cast<std::size_t>(end - digits.data())});
}

// `2025-03-14`; what format_iso() gives, without its cost.
void append_day(std::string& out, core::Date day)
{
    std::array<char, 10> text{'0', '0', '0', '0', '-', '0', '0', '-', '0', '0'};
    auto const put = [&](std::size_t last, unsigned number) {
        for (; number > 0; number /= 10, --last) {
            text.at(last) = static_cast<char>('0' + number % 10);
        }
    };
    put(3, static_cast<unsigned>(static_cast<int>(day.year())));
    put(6, static_cast<unsigned>(day.month()));
    put(9, static_cast<unsigned>(day.day()));
    append_field(out, {text.data(), text.size()});
}

void append_canonical(std::string& out, ledger::EntryView const& entry, core::Digest const& texts,
                      int format)
{
    bool const is_first = format == ledger::first_seal_format;
    append_field(out, is_first ? "coop-chain-1" : "coop-chain-2");
    append_number(out, entry.sequence);
    append_field(out, entry.year);
    append_field(out, entry.journal);
    append_number(out, entry.number);
    append_day(out, entry.date);
    append_day(out, entry.posted_on);
    if (entry.reverses) {
        append_number(out, *entry.reverses);
    } else {
        append_field(out, "");
    }
    if (!is_first) {
        if (entry.piece_date) {
            append_day(out, *entry.piece_date);
        } else {
            append_field(out, "");
        }
    }
    append_field(out, texts);
    for (auto const& line : entry.lines) {
        append_field(out, line.account);
        append_number(out, line.debit.in_cents());
        append_number(out, line.credit.in_cents());
        append_field(out, line.project);
    }
}

// An entry that somebody holds, as one that passes by. `lines` keeps what the view borrows.
ledger::EntryView view_of(ledger::Draft const& entry, std::vector<ledger::LineView>& lines)
{
    for (auto const& line : entry.lines) {
        lines.push_back(
            {line.account, line.debit, line.credit, line.project, line.party, line.label});
    }
    ledger::EntryView view;
    view.journal = entry.journal;
    view.date = entry.date;
    view.label = entry.label;
    view.piece = entry.piece;
    view.piece_date = entry.piece_date;
    view.party = entry.party;
    view.ref = entry.ref;
    view.lines = lines;
    return view;
}

} // namespace

std::string canonical(ledger::Record const& record, std::int64_t sequence,
                      core::Digest const& texts, int format)
{
    COOP_ASSERT(record.number && record.posted_on);
    std::vector<ledger::LineView> lines;
    auto view = view_of(record.entry, lines);
    view.year = record.year;
    view.number = *record.number;
    view.sequence = sequence;
    view.posted_on = *record.posted_on;
    view.reverses = record.reverses;
    std::string out;
    append_canonical(out, view, texts, format);
    return out;
}

core::Digest texts_digest(ledger::Draft const& entry, std::array<std::uint8_t, 16> const& salt)
{
    std::vector<ledger::LineView> lines;
    std::string buffer;
    return texts_digest(view_of(entry, lines), salt, buffer);
}

bool has_texts(ledger::Draft const& entry)
{
    std::vector<ledger::LineView> lines;
    return has_texts(view_of(entry, lines));
}

core::Digest chain(core::Digest const& previous, std::string const& canonical_bytes)
{
    std::string bytes{core::as_bytes(previous)};
    bytes += canonical_bytes;
    return core::sha256(bytes);
}

core::Digest one_head(core::Digest const& entries, core::Digest const& records,
                      core::Digest const& care)
{
    std::string bytes{"coop-head-1"};
    for (auto const* head : {&entries, &records, &care}) {
        bytes += core::as_bytes(*head);
    }
    return core::sha256(bytes);
}

core::Digest link(core::Digest const& previous, ledger::EntryView const& entry,
                  core::Digest const& texts, int format, std::string& buffer)
{
    buffer.assign(core::as_bytes(previous));
    append_canonical(buffer, entry, texts, format);
    return core::sha256(buffer);
}

core::Digest texts_digest(ledger::EntryView const& entry, std::array<std::uint8_t, 16> const& salt,
                          std::string& buffer)
{
    buffer.assign(core::as_bytes(salt));
    append_field(buffer, entry.label);
    append_field(buffer, entry.piece);
    append_field(buffer, entry.party);
    append_field(buffer, entry.ref);
    for (auto const& line : entry.lines) {
        append_field(buffer, line.label);
        append_field(buffer, line.party);
    }
    return core::sha256(buffer);
}

bool has_texts(ledger::EntryView const& entry)
{
    bool const own =
        !entry.label.empty() || !entry.piece.empty() || !entry.party.empty() || !entry.ref.empty();
    return own || std::ranges::any_of(entry.lines, [](ledger::LineView const& line) {
               return !line.label.empty() || !line.party.empty();
           });
}

core::Digest head_of(Session& session)
{
    return one_head(session.head().hash, session.record_head().hash, session.care_head().hash);
}

} // namespace coop::store
