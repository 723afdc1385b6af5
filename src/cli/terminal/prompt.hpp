// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/entry_flags.hpp"

#include <coop/cli/world.hpp>
#include <coop/i18n/message.hpp>
#include <coop/ledger/chart.hpp>
#include <coop/ledger/project.hpp>
#include <coop/ledger/year.hpp>

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace coop::cli {

/// \brief A question and what it does with the answer.
struct Question {
    std::function<std::string()> text;
    std::function<bool()> wanted; ///< asked at its turn only; empty: always
    std::function<std::string()>
        usual; ///< taken for an empty answer, shown in brackets; may be empty

    /// Keeps the answer, or returns what to say before asking again. An Error it throws is said
    /// too.
    std::function<std::optional<std::string>(std::string const& answer)> accept;
};

/// \brief Asks each question until its answer is accepted; `<` goes back to the one before.
///
/// \throws Error{usage} "prompt.ended" when the input ends.
void ask(World& world, i18n::Language language, std::span<Question const> questions);

/// \brief What the questions of `ledger add` know of the books.
struct EntrySurroundings {
    ledger::Chart chart;
    std::vector<ledger::Year> years;
    std::vector<ledger::Project> projects;
    core::Date today{};
    std::optional<core::Date> locked_through;
};

/// \brief Asks for what `flags` leave out, so that lines_of() can make an entry of them.
void ask_entry(World& world, i18n::Language language, EntrySurroundings const& books,
               EntryFlags& flags);

/// \brief Chooses an account by its code, by words of its label, or by a number of the list that
/// was shown last.
class AccountChoice {
public:
    AccountChoice(ledger::Chart const& chart, std::function<bool(ledger::Account const&)> fits)
        : chart_(chart), fits_(std::move(fits))
    {
    }

    /// The account, or nothing and `to_say` explains: a list to choose from, or that nothing fits.
    std::optional<std::string> choose(std::string const& answer, i18n::Language language,
                                      std::string& to_say);

private:
    ledger::Chart const& chart_;
    std::function<bool(ledger::Account const&)> fits_;
    std::vector<std::string> shown_;
};

} // namespace coop::cli
