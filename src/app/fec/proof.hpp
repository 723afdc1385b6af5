// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/money.hpp>
#include <coop/exchange/fec/entries.hpp>
#include <coop/ledger/entry.hpp>
#include <coop/ledger/year.hpp>
#include <coop/store/balances.hpp>

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace coop::app {

struct Sums {
    core::Money debit;
    core::Money credit;

    friend bool operator==(Sums const&, Sums const&) = default;
};

/// \brief Proves that what came in is what the file says, account by account, and that the books
/// agree.
class FecProof {
public:
    /// \param years by FecEntry::year. All outlive this.
    FecProof(exchange::FecSurvey const& survey, std::vector<ledger::Year> const& years,
             std::string const& source);

    /// What the books say of a year before.
    void look_at(store::Balances& session, std::size_t year);

    void saw(exchange::FecEntry const& entry);
    void added(exchange::FecEntry const& entry, ledger::Entry const& checked);

    /// \throws Error{refused} "import.fec-totals".
    void conclude(store::Balances& session) const;

    Sums const& of_year(std::size_t year) const { return years_[year].seen; } ///< of the file

private:
    struct OfYear {
        Sums seen;
        std::vector<Sums> added;            ///< by FecSurvey::accounts
        std::map<std::string, Sums> before; ///< by account, and what is added to others of ours
    };

    void conclude(store::Balances& session, std::size_t year) const;
    [[noreturn]] void refuse(std::string const& account, Sums const& wanted,
                             Sums const& found) const;

    exchange::FecSurvey const& survey_;
    std::vector<ledger::Year> const& labels_;
    std::string const& source_;
    std::vector<OfYear> years_;
    std::vector<Sums> seen_; ///< by FecSurvey::accounts
};

} // namespace coop::app
