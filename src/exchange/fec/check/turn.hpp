// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "line.hpp"

#include <coop/exchange/opening.hpp>
#include <coop/ledger/entry.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace coop::exchange {

/// \brief The first and the last day of a year: entries that open it, or may close it.
///
/// Where the file tells no year, its days are those of its entries. Memory: by account of the first
/// day, and by entry of the last one that moves classes 6 and 7 to 12, ten thousand at most.
class FecTurn {
public:
    /// The last day is told; the first one perhaps, or it is the earliest.
    void set_year(core::Period year, bool first_told);

    /// A line of the entry that is being read.
    void line(FecRow const& row, JudgedLine const& line);
    /// That entry is whole; `line` is its first.
    void close(std::size_t journal, bool called_opening, std::string const& number,
               std::int64_t line);

    /// What the file opens with, by account: the entries of the first day that are called so, or
    /// that bring in, journal by journal, what the year before left.
    std::map<std::string, core::Money> opening(KnownOpening const& known) const;

    /// An entry that closes accounts of classes 6 and 7.
    struct Closing {
        std::size_t journal = 0;
        std::string number{};
        std::int64_t line = 0;
        ledger::Draft entry{};
    };
    /// \param balances of the whole file.
    std::vector<Closing> closing(std::vector<ledger::Balance> const& balances) const;

private:
    using Sums = std::map<std::string, core::Money>;
    struct Day {
        FirstDay together{};
        Sums all{};
        Sums called{}; ///< of entries that are called openings
    };

    ledger::Year year() const;
    void reach(core::Date day);

    bool first_told_ = false;
    bool last_told_ = false;
    std::optional<core::Period> days_{};
    std::map<std::size_t, Day> opening_{}; ///< by journal
    std::vector<Closing> may_close_{};

    ledger::Draft run_{}; ///< one line by account
    std::map<std::string, core::Money, std::less<>> nets_{};
    bool begun_ = false;
    bool may_open_ = false;
    bool may_end_ = false;
};

} // namespace coop::exchange
