// SPDX-License-Identifier: GPL-3.0-or-later
#include "facts.hpp"

#include "src/report/builders.hpp"

#include <coop/core/error.hpp>

#include <catch2/catch.hpp>

#include <cmath>

using namespace coop;
using namespace coop::report;
using test::facts_of;
using test::note;
using test::read;
using test::year_facts;

namespace {

// The lines the association published (assembly of 26 March 2018); accounts are the example's.
YearFacts coop_2016()
{
    return year_facts(2016, {{"606", 344'728},
                             {"625", 516'830},
                             {"74", -620'000},
                             {"706", -180'000},
                             {"756", -95'000},
                             {"512", 33'442},
                             {"86", 3'568'200},
                             {"87", -3'568'200}});
}

YearFacts coop_2017()
{
    return year_facts(2017, {{"606", 237'422},
                             {"6251", 264'840},
                             {"604", 407'512},
                             {"74", -1'000'000},
                             {"706", -80'000},
                             {"756", -96'500},
                             {"512", 300'168},
                             {"120", -33'442},
                             {"86", 3'400'976},
                             {"87", -3'400'976}});
}

ledger::BudgetLine budget_line(std::string account, std::int64_t cents, std::string line = {})
{
    ledger::BudgetLine result;
    result.account = std::move(account);
    result.line = std::move(line);
    result.amount = core::cents(cents);
    return result;
}

Request columns(std::string_view text)
{
    Request request;
    request.columns = parse_columns(text);
    return request;
}

std::vector<std::string> keys(test::Read const& table)
{
    std::vector<std::string> keys;
    for (auto const& column : table.columns) {
        keys.push_back(column.key);
    }
    return keys;
}

} // namespace

TEST_CASE("the compte de résultat of 2017 ends with the excédent the books give")
{
    auto const document = build_resultat(facts_of({coop_2016(), coop_2017()}), {});
    auto const table = read(document, "resultat");
    CHECK(keys(table) == std::vector<std::string>{"label", "n-1", "n"});
    CHECK(table.columns[1].label == "2016");
    // 8 950,00 - 8 615,58 = 334,42; 11 765,00 - 9 097,74 = 2 667,26 (recomputed from the table).
    CHECK(table.cents("produits.total", "n-1") == 895'000);
    CHECK(table.cents("charges.total", "n-1") == 861'558);
    CHECK(table.cents("resultat", "n-1") == 33'442);
    CHECK(table.cents("produits.total", "n") == 1'176'500);
    CHECK(table.cents("charges.total", "n") == 909'774);
    CHECK(table.cents("resultat", "n") == 266'726);
    CHECK(std::get<std::string>(table.cell("resultat", "label")) == "EXCÉDENT OU DÉFICIT");
    CHECK(table.find("resultat")->role == core::RowRole::total);
    CHECK(table.cents("produits.cotisations", "n") == 96'500);
    CHECK(table.find("produits.cotisations")->trace.accounts == std::vector<std::string>{"756"});
    CHECK(table.find("charges.externes")->trace.accounts ==
          std::vector<std::string>{"604", "606", "625", "6251"});
    CHECK(table.find("resultat")->trace.rows ==
          std::vector<std::string>{"produits.total", "charges.total"});
}

TEST_CASE("contributions in kind stand at the foot and never in the result")
{
    auto const table = read(build_resultat(facts_of({coop_2016(), coop_2017()}), {}), "resultat");
    CHECK(table.position("inkind.heading") > table.position("resultat"));
    CHECK(table.cents("inkind.non-ventile", "n") == 3'400'976);
    CHECK(table.cents("inkind.total", "n") == 3'400'976);
    CHECK(table.cents("inkind-use.total", "n-1") == 3'568'200);
}

TEST_CASE("a line nil in every column is left out, with the sums and headings of nothing else")
{
    auto const table = read(build_resultat(facts_of({coop_2016(), coop_2017()}), {}), "resultat");
    CHECK(table.find("charges.impots") == nullptr);
    CHECK(table.find("charges.dotations.heading") == nullptr);
    CHECK(table.find("produits.financiers") == nullptr);
    CHECK(table.find("produits.financiers.heading") == nullptr);
    CHECK(table.find("resultat.financier") == nullptr);
    CHECK(table.find("resultat.courant") != nullptr);
    CHECK(table.find("charges.dotations") == nullptr); // a hidden sum
}

TEST_CASE("a missing year has no column, or a blank one where it was asked for")
{
    auto const alone = facts_of({coop_2016()});
    CHECK(keys(read(build_resultat(alone, {}), "resultat")) ==
          std::vector<std::string>{"label", "n"});
    auto const table = read(build_resultat(alone, columns("n-2,n-1,n")), "resultat");
    CHECK(keys(table) == std::vector<std::string>{"label", "n-2", "n-1", "n"});
    CHECK_FALSE(table.cents("resultat", "n-1").has_value());
    CHECK(table.cents("resultat", "n") == 33'442);
    auto const document = build_resultat(alone, columns("n-1,budget,budget+1"));
    auto const& named = std::get<core::Table>(document.blocks.front()).columns;
    CHECK(named.at(1).label == "N-1");
    CHECK(named.at(2).label == "Budget 2016");
    CHECK(named.at(3).label == "Budget N+1");
}

TEST_CASE("the swap of 870 and 875 in 2020 compares by meaning")
{
    // CRC 99-01 ch. III against ANC 2018-06 art. 320-2: bénévolat 870 then 875, dons 875 then 870.
    auto const document = build_resultat(
        facts_of(
            {year_facts(2019, {{"864", 100'000}, {"870", -100'000}, {"860", 200}, {"875", -200}}),
             year_facts(2020, {{"864", 110'000}, {"875", -110'000}, {"860", 300}, {"870", -300}})}),
        {});
    auto const table = read(document, "resultat");
    CHECK(table.cents("inkind.benevolat", "n-1") == 100'000);
    CHECK(table.cents("inkind.benevolat", "n") == 110'000);
    CHECK(table.cents("inkind.don", "n-1") == 200);
    CHECK(table.cents("inkind.don", "n") == 300);
    CHECK(note(document, "statement.restated") != nullptr);
    CHECK(note(document, "statement.moved") == nullptr);
}

TEST_CASE("the year before is shown in the model of the year, and its column adds up")
{
    // In CRC 99-01, 789 stands after the staircase and 706 is production vendue.
    auto const table = read(
        build_resultat(
            facts_of(
                {year_facts(2019,
                            {{"706", -50'000}, {"7894", -7'000}, {"6811", 4'000}, {"6817", 500}}),
                 year_facts(2020, {{"706", -60'000}, {"7894", -8'000}, {"6811", 6'000}})}),
            {}),
        "resultat");
    CHECK(table.find("produits.production-vendue") == nullptr);
    CHECK(table.cents("produits.ventes-prestations", "n-1") == 50'000);
    CHECK(table.cents("produits.ventes-prestations", "n") == 60'000);
    CHECK(table.cents("produits.fonds-dedies", "n-1") == 7'000);
    CHECK(table.cents("produits.exploitation", "n-1") == 57'000);
    CHECK(table.cents("charges.dotations", "n-1") == 4'500);
    CHECK(table.find("charges.dotations-amortissements") == nullptr);
    CHECK(table.cents("resultat", "n-1") == 52'500);
    CHECK(table.cents("resultat", "n") == 62'000);
}

TEST_CASE("what was exceptional in 2024 stands beside 2025 where its successor does")
{
    // 2024 as published: exploitation -420, exceptional +97, result -323. Restated: 757 90,
    // 747 100, 7583 12, 791 80 in Autres produits; 6411 500, 652 60, 6582 45.
    auto const document =
        build_resultat(facts_of({year_facts(2024, {{"7752", -9'000},
                                                   {"777", -10'000},
                                                   {"7714", -1'200},
                                                   {"791", -8'000},
                                                   {"6411", 50'000},
                                                   {"6752", 6'000},
                                                   {"6712", 4'500}}),
                                 year_facts(2025, {{"778", -300}, {"757", -50}})}),
                       {});
    auto const table = read(document, "resultat");
    CHECK(table.cents("produits.cessions", "n-1") == 9'000);
    CHECK(table.cents("produits.subventions", "n-1") == 10'000);
    CHECK(table.cents("produits.autres", "n-1") == 9'200);
    CHECK(table.cents("produits.exploitation", "n-1") == 28'200);
    CHECK(table.cents("charges.salaires", "n-1") == 50'000);
    CHECK(table.cents("charges.valeur-cessions", "n-1") == 6'000);
    CHECK(table.cents("charges.autres", "n-1") == 4'500);
    CHECK(table.cents("charges.exploitation", "n-1") == 60'500);
    CHECK(table.cents("resultat.exploitation", "n-1") == -32'300);
    CHECK(table.cents("resultat.exceptionnel", "n-1") == 0);
    CHECK(table.cents("resultat", "n-1") == -32'300);
    CHECK(table.cents("produits.exceptionnels", "n") == 300);
    CHECK(table.find("produits.exceptionnels-gestion") == nullptr);
    auto const* moved = note(document, "statement.moved");
    REQUIRE(moved != nullptr);
    CHECK(i18n::text(i18n::Language::fr, moved->id, moved->args).find("777 → 747") !=
          std::string::npos);
    auto const* open = note(document, "statement.to-confirm");
    REQUIRE(open != nullptr);
    CHECK(i18n::text(i18n::Language::fr, open->id, open->args)
              .find("791 → 758, Autres produits, 80,00") != std::string::npos);
}

TEST_CASE("a budget of a later regulation keeps its own lines")
{
    // 757 exists since 2025, and its line with it.
    auto facts = facts_of({year_facts(2024, {{"706", -500}})});
    facts.n_plus_1 = "2025";
    auto& next = facts.years["2025"] = year_facts(2025, {});
    ledger::BudgetLine sale;
    sale.account = "757";
    sale.amount = core::cents(90);
    next.budget = ledger::Budget{};
    next.budget->lines = {sale};
    Request request;
    request.columns = {ColumnKind::n, ColumnKind::budget_next};
    auto const document = build_resultat(facts, request);
    auto const table = read(document, "resultat");
    CHECK(table.cents("produits.cessions", "budget+1") == 90);
    CHECK_FALSE(table.cents("produits.cessions", "n").has_value());
    CHECK(note(document, "statement.regulations") != nullptr);
}

TEST_CASE("the staircase of CRC 99-01 has 789 and 689 after the intermediate balance")
{
    // SOLDE INTERMÉDIAIRE 1 000 - 300 = 700; + 50 - 200 = 550.
    auto const table =
        read(build_resultat(
                 facts_of({year_facts(
                     2018, {{"74", -100'000}, {"641", 30'000}, {"789", -5'000}, {"689", 20'000}})}),
                 {}),
             "resultat");
    CHECK(table.cents("resultat.intermediaire", "n") == 70'000);
    CHECK(table.position("produits.fonds-dedies") > table.position("resultat.intermediaire"));
    CHECK(table.cents("resultat", "n") == 55'000);
}

TEST_CASE("budget, variance and next budget stand beside the year")
{
    auto now = coop_2017();
    now.budget = ledger::Budget{
        "2017",
        "initial",
        {},
        {},
        {budget_line("62", 300'000), budget_line("756", 100'000), budget_line("63", 10'000)}};
    auto next = year_facts(2018, {});
    next.budget = ledger::Budget{"2018", "initial", {}, {}, {budget_line("756", 110'000)}};
    auto facts = facts_of({now});
    facts.n_plus_1 = "2018";
    facts.years.emplace("2018", next);
    auto const table =
        read(build_resultat(facts, columns("n,budget,variance,variance%,budget+1")), "resultat");
    CHECK(keys(table) ==
          std::vector<std::string>{"label", "n", "budget", "variance", "variance%", "budget+1"});
    CHECK(table.columns[2].label == "Budget 2017");
    CHECK(table.columns[5].label == "Budget 2018");
    // 9 097,74 realised against 3 000,00; 965,00 against 1 000,00 is 35,00 short, 3,5 %.
    CHECK(table.cents("charges.externes", "variance") == 609'774);
    CHECK(table.cents("produits.cotisations", "variance") == -3'500);
    CHECK(table.cell("produits.cotisations", "variance%") ==
          core::Cell{core::Ratio{-3'500, 100'000}});
    CHECK(table.cents("produits.cotisations", "budget+1") == 110'000);
    // Budgeted and not realised: shown. Realised and not budgeted: a rate without base.
    CHECK(table.cents("charges.impots", "n") == 0);
    CHECK(table.cents("charges.impots", "budget") == 10'000);
    CHECK(table.cell("produits.subventions", "variance%") == core::Cell{core::Ratio{1'000'000, 0}});
    CHECK(table.cents("resultat", "budget") == 100'000 - 310'000);
}

TEST_CASE("the percentage of a variance has the sign of the variance")
{
    auto now = year_facts(2025, {{"756", -650}, {"606", 100}});
    // Budgeted: a déficit of 1,00; realised: an excédent of 5,50, which is 650 % of 1,00 better.
    now.budget = ledger::Budget{
        "2025", "initial", {}, {}, {budget_line("756", 300), budget_line("606", 400)}};
    auto const table =
        read(build_resultat(facts_of({now}), columns("n,budget,variance,variance%")), "resultat");
    CHECK(table.cents("resultat", "variance") == 650);
    CHECK(table.cell("resultat", "variance%") == core::Cell{core::Ratio{650, 100}});
}

TEST_CASE("a variance needs no budget column, and without a budget it is blank and said once")
{
    auto now = coop_2017();
    now.budget = ledger::Budget{"2017", "initial", {}, {}, {budget_line("756", 100'000)}};
    CHECK(read(build_resultat(facts_of({now}), columns("n,variance")), "resultat")
              .cents("produits.cotisations", "variance") == -3'500);
    auto const without = build_resultat(facts_of({coop_2017()}), columns("n,variance,variance%"));
    CHECK_FALSE(read(without, "resultat").cents("resultat", "variance").has_value());
    CHECK(std::ranges::count(without.notes, "statement.no-budget", &core::Diagnostic::id) == 1);
}

TEST_CASE("a budget line without an account is said, not dropped")
{
    auto now = coop_2017();
    now.budget = ledger::Budget{
        "2017",
        "initial",
        {},
        {},
        {budget_line("", 500'000, "cerisy"), budget_line("218", 90'000), budget_line("756", 100)}};
    auto const document = build_resultat(facts_of({now}), columns("n,budget"));
    CHECK(std::ranges::count(document.notes, "budget.unplaced", &core::Diagnostic::id) == 2);
    CHECK(note(document, "budget.unplaced")->args.at(1).value == core::Cell{std::string{"cerisy"}});
    CHECK(read(document, "resultat").cents("produits.total", "budget") == 100);
}

TEST_CASE("on two sides the excédent stands beside the charges and both columns close")
{
    Request request;
    request.two_sided = true;
    // 2016 made an excédent of 334,42, 2017 here a déficit of 100,00.
    auto const document = build_resultat(
        facts_of(
            {coop_2016(),
             year_facts(2017, {{"606", 30'000}, {"756", -20'000}, {"864", 500}, {"870", -500}})}),
        request);
    auto const table = read(document, "resultat");
    CHECK(keys(table) == std::vector<std::string>{"charges", "charges_n-1", "charges_n", "produits",
                                                  "produits_n-1", "produits_n"});
    CHECK(table.cents("resultat+resultat", "charges_n-1") == 33'442);
    CHECK_FALSE(table.cents("resultat+resultat", "produits_n-1").has_value());
    CHECK_FALSE(table.cents("resultat+resultat", "charges_n").has_value());
    CHECK(table.cents("resultat+resultat", "produits_n") == 10'000);
    CHECK(table.cell("resultat+resultat", "charges") == core::Cell{std::string{"EXCÉDENT"}});
    CHECK(table.cell("resultat+resultat", "produits") == core::Cell{std::string{"DÉFICIT"}});
    CHECK(table.cents("total+total", "charges_n-1") == 895'000);
    CHECK(table.cents("total+total", "produits_n-1") == 895'000);
    CHECK(table.cents("total+total", "charges_n") == 30'000);
    CHECK(table.cents("total+total", "produits_n") == 30'000);
    CHECK(table.cents("inkind-use.total+inkind.total", "charges_n") == 500);
    CHECK(table.cents("inkind-use.total+inkind.total", "produits_n") == 500);
    CHECK(table.position("inkind-use.total+inkind.total") > table.position("total+total"));
    CHECK(table.find("charges.exploitation+produits.exploitation") != nullptr);
    for (auto const& row : table.rows) {
        CHECK(row.cells.size() == table.columns.size());
    }
}

TEST_CASE("on two sides only the side that has the result names it")
{
    struct Case {
        std::int64_t spent;
        std::string row;
        core::Cell left, right;
    };
    std::string const excess = "EXCÉDENT";
    std::string const deficit = "DÉFICIT";
    for (auto const& [spent, row, left, right] : {
             Case{60, "resultat", excess, {}}, Case{140, "resultat", {}, deficit},
             Case{100, "resultat", excess, {}}, // Nothing is left, and that is said.
         }) {
        INFO(spent);
        Request request;
        request.two_sided = true;
        auto const facts = facts_of({year_facts(2025, {{"606", spent}, {"756", -100}})});
        auto const table = read(build_resultat(facts, request), "resultat");
        CHECK(table.cell(row, "charges") == left);
        CHECK(table.cell(row, "produits") == right);
        auto const amount = table.cents(row, spent > 100 ? "produits_n" : "charges_n");
        CHECK(amount == std::abs(100 - spent));
    }
}

TEST_CASE("a company ends with bénéfice ou perte and has no contributions in kind")
{
    auto const facts = facts_of({year_facts(2025, {{"706", -100}, {"657", 40}}, "pcg-2025")});
    auto const table = read(build_resultat(facts, {}), "resultat");
    CHECK(std::get<std::string>(table.cell("resultat", "label")) == "BÉNÉFICE OU PERTE");
    CHECK(table.cents("charges.valeur-cessions", "n") == 40);
    CHECK(table.find("inkind.total") == nullptr);
}

TEST_CASE("the abridged form has fewer lines and the same totals")
{
    Request request;
    request.abridged = true;
    auto const table =
        read(build_resultat(facts_of({coop_2016(), coop_2017()}), request), "resultat");
    CHECK(table.cents("charges.achats-externes", "n") == 909'774);
    CHECK(table.cents("resultat", "n") == 266'726);
    CHECK(table.cents("inkind.total", "n") == 3'400'976);
}

TEST_CASE("lines that are not from an official model are named")
{
    auto const old = build_resultat(facts_of({coop_2017()}), {});
    REQUIRE(note(old, "statement.reconstructed") != nullptr);
    CHECK(note(old, "statement.reconstructed")->severity == core::Severity::info);
    auto const recent = build_resultat(facts_of({year_facts(2025, {{"756", -1}})}), {});
    CHECK(note(recent, "statement.reconstructed") == nullptr);
}

TEST_CASE("an account that no line takes is named with its amount")
{
    auto const document =
        build_resultat(facts_of({year_facts(2025, {{"864", 700}, {"706", -1}}, "pcg-2025")}), {});
    auto const* unplaced = note(document, "statement.unplaced");
    REQUIRE(unplaced != nullptr);
    CHECK(unplaced->args.at(1).value == core::Cell{std::string{"864"}});
    CHECK(unplaced->args.at(2).value == core::Cell{core::cents(700)});
}

TEST_CASE("columns are read as typed, once each")
{
    CHECK(parse_columns("n-1, n ,n,budget+1") ==
          std::vector{ColumnKind::n_minus_1, ColumnKind::n, ColumnKind::budget_next});
    for (auto text : {"", "n,", "n-3", "N", "budget-1"}) {
        INFO(text);
        CHECK_THROWS_AS(parse_columns(text), core::Error);
    }
}

namespace {

/// Movements of projects, which the balances hold too.
YearFacts with_projects()
{
    auto year = year_facts(2025, {{"606", 10'000},
                                  {"613", 7'000},
                                  {"706", -20'000},
                                  {"741", -30'000},
                                  {"864", 500},
                                  {"875", -500}});
    year.by_project = {{"atelier", "706", {}, core::cents(25'000)},
                       {"jardin", "606", core::cents(10'000), {}},
                       {"jardin", "625", core::cents(900), {}},
                       {"jardin", "864", core::cents(500), {}},
                       {"jardin", "875", {}, core::cents(500)}};
    return year;
}

Facts facts_with_projects()
{
    auto facts = facts_of({with_projects()});
    facts.projects = {{"atelier", ""}, {"jardin", "Jardin partagé"}, {"vide", ""}};
    return facts;
}

} // namespace

TEST_CASE("every project and none stand beside each other and add up to the compte de résultat")
{
    Request request;
    request.by_project = true;
    auto const table = read(build_resultat(facts_with_projects(), request), "resultat");
    std::vector<std::string> keys;
    for (auto const& column : table.columns) {
        keys.push_back(column.key);
    }
    CHECK(keys == std::vector<std::string>{"label", "project_atelier", "project_jardin",
                                           "project_vide", "no_project", "n"});
    // 613: 70,00 for none; 706: 250,00 of a project, 50,00 given back for none; an account that a
    // project and none move against each other (625) is in the books at nil.
    CHECK(table.cell("resultat", "project_atelier") == core::Cell{core::cents(25'000)});
    CHECK(table.cell("resultat", "project_jardin") == core::Cell{core::cents(-10'900)});
    CHECK(table.cell("resultat", "project_vide") == core::Cell{core::cents(0)});
    CHECK(table.cell("resultat", "no_project") == core::Cell{core::cents(18'900)});
    CHECK(table.cell("resultat", "n") == core::Cell{core::cents(33'000)});
    for (auto const& row : table.rows) {
        if (row.role == core::RowRole::heading) {
            continue;
        }
        INFO(row.key);
        core::Money sum;
        for (std::size_t i = 1; i + 1 < row.cells.size(); ++i) {
            sum += std::get<core::Money>(row.cells[i]);
        }
        CHECK(row.cells.back() == core::Cell{sum});
    }
}

TEST_CASE("a project has a compte de résultat of its own, with its own budget")
{
    auto facts = facts_with_projects();
    facts.years.at("2025").budget =
        ledger::Budget{"2025",
                       "initial",
                       {},
                       {},
                       {{"606", "jardin", "", "", core::cents(8'000), {}},
                        {"706", "", "", "", core::cents(1), {}}}};
    Request request;
    request.project = "jardin";
    request.columns = parse_columns("n,budget,variance");
    auto const document = build_resultat(facts, request);
    CHECK(document.subtitle.find("Jardin partagé") != std::string::npos);
    auto const table = read(document, "resultat");
    CHECK(table.cell("resultat", "n") == core::Cell{core::cents(-10'900)});
    CHECK(table.cell("resultat", "budget") == core::Cell{core::cents(-8'000)});
    CHECK(table.cell("resultat", "variance") == core::Cell{core::cents(-2'900)});
}

TEST_CASE("a change is N less N-1, in percent of N-1 whatever its sign, and blank without one")
{
    Request request;
    request.columns = parse_columns("n-1,n,variance-n-1,variance-n-1%");
    auto const two = facts_of({year_facts(2024, {{"756", -10'000}, {"606", 13'000}}),
                               year_facts(2025, {{"756", -4'000}, {"606", 1'000}, {"741", -500}})});
    auto const table = read(build_resultat(two, request), "resultat");
    // 35,00 - (-30,00) = 65,00, which is 216,7 % of 30,00.
    CHECK(table.cell("resultat", "variance-n-1") == core::Cell{core::cents(6'500)});
    CHECK(table.cell("resultat", "variance-n-1%") == core::Cell{core::Ratio{6'500, 3'000}});
    auto const first =
        read(build_resultat(facts_of({year_facts(2025, {{"756", -1}})}), request), "resultat");
    CHECK(first.cell("resultat", "variance-n-1") == core::Cell{});
    CHECK(first.cell("resultat", "variance-n-1%") == core::Cell{});
    // N-1 is compared with where it is not shown.
    request.columns = parse_columns("variance-n-1");
    CHECK(read(build_resultat(two, request), "resultat").cell("resultat", "variance-n-1") ==
          core::Cell{core::cents(6'500)});
}
