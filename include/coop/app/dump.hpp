// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/app/context.hpp>
#include <coop/core/input.hpp>
#include <coop/core/table.hpp>
#include <coop/exchange/dump.hpp>

#include <string>

namespace coop::app {

/// \brief Writes the whole book as text, in bounded memory. The same book gives the same bytes.
void dump(Context const& context, core::Sink const& sink);

/// \brief Whether nothing was ever recorded: the books are as `init` leaves them, open years apart.
bool is_unused(store::Session& session);

/// \brief The name of the books that a dump of `by` may take the place of.
///
/// \throws Error{refused} "dump.not-empty" (not unused), "dump.other-siren" (of somebody else).
std::string name_to_replace(store::Session& session, ledger::Book const& by,
                            std::string const& file);

/// \brief Fills the new book of the session with what a dump says, and proves it: each hash as it
/// passes, the whole by verify(). Answer: what came back.
///
/// \throws Error{unreadable} what DumpReader throws, with the line: "dump.altered" (an entry and
///         its hash disagree), "dump.refused" (a rule of the books), "dump.cut" (counts or head of
///         the last line), "dump.inconsistent" (with the findings of verify()); of what no rule
///         allows, that rule: "regulation.unknown", "account.malformed", "account.untyped"…
core::Document restore(Context const& context, exchange::DumpReader& reader);

} // namespace coop::app
