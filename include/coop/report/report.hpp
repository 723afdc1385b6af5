// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/table.hpp>
#include <coop/i18n/message.hpp>
#include <coop/ledger/balances.hpp>
#include <coop/ledger/book.hpp>
#include <coop/ledger/budget.hpp>
#include <coop/ledger/checks.hpp>
#include <coop/ledger/entry.hpp>
#include <coop/ledger/inkind.hpp>
#include <coop/ledger/layout.hpp>
#include <coop/ledger/project.hpp>
#include <coop/ledger/regulation.hpp>
#include <coop/ledger/year.hpp>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coop::report {

struct CareFacts; // care/facts.hpp

/// \brief A column of comparison, asked by `--columns n-1,n,budget,variance,variance%,budget+1`.
///
/// A variance is that of N with its budget, a change that of N with N-1.
enum class ColumnKind {
    n_minus_2,
    n_minus_1,
    n,
    budget,
    variance,
    variance_percent,
    change,
    change_percent,
    budget_next
};

/// \throws Error{usage} "columns.unknown".
std::vector<ColumnKind> parse_columns(std::string_view text);

/// \brief What the user asked. Parts that a report does not use stay as they are.
struct Request {
    i18n::Language language = i18n::Language::fr;
    std::string year;                ///< label
    std::vector<std::string> years;  ///< of `ag`
    std::string budget_year;         ///< of `ag`; and `budget`
    std::string budget_version;      ///< empty: the adopted one, else the last
    std::vector<ColumnKind> columns; ///< empty: the report's own
    std::optional<core::Period> period;
    std::string account;
    std::string journal;
    std::string project;
    bool posted_only = false;
    bool two_sided = false;
    bool abridged = false;
    bool by_project = false;                   ///< a column for each, and for none
    std::int64_t etp_hours = 1607;             ///< divisor: 1607 or 1820
    std::optional<core::Quantity> units_sold;  ///< of `care-ratios`
    std::optional<std::int64_t> close_version; ///< of statements of CARE; none: the last
    std::optional<ledger::Layout> layout;      ///< of `ag`
};

/// \brief Everything known of one fiscal year, as far as Needs asked.
struct YearFacts {
    ledger::Year year;
    ledger::Regulation regulation;
    ledger::Chart chart;
    std::vector<ledger::Balance> balances;        ///< opening (booked or carried) and movements;
                                                  ///< of a period: what moved before it is opening
    std::vector<ledger::Balance> closing_entries; ///< what they move: no balance counts them
    std::int64_t closing_count = 0;               ///< how many entries that is
    std::vector<ledger::ProjectBalance> by_project;
    std::vector<ledger::PartyBalance> by_party; ///< as balances, of class 4
    core::Money unallocated; ///< results of earlier years still on 12x, excédent > 0; in balances
    std::vector<ledger::Contribution> contributions;
    std::optional<ledger::Budget> budget;
    std::int64_t draft_count = 0;
};

/// \brief The answer to Needs.
struct Facts {
    ledger::Book book;
    std::map<std::string, YearFacts> years; ///< by label
    std::vector<ledger::Project> projects;
    std::string n, n_minus_1, n_minus_2, n_plus_1; ///< labels; empty where there is no such year
    /// Of Needs::lines. By account, those of openings are left out: they are in the balances.
    std::function<std::optional<ledger::EntryLine>()> lines;
    bool lines_are_marked = false;         ///< some of them are of an opening or of a closing entry
    std::string chain_head;                ///< hexadecimal; of Needs::head
    std::shared_ptr<CareFacts const> care; ///< of Needs::care; then `n` is one of its
};

enum class LineOrder { none, journal, account };

/// \brief What a report must be given.
struct Needs {
    bool balances = false;
    bool openings = false; ///< what earlier years carry into the balances, computed year by year
    bool chart = false;    ///< the labels of accounts
    bool by_project = false;
    bool by_party = false;
    bool contributions = false;
    bool head = false;
    LineOrder lines = LineOrder::none;
    int years_before = 0; ///< at most 2; fewer when the columns ask fewer
    bool layout = false;  ///< `--layout FILE`, `--years`, `--budget`
    bool care = false;    ///< and nothing else: CARE facts hold their legal figures
    bool measured = false; ///< of CARE, what needs no euro
};

/// \brief Options of the command line that a report understands beside the common ones.
struct Accepts {
    bool columns = false;
    bool two_sided = false;
    bool abridged = false;
    bool period = false;
    bool account = false;
    bool journal = false;
    bool project = false;
    bool by_project = false;
    bool etp = false;
    bool version = false;
    bool units = false;
};

struct Report {
    std::string_view name;       ///< `resultat`: also the subcommand
    std::string_view summary_id; ///< message id
    Needs needs;
    Accepts accepts;
    core::Document (*build)(Facts const& facts, Request const& request);
};

/// \brief The list: resultat, bilan, balance, balance-auxiliaire, journal, grand-livre, budget,
/// contributions-volontaires, ag, and the statements of CARE (care-…).
std::span<Report const> reports();

Report const* find_report(std::string_view name);

} // namespace coop::report
