// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/ledger/party.hpp>

#include <optional>
#include <string>
#include <vector>

namespace coop::store {

/// \brief The third parties that entries name.
class Parties {
public:
    virtual ~Parties() = default;

    virtual std::vector<ledger::Party> parties() = 0; ///< by name
    virtual std::optional<ledger::Party> find_party(std::string const& name) = 0;
    /// Those whose name has that core::name_key(); by name.
    virtual std::vector<ledger::Party> parties_of_key(std::string const& key) = 0;
    /// Those that share a key with another one, key by key. Costs what there are, and an index.
    virtual std::vector<std::vector<ledger::Party>> parties_alike() = 0;
    /// Those that have a number: shown otherwise, completed or joined; by number. Costs what there
    /// are.
    virtual std::vector<ledger::Party> changed_parties() = 0;
    virtual void add_party(ledger::Party const& party) = 0;
    /// The code that another program gave to a party that has none.
    virtual void give_code(std::string const& name, std::string const& code) = 0;
    /// All but the name of a party that exists, with its number: the next one where it has none.
    virtual ledger::Party replace_party(ledger::Party const& party) = 0;
};

} // namespace coop::store
