// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/app/context.hpp>
#include <coop/core/table.hpp>

#include <string>

namespace coop::app {

core::Document list_years(Context const& context);

/// \param regulation empty: by the opening date and the family of the book.
core::Document add_year(ContextOf<store::Books> const& context, ledger::Year year,
                        std::string const& regulation);

core::Document lock_year(ContextOf<store::Books> const& context, std::string const& label);
core::Document unlock_year(ContextOf<store::Books> const& context, std::string const& label);

/// \brief Definitive: refuses drafts and an earlier year still open.
///
/// \throws Error{refused} "year.has-drafts", "year.earlier-open", "year.closed".
core::Document close_year(Context const& context, std::string const& label);

} // namespace coop::app
