// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/app/context.hpp>
#include <coop/core/diagnostic.hpp>
#include <coop/core/table.hpp>
#include <coop/exchange/fec/entries.hpp>
#include <coop/ledger/chart.hpp>

#include <map>
#include <string>
#include <unordered_set>
#include <vector>

namespace coop::app {

/// \brief What the entries of a FEC need and the books lack: put into them when an entry comes that
/// is new, so that a file imported twice adds nothing.
class FecAdditions {
public:
    /// \param touched the years of the file.
    FecAdditions(Context const& context, exchange::FecSurvey const& survey,
                 std::vector<ledger::Year> const& touched, std::string const& source);

    /// Accounts that no chart can hold ("account.malformed", "account.closed").
    std::vector<core::Diagnostic> const& faults() const { return faults_; }

    /// Accounts that are of no class of a chart (999999) wait under 471, with all their digits: by
    /// FecSurvey::accounts, what they are called here.
    std::map<std::size_t, std::string> const& waiting() const { return waiting_; }

    /// Chart, journals with what may be added.
    ledger::Rules rules(ledger::Year const& year) const;

    /// \param checked the same.
    void put(exchange::FecEntry const& entry, ledger::Entry const& checked);

    /// Tables of what was added, and notes of what the books call otherwise.
    void tell(core::Document& document) const;

    std::vector<ledger::Account> const& accounts() const { return accounts_; }
    std::vector<ledger::Journal> const& journals() const { return journals_; }
    std::vector<std::string> const& parties() const { return parties_; }

private:
    void plan_account(exchange::FecAccount const& account);
    bool has_parent(std::string_view code) const;
    void put_account(std::size_t account);
    void tell_labels(core::Document& document) const;
    void put_party(std::string const& name);

    Context const& context_;
    exchange::FecSurvey const& survey_;
    std::string source_;
    std::map<std::string, ledger::Chart> charts_; ///< by regulation; those of the file first
    std::vector<std::string> touched_;            ///< regulations of the file
    std::vector<ledger::Journal> all_journals_;
    std::vector<bool> known_journal_;                ///< by FecSurvey::journals
    std::map<std::size_t, ledger::Account> planned_; ///< by FecSurvey::accounts
    std::unordered_set<std::string> known_parties_;
    std::unordered_set<std::string> without_code_; ///< of the books; that of the file is theirs
    std::map<std::string, std::string> codes_;     ///< of third parties of the file, by name
    std::map<std::size_t, std::string> waiting_;
    std::vector<core::Diagnostic> faults_;
    std::int64_t account_labels_ = 0; ///< of the file that the books do not keep
    std::int64_t journal_labels_ = 0;

    std::vector<ledger::Account> accounts_; ///< added
    std::vector<ledger::Journal> journals_;
    std::vector<std::string> parties_;
};

} // namespace coop::app
