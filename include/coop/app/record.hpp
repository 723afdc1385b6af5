// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/app/context.hpp>
#include <coop/core/table.hpp>
#include <coop/store/records.hpp>

#include <string>

namespace coop::app {

/// \brief The facts that the books recorded, in the order of their chain. An empty kind: all.
///
/// \throws Error{usage} "record.kind".
core::Document list_records(ContextOf<store::Records> const& context, std::string const& kind);

/// \brief Every version of one object. \throws Error{usage} "record.kind"; Error{refused}
/// "record.unknown" (kind, id).
core::Document show_record(ContextOf<store::Records> const& context, std::string const& kind,
                           std::string const& id);

/// \brief Erases what is personal in every version, and the name of an attachment in the books; the
/// chain stays whole.
///
/// \throws what show_record() does; Error{refused} "record.nothing-personal" (kind).
core::Document erase_record(ContextOf<store::Records> const& context, std::string const& kind,
                            std::string const& id);

} // namespace coop::app
