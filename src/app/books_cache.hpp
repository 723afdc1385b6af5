// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/ledger/entry.hpp>
#include <coop/ledger/project.hpp>
#include <coop/ledger/regulation.hpp>
#include <coop/store/books.hpp>
#include <coop/store/entries.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace coop::app {

/// \brief What the books say that recording entries does not change, read once per command.
///
/// An import of ten thousand entries must not read a chart ten thousand times.
class BooksCache {
public:
    explicit BooksCache(store::Books& session);

    std::vector<ledger::Year> const& years() const { return years_; }

    /// The year `label`; empty: the last. \throws Error{refused} "year.unknown", "year.none".
    ledger::Year const& year(std::string const& label) const;
    std::size_t index_of(ledger::Year const& year) const;

    ledger::Chart const& chart(ledger::Year const& year);
    std::vector<ledger::Journal> const& journals();
    std::vector<ledger::Project> const& projects();

    /// Something that accounts of the chart of `year` begin with; empty: of any year.
    /// \throws Error{refused} "account.none-under", "account.not-a-number".
    void demand_account(std::string const& prefix, std::string const& year);
    /// \throws Error{refused} "project.unknown".
    ledger::Project const& project(std::string const& code);
    /// \throws Error{refused} "journal.unknown".
    ledger::Journal const& journal(std::string const& code);

    /// Nothing moves up to this day.
    std::optional<core::Date> locked_through();

    bool is_locked(core::Date day) { return locked_through() && day <= *locked_through(); }

    /// The rules of the day. \throws Error{refused} "year.none-for-date".
    ledger::Rules rules(core::Date day);

    /// The open year that holds `today`, else the last. \throws Error{refused} "year.none".
    ledger::Year const& current(core::Date today) const;

private:
    store::Books& session_;
    std::vector<ledger::Year> years_;
    std::map<std::string, ledger::Chart> charts_; ///< by regulation
    std::optional<std::optional<core::Date>> locked_through_;
    std::optional<std::vector<ledger::Journal>> journals_;
    std::optional<std::vector<ledger::Project>> projects_;
};

/// \brief Whether anything was recorded in a year.
bool has_entries(store::Entries& session, std::string const& year);

/// \brief The last year with entries, else the first. \throws Error{refused} "year.none".
ledger::Year const& last_used(store::Entries& session, std::vector<ledger::Year> const& years);

} // namespace coop::app
