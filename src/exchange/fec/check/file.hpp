// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "line.hpp"

#include <coop/ledger/balances.hpp>

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

// The rules of the form (F …) and of the whole file (G …).

namespace coop::exchange {

/// \brief `<SIREN>FEC<AAAAMMJJ>.txt`, whatever the folder; standard input has no name.
void judge_file_name(std::string const& path, FecFindings& findings);

void judge_header(FecForm const& form, FecFindings& findings);

/// \brief The days that entries may bear: up to the day in the name, from that of the à-nouveaux
/// where the first line is one of them, otherwise up to twenty-four months back, the longest a
/// first year is. Nothing where the name has no day.
std::optional<core::Period> year_of(std::string const& path, FecRow const& first, bool opening);

/// \brief For a file whose name tells nothing: more than twelve months are more than a year.
void judge_length(core::Date first, core::Date last, std::int64_t line, FecFindings& findings);

class FecTurn;

/// \brief The accounts of a file, and the rules that need their sums.
class FecAccounts {
public:
    void add(FecRow const& row, JudgedLine const& line);

    void judge_chart(FecFindings& findings) const;
    void judge_inkind(FecFindings& findings) const;

    /// \param previous the FEC of the year before. \param turn what opens the year.
    /// \throws Error{unreadable} what read_line() finds in it, "money.overflow" of its sums;
    ///         Error{usage} "fec.previous-later".
    void judge_openings(core::Input const& previous, FecTurn const& turn,
                        FecFindings& findings) const;

    /// Of classes 6 and 7, as movements.
    std::vector<ledger::Balance> balances() const;

    std::int64_t size() const { return static_cast<std::int64_t>(accounts_.size()); }

private:
    struct Account {
        core::Money balance{}; ///< debit less credit
        std::int64_t line = 0; ///< the first that has it
    };
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const
        {
            return std::hash<std::string_view>{}(text);
        }
    };
    using Sums = std::map<std::string, core::Money, std::less<>>;

    /// Of a file that was not judged. \throws as judge_openings().
    static FecAccounts of(core::Input const& file);

    void add_date(core::Date date);
    void demand_later_than(FecAccounts const& before, core::Input const& previous) const;
    Sums closing() const;

    std::unordered_map<std::string, Account, Hash, std::equal_to<>> accounts_;
    std::optional<core::Period> days_{}; ///< of the first entry and the last one
};

} // namespace coop::exchange
