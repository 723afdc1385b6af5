// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/care/entry.hpp>
#include <coop/core/date.hpp>
#include <coop/core/decimal.hpp>
#include <coop/core/hash.hpp>
#include <coop/core/money.hpp>

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// The registers of CARE: one kind of row for all objects, append-only
// (docs/reference/care-trail.md). What an object may say is a table, schemas/care/kinds.csv; what
// it means is registry.hpp.

namespace coop::care {

/// \brief How a value is typed, and its one canonical form, which is stored and hashed.
enum class FieldType {
    text,      ///< one line or more, no other control character
    ref,       ///< the id of an object of one of `values`
    refs,      ///< ids, sorted, between commas
    integer,   ///< `12`
    share,     ///< `80%`, from 0 to 100; the sign is typed, since 0,8 could mean two things
    percent,   ///< `15%`
    decimal,   ///< `2.4`: no zero at the end
    money,     ///< `1234.50`, never below 0
    moneys,    ///< amounts between semicolons
    date,      ///< ISO
    choice,    ///< one of `values`
    sha256,    ///< 64 hexadecimal digits
    key,       ///< an Ed25519 public key, 64 hexadecimal digits
    signature, ///< of Ed25519, 128 hexadecimal digits
    object,    ///< `state/sol-mo`
    objects,   ///< `state/sol-mo@<content hash>`, sorted, between commas
    personal,  ///< a text that may name a person: outside every hash but salted, erasable
};

struct Field {
    std::string_view key;
    FieldType type;
    bool required;
    std::vector<std::string_view> values; ///< choices, or kinds that a ref may name
};

struct Kind {
    std::string_view name;
    std::vector<Field> fields;

    Field const* find(std::string_view key) const; ///< or null
};

/// \brief The kinds of schemas/care/kinds.csv, in its order.
std::span<Kind const> kinds();

/// \throws Error{usage} "care.kind" (args: kind, nearest, known).
Kind const& kind_of(std::string_view name);

/// \brief Key and canonical value, in the order of the kind; what is empty is absent.
using Fields = std::vector<std::pair<std::string, std::string>>;

/// \brief The value, or empty.
std::string_view value_of(Fields const& fields, std::string_view key);

/// \brief One version of an object.
struct Record {
    std::string kind;
    std::string id;
    std::int64_t version = 0; ///< from 1; 0: not recorded yet
    core::Date day{};         ///< on which it was recorded
    std::string author;       ///< who typed it; personal, as `personal` is
    Fields fields;
    Fields personal;

    friend bool operator==(Record const&, Record const&) = default;
};

/// \brief Unguessable bytes that make the digest of a personal text say nothing of it.
using Salt = std::array<std::uint8_t, 16>;

/// \brief A record with its place in the chain.
struct Filed {
    Record record;
    std::int64_t sequence = 0; ///< from 1, without a gap, over all kinds
    core::Digest hash{};       ///< of the chain
    core::Digest personal{};   ///< salted digest of author and personal fields
    std::optional<Salt> salt;  ///< none: erased
};

/// \brief Records one by one, as store::Stream gives them.
using FiledSource = std::function<std::optional<Filed>()>;

/// \brief The same record in its canonical form, each field where its kind puts it, or a refusal.
///
/// Looks at nothing else than the record: whether what it names exists is check_references().
/// \throws Error{usage} "care.kind", "care.id", "care.capital-id", "care.field" (args: kind, key,
///         nearest, known), "care.missing" (kind, id, key), "care.choice" (key, word, nearest,
///         known), "care.value" (key, text, type), "care.share", what the values of core throw;
///         Error{refused} "care.below-zero" (kind, id, key, amount). `where.source` is the key.
Record check_record(Record record);

/// \brief Canonical values: `2.4` without a zero at the end, `1234.50`.
std::string to_text(core::Decimal value);
std::string to_text(core::Money amount);

/// \brief `key=value` per line, `\\` and `\n` escaped: how the store keeps fields.
std::string to_lines(Fields const& fields);
Fields fields_of(std::string_view lines);

/// \brief What an opinion is bound to: the digest of kind, id, version and fields.
///
/// The frozen preimages of the three are in docs/reference/care-trail.md.
core::Digest content_hash(Record const& record);

core::Digest personal_digest(Record const& record, Salt const& salt);

/// \brief SHA-256(previous ‖ preimage of the record at its place).
core::Digest chain_link(core::Digest const& previous, Record const& record, std::int64_t sequence,
                        core::Digest const& personal);

/// \brief The 32 bytes of 64 hexadecimal digits, in either case; nothing for another text.
std::optional<core::Digest> parse_digest(std::string_view hex);

/// \brief An entry of the livre CARE as it is kept: immutable; corrected by one that reverses it.
///
/// What a store gives back, whoever wrote it there: check_care() proves what Entry promises.
struct PostedEntry : Draft {
    std::int64_t id = 0;               ///< from 1, without a gap
    std::optional<std::int64_t> close; ///< sequence of the record that it was made by

    friend bool operator==(PostedEntry const&, PostedEntry const&) = default;
};

/// \brief The same sides exchanged, as an entry that reverses it.
Draft reversal_of(PostedEntry const& entry, core::Date date, std::string label);

/// \throws Error{usage} "care.word".
Journal parse_journal(std::string_view name);

/// \brief Digest of entries in their order: what a close stores of a year.
core::Digest entries_digest(std::span<PostedEntry const> entries);

} // namespace coop::care
