// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/app/context.hpp>
#include <coop/care/close_rules.hpp>
#include <coop/care/closing.hpp>
#include <coop/care/entry.hpp>
#include <coop/care/record.hpp>
#include <coop/care/registry.hpp>
#include <coop/core/table.hpp>
#include <coop/ledger/inkind.hpp>
#include <coop/ledger/year.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

// What closes, tags and statements of CARE read of the books: once, and by key.

namespace coop::app {

/// \brief A record that is later than what was asked for: which, and the day it is about.
struct LaterRecord {
    std::string kind;
    std::string id;
    std::int64_t version = 0;
    std::optional<core::Date> about; ///< none: of no day
};

/// \brief Registers, closes, years and the legal lines that tags point at.
struct CareBooks {
    care::Registry registry;
    std::map<std::string, care::KeptClose> closes; ///< the last version of each, by year
    std::vector<LaterRecord> later;                ///< in their order; none where all was asked for
    std::vector<ledger::Year> years;               ///< by first day
    std::vector<care::LegalLine> lines;
    std::vector<ledger::InkindRate> rates; ///< the books' own, by name and day
    bool whole = true; ///< no record is missing between the first and the last

    /// Index of the first exercise that CARE knows; none where nothing is recorded.
    std::optional<std::size_t> first() const;

    care::KeptClose const* close_of(std::string const& year) const; ///< or null
};

/// \brief Reads each tagged entry by its id: the cost is that of registers and tags.
/// \param until the last record that counts, by its sequence; all where there is none.
CareBooks care_books_of(Context const& context, std::optional<std::int64_t> until = {});

/// \brief Exercises from the first one to `last`. \param fresh this one as it is now, closed or
/// not.
std::vector<care::Exercise> exercises_of(ContextOf<store::Balances> const& context,
                                         CareBooks const& books, std::size_t last,
                                         std::optional<std::size_t> fresh);

/// \brief Entries of a year that stand: neither reversed nor a reversal.
/// \param until the record of the last close whose entries count; all where there is none.
std::vector<care::PostedEntry> standing_entries(ContextOf<store::CareBooks> const& context,
                                                std::string const& year,
                                                std::optional<std::int64_t> until = {});

/// \brief Entries, a line each.
core::Table entries_table(Lent const& context, std::vector<care::PostedEntry> const& entries);

} // namespace coop::app
