// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/date.hpp>
#include <coop/core/decimal.hpp>
#include <coop/core/hash.hpp>
#include <coop/core/money.hpp>

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// What a book writes down and never changes: versions of objects, chained, of kinds that are data.
// The legal books have theirs (ledger/kinds.hpp), CARE has its own (care/record.hpp); here is what
// they share, and nothing of what either means.

namespace coop::record {

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
    balance,   ///< `-150.00`, an amount with its sign
    price,     ///< `60.00`, `0.0035`: of one unit, two to six decimals, never below 0
    moneys,    ///< amounts between semicolons
    date,      ///< ISO
    lines,     ///< `2:1,3:1`: lines of entries, sorted, between commas
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

/// \brief What a set of kinds says when it refuses: ids of sentences, of arguments that are the
/// same for all.
struct Refusals {
    std::string kind;        ///< kind, nearest, known
    std::string field;       ///< kind, key, nearest, known
    std::string missing;     ///< kind, id, key
    std::string choice;      ///< key, word, nearest, known
    std::string below_zero;  ///< kind, id, key, amount
    std::string control;     ///< as the rest: key, text
    std::string integer;     ///
    std::string share;       ///
    std::string hexadecimal; ///
    std::string object;      ///
    std::string line;        ///
};

/// \brief The kinds of a book, in the order of the data that describes them.
class Kinds {
public:
    /// Refuses an id that an object of the kind may not have, in its own words.
    using CheckId = void (*)(std::string_view kind, std::string_view id);

    /// `csv`: kind, key, type, need, values; `words`: a choice or a kind, and what people type for
    /// it, between `|`. Shipped resources, which are borrowed.
    Kinds(std::string_view csv, CheckId check, Refusals refusals, std::string_view words = {});

    std::span<Kind const> all() const { return all_; }

    /// \throws Error{usage} Refusals::kind.
    Kind const& of(std::string_view name) const;

    /// The name of the kind that a person means: by its own name or one of its words, whatever the
    /// case, the accents and the blanks; or empty.
    std::string_view kind_meant(std::string_view text) const;

    /// That kind. \throws Error{usage} Refusals::kind.
    Kind const& typed(std::string_view name) const;

    /// The field of a kind that a person names, read the same way, or null.
    Field const* field_of(Kind const& kind, std::string_view text) const;

    /// The choice of a field that a person means, read the same way, or empty.
    std::string_view choice_of(Field const& field, std::string_view text) const;

    void check_id(std::string_view kind, std::string_view id) const { check_(kind, id); }
    Refusals const& refusals() const { return refusals_; }

private:
    std::string_view meant(std::span<std::string_view const> candidates,
                           std::string_view text) const;

    std::vector<Kind> all_;
    std::multimap<std::string, std::string_view> words_; ///< plain form of a word; what it is for
    CheckId check_;
    Refusals refusals_;
};

/// \brief Letters without accents, digits, `.`, `-`, `_`; 80 at most, a letter or a digit first.
bool is_plain_id(std::string_view id);

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
    std::int64_t entries =
        0; ///< how many entries of the books stood before it, where that is sealed
};

/// \brief Records one by one, as store::Stream gives them.
using FiledSource = std::function<std::optional<Filed>()>;

/// \brief The same record in its canonical form, each field where its kind puts it, or a refusal.
///
/// Looks at nothing else than the record: whether what it names exists is for who knows the
/// objects. \throws Error{usage} what check_id() throws, those of Refusals, what the values of core
/// throw;
///         Error{refused} Refusals::below_zero. `where.source` is the key.
Record check_record(Kinds const& kinds, Record record);

/// \brief `state/sol-mo`, however it was typed: `état:sol-mo`.
///
/// \throws Error{usage} Refusals::object (key, text), Refusals::kind, what check_id() throws.
std::string object_text(Kinds const& kinds, std::string_view key, std::string_view text);

/// \brief Canonical values: `2.4` without a zero at the end, `1234.50`.
std::string to_text(core::Decimal value);
std::string to_text(core::Money amount);

/// \brief `key=value` per line, `\\` and `\n` escaped: how the store keeps fields.
std::string to_lines(Fields const& fields);
Fields fields_of(std::string_view lines);

/// \brief What begins the preimages of a chain, and whether it seals the entries of the books.
///
/// Frozen: docs/reference/care-trail.md for CARE, docs/reference/records.md for the legal books.
struct Format {
    std::string_view object;
    std::string_view chain;
    bool seals_entries = false;
};

/// \brief What an opinion is bound to: the digest of kind, id, version and fields.
core::Digest content_hash(Format const& format, Record const& record);

core::Digest personal_digest(Record const& record, Salt const& salt);

/// \brief Where a record stands in its chain.
struct Place {
    std::int64_t sequence = 0;
    core::Digest personal{};   ///< personal_digest()
    std::int64_t entries = 0;  ///< sealed before it
    core::Digest entry_head{}; ///< the head of their chain then; zeros for none
};

/// \brief SHA-256(previous ‖ preimage of the record at its place).
core::Digest chain_link(Format const& format, core::Digest const& previous, Record const& record,
                        Place const& place);

} // namespace coop::record
