// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/money.hpp>
#include <coop/ledger/balances.hpp>
#include <coop/ledger/entry.hpp>

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// The opening of a year in the files of other programs, whatever they call its journal.

namespace coop::exchange {

/// \brief An account without its last zeros: programs that want codes of one length fill them up.
std::string_view bare_account(std::string_view account);

/// \brief A text without what the characters of a file change: case, accents, punctuation.
std::string bare_text(std::string_view text);

/// \brief Whether a journal is that of the à-nouveaux: by its code (AN, A-N, RAN, OUV), else by its
/// name (« À-nouveaux », « Bilan d'ouverture », « Ouverture » alone).
bool is_opening_journal(std::string_view code, std::string_view label);

/// \brief Whether an entry that has the form of an opening is called one (« Report à nouveau »,
/// « Balance d'ouverture »). One of class 1 alone is none: it allocates a result.
bool is_called_opening(ledger::Draft const& entry);

/// \brief What a year opens with by the books: the closing of the year before. Opening sides only;
/// empty where nothing is known of it.
struct KnownOpening {
    std::vector<ledger::Balance> accounts;
    std::vector<ledger::PartyBalance> parties;
};

/// \brief Entries of the first day of a year, of one journal of a file, taken together.
class FirstDay {
public:
    /// Precondition: it has the form of an opening (ledger::opens).
    void add(ledger::Draft const& entry);

    /// Whether they bring in what is known, account by account. Within class 1 amounts may differ:
    /// programs carry the result to 120, 129, 12 or 110.
    bool carry(KnownOpening const& known) const;

private:
    std::map<std::string, core::Money, std::less<>> nets_; ///< by bare account
};

/// \brief Calls accounts and third parties as they are called in what is known: 120 for 120000.
class OpeningNames {
public:
    explicit OpeningNames(KnownOpening const& known);

    void rename(ledger::Draft& entry) const;

private:
    std::map<std::string, std::string, std::less<>> accounts_; ///< by bare account, or as it is
    std::map<std::pair<std::string, std::string>, std::string> parties_; ///< by account, bare name
};

} // namespace coop::exchange
