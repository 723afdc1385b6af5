// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/care/close_rules.hpp>

#include <core/refusal.hpp>

#include <catch2/catch.hpp>

#include <array>
#include <map>

using namespace coop;
using namespace coop::care;
using core::cents;
using core::date;
using core::Money;

namespace {

Overlap overlap(std::string account, core::Date day, std::int64_t amount,
                std::string action = "compost")
{
    Overlap result;
    result.action = std::move(action);
    result.account = std::move(account);
    result.date = day;
    result.amount = cents(amount);
    return result;
}

/// 2024 closed, 2025 that follows: one entry each, made again as it was posted.
struct TwoYears {
    TwoYears()
    {
        for (std::size_t t = 0; t < 2; ++t) {
            auto const year = std::to_string(2024 + t);
            inputs[t].legal_result = cents(1000);
            kept[t].year = year;
            kept[t].inputs = inputs[t];
            made[t].push_back(
                {.journal = Journal::CC,
                 .rule = "E2",
                 .capital = "N.sol",
                 .action = "compost",
                 .lines = {{"C6.N.sol", cents(100), {}}, {"C28.N.sol", {}, cents(100)}}});
            PostedEntry const posted{made[t].front(), static_cast<std::int64_t>(t) + 1, {}};
            exercises.push_back({year, &kept[t], {posted}, made[t], &inputs[t]});
        }
    }

    void open(std::size_t t)
    {
        exercises[t].kept = nullptr;
        exercises[t].standing.clear();
    }

    /// `2025 again entries`, a line each.
    std::string plan(std::size_t at) const
    {
        std::string text;
        for (auto const& writing : plan_close(exercises, at, policy)) {
            text += exercises[writing.exercise].year + (writing.again ? " again" : "") +
                    (writing.entries ? " entries\n" : "\n");
        }
        return text;
    }

    std::string refuses_plan(std::size_t at, CloseRequest const& request) const
    {
        return core::refusal(
            [&] { check_plan(plan_close(exercises, at, policy), exercises[at], request); });
    }

    Policy policy;
    std::array<RecordedYear, 2> inputs;
    std::array<KeptClose, 2> kept;
    std::array<std::vector<Draft>, 2> made;
    std::vector<ExerciseToClose> exercises;
};

} // namespace

TEST_CASE("a method that changed is refused, with the option, unless it is restated")
{
    TwoYears years;
    CHECK(core::refusal([&] { check_policy(years.exercises, years.policy, {}); }).empty());
    years.policy.presentation = Presentation::capital;
    auto const error = core::refused([&] { check_policy(years.exercises, years.policy, {}); });
    CHECK(error.id() == "care.policy-changed");
    CHECK(core::text_argument(error, "year") == "2024");
    CHECK(core::text_argument(error, "option") == "presentation");
    CHECK(core::text_argument(error, "before") == "dette");
    CHECK(core::text_argument(error, "after") == "capital");
    CHECK(core::refusal([&] {
              check_policy(years.exercises, years.policy, {.restate = true});
          }).empty());
    years.open(0);
    years.open(1);
    CHECK(core::refusal([&] { check_policy(years.exercises, years.policy, {}); }).empty());
}

TEST_CASE("a prepaid surplus needs the approval of its present version by others than management")
{
    Registry registry;
    auto const refused = [&] { return core::refusal([&] { check_prepaid(registry); }); };
    CHECK(refused().empty());
    registry.policy.surplus = Surplus::prepaid;
    CHECK(refused() == "care.prepaid-unsigned");
    registry.policy_head = Head{};
    registry.policy_head->hash.fill(7);
    Spokesperson speaker;
    speaker.head.id = "voix";
    registry.spokespersons = {speaker};
    Opinion opinion;
    opinion.spokesperson = "voix";
    opinion.object = {"policy", "policy", core::to_hex(registry.policy_head->hash)};
    opinion.verdict = Verdict::approuve;
    registry.opinions = {opinion};
    CHECK(refused().empty());
    registry.opinions.front().verdict = Verdict::reserve;
    CHECK(refused() == "care.prepaid-unsigned");
    registry.opinions = {opinion};
    registry.spokespersons.front().type = SpokespersonType::management;
    CHECK(refused() == "care.prepaid-unsigned");
    registry.spokespersons = {speaker};
    registry.policy_head->hash.fill(8);
    CHECK(refused() == "care.prepaid-unsigned");
}

TEST_CASE("a good state that nobody declared is named, unless that is allowed")
{
    Registry registry;
    State state;
    state.head.id = "seuil";
    state.indicator = "mo";
    std::vector<State const*> const undeclared{&state};
    CHECK(core::refusal([&] { check_declared(registry, {}, {}); }).empty());
    CHECK(core::refusal([&] {
              check_declared(registry, undeclared, {.undeclared_allowed = true});
          }).empty());
    auto const error =
        core::refused([&] { check_declared(registry, undeclared, {.year = "2024"}); });
    CHECK(error.id() == "care.undeclared");
    REQUIRE(error.findings().size() == 1);
    CHECK(error.findings().front().id == "care.undeclared-state");
}

TEST_CASE("the last word on an action and an account until that day is the one that counts")
{
    Registry registry;
    registry.overlaps = {
        overlap("15", date(2024, 6, 1), 300), overlap("15", date(2024, 3, 1), 100),
        overlap("15", date(2025, 1, 1), 900), overlap("15", date(2024, 1, 1), 50, "haies"),
        overlap("19", date(2024, 6, 1), 20),  overlap("19", date(2024, 6, 1), 25)};
    using Sums = std::map<std::string, Money>;
    CHECK(overlaps_by_account(registry, date(2024, 12, 31)) ==
          Sums{{"15", cents(350)}, {"19", cents(25)}});
    CHECK(overlaps_by_account(registry, date(2024, 5, 31)) == Sums{{"15", cents(150)}});
    CHECK(overlaps_by_account(registry, date(2023, 12, 31)).empty());
    auto const last = last_overlaps(registry, date(2024, 12, 31));
    REQUIRE(last.size() == 3);
    CHECK(last[0] == &registry.overlaps[0]);
    CHECK(last[1] == &registry.overlaps[5]);
    CHECK(last[2]->action == "haies");
}

TEST_CASE("what overlaps name stands on accounts of what is owed")
{
    std::vector<ledger::Balance> const balances{{.account = "1511", .credit = cents(200)},
                                                {.account = "1518", .credit = cents(100)},
                                                {.account = "4081", .debit = cents(10)},
                                                {.account = "512", .credit = cents(900)}};
    struct Case {
        std::string account;
        std::int64_t amount;
        std::string refusal;
    };
    for (auto const& c : {Case{"15", 300, ""},
                          {"151", 300, ""},
                          {"15", 301, "care.overlap-balance"},
                          {"1511", 201, "care.overlap-balance"},
                          {"4081", 1, "care.overlap-balance"},
                          {"19", 1, "care.overlap-balance"},
                          {"19", 0, ""},
                          {"512", 1, "care.overlap-account"},
                          {"10", 1, "care.overlap-account"}}) {
        INFO(c.account << " " << c.amount);
        CHECK(core::refusal([&] {
                  check_overlaps({{c.account, cents(c.amount)}}, balances, "2024");
              }) == c.refusal);
    }
}

TEST_CASE("a close writes what is new or has changed, and what follows from it")
{
    TwoYears years;
    CHECK(years.plan(0).empty());
    years.inputs[0].legal_result = cents(900);
    CHECK(years.plan(0) == "2024 again\n");
    CHECK(years.plan(1).empty());
    years.made[1].front().lines.front().debit = cents(101);
    CHECK(years.plan(0) == "2024 again\n2025 again entries\n");
}

TEST_CASE("an exercise that is open is written when it is closed, and not before")
{
    TwoYears years;
    years.open(1);
    CHECK(years.plan(1) == "2025 entries\n");
    CHECK(years.plan(0).empty());
    years.open(0);
    CHECK(years.plan(1) == "2025 entries\n");
}

TEST_CASE("another policy writes every close again")
{
    TwoYears years;
    years.policy.presentation = Presentation::capital;
    CHECK(years.plan(0) == "2024 again\n2025 again\n");
}

TEST_CASE("entries whose close is gone are damage")
{
    TwoYears years;
    years.exercises[1].kept = nullptr;
    CHECK(core::refusal([&] { years.plan(0); }) == "care.close-differs");
}

TEST_CASE("what was closed is written again only where it was asked for, with a reason")
{
    TwoYears years;
    years.inputs[0].legal_result = cents(900);
    CHECK(years.refuses_plan(0, {}) == "care.close-changed");
    CHECK(years.refuses_plan(0, {.provisional = true}).empty());
    CHECK(years.refuses_plan(0, {.correct = true}) == "care.reason");
    CHECK(years.refuses_plan(0, {.restate = true}) == "care.reason");
    CHECK(years.refuses_plan(0, {.correct = true, .reason = "facture oubliée"}).empty());
    years.open(0);
    CHECK(years.refuses_plan(0, {}).empty());
}
