// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/words.hpp>
#include <coop/ledger/balances.hpp>
#include <coop/ledger/entry.hpp>
#include <coop/ledger/year.hpp>

#include <span>
#include <string>

namespace coop::ledger {

inline constexpr auto role_words = core::words<Role>({
    {Role::ordinary, "ordinary"},
    {Role::opening, "opening"},
    {Role::closing, "closing"},
});

inline constexpr auto role_why_words = core::words<RoleWhy>({
    {RoleWhy::none, "withdrawn"},
    {RoleWhy::typed, "typed"},
    {RoleWhy::journal, "journal"},
    {RoleWhy::equal, "equal"},
    {RoleWhy::closes, "closes"},
    {RoleWhy::closed, "closed"},
    {RoleWhy::reversal, "reversal"},
});

/// \brief The journal in which a book keeps its openings (à-nouveaux).
inline constexpr std::string_view opening_journal = "AN";

/// \brief That of whatever has no journal of its own (opérations diverses).
inline constexpr std::string_view other_journal = "OD";

/// \brief Whether an entry has the form of an opening: dated on the first day of its year, on
/// accounts of classes 1 to 5 and 890 alone (C. com. L123-19, PCG art. 112-2).
bool opens(Draft const& entry, Year const& year);

/// \brief The journal of openings takes nothing else; an entry of another journal passes. Books of
/// before this rule may hold others: they are no openings.
///
/// \throws Error{refused} "ledger.opening-day" (date, year, first), "ledger.opening-account" (line,
///         account).
void check_opening(Draft const& entry, Year const& year);

/// \brief Whether an entry has the form of a closing one: dated on the last day of its year, moving
/// classes 6 and 7 to 12.
bool may_close(Draft const& entry, Year const& year);

/// \brief Whether an entry moves something between a result (12) and classes 6 or 7, whatever its
/// day: it deserves a look when it is no closing one.
bool moves_result(Draft const& entry);

/// \brief What an entry is, by itself and what stands beside it.
///
/// An entry of the journal of openings that opens() is an opening. One that may_close() is a
/// closing entry if it brings each account of classes 6 and 7 that it touches to nil. Whatever else
/// is ordinary.
///
/// \param others balances of the year, drafts and closing entries included, without this entry;
/// only
///        accounts of classes 6 and 7 are read.
Standing standing_of(Draft const& entry, Year const& year, std::span<Balance const> others);

/// \brief The opening of a year as one entry of the journal of openings, third parties apart, by
/// account; without a line where nothing stood. Only opening sides are read.
Draft opening_entry(Year const& year, std::span<Balance const> openings,
                    std::span<PartyBalance const> parties);

} // namespace coop::ledger
