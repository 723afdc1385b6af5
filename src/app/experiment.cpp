// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/app/experiment.hpp>

#include "books_cache.hpp"

#include <coop/core/hash.hpp>
#include <coop/exchange/experiment.hpp>
#include <coop/ledger/balances.hpp>

namespace coop::app {

report::ExperimentFile open_experiment(std::string_view text, std::string_view source)
{
    return {exchange::read_experiment(text, source), core::to_hex(core::sha256(text))};
}

void take_legal_results(Context const& books, care::Experiment& experiment)
{
    BooksCache const cache{books.session};
    for (auto& exercise : experiment.exercises) {
        auto const& year = cache.year(exercise.label);
        exercise.legal_result =
            ledger::result_of(books.session.balances(year.label, store::Which::all, {}));
    }
}

} // namespace coop::app
