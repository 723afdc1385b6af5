// SPDX-License-Identifier: GPL-3.0-or-later
//
// The parts of verify(): what its files share.
#pragma once

#include "store/sqlite/names.hpp"
#include "store/sqlite/session/session.hpp"

#include <coop/core/diagnostic.hpp>

#include <array>
#include <cstdint>
#include <limits>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coop::store::sqlite {

/// \brief What verify() has found: one finding of each kind, the first.
class Findings {
public:
    void add(char const* id, core::Arguments args);
    void add(core::Diagnostic finding); ///< as it is
    bool empty() const { return all_.empty(); }
    std::vector<core::Diagnostic> take() { return std::move(all_); }

private:
    std::vector<core::Diagnostic> all_;
};

/// \brief Sums of amounts in cents. A forged amount must end in a finding, not in an overflow: a
/// sum that leaves 64 bits stays at the largest and equals none that did not.
struct Sum {
    std::int64_t debit = 0;
    std::int64_t credit = 0;
    bool overflowed = false;

    void add(std::int64_t debits, std::int64_t credits)
    {
        add_to(debit, debits);
        add_to(credit, credits);
    }

    bool balances() const { return !overflowed && debit == credit; }

    friend bool operator==(Sum const&, Sum const&) = default;

private:
    void add_to(std::int64_t& sum, std::int64_t amount)
    {
        if (__builtin_add_overflow(sum, amount, &sum)) {
            sum = std::numeric_limits<std::int64_t>::max();
            overflowed = true;
        }
    }
};
using Sums = std::map<BalanceKey, Sum>;
using PartySums = std::map<PartyKey, Sum>;

/// \brief How many rows there are, and a sum over what they say: equal for an index and its table.
///
/// Made against accidents: two sets that differ give the same sum once in 2^64.
struct Mark {
    std::uint64_t rows = 0;
    std::uint64_t sum = 0;

    void add(std::span<std::int64_t const> values);

    friend bool operator==(Mark const&, Mark const&) = default;
};

std::int64_t mark_of(std::string_view text);

/// \brief The tables that grow with the entries and their attachments, and the indexes on them that
/// are not their key.
enum BigIndex : std::size_t {
    entry_ref,
    entry_number,
    entry_by_date,
    entry_drafts,
    entry_by_role,
    entry_without_piece,
    entry_by_piece,
    line_by_account,
    line_by_party,
    line_by_project,
    content_sha256
};
inline constexpr std::size_t big_indexes = 11;
using Marks = std::array<Mark, big_indexes>;

/// \brief What one walk over all entries with their lines, seals and salts tells.
struct Walked {
    Sums sums;            ///< the balances that the lines make
    PartySums party_sums; ///< the same by third party
    Marks marks;          ///< what each index must hold
};

/// \brief Walks every entry once, by id. Findings: references, balance, dates, 86 = 87, numbers,
/// chain, texts, seals.
Walked check_entries(Connection& connection, BookNames const& names, Findings& findings);

/// \brief The tables that PRAGMAs check; the others, which are big, are walked. By name.
std::vector<std::string> small_tables(Connection& connection);

/// \brief Pages and constraints; the indexes of the small tables against them.
void check_structure(Connection& connection, Findings& findings);

/// \brief The indexes of the big tables, each by a walk of its own, against what the tables say.
void check_indexes(Connection& connection, Marks const& expected, Findings& findings);

/// \brief The records of the legal books, and the tables against them.
void check_records(SqliteSession& session, Connection& connection, Findings& findings);

/// \brief The first number that is missing from a journal of a year.
void find_number_gap(Connection& connection, Findings& findings);

} // namespace coop::store::sqlite
