// SPDX-License-Identifier: GPL-3.0-or-later
//
// Rules about what amounts mean, and for each what breaks it.
#include "sound_books.hpp"

using namespace coop;
using namespace coop::test;

TEST_CASE("I6: more than a line, and a line that is not there")
{
    auto facts = sound();
    auto second = facts.registry.tags.front();
    second.head = head("7-1-formation");
    second.share = core::Decimal{1, 6};
    facts.registry.tags.push_back(second);
    CHECK(texts(facts) == Texts{"I6 tag-beyond 7:1"});
    second.share.reset();
    second.amount = cents(1);
    facts.registry.tags.back() = second;
    CHECK(texts(facts) == Texts{"I6 tag-beyond 7:1"});
    facts.registry.tags.back().withdrawn = true;
    CHECK(texts(facts) == Texts{});
    facts.lines.front().posted = false;
    CHECK(texts(facts) == Texts{"I6 tag-nowhere tag/7-1-compost"});
}

TEST_CASE("I16: instalments that are not the budget")
{
    auto facts = sound();
    auto& budget = facts.registry.budgets.front();
    budget.schedule = Schedule::listed;
    budget.instalments = {cents(50'000), cents(49'999)};
    CHECK(texts(facts) == Texts{"I16 schedule budget/compost-2025"});
    facts = sound();
    facts.inputs.exercises[0].items[0].budget = cents(1);
    CHECK(has(texts(facts), "I16 schedule H.equipe/formation"));
}

TEST_CASE("I19: a capital as an asset, and euros for what is not valued")
{
    auto facts = sound();
    facts.registry.capitals[1].valuation = Valuation::none;
    auto const found = texts(facts);
    CHECK(has(found, "I19 not-valued budget/compost-2025"));
    CHECK(has(found, "I19 not-valued tag/7-1-compost"));
    CHECK(has(found,
              "I19 not-valued care-entry/" + std::to_string(entry_with(facts.years[0], "E0").id)));
    facts = sound();
    for (auto& entry : facts.years[0].entries) {
        for (auto& line : entry.lines) {
            if (line.account == "C1.N.sol") {
                std::swap(line.debit, line.credit);
            }
            if (line.account == "C28.N.sol") {
                line.credit += line.credit;
            }
        }
    }
    CHECK(has(texts(facts), "I19 use-below-zero close/2024"));
    facts = sound();
    entry_with(facts.years[0], "E3").lines[0].debit += cents(1'000'000);
    CHECK(has(texts(facts), "I19 capital-as-asset close/2024"));
}

TEST_CASE("I20: euros without source, good state or cost; all of it an error when strict")
{
    auto facts = sound();
    facts.registry.budgets.front().source.clear();
    CHECK(texts(facts) == Texts{"? I20 no-source budget/compost-2025"});
    CHECK(texts(facts, true) == Texts{"I20 no-source budget/compost-2025"});
    facts = sound();
    auto& budget = facts.registry.budgets.front();
    budget.amount.reset();
    budget.quantity = core::Decimal{15, 0};
    CHECK(texts(facts) == Texts{"? I20 no-amount budget/compost-2025"});
    facts = sound();
    facts.years[1].incomplete = {"N.sol"};
    CHECK(texts(facts, true) == Texts{"I20 incomplete close/2025"});
    facts = sound();
    facts.registry.states[1].indicator = "autre";
    CHECK(has(texts(facts), "? I20 no-good-state budget/compost-2025"));
    facts = sound();
    facts.registry.budgets.front().action = "absente";
    CHECK(has(texts(facts), "I20 no-action budget/compost-2025"));
}

TEST_CASE("I21: thresholds that are over, undeclared, missing, or due for review")
{
    auto facts = sound();
    auto& state = facts.registry.states[1];
    state.review_by = core::date(2026, 1, 1);
    CHECK(texts(facts, true) == Texts{"? I21 review state/mo-seuil"});
    state.valid_to = core::date(2025, 12, 31);
    CHECK(texts(facts) == Texts{"? I21 expired state/mo-seuil"});
    CHECK(texts(facts, true) == Texts{"I21 expired state/mo-seuil"});
    state.valid_to.reset();
    state.mode = Mode::non_declaree;
    CHECK(texts(facts) == Texts{"? I21 undeclared state/mo-seuil"});
    facts.registry.states.pop_back();
    CHECK(has(texts(facts), "? I21 no-state indicator/mo"));
    facts = sound();
    facts.years[0].undeclared = true;
    CHECK(texts(facts) == Texts{"? I21 closed-undeclared close/2024"});
}

TEST_CASE("I22: a value in another unit")
{
    auto facts = sound();
    facts.registry.states[0].unit = "heure";
    Cost cost;
    cost.head = head("compost-kg");
    cost.action = "compost";
    cost.unit = "kg";
    facts.registry.costs = {cost};
    Degradation loss;
    loss.head = head("perte");
    loss.use = "jardin";
    loss.indicator = "mo";
    loss.unit = "t";
    facts.registry.degradations = {loss};
    CHECK(texts(facts) == Texts{"I22 unit cost/compost-kg", "I22 unit degradation/perte",
                                "I22 unit state/jours-seuil"});
}

TEST_CASE("I23 and I24: work without evidence, remissions and who signed them")
{
    auto facts = sound();
    Realisation work;
    work.head = head("chantier");
    work.action = "compost";
    facts.registry.realisations = {work};
    CHECK(texts(facts) == Texts{"? I23 no-evidence realisation/chantier"});
    CHECK(texts(facts, true) == Texts{"I23 no-evidence realisation/chantier"});
    facts.registry.realisations.clear();
    auto const lines = facts.lines;
    for (auto const* const account : {"68151", "6865", "6875", "6894", "68173", "6876"}) {
        facts.lines.front().account = account;
        CHECK(has(texts(facts), "I23 set-aside " + std::to_string(facts.lines.front().entry) + ":" +
                                    std::to_string(facts.lines.front().line)));
    }
    facts.lines.front().account = "6811";
    CHECK(texts(facts) == Texts{});
    facts.lines = lines;

    Remission remission;
    remission.head = head("remise");
    remission.action = "compost";
    facts.registry.remissions = {remission};
    CHECK(texts(facts) == Texts{"I23 remission-unsigned remission/remise"});
    let_speak(facts.registry, "remission", "remise", no_hash(), SpokespersonType::management);
    CHECK(texts(facts) == Texts{"? I24 debtor-alone remission/remise"});
    let_speak(facts.registry, "remission", "remise", no_hash());
    CHECK(texts(facts) == Texts{});
    facts.registry.opinions.back().verdict = Verdict::refuse;
    CHECK(texts(facts) == Texts{"I23 remission-contested remission/remise"});

    facts = sound();
    std::erase_if(facts.registry.opinions,
                  [](Opinion const& opinion) { return opinion.object.id == "mo-seuil"; });
    let_speak(facts.registry, "state", "mo-seuil", no_hash(), SpokespersonType::management);
    CHECK(texts(facts, true) == Texts{"? I24 debtor-alone state/mo-seuil"});
}

TEST_CASE("I25: a share that nobody declared")
{
    auto facts = sound();
    facts.registry.uses.front().share = core::Decimal{30, 0};
    CHECK(texts(facts) == Texts{"I25 share-source use/jardin"});
}

TEST_CASE("I26: a broken chain, a false signature, an opinion on what has changed")
{
    auto facts = sound();
    facts.trail = {{core::Severity::error,
                    "verify.care-chain",
                    {{"kind", std::string{"state"}}, {"id", std::string{"mo-seuil"}}},
                    {}}};
    CHECK(texts(facts) == Texts{"I26 trail state/mo-seuil"});
    facts = sound();
    facts.registry.opinions.back().signature = std::string(128, '0');
    CHECK(has(texts(facts), "I26 forged opinion/state-mo-seuil-avis"));
    facts = sound();
    facts.registry.states[1].head.hash[0] = 1;
    auto const found = texts(facts);
    CHECK(has(found, "? I26 void opinion/state-mo-seuil-avis"));
    CHECK(has(found, "? I24 debtor-alone state/mo-seuil"));
}

TEST_CASE("I27 and I28: a group that is too small, a figure without explanation")
{
    auto facts = sound();
    facts.registry.capitals[0].people = 4;
    CHECK(texts(facts) == Texts{"? I27 small-group capital/H.equipe"});
    facts = sound();
    facts.unexplained = {"2025/N.sol/due"};
    CHECK(texts(facts) == Texts{"I28 unexplained 2025/N.sol/due"});
}
