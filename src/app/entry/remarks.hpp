// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/books_cache.hpp"
#include "app/recorder.hpp"

#include <coop/app/context.hpp>
#include <coop/core/diagnostic.hpp>
#include <coop/exchange/entries.hpp>
#include <coop/ledger/twin.hpp>

#include <span>
#include <vector>

namespace coop::app {

/// \brief Entries of these days that say a document again.
std::vector<ledger::Twin> twins_in(store::Entries& session, core::Period days);

/// \brief What is most often a slip in a draft: `read`, in the form in which it is recorded.
std::vector<core::Diagnostic> remarks_on(BooksCache& books, exchange::ReadDraft const& read,
                                         ledger::Draft const& recorded);

/// \brief The documents that what was just recorded says again.
std::vector<core::Diagnostic> twin_remarks(store::Entries& session, std::span<Recorded const> all);

/// \brief The same of a draft that is not recorded yet: the cost is that of the entries of its day.
std::vector<core::Diagnostic> twin_remarks(store::Entries& session, ledger::Draft const& draft);

/// \brief The first few of each kind, and how many more there are: a file may have one for each of
/// its lines.
std::vector<core::Diagnostic> shortened(std::vector<core::Diagnostic> remarks);

} // namespace coop::app
