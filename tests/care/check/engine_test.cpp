// SPDX-License-Identifier: GPL-3.0-or-later
//
// Laws of the engine, and engines that break them.
#include "sound_books.hpp"

using namespace coop;
using namespace coop::test;

TEST_CASE("I4: presentations that do not agree")
{
    auto facts = sound();
    facts.engine = [](Inputs const& inputs, Policy const& policy, bool weak) {
        auto outcome = compute(inputs, policy, weak);
        if (policy.presentation == Presentation::capital) {
            outcome.exercises[1].result += cents(1);
        }
        return outcome;
    };
    CHECK(texts(facts) == Texts{"I4 presentation close/2025"});
}

TEST_CASE("I8: a position that the livre CARE does not hold, an opening that touches the result")
{
    auto facts = sound();
    std::erase_if(facts.years[1].entries,
                  [](PostedEntry const& entry) { return entry.rule == "E3"; });
    CHECK(has(texts(facts), "I8 position 2025/N.sol/compost"));
    facts = sound();
    std::erase_if(facts.years[0].entries,
                  [](PostedEntry const& entry) { return entry.rule == "E4"; });
    CHECK(has(texts(facts), "I8 arrears 2024/N.sol/compost"));
    facts = sound();
    facts.years[1].arrears += cents(1);
    CHECK(texts(facts) == Texts{"I8 kept close/2025"});
    facts = sound();
    auto& opening = entry_with(facts.years[0], "E0");
    opening.lines[0].account = "C6.N.sol";
    CHECK(has(texts(facts), "I8 opening-effect care-entry/" + std::to_string(opening.id)));
    facts = sound();
    facts.engine = [](Inputs const& inputs, Policy const& policy, bool weak) {
        auto outcome = compute(inputs, policy, weak);
        outcome.exercises[0].positions[1].surplus += cents(1);
        return outcome;
    };
    CHECK(has(texts(facts), "I8 identity 2024/N.sol/compost"));
}

TEST_CASE("I9: what is done for one capital pays for another")
{
    auto facts = sound();
    facts.engine = [](Inputs const& inputs, Policy const& policy, bool weak) {
        auto outcome = compute(inputs, policy, weak);
        auto& positions = outcome.exercises[1].positions;
        positions[1].closing -= positions[0].done;
        return outcome;
    };
    CHECK(has(texts(facts), "I9 offset 2025/N.sol/compost"));
}

TEST_CASE("I10 and I11: more owed is more result, and doubles that are none")
{
    auto facts = sound();
    facts.engine = [](Inputs const& inputs, Policy const& policy, bool weak) {
        auto outcome = compute(inputs, policy, weak);
        for (auto const& exercise : inputs.exercises) {
            outcome.exercises[0].result += exercise.items[2].planned + exercise.items[2].planned;
        }
        return outcome;
    };
    CHECK(has(texts(facts), "I10 direction N.sol/compost"));
    facts.engine = [](Inputs const& inputs, Policy const& policy, bool weak) {
        auto outcome = compute(inputs, policy, weak);
        outcome.exercises[0].result += cents(1);
        return outcome;
    };
    CHECK(has(texts(facts), "I11 scale close/2024"));
}

TEST_CASE("I13 and I14: ages that are not the debt, an obligation that is counted twice")
{
    auto facts = sound();
    facts.engine = [](Inputs const& inputs, Policy const& policy, bool weak) {
        auto outcome = compute(inputs, policy, weak);
        outcome.exercises[0].positions[1].layers.front().amount += cents(1);
        return outcome;
    };
    CHECK(texts(facts) == Texts{"I13 ages 2024/N.sol/compost"});
    facts.engine = [](Inputs const& inputs, Policy const& policy, bool weak) {
        auto outcome = compute(inputs, policy, weak);
        std::ranges::reverse(outcome.exercises[0].positions[1].layers);
        return outcome;
    };
    CHECK(texts(facts) == Texts{"I13 ages 2024/N.sol/compost"});
    facts.engine = [](Inputs const& inputs, Policy const& policy, bool weak) {
        auto outcome = compute(inputs, policy, weak);
        outcome.exercises[1].positions[1].in_legal_book = {};
        return outcome;
    };
    CHECK(has(texts(facts), "I14 overlap 2025/N.sol/compost"));
}

TEST_CASE("I30: to close again would say something else")
{
    auto facts = sound();
    facts.years[1].changed = 3;
    CHECK(texts(facts) == Texts{"? I30 changed-since close/2025"});
    facts = sound();
    std::swap(facts.years[0].entries[0], facts.years[0].entries[1]);
    seal(facts.years[0]);
    CHECK(texts(facts) == Texts{"I30 close-again close/2024"});
    facts = sound();
    facts.refusal = "care.item-changed";
    CHECK(texts(facts) == Texts{"I30 refused close"});
    facts = sound();
    facts.inputs.exercises[0].items[0].planned = cents(-1);
    CHECK(has(texts(facts), "I30 refused "));
}
