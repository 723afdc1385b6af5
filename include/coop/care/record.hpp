// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/care/entry.hpp>
#include <coop/core/date.hpp>
#include <coop/core/hash.hpp>
#include <coop/record/record.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

// The registers of CARE: one kind of row for all objects, append-only
// (docs/reference/care-trail.md). What an object may say is a table, schemas/care/kinds.csv; what
// it means is registry.hpp.

namespace coop::care {

using record::Field;
using record::Fields;
using record::FieldType;
using record::Filed;
using record::FiledSource;
using record::Kind;
using record::Record;
using record::Salt;

using core::parse_digest;
using record::personal_digest;
using record::to_text;
using record::value_of;

/// \brief The kinds of schemas/care/kinds.csv, in its order, with what they refuse.
record::Kinds const& registers();
std::span<Kind const> kinds();

/// \throws Error{usage} "care.kind" (args: kind, nearest, known).
Kind const& kind_of(std::string_view name);

/// \brief What begins the frozen preimages (docs/reference/care-trail.md).
inline constexpr record::Format record_format{"coop-care-object-1", "coop-care-chain-1"};

/// \brief record::check_record() of these kinds. \throws "care.id", "care.capital-id" besides.
Record check_record(Record record);

core::Digest content_hash(Record const& record);
core::Digest chain_link(core::Digest const& previous, Record const& record, std::int64_t sequence,
                        core::Digest const& personal);

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
