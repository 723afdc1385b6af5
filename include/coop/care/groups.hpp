// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/care/registry.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

// Few people are easily known by a figure: what a capital of family H says of fewer of them than
// its group size leaves no book.

namespace coop::care {

/// \brief How many people a capital stands for.
struct People {
    std::optional<std::int64_t> count; ///< none: nobody said
    std::int64_t at_least = 5;         ///< how many before its figures may be told apart
};

/// \brief Whether they are too few; unknown is too few.
bool is_small(People const& people);

/// \brief How many each capital of family H stands for, by id.
using PeopleOf = std::map<std::string, People>;

/// \brief Which rows of the registers stay where a list leaves the books.
struct KeptBack {
    std::set<std::string> small; ///< capitals
    std::set<std::string> human; ///< all capitals of family H

    /// \brief Whether objects of that kind about that capital stay.
    ///
    /// What an amount follows from stays for every capital of family H as soon as one is small: a
    /// total less the others would tell its own.
    bool holds(std::string_view kind, std::string const& capital) const;
};

/// \brief By the people that capitals said at each close and say now.
KeptBack kept_back(std::map<std::string, PeopleOf> const& at_closes, PeopleOf const& now);

} // namespace coop::care
