// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "books.hpp"

#include <coop/report/care/facts.hpp>

#include <map>
#include <span>
#include <string>
#include <vector>

namespace coop::app {

/// \brief What each figure of an item ends in, by figure: `2025/N.sol/compost/planned`.
std::map<std::string, std::vector<report::CareSource>>
care_sources_of(CareBooks const& books, std::span<care::Exercise const> exercises);

/// \brief What the legal books say ends in their accounts, and in the head of their chain.
void add_legal_sources(report::CareFacts& facts, std::string const& chain_head,
                       i18n::Language language);

} // namespace coop::app
