// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/ledger/account.hpp>
#include <coop/ledger/book.hpp>
#include <coop/ledger/chart.hpp>
#include <coop/ledger/entry.hpp>
#include <coop/ledger/party.hpp>
#include <coop/ledger/year.hpp>

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coop::ledger {

/// \brief What the FEC of a closed year says beside its entries, as it was when the year was
/// closed: it is written with these words for ever.
struct FecWords {
    using Pairs = std::vector<std::pair<std::string, std::string>>;

    std::string year;
    std::string name; ///< of the book
    std::string siren;
    Pairs journals; ///< code, label
    Pairs accounts; ///< code, label; of the years until this one
    Pairs parties;  ///< CompAuxNum, sealed name. Personal: none once erased
    bool erased = false;

    friend bool operator==(FecWords const&, FecWords const&) = default;
};

/// \brief What the words of a year are found in.
struct FecSources {
    Book const& book;
    Year const& year;
    std::span<Year const> years; ///< all of the book, by first day
    std::vector<Account> const& own;
    std::span<Journal const> journals;
    std::set<std::string> const& accounts; ///< that it may write
    std::span<Party const> parties;        ///< all of the book, by name
    std::set<std::string> const& named;    ///< sealed names that it may write
};
FecWords fec_words(FecSources const& sources);

/// \brief The account as the first of the charts that knows it best calls it: itself, else the
/// nearest one above it; its code where none does.
Account labelled(std::span<Chart const> charts, std::string_view code);

/// \brief CompAuxNum of each third party, in their order: the code that another program gave it,
/// else capital letters and digits of its name; 17 at most, a number at the end where another third
/// party has the same. Unique.
std::vector<std::string> party_codes(std::span<Party const> parties);

} // namespace coop::ledger
