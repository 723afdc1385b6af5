// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/diagnostic.hpp>
#include <coop/ledger/balances.hpp>
#include <coop/ledger/entry.hpp>
#include <coop/ledger/inkind.hpp>
#include <coop/ledger/twin.hpp>
#include <coop/ledger/year.hpp>

#include <deque>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coop::ledger {

/// \brief The first day on which a till ended below zero.
struct CashLow {
    std::string account;
    core::Date day{};
    core::Money amount; ///< missing that day
};

/// \brief Finds them in the lines of the tills, which come by account, then day.
class CashLows {
public:
    explicit CashLows(std::span<Balance const> balances);

    void add(EntryLine const& line);
    std::vector<CashLow> take();

private:
    void end_day();

    std::map<std::string, core::Money> running_;
    std::string account_;
    core::Date day_{};
    std::vector<CashLow> lows_;
};

/// \brief The oldest part of a receivable that is not paid.
struct Overdue {
    std::string account;
    std::string party; ///< empty: none was named
    core::Date since{};
    core::Money amount; ///< all that was due for more than a year
};

/// \brief Finds receivables that are more than a year old in their lines, which come by account,
/// then day: the oldest are paid first.
class Receivables {
public:
    /// \param opens_on the first day of the books: a booked opening of later is what stands
    /// already.
    explicit Receivables(core::Date opens_on) : opens_on_(opens_on) {}

    void add(EntryLine const& line);
    std::vector<Overdue> take(core::Date today) const; ///< by account, then party

private:
    struct Due {
        core::Date day{};
        core::Money amount;
    };
    struct Account {
        std::deque<Due> due;
        core::Money paid; ///< beyond what was due
    };

    core::Date opens_on_;
    std::map<std::pair<std::string, std::string>, Account> accounts_; ///< and party
};

/// \brief Entries whose lines on an account name no third party.
struct Nameless {
    std::string account;
    std::vector<EntryId> entries; ///< at most the first 10
    bool is_draft = false;        ///< the first of them
};

/// \brief Third parties whose names are spelled alike, and who are not one.
struct LookAlikes {
    std::string into;                ///< the one that the others may be joined with
    std::vector<std::string> others; ///< at most the first 10
};

/// \brief An account that no line of the statements of its regulation takes.
struct Unplaced {
    std::string account;
    core::Money net;
};

/// \brief What the checks of a year read.
struct CheckFacts {
    Year year;
    Regulation regulation;
    Chart chart;
    bool ended = false;            ///< its last day has come
    std::string previous;          ///< the year before; empty: none
    std::string earlier_open;      ///< the first year before it that is not closed; empty: none
    std::vector<Balance> balances; ///< closing, opening included
    std::vector<PartyBalance> by_party;
    std::vector<OpeningGap> gaps; ///< between what is booked and the closing of the year before
    std::vector<Record> openings; ///< booked ones that count, by date, then id
    std::vector<Unplaced> unplaced;
    std::vector<CashLow> cash_lows;
    std::vector<Overdue> overdue;   ///< grants to receive
    std::vector<Nameless> nameless; ///< of accounts of suppliers and customers
    std::vector<Twin> twins;
    std::vector<LookAlikes> look_alikes; ///< of the book, with its last year
    std::vector<ProjectBalance> by_project;
    std::vector<Contribution> contributions;
    std::vector<Record> drafts; ///< at most the first 100
    std::int64_t draft_count = 0;
    std::int64_t without_piece = 0;           ///< entries of the year without supporting document
    std::vector<EntryId> without_piece_first; ///< at most the first 10 of them
    std::optional<core::Date> entry_day;      ///< when what is advised may be written; none: locked
    std::int64_t without_label = 0;           ///< entries of the year; read for Cost::entries only
    std::vector<EntryId> without_label_first; ///< at most the first 10 of them
};

/// \brief What a check reads: sums and what indexes answer, or every entry of a year.
enum class Cost { index, entries };

/// \brief A check of the books; findings in the order of accounts or entries. An error refuses the
/// close of the year.
struct Check {
    std::string_view name;
    std::string_view summary_id; ///< message id
    Cost cost;
    std::vector<core::Diagnostic> (*run)(CheckFacts const& facts);
};

/// \brief The one that compares the opening of a year with the closing of the year before.
inline constexpr std::string_view opening_check = "ouverture";

/// \brief The list; docs/reference/commands/check.md has it. `year close`, `check` and `status`
/// read this one.
std::span<Check const> checks();

} // namespace coop::ledger
