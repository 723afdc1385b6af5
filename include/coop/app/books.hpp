// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/app/context.hpp>
#include <coop/core/table.hpp>
#include <coop/ledger/book.hpp>

#include <optional>
#include <string>
#include <vector>

namespace coop::app {

/// \brief The first year of a new book. \param regulation empty: by the opening date.
core::Document found(ContextOf<store::Books> const& context, ledger::Year year,
                     std::string const& regulation);

/// \brief What a book says of itself, as it should be from now on; nothing: as it is.
struct BookChange {
    std::optional<std::string> name;
    std::optional<std::string> siren; ///< empty: none
    std::optional<std::string> rna;   ///< empty: none
};

/// \throws what ledger::check_book refuses.
core::Document set_book(ContextOf<store::Books> const& context, BookChange const& change);

/// \brief Where the books stand: years, drafts, cash, thresholds in sight, the next thing to do.
core::Document status(Context const& context);

/// \brief What is checked.
struct CheckRequest {
    std::string name; ///< one check; empty: all
    std::string year; ///< empty: every year that is not closed
    bool all = false; ///< those as well that read every entry; one that is named is run anyway
};

/// \brief `check [NAME]`: accounting findings of years.
///
/// The findings are the document's notes.
/// \throws Error{usage} "check.unknown".
core::Document check(Context const& context, CheckRequest const& request);

/// \brief `verify`: the file against itself; findings are the notes, the one head a fact.
///
/// \param noted a head noted outside the book, to be found again in it; empty: none.
/// \throws Error{usage} "verify.head-malformed".
core::Document verify(ContextOf<store::Session> const& context, std::string const& noted);

/// \brief The same of a book that must not be opened: what of its schema is not ours.
core::Document verify_schema(Lent const& context, std::vector<core::Diagnostic> findings);

} // namespace coop::app
