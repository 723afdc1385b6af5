// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/care/experiment.hpp>

#include <coop/core/error.hpp>

#include <catch2/catch.hpp>

#include <set>

using namespace coop;
using namespace coop::care;
using core::cents;
using core::Money;
using core::Rounding;

namespace {

/// Two capitals of one exercise: a due that is an amount, one that is 12 units at 150.
Experiment two()
{
    Experiment experiment;
    experiment.items = {{.item = {.capital = "N.sol", .action = "compost"}},
                        {.item = {.capital = "N.atmosphere", .action = ""}}};
    ExperimentExercise exercise;
    exercise.label = "2025";
    exercise.legal_result = cents(500'000);
    exercise.terms.resize(2);
    exercise.terms[0].due = cents(100'005);
    exercise.terms[0].done.in_books = {cents(10'001), cents(10'001), {}, {}};
    exercise.terms[1].costed = PricedQuantity{core::millionths(150'000'000), {12, 1}};
    experiment.exercises = {exercise};
    return experiment;
}

ScenarioChange scaling(Experiment const& experiment, std::string const& target, Factor factor)
{
    auto const chosen = parse_target(experiment, target);
    ScenarioChange change;
    change.kind = ChangeKind::scale;
    change.field = chosen.field;
    change.items = chosen.items;
    change.factor = factor;
    return change;
}

std::string refusal(std::string const& text)
{
    try {
        parse_factor(text);
    } catch (core::Error const& error) {
        return error.id();
    }
    return {};
}

} // namespace

TEST_CASE("a factor is a number, or a signed change in percent")
{
    CHECK(parse_factor("1.10") == Factor{11, 10});
    CHECK(parse_factor("0,9") == Factor{9, 10});
    CHECK(parse_factor("+10%") == Factor{11, 10});
    CHECK(parse_factor("-2,5 %") == Factor{39, 40});
    CHECK(parse_factor("-100%") == Factor{0, 1});
    for (auto const* text : {"10%", "-1", "+1.1", "-101%", "dix", "", "1e3", "0.0000000001"}) {
        INFO(text);
        CHECK(refusal(text) == "care.factor");
    }
}

TEST_CASE("a target names items as a shell names files")
{
    auto const experiment = two();
    using Items = std::vector<std::size_t>;
    CHECK(parse_target(experiment, "due:*").items == Items{0, 1});
    CHECK(parse_target(experiment, "due:N.s*").items == Items{0});
    CHECK(parse_target(experiment, "done:N.so?").items == Items{0});
    CHECK(parse_target(experiment, "due:N.sol").items == Items{0});
    CHECK(parse_target(experiment, "due:N.sol/c*t").items == Items{0});
    CHECK(parse_target(experiment, "cost:*").items == Items{1}); // what has a cost
    for (auto const* text : {"due:H.*", "due:N.sol/x", "cost:N.sol"}) {
        INFO(text);
        CHECK_THROWS_AS(parse_target(experiment, text), core::Error);
    }
}

TEST_CASE("each amount is rounded before anything is computed from it")
{
    auto const experiment = two();
    // 1 000,05 × 1,10 = 1 100,055, half a cent up; each funder's 100,01 × 1,005 = 100,51005.
    std::vector<ScenarioChange> const changes{scaling(experiment, "due:N.sol", {11, 10}),
                                              scaling(experiment, "done:*", {1'005, 1'000}),
                                              scaling(experiment, "cost:*", {10'001, 10'000})};
    auto const inputs = inputs_of(experiment, changes);
    CHECK(inputs.exercises[0].items[0].planned == cents(110'006));
    CHECK(inputs.exercises[0].items[0].done.in_books[0] == cents(10'051));
    CHECK(inputs.exercises[0].items[0].done.in_books[1] == cents(10'051));
    // A cost is a price, to the millionth: 150,00 × 1,0001 = 150,015; × 12 = 1 800,18.
    CHECK(inputs.exercises[0].items[1].planned == cents(180'018));
    CHECK(inputs_of(experiment).exercises[0].items[1].planned == cents(180'000));
}

TEST_CASE("set comes before scale, and scale before add, in whatever order they stand")
{
    auto const experiment = two();
    ScenarioChange add{.kind = ChangeKind::add, .field = InputField::due, .items = {0}};
    add.amount = cents(-5);
    ScenarioChange set{.kind = ChangeKind::set, .field = InputField::due, .items = {0}};
    set.amount = cents(1'000);
    std::vector<ScenarioChange> const changes{add, scaling(experiment, "due:N.sol", {2, 1}), set};
    CHECK(inputs_of(experiment, changes).exercises[0].items[0].planned == cents(1'995));
}

TEST_CASE("a listed budget keeps its proportions, and sums to the cent")
{
    auto experiment = two();
    experiment.plans = {{.schedule = Schedule::listed,
                         .amount = cents(1'000),
                         .years = 2,
                         .instalments = {cents(300), cents(700)}}};
    experiment.exercises.push_back(experiment.exercises[0]);
    experiment.exercises[0].terms[0] = {};
    experiment.exercises[1].terms[0] = {};
    experiment.exercises[0].terms[0].plan = 0;
    auto const inputs =
        inputs_of(experiment, std::vector{scaling(experiment, "due:N.sol", {1'001, 1'000})});
    CHECK(inputs.exercises[0].items[0].budget == cents(1'001));
    CHECK(inputs.exercises[1].items[0].budget == Money{});
    CHECK(inputs.exercises[0].items[0].planned + inputs.exercises[1].items[0].planned ==
          cents(1'001));
    CHECK(inputs.exercises[0].items[0].planned == cents(300));
}

TEST_CASE("a budget that is longer than the experiment falls due as far as it goes")
{
    auto experiment = two();
    experiment.plans = {{.amount = cents(216'000), .years = 4}};
    experiment.exercises[0].terms[0] = {};
    experiment.exercises[0].terms[0].plan = 0;
    auto const outcome = try_out(experiment, nullptr).outcome;
    CHECK(outcome.exercises[0].positions[0].budget == cents(216'000));
    CHECK(outcome.exercises[0].positions[0].arrears() == cents(54'000));
}

TEST_CASE("a quantile is a value that came out: nearest rank")
{
    std::vector<Money> sorted;
    for (int i = 1; i <= 20; ++i) {
        sorted.push_back(cents(i));
    }
    CHECK(quantile(sorted, 5) == cents(1));
    CHECK(quantile(sorted, 25) == cents(5));
    CHECK(quantile(sorted, 50) == cents(10));
    CHECK(quantile(sorted, 95) == cents(19));
    CHECK(quantile(sorted, 96) == cents(20));
    CHECK(quantile(std::vector{cents(7)}, 50) == cents(7));
}

TEST_CASE("a grid goes through every combination, the last axis fastest")
{
    Sweep sweep;
    sweep.grid.resize(2);
    sweep.grid[0].by.resize(2);
    sweep.grid[1].by.resize(3);
    REQUIRE(grid_size(sweep) == 6);
    std::set<std::vector<std::size_t>> seen;
    for (std::size_t i = 0; i < 6; ++i) {
        seen.insert(grid_point(sweep, i));
    }
    CHECK(seen.size() == 6);
    CHECK(grid_point(sweep, 1) == std::vector<std::size_t>{0, 1});
    CHECK(grid_size(Sweep{}) == 0);
}

TEST_CASE("the same seed throws the same dice, within the stated uncertainty")
{
    auto experiment = two();
    experiment.items[0].uncertainty = Factor{1, 10};
    experiment.items[1].uncertainty = Factor{1, 2};
    for (bool const triangular : {false, true}) {
        Dice one{experiment, {.seed = 7, .count = 1, .triangular = triangular}};
        Dice same{experiment, {.seed = 7, .count = 1, .triangular = triangular}};
        Dice other{experiment, {.seed = 8, .count = 1, .triangular = triangular}};
        bool differs = false;
        for (int i = 0; i < 1'000; ++i) {
            auto const changes = one.throw_all();
            auto const again = same.throw_all();
            auto const others = other.throw_all();
            REQUIRE(changes.size() == 2);
            CHECK(changes[0].factor == again[0].factor);
            differs = differs || !(changes[0].factor == others[0].factor);
            auto const [num, den] = changes[0].factor;
            CHECK(num * 10 >= den * 9);
            CHECK(num * 10 <= den * 11);
        }
        CHECK(differs);
    }
}

TEST_CASE("dice are those of mt19937_64: its 10000th number is fixed by the standard")
{
    // [rand.predef]: 9981545732273789042 of the default seed 5489.
    auto experiment = two();
    experiment.items[0].uncertainty = Factor{1, 1};
    Dice dice{experiment, {.seed = 5'489, .count = 1}};
    for (int i = 1; i < 10'000; ++i) {
        dice.throw_all();
    }
    auto const factor = dice.throw_all()[0].factor;
    auto const step =
        static_cast<std::int64_t>(9'981'545'732'273'789'042U % 2'000'001U) - 1'000'000;
    CHECK(factor.num * 1'000'000 == factor.den * (1'000'000 + step));
}

TEST_CASE("a figure is asked of all, of a family, of a capital or of an action")
{
    auto const trial = try_out(two(), nullptr);
    auto const due = [&](std::string_view selector) {
        return figure_of(trial.outcome, 0, trial.policy, Figure::due, selector);
    };
    CHECK(due("") == cents(280'005));
    CHECK(due("N") == cents(280'005));
    CHECK(due("N.sol") == cents(100'005));
    CHECK(due("N.sol/compost") == cents(100'005));
    CHECK(due("H") == std::nullopt);
    CHECK(figure_of(trial.outcome, 0, trial.policy, Figure::result_care, "") ==
          cents(500'000 - 280'005 + 20'002));
}

TEST_CASE("arrears repaid on one capital are no work done for another")
{
    // By hand: N.a owes 500 from before and 100 of the year, does 600; N.b does nothing of 500.
    Experiment experiment;
    experiment.items = {{.item = {.capital = "N.a", .action = ""}, .opening = cents(50'000)},
                        {.item = {.capital = "N.b", .action = ""}}};
    experiment.exercises.resize(1);
    auto& exercise = experiment.exercises[0];
    exercise.label = "2025";
    exercise.legal_result = cents(200'000);
    exercise.terms.resize(2);
    exercise.terms[0].due = cents(10'000);
    exercise.terms[0].done.in_books[0] = cents(60'000);
    exercise.terms[1].due = cents(50'000);
    auto const trial = try_out(experiment, nullptr);
    auto const figure = [&](Figure which, std::string_view selector) {
        return figure_of(trial.outcome, 0, trial.policy, which, selector);
    };
    CHECK(figure(Figure::unmet, "N") == cents(50'000));
    CHECK(figure(Figure::arrears_repaid, "N") == cents(50'000));
    CHECK(figure(Figure::unmet, "N.a") == Money{});
    CHECK(figure(Figure::arrears_repaid, "N.b") == Money{});
    CHECK(figure(Figure::result_care, "") == cents(200'000 - 50'000 + 50'000));
    CHECK(figure_words.value("arrears_repaid") == Figure::arrears_repaid);
}

TEST_CASE("a cost that changes today leaves the cost of older debts as it was")
{
    // By hand: 25 units owed at 15.00 = 375.00, 66.00 done. At 13.20: 375 - 45 - 66 = 264.00;
    // at 14.52: 25 × 14.52 - 66 = 297.00.
    Experiment experiment;
    experiment.policy.cost_basis = CostBasis::current;
    experiment.items = {{.item = {.capital = "N.eau", .action = ""}, .opening = cents(37'500)}};
    experiment.exercises.resize(1);
    experiment.exercises[0].legal_result = Money{};
    experiment.exercises[0].terms.resize(1);
    auto& terms = experiment.exercises[0].terms[0];
    terms.revaluation =
        Revaluation{{25, 1}, core::millionths(15'000'000), core::millionths(13'200'000)};
    terms.done.in_books[0] = cents(6'600);
    Scenario scenario;
    scenario.policy = experiment.policy;
    scenario.changes = {scaling(experiment, "cost:*", {11, 10})};
    auto const debt = [&](Scenario const* which) {
        return try_out(experiment, which).outcome.exercises[0].arrears;
    };
    CHECK(debt(nullptr) == cents(26'400));
    CHECK(debt(&scenario) == cents(29'700));
}

TEST_CASE("a unit cost is a price to the millionth, and its product is rounded once")
{
    // By hand: 0.0035 × 12 345 = 43.2075, 43.21; × 1.10 is 0.00385, × 12 345 = 47.52825, 47.53.
    Experiment experiment;
    experiment.items = {{.item = {.capital = "N.eau", .action = ""}}};
    experiment.exercises.resize(1);
    experiment.exercises[0].legal_result = Money{};
    experiment.exercises[0].terms.resize(1);
    experiment.exercises[0].terms[0].costed =
        PricedQuantity{core::parse_price("0,0035"), {12'345, 1}};
    auto const due = [&](std::vector<ScenarioChange> const& changes) {
        return inputs_of(experiment, changes, Rounding::half_up).exercises[0].items[0].planned;
    };
    CHECK(due({}) == cents(4'321));
    CHECK(due({scaling(experiment, "cost:*", {11, 10})}) == cents(4'753));
    ScenarioChange change;
    change.field = InputField::cost;
    change.items = {0};
    change.price = core::parse_price("0,529");
    CHECK(due({change}) == cents(653'051)); // 6 530.505
}
