// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/ledger/book.hpp>
#include <coop/ledger/budget.hpp>
#include <coop/ledger/inkind.hpp>
#include <coop/ledger/project.hpp>
#include <coop/ledger/year.hpp>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace coop::store {

/// \brief The book and what its entries name: years, journals, accounts, projects, rates, budgets.
/// Every list has a complete order.
class Books {
public:
    virtual ~Books() = default;

    virtual ledger::Book book() = 0;
    virtual void set_book(ledger::Book const& book) = 0; ///< but for its family of charts
    virtual std::vector<ledger::Year> years() = 0;       ///< by first day
    virtual void add_year(ledger::Year const& year) = 0;
    /// Of a year without an entry: other days, label or regulation.
    /// \throws Error{refused} "store.constraint" of one that has entries or overlaps another.
    virtual void replace_year(std::string const& label, ledger::Year const& year) = 0;
    virtual void remove_year(std::string const& label) = 0; ///< without an entry; its budgets go
    /// For good, and locks through it; records the words of its FEC.
    virtual void close_year(std::string const& label) = 0;
    /// The same words of closed years that have none on record yet, marked as found.
    virtual void record_fec_words() = 0;

    /// The day through which nothing moves; none: nothing is locked. A year whose last day it
    /// reaches reads as locked.
    virtual std::optional<core::Date> locked_through() = 0;
    /// \throws Error{refused} "store.constraint" for a day before the end of a closed year.
    virtual void set_lock(std::optional<core::Date> through, std::string const& reason) = 0;
    /// Does `work` as if nothing from `day` on were locked: the opening that a close writes is the
    /// only entry that passes a lock.
    virtual void beneath_lock(core::Date day, std::function<void()> const& work) = 0;

    virtual std::vector<ledger::Journal> journals() = 0; ///< standard ones first, then by code
    virtual void add_journal(ledger::Journal const& journal) = 0;

    /// The books' own accounts, renamed or closed ones of the chart included; by code.
    virtual std::vector<ledger::Account> accounts() = 0;
    virtual void put_account(ledger::Account const& account) = 0; ///< adds or replaces

    virtual std::vector<ledger::Project> projects() = 0; ///< by code
    virtual void add_project(ledger::Project const& project) = 0;

    /// By date; the books' own.
    virtual std::vector<ledger::InkindRate> rates(std::string const& name) = 0;
    virtual std::vector<ledger::InkindRate> rates() = 0;       ///< by name, date
    virtual void put_rate(ledger::InkindRate const& rate) = 0; ///< adds or replaces name and date

    /// By version, lines in order.
    virtual std::vector<ledger::Budget> budgets(std::string const& year) = 0;
    /// Adds or replaces a version that is not adopted.
    /// \throws Error{refused} "budget.adopted".
    virtual void put_budget(ledger::Budget const& budget) = 0;
};

} // namespace coop::store
