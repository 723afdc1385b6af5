// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/diagnostic.hpp>
#include <coop/ledger/checks.hpp>
#include <coop/ledger/party.hpp>
#include <coop/ledger/year.hpp>
#include <coop/store/store.hpp>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coop::app {

/// \brief How third parties are read: an open year by today's names and joins, a locked one by
/// those of its lock, a closed one by those of its close.
class PartyReader {
public:
    explicit PartyReader(store::Session& session);

    ledger::PartyNames const& today() const { return today_; }
    /// \param year its label
    ledger::PartyNames const& of(std::string const& year);

    /// As they were when `sequence` was the last record of the books.
    ledger::PartyNames until(std::int64_t sequence);

    /// What is shown for a sealed name in that year; empty for none.
    std::string shown(std::string const& year, std::string const& name);
    /// An entry under the names that its year shows; for a reader, never to be recorded.
    ledger::Draft shown(std::string const& year, ledger::Draft entry);

private:
    void read_records();

    store::Session& session_;
    bool is_plain_; ///< nobody was ever renamed or joined
    ledger::PartyNames today_;
    std::optional<std::vector<record::Filed>> changes_; ///< of parties
    std::vector<record::Filed> freezes_;                ///< locks and closes
    std::vector<ledger::Party> numbered_;
    std::vector<ledger::Year> years_;
    std::map<std::string, ledger::PartyNames> of_years_;
};

/// \brief Names and joins of today.
ledger::PartyNames names_today(store::Parties& session);

/// \brief A new name and the known one that it is close to, also as a shell reads them.
core::Arguments near_names(std::string const& name, std::string const& nearest);

/// \brief For each name of an entry that is new, and nearly that of a known party: both.
std::vector<core::Diagnostic> near_parties(store::Parties& session, ledger::Draft const& draft);

/// \brief Third parties that are spelled alike and were never joined; those that other programs
/// told apart by their codes are left out. By name.
std::vector<ledger::LookAlikes> look_alikes(store::Parties& session);

/// \brief Finds the third party that a typed or imported name means.
///
/// Names are compared as they are, as they are shown, then spelled alike (core::name_key()).
class PartyFinder {
public:
    explicit PartyFinder(store::Parties& session);

    /// The sealed name of the party that is meant, or nothing where nobody is called so.
    /// \throws Error{refused} "party.ambiguous" where several are spelled so.
    std::optional<std::string> find(std::string const& typed);

    /// The same with the name under which a new one is kept; what it was read as is in notes().
    std::string resolve(std::string const& typed);

    /// find(), or the one party that `typed` is a part of.
    /// \throws Error{refused} "party.ambiguous", "party.unknown" with the nearest names.
    std::string demand(std::string const& typed);

    /// A name that is nearly `typed`, where nobody is called that; empty for none.
    std::string nearest(std::string const& typed);

    std::vector<core::Diagnostic> const& notes() const { return notes_; }
    ledger::PartyNames const& names() const { return names_; }

private:
    std::optional<std::string> look(std::string const& typed);
    std::string shown(std::string_view root) const { return std::string{names_.shown(root)}; }
    [[noreturn]] void refuse_several(std::string const& typed, std::vector<std::string> names);

    store::Parties& session_;
    std::vector<ledger::Party> changed_;
    ledger::PartyNames names_;
    std::map<std::string, std::string, std::less<>> known_; ///< what was found
    std::map<std::string, std::string, std::less<>> fresh_; ///< new names, by key
    std::vector<core::Diagnostic> notes_;
};

} // namespace coop::app
