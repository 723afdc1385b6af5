// SPDX-License-Identifier: GPL-3.0-or-later
//
// Rules about the livre CARE as it is posted, and for each what breaks it: that one, and where.
#include "sound_books.hpp"

using namespace coop;
using namespace coop::test;

TEST_CASE("sound books have no finding, in any presentation")
{
    CHECK(invariants().size() == 30);
    auto facts = sound();
    CHECK(texts(facts, true) == Texts{});
    for (auto const presentation : {Presentation::capital, Presentation::cloture}) {
        facts.registry.policy.presentation = presentation;
        post_years(facts);
        for (auto& year : facts.years) {
            year.policy.presentation = presentation;
        }
        CHECK(texts(facts, true) == Texts{});
    }
    CHECK(texts(CheckFacts{}, true) == Texts{});
}

TEST_CASE("I1: an entry that does not balance, or has an empty line")
{
    auto facts = sound();
    auto& entry = entry_with(facts.years[0], "E2");
    auto const place = "care-entry/" + std::to_string(entry.id);
    entry.lines[0].debit += cents(1);
    CHECK(has(texts(facts), "I1 unbalanced " + place));
    entry.lines[0].debit -= cents(1);
    entry.lines.push_back({"C6.N.sol", {}, {}});
    CHECK(has(texts(facts), "I1 empty-line " + place));
}

TEST_CASE("I3: an account of no book, and an exercise that opens otherwise than the last closed")
{
    auto facts = sound();
    facts.years[0].entries[0].lines[0].account = "512";
    CHECK(has(texts(facts), "I3 account close/2024"));
    facts = sound();
    std::erase_if(facts.years[1].entries,
                  [](PostedEntry const& entry) { return entry.rule == "AN"; });
    CHECK(has(texts(facts), "I3 opening close/2025"));
}

TEST_CASE("I5: a result that the entries do not make, a legal result that moved")
{
    auto facts = sound();
    facts.years[0].legal_now += cents(5);
    CHECK(texts(facts) == Texts{"I5 legal-moved close/2024"});
    facts = sound();
    facts.years[0].result += cents(5);
    CHECK(has(texts(facts), "I5 result close/2024"));
    // Work that was not done, on both sides: the year is at one with itself, not with the next.
    facts = sound();
    auto& opening = entry_with(facts.years[0], "E0");
    opening.lines[0].debit += cents(100);
    opening.lines[1].credit += cents(100);
    CHECK(has(texts(facts), "I5 conservation close/2025"));
}

TEST_CASE("I7: an account of CARE among the legal ones")
{
    auto facts = sound();
    facts.intruders = {"C1"};
    CHECK(texts(facts) == Texts{"I7 intruder account/C1"});
}

TEST_CASE("I12: help that is no debt stands among the debts")
{
    auto facts = sound();
    auto& memo = entry_with(facts.years[0], "suivi");
    memo.lines = {{"C1.H.equipe", cents(7'000), {}}, {"C7.H.equipe", {}, cents(7'000)}};
    CHECK(has(texts(facts), "I12 not-owed care-entry/" + std::to_string(memo.id)));
}

TEST_CASE("I15: an entry or a close that changed since it was sealed")
{
    auto facts = sound();
    facts.years[1].entries[0].label = "autre chose";
    CHECK(texts(facts) == Texts{"I15 entries-seal close/2025"});
    facts = sound();
    facts.years[1].inputs += "0";
    CHECK(texts(facts) == Texts{"I15 inputs-seal close/2025"});
    facts = sound();
    facts.years[1].body_sha256 = facts.years[1].body_now = "aa";
    CHECK(texts(facts).empty());
    facts.years[1].body_now = "bb";
    CHECK(texts(facts) == Texts{"I15 body-seal close/2025"});
    facts = sound();
    facts.years[0].entries[1].close.reset();
    CHECK(has(texts(facts), "I15 no-close care-entry/2"));
    facts = sound();
    facts.unsealed = {"2026"};
    CHECK(texts(facts) == Texts{"I15 unsealed close/2026"});
    facts = sound();
    for (int i = 0; i < 2; ++i) {
        facts.years[0].entries.push_back(
            {reversal_of(facts.years[0].entries[1], core::date(2024, 12, 31), ""), 100 + i, 1});
    }
    CHECK(has(texts(facts), "I15 reversed-twice care-entry/101"));
}

TEST_CASE("I18: another method than the closes")
{
    auto facts = sound();
    facts.registry.policy.inherited = Inherited::include;
    CHECK(texts(facts) == Texts{"I18 policy close/2024", "I18 policy close/2025"});
}
