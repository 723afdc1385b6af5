// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which capitals of people may not be told apart. Masked figures must not follow from what other
// years print either, so that what is decided for an exercise binds those after it.
#pragma once

#include <coop/report/care/facts.hpp>

#include <cstdint>
#include <set>
#include <string>

namespace coop::report {

struct Groups {
    std::set<std::string> apart;  ///< capitals whose figures are not published one by one
    std::set<std::string> hidden; ///< capitals of which nothing is measured in public
    bool together = false;        ///< the sums of `apart` may be printed
    bool ever = false;            ///< some group was small in some exercise
    std::int64_t people = 0;      ///< of `apart`
};

/// Of the last exercise of the facts.
Groups groups_of(CareFacts const& facts);

/// Layers of arrears older than `since`, as one.
std::vector<care::Layer> layers_since(std::vector<care::Layer> const& layers, std::size_t since);

/// Whether a figure is of a capital or an indicator that is masked.
bool is_masked_figure(CareFacts const& facts, std::string const& figure);

/// Takes out what masked figures are made of, and what would tell them in those of everybody.
void mask_steps(CareFacts& facts);

} // namespace coop::report
