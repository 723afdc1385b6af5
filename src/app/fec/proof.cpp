// SPDX-License-Identifier: GPL-3.0-or-later
#include "proof.hpp"

#include <coop/core/error.hpp>

namespace coop::app {

namespace {

void add(Sums& sums, core::Money debit, core::Money credit)
{
    sums.debit += debit;
    sums.credit += credit;
}

std::map<std::string, Sums> sums_of(store::Balances& session, std::string const& year)
{
    std::map<std::string, Sums> sums;
    for (auto const& balance : session.balances(year, store::Which::all)) {
        sums[balance.account] = {balance.opening_debit + balance.debit,
                                 balance.opening_credit + balance.credit};
    }
    for (auto const& balance : session.closing_entries(year, store::Which::all)) {
        add(sums[balance.account], balance.debit, balance.credit);
    }
    return sums;
}

} // namespace

FecProof::FecProof(exchange::FecSurvey const& survey, std::vector<ledger::Year> const& years,
                   std::string const& source)
    : survey_(survey),
      labels_(years),
      source_(source),
      years_(years.size()),
      seen_(survey.accounts.size())
{
    for (std::size_t i = 0; i < years.size(); ++i) {
        if (survey.lines_of_year[i] > 0) {
            years_[i].added.resize(survey.accounts.size());
        }
    }
}

void FecProof::look_at(store::Balances& session, std::size_t year)
{
    years_[year].before = sums_of(session, labels_[year].label);
}

void FecProof::saw(exchange::FecEntry const& entry)
{
    for (std::size_t i = 0; i < entry.accounts.size(); ++i) {
        auto const& line = entry.draft.lines[i];
        add(seen_[entry.accounts[i]], line.debit, line.credit);
        add(years_[entry.year].seen, line.debit, line.credit);
    }
}

void FecProof::added(exchange::FecEntry const& entry, ledger::Entry const& checked)
{
    for (std::size_t i = 0; i < entry.accounts.size(); ++i) {
        auto const& line = checked.lines()[i];
        auto& year = years_[entry.year];
        auto const account = entry.accounts[i];
        bool const as_it_is = line.account == survey_.accounts[account].is.code;
        add(as_it_is ? year.added[account] : year.before[line.account], line.debit, line.credit);
    }
}

void FecProof::conclude(store::Balances& session) const
{
    for (std::size_t i = 0; i < seen_.size(); ++i) {
        auto const& account = survey_.accounts[i];
        if (seen_[i] != Sums{account.debit, account.credit}) {
            refuse(account.is.code, {account.debit, account.credit}, seen_[i]);
        }
    }
    for (std::size_t i = 0; i < years_.size(); ++i) {
        if (survey_.lines_of_year[i] > 0) {
            conclude(session, i);
        }
    }
}

void FecProof::conclude(store::Balances& session, std::size_t year) const
{
    auto wanted = years_[year].before;
    for (std::size_t i = 0; i < seen_.size(); ++i) {
        auto const& added = years_[year].added[i];
        if (added != Sums{}) {
            add(wanted[survey_.accounts[i].is.code], added.debit, added.credit);
        }
    }
    auto const found = sums_of(session, labels_[year].label);
    for (auto const& [account, sums] : wanted) {
        auto const in_books = found.find(account);
        auto const has = in_books == found.end() ? Sums{} : in_books->second;
        if (has != sums) {
            refuse(account, sums, has);
        }
    }
}

void FecProof::refuse(std::string const& account, Sums const& wanted, Sums const& found) const
{
    throw core::Error{core::ErrorKind::refused,
                      "import.fec-totals",
                      {{"account", account},
                       {"debit", wanted.debit},
                       {"credit", wanted.credit},
                       {"found_debit", found.debit},
                       {"found_credit", found.credit}},
                      {source_, 0, 0, {}}};
}

} // namespace coop::app
