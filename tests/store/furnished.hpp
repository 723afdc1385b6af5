// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "books.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace coop::test {

/// \brief Makes a new, empty book at each call. The store may be asked for one session after
/// another.
using MakeStore = std::function<std::unique_ptr<store::Store>(ledger::Book const&)>;

/// \brief A store with the years 2016 and 2017, the projects `cerisy` and `lille` and two parties.
inline std::unique_ptr<store::Store> furnished(MakeStore const& make)
{
    auto books = make(coop_des_communs());
    auto session = books->write();
    session->add_year(civil_year(2017));
    session->add_year(civil_year(2016));
    session->add_project({"lille", "Rencontres de Lille"});
    session->add_project({"cerisy", "Colloque de Cerisy"});
    session->add_party({"Imprimerie Bleue", "fournisseur", ""});
    session->add_party({"A. Martin", "membre", "depuis 2016"});
    session->commit();
    return books;
}

inline std::vector<std::string> codes(std::vector<ledger::Balance> const& balances)
{
    std::vector<std::string> all;
    for (auto const& balance : balances) {
        all.push_back(balance.account);
    }
    return all;
}

inline ledger::Balance balance_of(std::vector<ledger::Balance> const& all, std::string const& code)
{
    for (auto const& balance : all) {
        if (balance.account == code) {
            return balance;
        }
    }
    return {};
}

} // namespace coop::test
