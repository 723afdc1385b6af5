// SPDX-License-Identifier: GPL-3.0-or-later
#include "registers.hpp"

#include <coop/care/rules.hpp>

#include <catch2/catch.hpp>

using namespace coop;
using namespace coop::care;

namespace {

// A soil that is poor: C-4 of the domain notes.
test::Registers soil()
{
    test::Registers all;
    all.add("capital", "N.sol", {{"name", "Sol"}});
    all.add("capital", "N.eau", {{"name", "Eau"}});
    all.add(
        "indicator", "mo",
        {{"capital", "N.sol"}, {"name", "matière organique"}, {"unit", "%"}, {"direction", "min"}});
    all.add("state", "mo-seuil",
            {{"indicator", "mo"}, {"lower", "3"}, {"mode", "arretee"}, {"valid_to", "2025-12-31"}});
    all.add("measurement", "mo-1",
            {{"indicator", "mo"}, {"date", "2025-01-15"}, {"value", "2.4"}, {"grade", "mesure"}});
    all.add("action", "compost",
            {{"capital", "N.sol"},
             {"name", "compost"},
             {"kind", "preservation"},
             {"origin", "contractee"},
             {"unit", "ha"}});
    return all;
}

Record budget(Fields more)
{
    Fields fields{{"action", "compost"}, {"start", "2025-02-01"}, {"end", "2028-12-31"}};
    fields.insert(fields.end(), more.begin(), more.end());
    return check_record({"budget", "b", 0, {}, "", fields, {}});
}

std::string refusal(test::Registers const& all, Record const& record)
{
    return test::error_of([&] { check_references(all.registry(), record); });
}

std::string refusal(test::Registers const& all, std::string kind, Fields fields)
{
    return refusal(all, check_record({std::move(kind), "x", 0, {}, "", std::move(fields), {}}));
}

} // namespace

TEST_CASE("a budget is the gap to the good state at the unit cost of its first day")
{
    auto all = soil();
    Fields const gap{{"indicator", "mo"}, {"step", "0.1"}, {"extent", "2"}};
    all.add(budget(gap));
    CHECK(cost_of(all.registry(), all.registry().budgets.front()).missing == "cost");
    all.add(
        "cost", "c",
        {{"action", "compost"}, {"amount", "180"}, {"unit", "ha"}, {"valid_from", "2025-01-01"}});
    all.add(
        "cost", "later",
        {{"action", "compost"}, {"amount", "200"}, {"unit", "ha"}, {"valid_from", "2025-02-02"}});
    // 0,6 / 0,1 × 180 × 2 (care.md, C-4).
    CHECK(*cost_of(all.registry(), all.registry().budgets.front()).amount == core::cents(216000));
}

TEST_CASE("a quantity at a unit cost is rounded once, to the cent")
{
    auto all = soil();
    all.add(
        "cost", "c",
        {{"action", "compost"}, {"amount", "0.01"}, {"unit", "ha"}, {"valid_from", "2025-01-01"}});
    all.add(budget({{"quantity", "2.5"}}));
    CHECK(*cost_of(all.registry(), all.registry().budgets.front()).amount == core::cents(3));
}

TEST_CASE("a good state that is reached leaves no gap, and one in words has none")
{
    State state;
    state.lower = core::Decimal{3, 0};
    CHECK(gap_of(state, Direction::min, {24, 1})->units == 600000);
    CHECK(gap_of(state, Direction::min, {3, 0})->units == 0);
    state.upper = core::Decimal{5, 0};
    CHECK(gap_of(state, Direction::range, {55, 1})->units == 500000);
    CHECK(gap_of(state, Direction::range, {4, 0})->units == 0);
    CHECK_FALSE(gap_of(state, Direction::qualitative, {4, 0}));
}

TEST_CASE("what a record names must be there, and of its capital")
{
    auto all = soil();
    CHECK(refusal(all, "indicator",
                  {{"capital", "N.sool"}, {"name", "x"}, {"unit", "g"}, {"direction", "min"}}) ==
          "care.unknown");
    all.add("indicator", "nitrates",
            {{"capital", "N.eau"}, {"name", "n"}, {"unit", "mg/L"}, {"direction", "max"}});
    CHECK(refusal(all, budget({{"indicator", "nitrates"}, {"step", "1"}})) == "care.other-capital");
}

TEST_CASE("units never mix")
{
    auto const all = soil();
    CHECK(refusal(all, "measurement",
                  {{"indicator", "mo"},
                   {"date", "2025-01-01"},
                   {"value", "1"},
                   {"unit", "g/kg"},
                   {"grade", "mesure"}}) == "care.unit");
    CHECK(refusal(all, "cost",
                  {{"action", "compost"},
                   {"amount", "1"},
                   {"unit", "t"},
                   {"valid_from", "2025-01-01"}}) == "care.unit");
    CHECK(refusal(all, budget({{"quantity", "1"}, {"unit", "t"}})) == "care.unit");
    CHECK(refusal(all, budget({{"quantity", "1"}, {"unit", "ha"}})).empty());
}

TEST_CASE("a good state says what the direction of its indicator wants")
{
    auto const all = soil();
    CHECK(refusal(all, "state", {{"indicator", "mo"}, {"upper", "3"}, {"mode", "arretee"}}) ==
          "care.state-form");
    CHECK(refusal(all, "state",
                  {{"indicator", "mo"}, {"lower", "3"}, {"upper", "4"}, {"mode", "arretee"}}) ==
          "care.state-extra");
}

TEST_CASE("listed instalments make the budget to the cent")
{
    auto const all = soil();
    CHECK(refusal(all, budget({{"amount", "10000"},
                               {"schedule", "listed"},
                               {"instalments", "3333,33;3333,33;3333,34"}}))
              .empty());
    CHECK(refusal(all, budget({{"amount", "10000"},
                               {"schedule", "listed"},
                               {"instalments", "3333,33;3333,33;3333,33"}})) == "care.instalments");
    CHECK(refusal(all, budget({{"amount", "1"}, {"instalments", "1"}})) == "care.instalments-form");
    CHECK(refusal(all, budget({{"amount", "1"}, {"schedule", "listed"}})) ==
          "care.instalments-form");
    CHECK(refusal(all, budget({})) == "care.budget-form");
    CHECK(refusal(all, budget({{"amount", "1"}, {"quantity", "1"}})) == "care.budget-form");
}

TEST_CASE("a capital that is not to be valued holds no amount anywhere")
{
    auto all = soil();
    all.add("capital", "N.sol", {{"name", "Sol"}, {"valuation", "none"}});
    CHECK(refusal(all, budget({{"amount", "1"}})) == "care.not-valued");
    CHECK(refusal(all, "realisation",
                  {{"action", "compost"},
                   {"date", "2025-01-01"},
                   {"quantity", "1"},
                   {"funding", "volunteer"}})
              .empty());
}

TEST_CASE("an indicator that something was said of keeps its unit, sense and capital")
{
    auto const revised = [](char const* capital, char const* unit, char const* direction) {
        Fields const fields{
            {"capital", capital}, {"name", "humus"}, {"unit", unit}, {"direction", direction}};
        return check_record({"indicator", "mo", 0, {}, "", fields, {}});
    };
    auto const all = soil();
    CHECK(refusal(all, revised("N.sol", "%", "min")).empty()); // another name
    CHECK(refusal(all, revised("N.sol", "g/kg", "min")) == "care.indicator-used");
    CHECK(refusal(all, revised("N.sol", "%", "max")) == "care.indicator-used");
    CHECK(refusal(all, revised("N.eau", "%", "min")) == "care.indicator-used");

    test::Registers alone;
    alone.add("capital", "N.sol", {{"name", "Sol"}});
    alone.add("indicator", "mo",
              {{"capital", "N.sol"}, {"name", "humus"}, {"unit", "%"}, {"direction", "min"}});
    CHECK(refusal(alone, revised("N.sol", "g/kg", "min")).empty());
    alone.add("measurement", "mo-1",
              {{"indicator", "mo"}, {"date", "2025-01-15"}, {"value", "2.4"}, {"grade", "mesure"}});
    CHECK(refusal(alone, revised("N.sol", "g/kg", "min")) == "care.indicator-used");
}

TEST_CASE("what concerns fewer people than the group size stays in the books")
{
    test::Registers all;
    all.add("capital", "H.equipe", {{"name", "Équipe"}});
    all.add("capital", "H.atelier", {{"name", "Atelier"}, {"people", "4"}});
    all.add("capital", "H.maraichers", {{"name", "M"}, {"people", "5"}});
    all.add("capital", "H.bureau", {{"name", "B"}, {"people", "5"}, {"group_size", "6"}});
    all.add("capital", "N.sol", {{"name", "Sol"}});
    auto const refused = [&](char const* capital) {
        return test::error_of([&] { demand_group(all.registry(), capital); });
    };
    CHECK(refused("H.equipe") == "care.group-size");
    CHECK(refused("H.atelier") == "care.group-size");
    CHECK(refused("H.bureau") == "care.group-size");
    CHECK(refused("H.maraichers").empty());
    CHECK(refused("N.sol").empty());
}
