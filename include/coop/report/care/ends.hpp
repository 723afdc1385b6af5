// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/report/care/facts.hpp>

#include <set>
#include <string>
#include <vector>

namespace coop::report {

/// \brief Which figures of an exercise have no derivation that ends in entries, records,
/// declarations or policy (I28). Each figure that they share is looked at once.
std::vector<std::string> unexplained(CareFacts const& facts, std::string const& exercise,
                                     std::set<std::string> const& figures);

} // namespace coop::report
