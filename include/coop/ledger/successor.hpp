// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/ledger/regulation.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace coop::ledger {

/// \brief What took the place of an account, and of those under it, under a later regulation.
struct Successor {
    std::string account;
    std::string successor;
    std::string basis; ///< article, `choix`, or `à confirmer`: there are two, or none

    bool is_certain() const { return basis != "à confirmer"; }
};

/// \brief What became of accounts between two regulations of a family.
class Succession {
public:
    /// `to` came after `from`, or is the same; else nothing succeeds.
    Succession(Regulation const& from, Regulation const& to);

    /// Of the longest beginning that ended, through each regulation in between; `account` itself
    /// where it goes on.
    Successor of(std::string_view account) const;

private:
    std::vector<std::vector<Successor>> steps_; ///< by regulation; each by account
};

/// \brief Whether `later` replaced `earlier` in their family.
bool came_after(Regulation const& later, Regulation const& earlier);

} // namespace coop::ledger
