// SPDX-License-Identifier: GPL-3.0-or-later
#include "cases.hpp"
#include "report/facts.hpp"
#include "report/plain_rows.hpp"

#include "src/report/care/figures.hpp"

#include <coop/report/care/ends.hpp>

#include <catch2/catch.hpp>

#include <random>

using namespace coop;
using namespace coop::report;
using namespace coop::test;

namespace {

/// Registers of every sort, over four exercises; figures are drawn, and some are nil.
CareFacts drawn(unsigned seed)
{
    std::mt19937 random{seed};
    auto const below = [&](std::uint32_t bound) { return random() % bound; };
    auto const amount = [&] { return core::cents(below(3) == 0 ? 0 : below(200'000)); };
    care::Policy policy;
    for (auto const& option : care::policy_options()) {
        auto const words = option.words();
        option.set(policy, words[below(static_cast<std::uint32_t>(words.size()))]);
    }
    using enum care::ActionKind;
    using enum care::Origin;
    care::Inputs inputs;
    inputs.items = {{.capital = "N.sol", .action = "compost"},
                    {.capital = "N.sol", .action = "haie"},
                    {.capital = "N.eau", .action = "mare"},
                    {.capital = "H.equipe", .action = "formation"},
                    {"N.eau", "curage", restoration, contractee, true},
                    {"N.sol", "friche", preservation, heritee, true}};
    for (std::size_t i = 0; i < inputs.items.size(); ++i) {
        inputs.opening.push_back(amount());
    }
    for (auto const* label : {"2022", "2023", "2024", "2025"}) {
        care::ExerciseInputs exercise{label, amount() - amount(), {}};
        for (std::size_t i = 0; i < inputs.items.size(); ++i) {
            care::ItemYear year;
            year.planned = amount();
            if (below(2) == 0) {
                year.budget = amount();
            }
            if (below(3) == 0) {
                year.measured = amount();
            }
            for (std::size_t f = 0; f < care::funding_count; ++f) {
                year.done.in_books[f] = amount();
                year.done.outside[f] = below(2) == 0 ? amount() : core::Money{};
            }
            year.revision = amount() - amount();
            year.remission = amount();
            year.overlap = amount();
            exercise.items.push_back(year);
        }
        inputs.exercises.push_back(std::move(exercise));
    }
    auto facts = care_facts("Association d'essai", std::move(inputs), policy, true);
    facts.declared_in = CareSource{.ref = "essai.toml"};
    facts.exercises[3].units_sold = core::Quantity{{1000, 0}, "kg"};
    return facts;
}

/// Parts that stand for amounts, by sign, against the whole; other rules have a test of their own.
void check_sums(Explanation const& node)
{
    auto const* const whole = std::get_if<core::Money>(&node.value);
    if (whole != nullptr && !node.parts.empty() && node.rule == CareRule::sum) {
        core::Money total;
        for (auto const& part : node.parts) {
            auto const* const amount = std::get_if<core::Money>(&part.value);
            INFO(node.figure << " <- " << part.figure);
            REQUIRE((amount != nullptr || part.sign == 0));
            for (int i = 0; amount != nullptr && i < std::abs(part.sign); ++i) {
                total += part.sign > 0 ? *amount : -*amount;
            }
        }
        INFO(node.figure);
        CHECK(total == *whole);
    }
    INFO(node.figure);
    CHECK(node.sourced);
    for (auto const& part : node.parts) {
        check_sums(part);
    }
}

Operand money(std::int64_t amount, int sign = 1)
{
    return {core::cents(amount), sign};
}

Operand number(std::int64_t units, int places, std::string unit = {}, int sign = 1)
{
    return {core::Quantity{{units, places}, std::move(unit)}, sign};
}

bool makes(CareRule rule, std::vector<Operand> const& operands, core::Cell const& value)
{
    auto const lacking = difference(rule, operands, value);
    return lacking && lacking->is_zero();
}

} // namespace

TEST_CASE("parts add up to their whole, or the difference is named, whatever the books say")
{
    for (unsigned seed = 1; seed <= 40; ++seed) {
        INFO("seed " << seed);
        auto const facts = drawn(seed);
        std::set<std::string> named;
        for (auto const& [id, figure] : figures_of(facts)) {
            if (figure.exercise == 3) {
                check_sums(explain(facts, id));
                named.insert(id);
            }
        }
        CHECK(unexplained(facts, "2025", named) == std::vector<std::string>{});
    }
}

TEST_CASE("a rule is evaluated, not believed")
{
    CHECK(makes(CareRule::sum, {money(500), money(200, -1), money(999, 0)}, core::cents(300)));
    CHECK_FALSE(makes(CareRule::sum, {money(500), money(200, -1)}, core::cents(301)));
    CHECK(makes(CareRule::floor, {money(200), money(500, -1)}, core::Money{}));
    CHECK(makes(CareRule::least, {money(500), money(100), money(200)}, core::cents(300)));
    CHECK(makes(CareRule::least, {money(500), money(900)}, core::cents(500)));
    CHECK(
        makes(CareRule::quotient, {money(94'000), money(140'000)}, core::Quantity{{6714, 2}, "%"}));
    CHECK(makes(CareRule::quotient, {money(94'000), money(0)}, core::Cell{}));
    CHECK_FALSE(makes(CareRule::quotient, {money(94'000), money(140'000)}, core::Cell{}));
}

TEST_CASE("a product is exact until the cent that it is rounded to")
{
    // (3 - 2.4) ÷ 0.02 × 0.5 × 60 €/t
    std::vector<Operand> const gap{number(6, 1, "%"), number(2, 2, "%", -1), number(5, 1),
                                   number(6000, 2, "€/t")};
    CHECK(makes(CareRule::product, gap, core::cents(90'000)));
    CHECK_FALSE(makes(CareRule::product, gap, core::cents(90'001)));
    // 0.529 × 1 250.5 = 661.5145
    std::vector<Operand> const fine{number(529, 3, "€/kWh"), number(12'505, 1, "kWh")};
    CHECK(makes(CareRule::product, fine, core::cents(66'151)));
    CHECK(makes(CareRule::product, fine, core::cents(66'152)));
    CHECK_FALSE(makes(CareRule::product, fine, core::cents(66'153)));
    CHECK(makes(CareRule::product, {money(300'000), number(80, 0, "%")}, core::cents(240'000)));
    CHECK(difference(CareRule::product, {money(100'00), number(1, 0), number(3, 0, {}, -1)},
                     core::cents(33'34)) == core::cents(0));
    CHECK(difference(CareRule::product, {money(100'00), number(1, 0), number(3, 0, {}, -1)},
                     core::cents(33'36)) == core::cents(2));
}

TEST_CASE("the last instalment takes what rounding left, and that has a name")
{
    auto care = c1();
    CareSource const source{.ref = "b"};
    auto const step = [&](char const* key, core::Cell value, int sign) {
        return CareStep{key, "quantity",    {},  std::move(value), {}, {source},
                        {},  CareRule::sum, sign};
    };
    CareStep share{"share",
                   "share",
                   {{"from", std::string{}}, {"to", std::string{}}},
                   core::cents(100'000),
                   "schedule",
                   {},
                   {step("whole", core::cents(699'960), 1),
                    step("a", core::Quantity{{1, 0}, "j"}, 1),
                    step("b", core::Quantity{{7, 0}, "j"}, -1)},
                   CareRule::product,
                   1};
    care.steps["2025/N.sol/planned"] = {share};
    auto const tree = explain(care, "2025/N.sol/due");
    auto const& parts = tree.parts.at(0).parts.at(0).parts;
    CHECK(plain(parts.back().value) == "0.05");
    CHECK(parts.back().sourced);
    CHECK(unexplained(care, "2025", {"2025/N.sol/due"}).empty());
}

TEST_CASE("the sources of a leaf add up to it where they have amounts")
{
    auto care = c1();
    CareSource line{.kind = CareSourceKind::legal_entry, .ref = "3:1"};
    line.amount = core::cents(100'000);
    care.sources["2025/N.sol/planned"] = {line};
    CHECK(unexplained(care, "2025", {"2025/N.sol/due"}).empty());
    line.amount = core::cents(99'999);
    care.sources["2025/N.sol/planned"] = {line};
    CHECK(unexplained(care, "2025", {"2025/N.sol/due"}).size() == 1);
}

TEST_CASE("steps are shown below their figure, and what they lack is said")
{
    auto care = c1();
    CareStep step{"budget:a",
                  "budget",
                  {{"budget", std::string{"a"}}},
                  core::cents(100'000),
                  {},
                  {CareSource{.ref = "a"}},
                  {},
                  CareRule::sum,
                  1};
    care.steps["2025/N.sol/planned"] = {step};
    auto const table =
        read(explain_document(care, "2025/N.sol/due", i18n::Language::fr), "explanation");
    CHECK(plain(table.cell("2025/N.sol/planned/budget:a", "value")) == "1000.00");
    CHECK(unexplained(care, "2025", {"2025/N.sol/due"}).empty());
    care.steps["2025/N.sol/planned"].front().value = core::cents(90'000);
    auto const less =
        read(explain_document(care, "2025/N.sol/due", i18n::Language::fr), "explanation");
    CHECK(plain(less.cell("2025/N.sol/planned/difference", "value")) == "100.00");
    CHECK(unexplained(care, "2025", {"2025/N.sol/due"}).size() == 1);
}

TEST_CASE("what is not measured is said to be so while no record is missing")
{
    auto care = c1();
    care.indicators = {{"mo", "N.sol", "Matière organique", "%", care::Direction::min,
                        std::vector<IndicatorYear>(3)}};
    CHECK(unexplained(care, "2025", {"2025/mo/measured"}).empty());
    care.registers_whole = false;
    CHECK(unexplained(care, "2025", {"2025/mo/measured"}).size() == 1);
}
