// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exchange/fec/numbers.hpp"
#include "file.hpp"
#include "line.hpp"
#include "turn.hpp"

#include <functional>
#include <map>
#include <set>

namespace coop::exchange {

/// \brief A journal of the file.
struct FecJournalNumbers {
    std::string code;
    bool opening = false;
    Sequences numbers{};
    std::set<std::string, std::less<>> others{}; ///< numbers that are of no sequence
};

/// \brief The rules of entries (E1 …) and those that an entry alone breaks (G2, G4).
///
/// An entry is what follows itself with one number in one journal; where the number stays and the
/// date changes, another one begins if what precedes is balanced.
class FecEntryRules {
public:
    FecEntryRules(std::vector<FecJournalNumbers>& journals, FecFindings& findings)
        : journals_(journals), findings_(findings)
    {
    }

    void add(FecRow const& row, JudgedLine const& line, std::size_t journal);

    /// A line could not be read: it may belong to the entry before or to the one after.
    void doubt();

    /// \param left_out numbers that the books have and the file rightly lacks.
    void finish(std::vector<FecNumber> const& left_out);

    std::int64_t entries() const { return entries_; }

    /// The last day of the year, and the first one where it is told.
    void set_year(core::Period year, bool first_told) { turn_.set_year(year, first_told); }
    FecTurn const& turn() const { return turn_; }

    /// Once all entries are there: those that close the year (G4).
    void judge_closing(FecAccounts const& accounts);

private:
    /// What follows itself with one number.
    struct Run {
        std::size_t journal = 0;
        std::string number{};
        std::int64_t line = 0;  ///< its first
        std::int64_t lines = 0; ///< 0: there is none
        std::optional<core::Date> date{};
        core::Money debit{};
        core::Money credit{};
        bool amounts = true; ///< all could be read
        bool dates_told = false;
    };
    /// A number whose lines did not balance: others may follow.
    struct Unbalanced {
        std::int64_t line = 0;
        std::int64_t lines = 0;
        core::Money debit{};
        core::Money credit{};
    };
    using UnbalancedKey = std::pair<std::string, std::size_t>; ///< number and journal
    struct Shared {
        std::size_t journal = 0;
        std::string number{};
        std::int64_t line = 0;
    };

    bool continues(FecRow const& row, JudgedLine const& line, std::size_t journal) const;
    void open(FecRow const& row, JudgedLine const& line, std::size_t journal);
    void extend(FecRow const& row, JudgedLine const& line);
    void close();
    void close_number(bool balanced);
    bool add_number();
    bool add_other_number();
    void judge_order(FecRow const& row, JudgedLine const& line);
    void find_unbalanced();
    void find_unbalanced(UnbalancedKey const& key, Unbalanced const& sum);
    void add_left_out(std::vector<FecNumber> const& left_out);
    void find_numbers();
    void find_gaps(Sequences::Faults const& faults, std::string const& journals);
    core::Argument journal_of(std::size_t journal) const;

    std::vector<FecJournalNumbers>& journals_;
    FecFindings& findings_;
    Run run_{};
    FecTurn turn_{};
    std::int64_t entries_ = 0;
    std::optional<core::Date> validated_{}; ///< of the entry before, à-nouveaux apart
    bool others_begun_ = false;             ///< an entry that is no à-nouveau was seen
    bool doubt_ = false;                    ///< the next entry may lack a line
    Sequences numbers_{};                   ///< of the file
    std::size_t others_kept_ = 0;           ///< numbers of no sequence, in all journals
    std::vector<Shared> shared_{};          ///< numbers that another journal has, too
    std::set<std::string> in_two_journals_{};
    std::map<UnbalancedKey, Unbalanced> unbalanced_{};
};

} // namespace coop::exchange
