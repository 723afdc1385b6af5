// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/money.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

// Lines of a FEC → entries, where the file does not say it simply.

namespace coop::exchange {

/// \brief The lines of a file in its order, one vector per property to give back what is done with.
struct FecLines {
    std::vector<std::uint64_t> number; ///< of year, journal and EcritureNum: a hash
    std::vector<std::int64_t> amount;  ///< cents, debit less credit
    std::vector<std::uint64_t> offset; ///< in the file
    std::vector<std::uint32_t> line;   ///< of the file, from 1
    std::vector<std::uint32_t> piece;  ///< a hash
    std::vector<std::uint32_t> when;   ///< pack()
    std::vector<std::uint32_t> valid;  ///< core::to_number, 0: not validated

    static std::uint32_t pack(std::size_t year, bool opening, bool nameless, std::uint32_t day)
    {
        return static_cast<std::uint32_t>(year) << 19U | (opening ? 1U << 18U : 0U) |
               (nameless ? 1U << 17U : 0U) | day;
    }
    std::uint32_t day(std::size_t i) const { return when[i] & ((1U << 17U) - 1); }
    bool nameless(std::size_t i) const { return (when[i] >> 17U & 1U) != 0; } ///< no EcritureNum
    bool opening(std::size_t i) const { return (when[i] >> 18U & 1U) != 0; }
    std::uint32_t year(std::size_t i) const { return when[i] >> 19U; }

    std::size_t size() const { return offset.size(); }
    void reserve(std::size_t count);
    /// Keeps what reading again needs: offset and line.
    void forget_groups();
};

/// \brief An entry: `count` of FecGroups::members from `begin`.
struct FecGroup {
    std::uint32_t begin = 0;
    std::uint32_t count = 0;
    std::uint32_t valid = 0; ///< the last of its lines
    std::uint32_t use = 0;   ///< of its number, from 1; 0: the only one
    bool dates = false;      ///< its lines bear several dates: the last one counts
};

/// \brief Lines that make no entry.
struct FecFault {
    std::size_t first = 0; ///< line, by index
    bool dates = false;    ///< all dates of that number together would balance
    core::Money debit;
    core::Money credit;
};

struct FecGroups {
    std::vector<std::uint32_t> members; ///< lines by index
    std::vector<FecGroup> groups;       ///< in the order of recording
    std::vector<FecFault> faults;
};

/// \brief Makes entries of lines.
///
/// - Lines of one number and date that stand together, and nowhere else, are one entry.
/// - Where a number is used again or missing, what stands together is divided where the piece
///   changes and where the balance returns to zero.
/// - What does not balance then is gathered, by piece and day, then by day alone.
/// - With `join_dates`, a number whose days balance together only is one entry: all of it where its
///   lines stand together, else what is left of its days.
FecGroups group(FecLines const& lines, bool join_dates);

} // namespace coop::exchange
