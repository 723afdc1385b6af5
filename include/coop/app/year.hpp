// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/app/context.hpp>
#include <coop/core/table.hpp>
#include <coop/ledger/year.hpp>

#include <optional>
#include <string>

namespace coop::app {

core::Document list_years(Context const& context);

/// \brief Adds a year before or after the others; where the one before is closed, with its opening.
///
/// \param regulation empty: by the opening date and the family of the book. \param name empty: by
/// its days (ledger::free_label()).
core::Document add_year(Context const& context, ledger::Year year, std::string const& regulation,
                        std::string const& name = {});

/// \brief What a year without entries should be from now on; nothing: as it is.
struct YearChange {
    std::optional<core::Period> period;
    std::optional<std::string> name;
    std::optional<std::string> regulation;
};

/// \throws Error{refused} "year.not-empty", "year.locked", and what ledger::check_changed_year()
///         refuses.
core::Document set_year(Context const& context, std::string const& label, YearChange const& change);

/// \brief Takes away a year without entries, the first or the last one.
///
/// \throws Error{refused} "year.not-empty", "year.locked", "year.between".
core::Document remove_year(Context const& context, std::string const& label);

/// \brief Locks the books through the last day of a year: what is earlier is locked too.
///
/// \throws Error{refused} "year.lock-drafts" (a draft is dated up to that day),
///         "year.already-closed".
core::Document lock_year(Context const& context, std::string const& label);

/// \brief Locks the books through a day, further than they are.
///
/// \throws Error{refused} "year.lock-back", "year.lock-drafts", "year.none-for-date".
core::Document lock_through(Context const& context, core::Date day);

/// \brief Takes the lock back to the day before a year; the reason is kept.
///
/// \throws Error{refused} "year.already-closed", "year.later-locked".
core::Document unlock_year(ContextOf<store::Books> const& context, std::string const& label,
                           std::string const& reason);

/// \brief Definitive. Refuses what the checks find wrong, all of it at once, and tells the rest;
/// writes the opening of the year after, where there is one.
///
/// \throws Error{refused} "year.not-ended", "year.already-closed", "year.not-closable" (findings).
core::Document close_year(Context const& context, std::string const& label);

} // namespace coop::app
