// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/care/entry.hpp>
#include <coop/care/position.hpp>

#include <coop/core/error.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <random>

// Figures: domain notes on CARE, §4 (S-1 sourced, C-x by hand), and the laws of §7.4.

using namespace coop;
using namespace coop::care;
using core::cents;
using core::Money;

namespace {

ItemYear year_of(Money due, Money done)
{
    ItemYear year;
    year.planned = due;
    year.done.in_books[0] = done;
    return year;
}

/// C-1: jardin partagé, one capital, an annual budget of 1 000, three years.
Inputs garden()
{
    Inputs inputs;
    inputs.items = {{.capital = "N.sol", .action = {}}};
    inputs.exercises = {
        {"1", cents(120'000), {year_of(cents(100'000), cents(60'000))}},
        {"2", cents(70'000), {year_of(cents(100'000), cents(125'000))}},
        {"3", cents(50'000), {year_of(cents(100'000), cents(130'000))}},
    };
    return inputs;
}

/// C-2: an EBE of twenty FTE.
Inputs ebe()
{
    Inputs inputs;
    inputs.items = {{.capital = "H.salaries", .action = "salaire"},
                    {.capital = "H.salaries", .action = "ergonomie"},
                    {.capital = "H.salaries", .action = "formation"},
                    {.capital = "N.atmosphere", .action = {}},
                    {.capital = "N.sol", .action = {}},
                    {.capital = "H.salaries",
                     .action = "soutien",
                     .kind = ActionKind::restoration,
                     .origin = Origin::heritee}};
    inputs.exercises = {
        {"2025",
         cents(650'000),
         {year_of(cents(50'712'000), cents(42'406'000)),
          year_of(cents(1'800'000), cents(1'250'000)), year_of(cents(2'400'000), cents(2'500'000)),
          year_of(cents(180'000), cents(50'000)), year_of(cents(240'000), cents(265'000)),
          year_of(Money{}, cents(1'500'000))}}};
    return inputs;
}

std::string text_of(Draft const& entry)
{
    std::string text{name_of(entry.journal)};
    for (auto const& line : entry.lines) {
        text += " " + line.account + (line.debit.is_zero() ? " Cr " : " Dr ") +
                std::to_string((line.debit + line.credit).in_cents() / 100);
    }
    return text;
}

std::vector<std::string> texts_of(std::vector<Draft> const& entries)
{
    std::vector<std::string> texts;
    for (auto const& entry : entries) {
        texts.push_back(text_of(entry));
    }
    return texts;
}

Book book_of(Inputs const& inputs, Presentation presentation)
{
    Policy policy;
    policy.presentation = presentation;
    return post(inputs, compute(inputs, policy), policy);
}

/// Anything that may happen, but amounts that stay small.
Inputs random_inputs(std::mt19937& random, bool multi_year)
{
    auto const amount = [&](unsigned end) {
        return cents(static_cast<std::int64_t>(random() % end));
    };
    Inputs inputs;
    auto const items = 1 + random() % 5;
    for (std::size_t i = 0; i < items; ++i) {
        inputs.items.push_back(
            {.capital = i % 2 == 0 ? "N.a" : "H.b",
             .action = "x" + std::to_string(i),
             .origin = random() % 5 == 0 ? Origin::heritee : Origin::contractee});
        inputs.opening.push_back(random() % 2 == 0 ? Money{} : amount(50'000));
    }
    for (int t = 0; t < 6; ++t) {
        auto& exercise = inputs.exercises.emplace_back();
        exercise.label = std::to_string(2020 + t);
        exercise.legal_result = amount(500'000) - cents(250'000);
        for (std::size_t i = 0; i < items; ++i) {
            ItemYear year;
            year.planned = amount(100'000);
            year.done.in_books[random() % funding_count] = amount(100'000);
            year.done.outside[random() % funding_count] = amount(30'000);
            if (random() % 3 == 0) {
                year.measured = amount(120'000);
            }
            if (multi_year && t % 3 == 0) {
                year.budget = amount(300'000);
            } else if (multi_year) {
                year.budget = Money{};
            }
            if (random() % 4 == 0) {
                year.overlap = amount(40'000);
            }
            if (random() % 6 == 0) {
                year.remission = amount(20'000);
            }
            exercise.items.push_back(year);
        }
    }
    return inputs;
}

} // namespace

TEST_CASE("C-1: arrears are repaid before the year's due, and a surplus earns nothing")
{
    auto const outcome = compute(garden(), {});
    REQUIRE(outcome.exercises.size() == 3);
    std::vector<std::int64_t> results, closings, surpluses;
    for (auto const& exercise : outcome.exercises) {
        results.push_back(exercise.result.in_cents());
        closings.push_back(exercise.positions.front().closing.in_cents());
        surpluses.push_back(exercise.positions.front().surplus.in_cents());
    }
    CHECK(results == std::vector<std::int64_t>{80'000, 95'000, 65'000});
    CHECK(closings == std::vector<std::int64_t>{40'000, 15'000, 0});
    CHECK(surpluses == std::vector<std::int64_t>{0, 0, 15'000});
    CHECK(outcome.exercises[0].positions[0].layers == std::vector<Layer>{{0, cents(40'000)}});
    CHECK(outcome.exercises[1].positions[0].layers == std::vector<Layer>{{1, cents(15'000)}});
}

TEST_CASE("C-1: the journals of the first year are those of the printed case")
{
    CHECK(texts_of(book_of(garden(), Presentation::dette).entries[0]) ==
          std::vector<std::string>{
              "CE C2.N.sol Dr 1000 C1.N.sol Cr 1000", "CC C6.N.sol Dr 1000 C28.N.sol Cr 1000",
              "CP C1.N.sol Dr 600 C7.N.sol Cr 600", "CD C1.N.sol Dr 400 C4.N.sol Cr 400"});
    CHECK(texts_of(book_of(garden(), Presentation::capital).entries[0]) ==
          std::vector<std::string>{"CE C2.N.sol Dr 1000 C1.N.sol Cr 1000",
                                   "CC C6.N.sol Dr 1000 C28.N.sol Cr 1000",
                                   "CP C2.N.sol Dr 600 C7.N.sol Cr 600"});
    CHECK(texts_of(book_of(garden(), Presentation::cloture).entries[0]) ==
          std::vector<std::string>{"CD C69.N.sol Dr 400 C4.N.sol Cr 400"});
}

TEST_CASE("C-2: a surplus pays for another action only where netting was asked")
{
    Policy policy;
    auto const result = [&](Netting netting) {
        policy.netting = netting;
        return compute(ebe(), policy, true).exercises.front().result;
    };
    CHECK(result(Netting::action) == cents(-8'336'000));
    CHECK(result(Netting::capital) == cents(-8'236'000));
    CHECK(result(Netting::family) == cents(-8'211'000));
    CHECK(result(Netting::all) == cents(-8'211'000));
    CHECK_THROWS_AS(compute(ebe(), policy), core::Error);
    auto const memos = compute(ebe(), {}).exercises.front().memos;
    CHECK(memos[5].restoration == cents(1'500'000));
}

TEST_CASE("C-6: a higher unit cost reaches the debt only at current cost")
{
    Inputs inputs;
    inputs.items = {{.capital = "N.eau", .action = {}}};
    inputs.opening = {cents(40'000)};
    ItemYear year;
    year.revision = cents(4'000);
    inputs.exercises = {{"1", Money{}, {year}}};
    Policy policy;
    CHECK(compute(inputs, policy).exercises[0].positions[0].arrears() == cents(40'000));
    policy.cost_basis = CostBasis::current;
    auto const outcome = compute(inputs, policy);
    CHECK(outcome.exercises[0].positions[0].arrears() == cents(44'000));
    CHECK(outcome.exercises[0].result == cents(-4'000));
    CHECK(texts_of(post(inputs, outcome, policy).entries[0]) ==
          std::vector<std::string>{"CN C11 Dr 400 C4.N.eau Cr 400",
                                   "CR C68.N.eau Dr 40 C4.N.eau Cr 40"});
}

TEST_CASE("C-9: the last instalment takes the remainder")
{
    CHECK(linear_schedule(cents(1'000'000), 3) ==
          std::vector<Money>{cents(333'333), cents(333'333), cents(333'334)});
    CHECK(linear_schedule(cents(5), 1) == std::vector<Money>{cents(5)});
}

TEST_CASE("work ahead of a multi-year budget is an advance, and is not distributed")
{
    Inputs inputs;
    inputs.items = {{.capital = "N.sol", .action = {}}};
    auto first = year_of(cents(300'000), cents(500'000));
    first.budget = cents(900'000);
    auto later = year_of(cents(300'000), Money{});
    later.budget = Money{};
    inputs.exercises = {{"1", cents(100'000), {first}}, {"2", cents(100'000), {later}}};
    auto const outcome = compute(inputs, {});
    CHECK(outcome.exercises[0].positions[0].advance() == cents(200'000));
    CHECK(outcome.exercises[0].result == cents(300'000));
    CHECK(distributable(outcome.exercises[0], {}) == cents(100'000));
    CHECK(outcome.exercises[1].positions[0].arrears() == cents(100'000));
    CHECK(distributable(outcome.exercises[1], {}) == Money{});
}

TEST_CASE("the closing presentation books no advance, and leaves none out of a distribution")
{
    Inputs inputs;
    inputs.items = {{.capital = "N.sol", .action = {}}};
    auto first = year_of(cents(250'000), cents(500'000));
    first.budget = cents(1'000'000);
    inputs.exercises = {{"1", cents(100'000), {first}}};
    Policy policy;
    CHECK(compute(inputs, policy).exercises[0].result == cents(350'000));
    CHECK(distributable(compute(inputs, policy).exercises[0], policy) == cents(100'000));
    policy.presentation = Presentation::cloture;
    CHECK(compute(inputs, policy).exercises[0].result == cents(100'000));
    CHECK(distributable(compute(inputs, policy).exercises[0], policy) == cents(100'000));
}

TEST_CASE("neither a lower estimate nor a remission makes income of what was never owed")
{
    Inputs inputs;
    inputs.items = {{.capital = "N.sol", .action = {}}};
    auto year = year_of(cents(10'000), cents(10'000));
    year.revision = cents(-500'000);
    inputs.exercises = {{"1", cents(100'000), {year}}};
    Policy policy;
    policy.cost_basis = CostBasis::current;
    // Nothing is left to do: the estimate falls by what was due, and the work is a surplus.
    auto const lower = compute(inputs, policy).exercises[0];
    CHECK(lower.result == cents(100'000));
    CHECK(lower.positions[0].revision == cents(-10'000));
    CHECK(lower.positions[0].surplus == cents(10'000));
    auto remitted = year_of(cents(250'000), Money{});
    remitted.budget = cents(1'000'000);
    remitted.remission = cents(1'000'000);
    inputs.exercises = {{"1", Money{}, {remitted}}};
    CHECK(compute(inputs, {}).exercises[0].result == Money{});
    inputs.opening = {cents(-1)};
    CHECK_THROWS_AS(compute(inputs, {}), core::Error);
}

TEST_CASE("what a provision holds already is no second debt")
{
    Inputs inputs;
    inputs.items = {{.capital = "N.sol", .action = {}}};
    auto year = year_of(cents(100'000), Money{});
    year.overlap = cents(30'000);
    inputs.exercises = {{"1", cents(-30'000), {year}}};
    auto const outcome = compute(inputs, {});
    CHECK(outcome.exercises[0].positions[0].arrears() == cents(100'000));
    CHECK(outcome.exercises[0].result == cents(-100'000)); // 30 000 by the provision, 70 000 here
}

TEST_CASE("an amount below nothing is refused by name")
{
    Inputs inputs;
    inputs.items = {{.capital = "N.sol", .action = {}}};
    inputs.exercises = {{"1", Money{}, {year_of(cents(-1), Money{})}}};
    try {
        compute(inputs, {});
        FAIL("accepted");
    } catch (core::Error const& error) {
        CHECK(error.id() == "care.negative");
    }
}

TEST_CASE("the law holds: result = legal result less what is owed more, in every presentation")
{
    std::mt19937 random{4'242};
    for (int round = 0; round < 300; ++round) {
        bool const multi_year = round % 2 == 0;
        auto const inputs = random_inputs(random, multi_year);
        Policy policy;
        policy.consumption = static_cast<Consumption>(random() % 3);
        policy.inherited = static_cast<Inherited>(random() % 2);
        policy.third_party_repays = random() % 2 == 0;
        policy.netting = static_cast<Netting>(random() % 2);
        policy.presentation = Presentation::dette;
        auto const debt = compute(inputs, policy);
        policy.presentation = Presentation::capital;
        auto const capital = compute(inputs, policy);
        policy.presentation = Presentation::cloture;
        auto const closing = compute(inputs, policy);
        Money legal, care, first, last;
        for (std::size_t t = 0; t < debt.exercises.size(); ++t) {
            auto const& exercise = debt.exercises[t];
            CHECK(exercise.result == capital.exercises[t].result);
            if (!multi_year && policy.consumption == Consumption::planned) {
                CHECK(exercise.result == closing.exercises[t].result);
            }
            legal += exercise.legal_result;
            care += exercise.result;
            for (std::size_t g = 0; g < exercise.positions.size(); ++g) {
                auto const& position = exercise.positions[g];
                Money layered;
                for (auto const& layer : position.layers) {
                    CHECK(layer.amount > Money{});
                    layered += layer.amount;
                }
                CHECK(layered == position.arrears());
                CHECK(std::ranges::is_sorted(position.layers, {}, [](Layer const& layer) {
                    return layer.exercise + 1; // `before` comes first
                }));
                CHECK(position.repaid() + position.surplus == position.done);
                CHECK(position.arrears() == closing.exercises[t].positions[g].arrears());
                if (t == 0) {
                    first += position.opening;
                }
                if (t + 1 == debt.exercises.size()) {
                    last += position.closing - position.in_legal_book;
                }
            }
        }
        CHECK(care == legal - (last - first));
    }
}

TEST_CASE("entries balance, and accounts hold what positions say, in every presentation")
{
    std::mt19937 random{77};
    for (int round = 0; round < 300; ++round) {
        auto const inputs = random_inputs(random, round % 2 == 0);
        Policy policy;
        policy.consumption = static_cast<Consumption>(random() % 3);
        policy.presentation = static_cast<Presentation>(round % 3);
        auto const outcome = compute(inputs, policy);
        auto const book = post(inputs, outcome, policy);
        for (std::size_t t = 0; t < outcome.exercises.size(); ++t) {
            Money result = outcome.exercises[t].legal_result;
            for (auto const& entry : book.entries[t]) {
                Money balance;
                CHECK(entry.lines.size() >= 2);
                for (auto const& line : entry.lines) {
                    CHECK((line.debit.is_zero() != line.credit.is_zero()));
                    CHECK_FALSE(line.debit.is_negative());
                    CHECK_FALSE(line.credit.is_negative());
                    balance += line.debit - line.credit;
                    if (line.account.starts_with("C6") || line.account.starts_with("C7")) {
                        result -= line.debit - line.credit;
                    }
                }
                CHECK(balance.is_zero());
            }
            CHECK(result == outcome.exercises[t].result);
            for (std::size_t g = 0; g < outcome.groups.size(); ++g) {
                auto const& position = outcome.exercises[t].positions[g];
                auto const& accounts = book.accounts[t][g];
                auto const owed = accounts.c1 + accounts.c4 - (accounts.c2 - accounts.c28);
                CHECK_FALSE(accounts.c4.is_negative());
                CHECK_FALSE((accounts.c2 - accounts.c28).is_negative());
                if (policy.presentation == Presentation::cloture) {
                    CHECK(owed == position.arrears() - position.in_legal_book);
                } else {
                    CHECK(owed == position.closing - position.in_legal_book);
                }
                if (policy.presentation == Presentation::dette) {
                    CHECK(accounts.c4 == position.arrears() - position.in_legal_book);
                }
            }
        }
    }
}

TEST_CASE("a surplus of one capital never changes what is owed to another")
{
    std::mt19937 random{9};
    for (int round = 0; round < 100; ++round) {
        auto inputs = random_inputs(random, false);
        auto const before = compute(inputs, {});
        inputs.exercises[random() % inputs.exercises.size()].items[0].done.outside[2] +=
            cents(1'000'000);
        auto const after = compute(inputs, {});
        for (std::size_t t = 0; t < before.exercises.size(); ++t) {
            CHECK(after.exercises[t].result >= before.exercises[t].result - cents(1'000'000));
            for (std::size_t g = 1; g < before.groups.size(); ++g) {
                CHECK(before.exercises[t].positions[g].closing ==
                      after.exercises[t].positions[g].closing);
            }
        }
    }
}

TEST_CASE("whoever multiplies every amount multiplies the result")
{
    std::mt19937 random{11};
    auto inputs = random_inputs(random, true);
    auto const once = compute(inputs, {});
    for (auto& opening : inputs.opening) {
        opening = core::scale(opening, 7, 1, core::Rounding::down);
    }
    for (auto& exercise : inputs.exercises) {
        auto const times = [](Money& amount) {
            amount = core::scale(amount, 7, 1, core::Rounding::down);
        };
        times(exercise.legal_result);
        for (auto& year : exercise.items) {
            for (std::size_t i = 0; i < funding_count; ++i) {
                times(year.done.in_books[i]);
                times(year.done.outside[i]);
            }
            times(year.planned);
            times(year.overlap);
            times(year.remission);
            for (auto* amount : {&year.measured, &year.budget}) {
                if (*amount) {
                    times(**amount);
                }
            }
        }
    }
    auto const seven = compute(inputs, {});
    for (std::size_t t = 0; t < once.exercises.size(); ++t) {
        CHECK(seven.exercises[t].result ==
              core::scale(once.exercises[t].result, 7, 1, core::Rounding::down));
    }
}

TEST_CASE("a policy is its words, and comes back from them")
{
    Policy policy;
    set_option(policy, "netting", "capital");
    set_option(policy, "third_party_repays", "no");
    CHECK(policy_of(canonical(policy)) == policy);
    CHECK(canonical({}).starts_with("baseline=good_state\npresentation=dette\nnetting=action\n"));
    CHECK_THROWS_AS(set_option(policy, "neting", "capital"), core::Error);
    CHECK_THROWS_AS(set_option(policy, "netting", "oui"), core::Error);
}
