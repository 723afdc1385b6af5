// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/care/books.hpp"

#include <coop/core/diagnostic.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

// A closed exercise is a document: what its statements say is what its close could read.

namespace coop::app {

/// \brief The sequence of the record that closed `year`; nothing where it is open.
/// \param version none: the last one.
/// \throws Error{refused} "care.close-version" (year, version, known).
std::optional<std::int64_t> sealed_by(store::CareBooks& session, std::string const& year,
                                      std::optional<std::int64_t> version);

/// \brief What the association was called at that close; today where there is none.
///
/// Closes before 0.2 did not keep the place of the records of the books: theirs is found by day.
std::string name_of_books(store::Session& session, care::KeptClose const* closed);

/// \brief How many entries stood in the chain when a year that a close sealed was unlocked; nothing
/// where it never was, or where the close did not keep its place. A locked year takes no entry, so
/// that those of it that count are those.
std::optional<std::int64_t> unlocked_after(store::Records& session, care::KeptClose const& closed,
                                           core::Date last);

/// \brief What came after a close and changes nothing of it: revisions, what is dated in it,
/// opinions, a correction; and what its rules let pass.
/// \param books read up to that close.
std::vector<core::Diagnostic> notes_on_sealed(ContextOf<store::Records> const& context,
                                              CareBooks const& books,
                                              care::KeptClose const& closed);

} // namespace coop::app
