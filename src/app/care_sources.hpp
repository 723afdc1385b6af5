// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "care_books.hpp"

#include <coop/report/care.hpp>

#include <map>
#include <span>
#include <string>
#include <vector>

namespace coop::app {

/// \brief What each figure of an item ends in, by figure: `2025/N.sol/compost/planned`.
std::map<std::string, std::vector<report::CareSource>>
care_sources_of(CareBooks const& books, std::span<care::Exercise const> exercises);

} // namespace coop::app
