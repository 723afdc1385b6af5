// SPDX-License-Identifier: GPL-3.0-or-later
//
// Ten years of invented books of an association. The same number of entries and the same seed give
// the same books on every machine: no clock, no library's distribution, no floating point.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace coop::bench {

constexpr int first_year = 2016;
constexpr int years = 10;
constexpr int suppliers = 150; ///< third parties 0 … 149; the customers follow
constexpr int customers = 250;
constexpr int projects = 40;

enum class Journal { ac, ve, bq, od };
constexpr int journals = 4;
extern char const* const journal_codes[journals];
extern char const* const journal_labels[journals];

struct Day {
    int year, month, day;
};

struct Line {
    int account = 0;        ///< place in `accounts`
    std::int64_t cents = 0; ///< debit above zero, credit below
    int party = -1;
    int project = -1;
    std::int64_t letters = 0; ///< of a settled line of a third party; 0: none
};

struct Entry {
    Journal journal = Journal::od;
    Day date{};
    Day valid{};             ///< last day of the month
    std::int64_t number = 0; ///< from 1 in its journal and year
    std::string piece;
    std::string label;
    std::vector<Line> lines;
};

std::string party_code(int party); ///< `F007`, `C123`
std::string party_name(int party);
std::string project_code(int project); ///< `p07`

/// \brief Makes the entries one after the other, by date.
class Maker {
public:
    Maker(std::int64_t entries, std::uint64_t seed);

    /// \return false after the last one.
    bool next(Entry& entry);

private:
    std::uint64_t draw();
    int below(int limit);
    std::int64_t amount(std::int64_t low, std::int64_t high);
    int one_of(std::vector<int> const& accounts);
    void third_party(Entry& entry, int account, std::int64_t cents, int party);

    void purchase(Entry& entry);
    void sale(Entry& entry);
    void payment(Entry& entry);
    void receipt(Entry& entry);
    void transfer(Entry& entry);
    void grant(Entry& entry);
    void wages(Entry& entry);
    void volunteers(Entry& entry);
    void inventory(Entry& entry);

    std::int64_t entries_;
    std::int64_t made_ = 0;
    std::uint64_t state_;
    std::int64_t letters_ = 0;
    std::array<std::array<std::int64_t, years>, journals> numbers_{};
    std::vector<int> charges_, produits_, grants_, banks_, inventory_charges_, balance_accounts_;
};

} // namespace coop::bench
