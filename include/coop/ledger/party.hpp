// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/ledger/balances.hpp>
#include <coop/record/record.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coop::ledger {

struct Year;

/// \brief A third party: member, donor, supplier, funder.
///
/// Its name is what entries seal, and never changes. What is shown in its place, and with whom it
/// was joined, stands beside it and is read by PartyNames.
struct Party {
    std::string name;
    std::string kind; ///< free word: `membre`, `fournisseur`, `financeur`; may be empty
    std::string note;
    std::string code;                 ///< of other programs: CompAuxNum of a FEC; may be empty
    std::int64_t number = 0;          ///< of its records, from 1; 0: it has none
    std::string shown;                ///< empty: its name
    std::optional<std::int64_t> into; ///< the number of the party it was joined with

    friend bool operator==(Party const&, Party const&) = default;
};

/// \brief The names of third parties as they were read at one time: who was shown how, and who was
/// joined with whom. A name it does not know stands for itself.
class PartyNames {
public:
    PartyNames() = default;
    /// `parties`: those that have a number.
    explicit PartyNames(std::span<Party const> parties);

    /// The sealed name of the party that a sealed name is read as.
    std::string_view root(std::string_view name) const;
    /// What is shown for a sealed name.
    std::string_view shown(std::string_view name) const;
    /// Every sealed name that is read as the same party as `name`, itself among them.
    std::vector<std::string> family(std::string_view name) const;
    /// The core::name_key() of the party that a name means, however it is spelled: what two sayings
    /// of an entry are compared by.
    std::string key(std::string_view name) const;
    bool empty() const { return all_.empty(); }

private:
    struct Read {
        std::string root;
        std::string shown;
    };
    std::map<std::string, Read, std::less<>> all_; ///< by sealed name
    std::map<std::string, std::string> keys_; ///< of roots, by key of a name; empty: of several
};

/// \brief The parties as records said until `sequence`; what was recorded since did not happen.
/// \param records of kind `party`, in their order
std::vector<Party> parties_until(std::vector<Party> parties, std::span<record::Filed const> records,
                                 std::int64_t sequence);

/// \brief The record since which a year is read as it stands: that of its close, or of the lock
/// that has covered its last day ever since; nothing of an open year.
/// \param records of kinds `lock` and `year`, in their order
std::optional<std::int64_t> frozen_since(Year const& year, std::span<record::Filed const> records);

/// \brief Under which name a third party that was joined is found.
enum class Naming { sealed, shown };

/// \brief Balances by third party, those that are read as one made one: by account, then name. What
/// opened on both sides is one opening.
std::vector<PartyBalance> joined(std::vector<PartyBalance> balances, PartyNames const& names,
                                 Naming naming);

} // namespace coop::ledger
