// SPDX-License-Identifier: GPL-3.0-or-later
#include "cases.hpp"
#include "report/facts.hpp"
#include "report/plain_rows.hpp"

#include "src/report/builders.hpp"

#include <coop/core/error.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>

// Figures: domain notes on CARE, §4 (S-1 sourced, C-x by hand), layouts of §3.7.

using namespace coop;
using namespace coop::report;
using namespace coop::test;
using care::Presentation;
using Rows = std::vector<std::string>;

namespace {

core::Document built(CareFacts care, std::string_view name, std::string exercise,
                     Request const& request = {})
{
    return find_report(name)->build(care_report(std::move(care), std::move(exercise)), request);
}

Rows rows_of(core::Document& document, std::string_view id)
{
    for (auto& block : document.blocks) {
        if (auto* table = std::get_if<core::Table>(&block); table && table->id == id) {
            return plain_rows(*table);
        }
    }
    return {"no such table"};
}

bool says(core::Document const& document, std::string_view text)
{
    return std::ranges::any_of(document.blocks, [&](core::Block const& block) {
        auto const* paragraph = std::get_if<core::Paragraph>(&block);
        return paragraph && paragraph->text.find(text) != std::string::npos;
    });
}

/// The items of a table that are in no other of its items, added up.
std::int64_t sum_of(Read const& table, std::string_view column)
{
    std::int64_t sum = 0;
    for (auto const& row : table.rows) {
        if (row.role != core::RowRole::total && row.depth == 0) {
            sum += table.cents(row.key, column).value_or(0);
        }
    }
    return sum;
}

/// Three exercises in which everything happens, to three positions of two capitals.
CareFacts anything(std::mt19937& random, care::Policy const& policy)
{
    auto const amount = [&](unsigned end) {
        return core::cents(static_cast<std::int64_t>(random() % end));
    };
    care::Inputs inputs;
    inputs.items = {{.capital = "N.sol", .action = "a"},
                    {.capital = "N.sol", .action = "b"},
                    {.capital = "H.salaries", .action = {}}};
    inputs.opening = {amount(50'000), {}, {}};
    for (int t = 0; t < 3; ++t) {
        auto& exercise = inputs.exercises.emplace_back();
        exercise.label = std::to_string(2023 + t);
        exercise.legal_result = amount(500'000) - core::cents(250'000);
        for (int i = 0; i < 3; ++i) {
            auto year = care_year(static_cast<std::int64_t>(random() % 100'000),
                                  static_cast<std::int64_t>(random() % 100'000));
            year.done.outside[2] = amount(40'000);
            year.revision = amount(20'000) - core::cents(5'000);
            year.remission = random() % 3 == 0 ? amount(20'000) : core::Money{};
            year.overlap = random() % 3 == 0 ? amount(40'000) : core::Money{};
            if (i == 0) {
                year.budget = t == 0 ? core::cents(300'000) : core::Money{};
            }
            exercise.items.push_back(year);
        }
    }
    return care_facts("Essai", std::move(inputs), policy, true);
}

} // namespace

TEST_CASE(
    "whatever happens, the cascade and the passage add up to the result; both sides are equal")
{
    std::mt19937 random{411};
    for (int round = 0; round < 60; ++round) {
        care::Policy policy;
        policy.presentation = static_cast<Presentation>(round % 3);
        policy.netting = static_cast<care::Netting>(round % 4);
        policy.cost_basis = static_cast<care::CostBasis>(round / 3 % 2);
        auto const care = anything(random, policy);
        INFO(round);
        auto const resultat = built(care, "care-resultat", "2025");
        auto const cascade = read(resultat, "cascade");
        auto const passage = read(built(care, "care-resultat", "2025"), "passage");
        for (auto const* column : {"n-1", "n"}) {
            auto const result = cascade.cents("2025/result", column).value_or(0);
            CHECK(sum_of(cascade, column) == result);
            CHECK(sum_of(passage, column) == result);
        }
        auto const bilan = built(care, "care-bilan", "2025");
        CHECK(note(bilan, "care.bilan-unbalanced") == nullptr);
        CHECK(says(bilan, "soutenabilité faible") == (round % 4 > 1));
    }
}

TEST_CASE("C-11: the cascade goes from the legal book to a CARE result of 4 000")
{
    auto document = built(c11(), "care-resultat", "2025");
    auto const cascade = read(document, "cascade");
    CHECK(cascade.cents("2025/produits", "n") == 18'000'000);
    CHECK(cascade.cents("2025/charges", "n") == -15'000'000);
    CHECK(cascade.cents("2025/before", "n") == 3'000'000);
    CHECK(cascade.cents("2025/dotations", "n") == -800'000);
    CHECK(cascade.cents("2025/N/due", "n") == -600'000);
    CHECK(cascade.cents("2025/N/due", "done") == 350'000);
    CHECK(cascade.cents("2025/N/due", "unmet") == 250'000);
    CHECK(cascade.cents("2025/H/due", "n") == -1'200'000);
    CHECK(cascade.cents("2025/H.salaries/due", "done") == 950'000);
    CHECK(cascade.cents("2025/result", "n") == 400'000);
    CHECK(cascade.find("2025/tagged-rest") == nullptr);
    CHECK(rows_of(document, "passage") ==
          Rows{"2025/legal-result: Résultat légal|9000.00|",
               "2025/N/unmet: Capitaux naturels : dû non réalisé|-2500.00|",
               "2025/H/unmet: Capitaux humains : dû non réalisé|-2500.00|",
               "2025/result: RÉSULTAT CARE|4000.00|"});
    CHECK(document.notes.empty());
    CHECK(says(document, "CERCES"));
}

TEST_CASE("C-11: the bilan is 73 000 as a debt, 86 000 as capital maintained, and balances")
{
    struct Case {
        Presentation presentation;
        std::int64_t total, use_n, not_due_n, due_n;
    };
    for (auto const& c : {Case{Presentation::dette, 7'300'000, 0, 0, 250'000},
                          {Presentation::capital, 8'600'000, 350'000, 600'000, 0},
                          {Presentation::cloture, 7'300'000, 0, 0, 250'000}}) {
        INFO(static_cast<int>(c.presentation));
        auto const document = built(c11(shown_as(c.presentation)), "care-bilan", "2025");
        auto const uses = read(document, "uses");
        CHECK(uses.cents("2025/uses", "n") == c.total);
        CHECK(uses.cents("2025/F/uses", "n") == 7'300'000);
        CHECK(uses.cents("2025/N.sol/use", "n") == c.use_n);
        auto const again = built(c11(shown_as(c.presentation)), "care-bilan", "2025");
        auto const capitals = read(again, "capitals");
        CHECK(capitals.cents("2025/capitals", "n") == c.total);
        CHECK(capitals.cents("2025/gap", "n") == -500'000);
        CHECK(capitals.cents("2025/N.sol/c1", "n").value_or(0) == c.not_due_n);
        CHECK(capitals.cents("2025/N.sol/c4", "n").value_or(0) == c.due_n);
        CHECK(document.notes.empty());
        // B hides arrears behind a standing capital: they are printed beside it, in no total.
        CHECK((capitals.find("2025/N.sol/debt") != nullptr) ==
              (c.presentation == Presentation::capital));
        if (c.presentation == Presentation::capital) {
            CHECK(capitals.cents("2025/N.sol/debt", "n") == 250'000);
        }
    }
}

TEST_CASE("C-11: presentation A shows the use and its depreciation, gross and net")
{
    auto const uses = read(built(c11(), "care-bilan", "2025"), "uses");
    CHECK(uses.cents("2025/H.salaries/use", "gross") == 1'200'000);
    CHECK(uses.cents("2025/H.salaries/use", "deduction") == 1'200'000);
    CHECK(uses.cents("2025/H.salaries/use", "n") == 0);
    CHECK(uses.cents("2025/legal/immobilisations", "deduction") == 800'000);
}

TEST_CASE("a narrower financial capital shows the rest as other debts; both sides stay equal")
{
    care::Policy policy;
    policy.financial_scope = care::FinancialScope::propres;
    auto const document = built(c11(policy), "care-bilan", "2025");
    auto const capitals = read(document, "capitals");
    CHECK(capitals.cents("2025/F/capital", "n") == 4'400'000); // 40 000 + 9 000 - 5 000
    CHECK(capitals.cents("2025/F/others", "n") == 2'400'000);
    CHECK(capitals.cents("2025/capitals", "n") == 7'300'000);
}

TEST_CASE("a legal bilan that does not balance, or parts that miss its result, are errors")
{
    auto care = c11();
    care.exercises[0].legal->actif[1].amount += core::cents(1);
    CHECK(note(built(care, "care-bilan", "2025"), "care.bilan-unbalanced") != nullptr);
    care.exercises[0].legal->charges += core::cents(1);
    CHECK(note(built(care, "care-resultat", "2025"), "care.legal-mismatch") != nullptr);
}

TEST_CASE("C-11: strict allows no distribution while debts are due, after-result 4 000")
{
    auto const distribution = read(built(c11(), "care-ratios", "2025"), "distribution");
    CHECK(distribution.cents("2025/debt", "value") == 500'000);
    CHECK(distribution.cents("2025/distributable-strict", "value") == 0);
    CHECK(distribution.cents("2025/distributable-after-result", "value") == 400'000);
    CHECK(plain(distribution.cell("2025/distributable-strict", "chosen")) == "yes");
}

TEST_CASE("S-1: 69 207,30, its rates, its solvency and its price")
{
    auto const cascade = read(built(s1(), "care-resultat", "2022"), "cascade");
    CHECK(cascade.cents("2022/before", "n") == 28'111'250);
    CHECK(cascade.cents("2022/N/due", "n") == -5'411'970);
    CHECK(cascade.cents("2022/N/due", "unmet") == 164'670);
    CHECK(cascade.cents("2022/H/due", "unmet") == 3'100'500);
    CHECK(cascade.cents("2022/result", "n") == 6'920'730);
    CHECK(cascade.find("2022/produits") == nullptr);

    Request request;
    request.units_sold = core::Quantity{{100'000, 0}, "L"};
    auto document = built(s1(), "care-ratios", "2022", request);
    auto const rates = read(document, "rates");
    CHECK(plain(rates.cell("2022/N/rate", "rate")) == "96.96 %");
    CHECK(plain(rates.cell("2022/H/rate", "rate")) == "80.35 %");
    CHECK(plain(rates.cell("2022/rate", "rate")) == "84.59 %");
    auto const figures = read(document, "figures");
    CHECK(plain(figures.cell("2022/solvency", "value")) == "1.3266");
    // 32 651,70 ÷ 100 000 = 0,326517, to four places; the result is above nil
    CHECK(plain(figures.cell("2022/price-unmet", "value")) == "0.3265 €/L");
    CHECK(plain(figures.cell("2022/price-even", "value")) == "0.0000 €/L");
}

TEST_CASE("C-1: three years, arrears repaid on their own line, a surplus in no total")
{
    auto document = built(c1(), "care-resultat", "2024");
    CHECK(rows_of(document, "passage") ==
          Rows{"2024/legal-result: Résultat légal|1200.00|700.00|",
               "2024/N/unmet: Capitaux naturels : dû non réalisé|-400.00|0.00|",
               "2024/H/unmet: Capitaux humains : dû non réalisé|0.00|0.00|",
               "2024/arrears-repaid: Reprises d’arriérés|0.00|250.00|",
               "2024/result: RÉSULTAT CARE|800.00|950.00|"});
    document = built(c1(), "care-resultat", "2025");
    auto const memo = read(document, "memo");
    CHECK(memo.cents("2025/surplus", "n") == 15'000);
    CHECK(rows_of(document, "series") ==
          Rows{"2023/series: 2023|1200.00|800.00|1000.00|600.00|400.00|400.00",
               "2024/series: 2024|700.00|950.00|1000.00|1250.00|0.00|150.00",
               "2025/series: 2025|500.00|650.00|1000.00|1150.00|0.00|0.00"});
}

TEST_CASE("C-1: debts open as they closed, and age by the year in which they fell due")
{
    auto document = built(c1(), "care-dettes", "2024");
    CHECK(rows_of(document, "debts") ==
          Rows{"2024/N.sol/closing: N.sol|400.00|1000.00|-1250.00|||150.00",
               "2024/N/closing: Capitaux naturels|400.00|1000.00|-1250.00|||150.00",
               "2024/H/closing: Capitaux humains|0.00|0.00|0.00|||0.00",
               "2024/closing: TOTAL|400.00|1000.00|-1250.00|||150.00"});
    CHECK(rows_of(document, "ages") ==
          Rows{"2024/N.sol/layer-2024: N.sol|2024|0|150.00", "2024/debt: TOTAL|||150.00"});
}

TEST_CASE("C-1: the bilan of two years cumulates the écart and balances in A, B and C")
{
    for (auto const presentation :
         {Presentation::dette, Presentation::capital, Presentation::cloture}) {
        auto const document = built(c1(shown_as(presentation)), "care-bilan", "2024");
        auto const capitals = read(document, "capitals");
        CHECK(capitals.cents("2024/gap-before", "n") == -40'000);
        CHECK(capitals.cents("2024/gap", "n") == 25'000);
        CHECK(capitals.cents("2024/gap", "n-1") == -40'000);
        CHECK(document.notes.empty());
    }
}

TEST_CASE("the journal of the livre is that of the printed case")
{
    auto document = built(c1(), "care-journal", "2023");
    CHECK(rows_of(document, "entries") == Rows{"2023/entry-1/1: 1|CE|E1|N.sol|C2.N.sol|1000.00|",
                                               "2023/entry-1/2: 1|CE|E1|N.sol|C1.N.sol||1000.00",
                                               "2023/entry-2/1: 2|CC|E2|N.sol|C6.N.sol|1000.00|",
                                               "2023/entry-2/2: 2|CC|E2|N.sol|C28.N.sol||1000.00",
                                               "2023/entry-3/1: 3|CP|E3|N.sol|C1.N.sol|600.00|",
                                               "2023/entry-3/2: 3|CP|E3|N.sol|C7.N.sol||600.00",
                                               "2023/entry-4/1: 4|CD|E4|N.sol|C1.N.sol|400.00|",
                                               "2023/entry-4/2: 4|CD|E4|N.sol|C4.N.sol||400.00",
                                               "2023/entries: |TOTAL||||3000.00|3000.00"});
}

TEST_CASE("a capital non chiffré is named, never nil, and totals without it are a least")
{
    auto care = c11();
    care.capitals.push_back({"N.riviere", "Rivière", false, {CareFlag::debtor_alone}});
    auto document = built(care, "care-resultat", "2025");
    auto const cascade = read(document, "cascade");
    CHECK(plain(cascade.cell("2025/N.riviere/due", "label")) == "Rivière [débiteur seul]");
    CHECK(plain(cascade.cell("2025/N.riviere/due", "n")) == "non chiffré");
    CHECK(plain(cascade.cell("2025/N/due", "label")) == "Capitaux naturels : dû (≥)");
    CHECK(plain(cascade.cell("2025/N/due", "bound")) == "ge");
    CHECK(plain(cascade.cell("2025/H/due", "label")) == "Capitaux humains : dû");
    CHECK(plain(cascade.cell("2025/result", "label")) == "RÉSULTAT CARE (≤)");
    CHECK(says(document, "Incomplet"));
    CHECK(plain(read(built(care, "care-dettes", "2025"), "debts").cell("2025/closing", "label")) ==
          "TOTAL (≥)");
    CHECK(plain(read(built(care, "care-bilan", "2025"), "capitals")
                    .cell("2025/N.riviere/not-valued", "n")) == "non chiffré");
}

TEST_CASE("a due without cost makes its capital incomplete")
{
    auto care = c11();
    care.exercises[0].incomplete.insert("H.salaries");
    auto const cascade = read(built(care, "care-resultat", "2025"), "cascade");
    CHECK(plain(cascade.cell("2025/H.salaries/due", "label")) == "Salariés (≥)");
    CHECK(plain(cascade.cell("2025/N.sol/due", "label")) == "Sol");
}

TEST_CASE("netting by capital and shadow prices are said in every statement")
{
    care::Policy policy;
    policy.netting = care::Netting::capital;
    for (auto const& report : reports()) {
        if (report.needs.care) {
            auto care = c11(policy);
            care.shadow_priced = {"N.sol"};
            auto const document = built(care, report.name, "2025");
            INFO(report.name);
            CHECK(says(document, "netting = capital"));
            CHECK(says(document, "Prix fictif"));
            CHECK(says(document, "CERCES"));
        }
    }
}

TEST_CASE("an indicator is judged in its own unit; what is not known is not judged")
{
    auto care = c11();
    IndicatorYear year;
    year.opening = core::Decimal{26, 1};
    year.closing = core::Decimal{24, 1};
    year.lower = core::Decimal{30, 1};
    year.flags = {CareFlag::expired};
    care.indicators = {{"mo", "N.sol", "Matière organique", "%", care::Direction::min, {year}}};
    auto const table = read(built(care, "care-biophysique", "2025"), "biophysical");
    CHECK(plain(table.cell("2025/mo/measured", "good")) == "no");
    CHECK(plain(table.cell("2025/mo/measured", "good_state")) == "≥ 3,0");
    CHECK(plain(table.cell("2025/mo/measured", "marks")) == "seuil échu");
    auto& indicator = care.indicators.front();
    indicator.years[0].closing = core::Decimal{300, 2}; // 3,00 is 3,0
    CHECK(is_good(indicator, indicator.years[0]) == true);
    indicator.direction = care::Direction::range;
    CHECK(is_good(indicator, indicator.years[0]) == std::nullopt);
    indicator.years[0].upper = core::Decimal{2, 0};
    CHECK(is_good(indicator, indicator.years[0]) == false);
    CHECK(plain(read(built(care, "care-indicateurs", "2025"), "indicators")
                    .cell("2025/mo/measured", "2025")) == "3.00 %");
}

TEST_CASE("an exercise that CARE does not know is refused by name")
{
    try {
        built(c1(), "care-bilan", "2026");
        FAIL("accepted");
    } catch (core::Error const& error) {
        CHECK(error.id() == "care.exercise-none");
    }
}
