// SPDX-License-Identifier: GPL-3.0-or-later
//
// The chain of posted entries. Each hash covers the hash before it and a preimage of the entry, so
// that changing, removing or inserting an entry changes every hash that follows. What may name a
// person enters only as a digest salted per entry: once the salt is erased nobody can guess the
// texts back from the digest, and the amounts still verify. The format is frozen, with its test
// vectors, in docs/reference/chain.md: a change of one byte here breaks every existing book.
#include <coop/store/chain.hpp>

#include <coop/core/assert.hpp>

#include <string_view>

namespace coop::store {

namespace {

void append_field(std::string& out, std::string_view bytes)
{
    COOP_ASSERT(bytes.size() <= 0xffffffffU);
    auto const size = static_cast<std::uint32_t>(bytes.size());
    for (int shift = 24; shift >= 0; shift -= 8) {
        out.push_back(static_cast<char>((size >> shift) & 0xffU));
    }
    out.append(bytes);
}

std::string_view as_bytes(std::uint8_t const* data, std::size_t size)
{
    return {reinterpret_cast<char const*>(data), size};
}

} // namespace

std::string canonical(ledger::Record const& record, std::int64_t sequence,
                      core::Digest const& texts)
{
    COOP_ASSERT(record.number && record.posted_on);
    std::string out;
    append_field(out, "coop-chain-1");
    append_field(out, std::to_string(sequence));
    append_field(out, record.year);
    append_field(out, record.entry.journal);
    append_field(out, std::to_string(*record.number));
    append_field(out, core::format_iso(record.entry.date));
    append_field(out, core::format_iso(*record.posted_on));
    append_field(out, record.reverses ? std::to_string(*record.reverses) : "");
    append_field(out, as_bytes(texts.data(), texts.size()));
    for (auto const& line : record.entry.lines) {
        append_field(out, line.account);
        append_field(out, std::to_string(line.debit.in_cents()));
        append_field(out, std::to_string(line.credit.in_cents()));
        append_field(out, line.project);
    }
    return out;
}

core::Digest texts_digest(ledger::Draft const& entry, std::array<std::uint8_t, 16> const& salt)
{
    std::string bytes{as_bytes(salt.data(), salt.size())};
    append_field(bytes, entry.label);
    append_field(bytes, entry.piece);
    append_field(bytes, entry.party);
    append_field(bytes, entry.ref);
    for (auto const& line : entry.lines) {
        append_field(bytes, line.label);
        append_field(bytes, line.party);
    }
    return core::sha256(bytes);
}

core::Digest chain(core::Digest const& previous, std::string const& canonical_bytes)
{
    std::string bytes{as_bytes(previous.data(), previous.size())};
    bytes += canonical_bytes;
    return core::sha256(bytes);
}

} // namespace coop::store
