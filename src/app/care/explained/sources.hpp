// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the figures of statements come from: records with their arithmetic, and lines and accounts
// of the legal book.
#pragma once

#include "app/care/books.hpp"

#include <coop/report/care/facts.hpp>

#include <map>
#include <span>
#include <string>
#include <vector>

namespace coop::app {

/// \brief By figure, as `2025/N.sol/compost/planned`: what it is the sum of.
std::map<std::string, std::vector<report::CareStep>>
care_steps_of(CareBooks const& books, std::span<care::Exercise const> exercises,
              care::Closing const& closing, report::CareFacts const& facts,
              i18n::Language language);

/// \brief Amounts of the legal book by account, and what an account is called.
struct LegalAccounts {
    std::map<std::string, core::Money> results;                      ///< 6 and 7, debit less credit
    std::map<std::string, std::map<std::string, core::Money>> lines; ///< of the bilan, by key
};

/// \brief Produits, charges, dotations and the bilan by account. Tagged steps are to be there.
///
/// \param chain_head hexadecimal, of the legal book.
void add_account_steps(report::CareFacts& facts, std::size_t exercise,
                       LegalAccounts const& accounts,
                       std::map<std::string, std::string> const& names,
                       std::string const& chain_head);

} // namespace coop::app
