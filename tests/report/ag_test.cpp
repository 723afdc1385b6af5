// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/report/ag.hpp>

#include "la_coop.hpp"
#include "src/report/builders.hpp"

#include <coop/render/render.hpp>

#include <catch2/catch.hpp>

using namespace coop;
using namespace coop::report;
using core::cents;
using core::Money;

namespace {

using Amounts = std::vector<std::optional<Money>>;
constexpr auto blank = std::nullopt;

Request of_la_coop()
{
    Request request;
    request.years = {"2016", "2017"};
    request.budget_year = "2018";
    request.layout = la_coop::layout();
    return request;
}

ledger::Balance moved(std::string account, std::int64_t debit, std::int64_t credit)
{
    return {std::move(account), {}, {}, cents(debit), cents(credit)};
}

Facts facts_of(YearFacts year)
{
    Facts facts;
    year.year.label = "2020";
    facts.years["2020"] = std::move(year);
    return facts;
}

ledger::LayoutRow row(std::string key, std::vector<std::string> accounts,
                      std::vector<std::string> projects = {})
{
    return {key, "Ligne " + key, {std::move(accounts), std::move(projects), {}, {}}, false, 0};
}

std::vector<std::string> ids(std::vector<core::Diagnostic> const& problems)
{
    std::vector<std::string> result;
    for (auto const& problem : problems) {
        result.push_back(problem.id);
    }
    return result;
}

core::Cell argument(core::Diagnostic const& diagnostic, std::string_view name)
{
    for (auto const& [key, value] : diagnostic.args) {
        if (key == name) {
            return value;
        }
    }
    return {};
}

std::string written(core::Document document, std::string_view format, render::Style style = {})
{
    std::string bytes;
    render::find_format(format)->write(
        document, [&](std::string_view part) { bytes += part; }, style);
    return bytes;
}

} // namespace

TEST_CASE("the example's entries balance and never spend cash that is not there")
{
    std::map<std::string, std::int64_t> cash;
    for (auto const* year : {"2016", "2017"}) {
        std::map<std::string, std::int64_t> entries;
        std::string day;
        for (auto const& line : la_coop::lines(year)) {
            INFO(year << " " << line.entry);
            CHECK(day <= line.date);
            CHECK(line.date.substr(0, 4) == year);
            day = line.date;
            entries[line.entry] += line.debit - line.credit;
            if (line.account == "512" || line.account == "530") {
                cash[line.account] += line.debit - line.credit;
                CHECK(cash[line.account] >= 0);
            }
        }
        for (auto const& [entry, difference] : entries) {
            INFO(year << " " << entry);
            CHECK(difference == 0);
        }
    }
}

TEST_CASE("the books of La Coop give the published lines of 2016 and 2017 and the budget of 2018")
{
    // Figures: the table of the general assembly of 26 March 2018, its sums added by hand.
    auto const table = fill_ag(la_coop::layout(), la_coop::facts(), of_la_coop());
    CHECK(table.problems.empty());
    CHECK(table.rows.at("frais-divers") == Amounts{cents(344728), cents(237422), cents(300000)});
    CHECK(table.rows.at("local") == Amounts{blank, blank, cents(500000)});
    CHECK(table.rows.at("deplacement") == Amounts{blank, cents(264840), cents(300000)});
    CHECK(table.rows.at("cerisy") == Amounts{cents(516830), blank, blank});
    CHECK(table.rows.at("plateformes") == Amounts{blank, cents(407512), cents(500000)});
    CHECK(table.rows.at("groupes") == Amounts{blank, blank, cents(500000)});
    CHECK(table.rows.at("subventions") == Amounts{cents(620000), cents(1000000), cents(2000000)});
    CHECK(table.rows.at("prestations") == Amounts{cents(180000), cents(80000), blank});
    CHECK(table.rows.at("cotisations") == Amounts{cents(95000), cents(96500), cents(100000)});
    CHECK(table.charges == std::vector{cents(861558), cents(909774), cents(2100000)});
    CHECK(table.produits == std::vector{cents(895000), cents(1176500), cents(2100000)});
    CHECK(table.result == std::vector{cents(33442), cents(266726), cents(0)});
    CHECK(table.inkind_use == Amounts{cents(3568200), cents(3400976), blank});
    CHECK(table.inkind_source == table.inkind_use);
    CHECK(table.accounts.at("deplacement") ==
          std::vector<std::string>{"625", "6251", "6256", "6257"});
}

TEST_CASE("rows take accounts, projects or their intersection")
{
    YearFacts year;
    year.balances = {moved("6251", 1000, 0), moved("6068", 300, 100)};
    year.by_project = {{"lac", "6251", cents(400), {}}, {"mer", "6251", cents(50), {}}};
    struct Case {
        ledger::RowSelector selector;
        std::optional<Money> amount;
    };
    for (auto const& [selector, amount] : {
             Case{{{"6251"}, {}, {}, {}}, cents(1000)},
             Case{{{"62"}, {"lac"}, {}, {}}, cents(400)},
             Case{{{"62"}, {"-"}, {}, {}}, cents(550)},
             Case{{{"62"}, {"*"}, {}, {}}, cents(450)},
             Case{{{}, {"lac", "mer"}, {}, {}}, cents(450)},
             Case{{{}, {"-"}, {}, {}}, cents(750)},
             Case{{{"6"}, {}, {"62"}, {}}, cents(200)},
             Case{{{"6"}, {}, {}, {"lac"}}, cents(800)},
             Case{{{"6"}, {}, {}, {"*"}}, cents(750)},
             Case{{{"6"}, {}, {}, {"-"}}, cents(450)},
             Case{{{"606"}, {"lac"}, {}, {}}, blank},
             Case{{{"61"}, {}, {}, {}}, blank},
         }) {
        ledger::Layout layout;
        layout.charges = {{"it", "it", selector, false, 0}};
        layout.produits = {row("none", {"7"})};
        auto const table = fill_ag(layout, facts_of(year), {{"2020", false}});
        CHECK(table.rows.at("it").front() == amount);
    }
}

TEST_CASE("a row of the rest takes what the other rows leave")
{
    YearFacts year;
    year.balances = {moved("6251", 1000, 0), moved("63", 300, 0), moved("756", 0, 5)};
    ledger::Layout layout;
    layout.charges = {row("rest", {}), row("trips", {"625"})};
    layout.charges.front().rest = true;
    layout.produits = {row("dues", {"756"})};
    auto const table = fill_ag(layout, facts_of(year), {{"2020", false}});
    CHECK(table.problems.empty());
    CHECK(table.rows.at("rest").front() == cents(300));
}

TEST_CASE("an account that moved and came back to nothing is printed as zero, not blank")
{
    YearFacts year;
    year.balances = {moved("6251", 1000, 1000)};
    ledger::Layout layout;
    layout.charges = {row("trips", {"625"})};
    auto const table = fill_ag(layout, facts_of(year), {{"2020", false}});
    CHECK(table.rows.at("trips").front() == cents(0));
    CHECK(table.problems.empty());
}

TEST_CASE("a layout that forgets an account is told which, and by how much")
{
    YearFacts year;
    year.balances = {moved("6251", 1000, 0), moved("658", 1, 0), moved("756", 0, 5000)};
    year.by_project = {{"lac", "6251", cents(400), {}}};
    ledger::Layout layout;
    layout.charges = {row("lac", {}, {"lac"})};
    layout.produits = {row("dues", {"756"})};
    auto const table = fill_ag(layout, facts_of(year), {{"2020", false}});
    REQUIRE(ids(table.problems) ==
            std::vector<std::string>{"layout.forgotten", "layout.forgotten", "layout.difference"});
    CHECK(argument(table.problems[0], "account") == core::Cell{"6251"});
    CHECK(argument(table.problems[0], "project") == core::Cell{"-"});
    CHECK(argument(table.problems[0], "amount") == core::Cell{cents(600)});
    CHECK(argument(table.problems[0], "column") == core::Cell{"2020"});
    CHECK(argument(table.problems[1], "amount") == core::Cell{cents(1)});
    CHECK(argument(table.problems[2], "difference") == core::Cell{cents(601)});
    CHECK(table.result.front() == cents(3999));
    CHECK(table.charges.front() == cents(400));
}

TEST_CASE("a layout that takes an account twice is told which, by which rows, and by how much")
{
    YearFacts year;
    year.balances = {moved("6251", 1000, 0)};
    year.by_project = {{"lac", "6251", cents(400), {}}};
    ledger::Layout layout;
    layout.charges = {row("lac", {}, {"lac"}), row("trips", {"625"})};
    auto const table = fill_ag(layout, facts_of(year), {{"2020", false}});
    REQUIRE(ids(table.problems) == std::vector<std::string>{"layout.twice", "layout.difference"});
    CHECK(argument(table.problems[0], "account") == core::Cell{"6251"});
    CHECK(argument(table.problems[0], "project") == core::Cell{"lac"});
    CHECK(argument(table.problems[0], "rows") == core::Cell{"Ligne lac, Ligne trips"});
    CHECK(argument(table.problems[0], "amount") == core::Cell{cents(400)});
    CHECK(table.charges.front() == cents(1400));
    CHECK(table.result.front() == cents(-1000));
}

TEST_CASE("a line of a budget is placed by its row, its account or its project")
{
    struct Case {
        ledger::BudgetLine line;
        std::string row;     ///< empty: nowhere
        std::string problem; ///< empty: none
    };
    ledger::Layout layout;
    layout.charges = {row("trips", {"625"}, {"-"}), row("lac", {}, {"lac"}), row("phone", {"626"})};
    layout.produits = {row("dues", {"756"})};
    for (auto const& [line, key, problem] : {
             Case{{"625", "", "", "", cents(7)}, "trips", ""},
             Case{{"6251", "", "", "", cents(7)}, "trips", ""},
             Case{{"62", "", "", "", cents(7)}, "", "layout.budget-unplaced"},
             Case{{"6", "lac", "", "", cents(7)}, "lac", ""},
             Case{{"625", "mer", "", "", cents(7)}, "", "layout.budget-unplaced"},
             Case{{"", "", "dues", "", cents(7)}, "dues", ""},
             Case{{"", "", "duess", "", cents(7)}, "", "layout.budget-unplaced"},
             Case{{"626", "lac", "", "", cents(7)}, "lac", "layout.twice"},
         }) {
        INFO(line.account << " " << line.project << " " << line.line);
        YearFacts year;
        year.budget = ledger::Budget{"2020", "initial", {}, {}, {line}};
        auto const table = fill_ag(layout, facts_of(year), {{"2020", true}});
        for (auto const& [row_key, amounts] : table.rows) {
            auto const doubled = problem == "layout.twice" && row_key == "phone";
            CHECK(amounts.front().has_value() == (row_key == key || doubled));
        }
        CHECK((table.problems.empty() ? "" : table.problems.front().id) == problem);
    }
}

TEST_CASE("a column whose year or budget is missing stays blank")
{
    ledger::Layout layout;
    layout.charges = {row("trips", {"625"})};
    auto const table = fill_ag(layout, facts_of({}), {{"1999", false}, {"2020", true}});
    CHECK(table.rows.at("trips") == Amounts{blank, blank});
    CHECK(ids(table.problems) == std::vector<std::string>{"layout.budget-none"});
}

TEST_CASE("the table for the assembly closes on both sides and keeps its blanks")
{
    auto const text = written(build_ag(la_coop::facts(), of_la_coop()), "csv",
                              {i18n::Language::fr, render::CsvDialect::intl, 0, false});
    CHECK(text == "side,row,kind,2016,2017,2018-budget\r\n"
                  "charges,Charges,heading,,,\r\n"
                  "charges,Frais divers de gestion,line,3447.28,2374.22,3000.00\r\n"
                  "charges,Local et secrétariat,line,,,5000.00\r\n"
                  "charges,Frais de déplacement,line,,2648.40,3000.00\r\n"
                  "charges,Colloque Cerisy,line,5168.30,,\r\n"
                  "charges,Plateformes coopératives Europe,line,,4075.12,5000.00\r\n"
                  "charges,Plateformes en communs et autres groupes de travail,line,,,5000.00\r\n"
                  "charges,Total des charges,printed-total,8615.58,9097.74,21000.00\r\n"
                  "charges,Résultat de l'exercice,printed-result,334.42,2667.26,\r\n"
                  "charges,Total,printed-total,8950.00,11765.00,21000.00\r\n"
                  "produits,Produits,heading,,,\r\n"
                  "produits,Subventions,line,6200.00,10000.00,20000.00\r\n"
                  "produits,Prestations,line,1800.00,800.00,\r\n"
                  "produits,Cotisations,line,950.00,965.00,1000.00\r\n"
                  "produits,Total,printed-total,8950.00,11765.00,21000.00\r\n"
                  "inkind,Contributions en nature valorisées,heading,,,\r\n"
                  "inkind-use,Emplois,printed-total,35682.00,34009.76,\r\n"
                  "inkind-source,Ressources,printed-total,35682.00,34009.76,\r\n");
}

TEST_CASE("a column in which nothing was recorded is blank to its totals")
{
    auto facts = la_coop::facts();
    facts.years["2018"].budget.reset();
    auto const text = written(build_ag(facts, of_la_coop()), "csv",
                              {i18n::Language::fr, render::CsvDialect::intl, 0, false});
    CHECK(text.find("charges,Total des charges,printed-total,8615.58,9097.74,\r\n") != text.npos);
    CHECK(text.find("produits,Total,printed-total,8950.00,11765.00,\r\n") != text.npos);
}

TEST_CASE("a column whose rows take nothing shows its result and both totals")
{
    YearFacts year;
    year.balances = {moved("658", 400, 0)};
    Request request;
    request.years = {"2020"};
    request.layout.emplace();
    request.layout->charges = {row("trips", {"625"})};
    request.layout->produits = {row("dues", {"756"})};
    auto const text = written(build_ag(facts_of(year), request), "csv",
                              {i18n::Language::fr, render::CsvDialect::intl, 0, false});
    INFO(text);
    CHECK(text.find("charges,Total,printed-total,0.00\r\n") != text.npos);
    CHECK(text.find("printed-result,4.00\r\n"
                    "produits,Total,printed-total,4.00\r\n") != text.npos);
}

TEST_CASE("a reader sees the words and amounts of the table, not the columns for machines")
{
    auto const text = written(build_ag(la_coop::facts(), of_la_coop()), "md");
    CHECK(text.find("|  | 2016 (réalisé) | 2017 (réalisé) | 2018 (prévisionnel) |") !=
          text.npos);
    CHECK(text.find("printed-total") == text.npos);
}

TEST_CASE("the two sides stand beside each other, totals on one line")
{
    auto request = of_la_coop();
    request.two_sided = true;
    auto const text = written(build_ag(la_coop::facts(), request), "csv",
                              {i18n::Language::fr, render::CsvDialect::intl, 0, false});
    CHECK(text.find("charges,charges-2016,charges-2017,charges-2018-budget,produits,produits-2016,"
                    "produits-2017,produits-2018-budget\r\n"
                    "Frais divers de gestion,3447.28,2374.22,3000.00,Subventions,6200.00,10000.00,"
                    "20000.00\r\n") == 0);
    CHECK(text.find("Total des charges,8615.58,9097.74,21000.00,,,,\r\n"
                    "Résultat de l'exercice,334.42,2667.26,,,,,\r\n"
                    "Total,8950.00,11765.00,21000.00,Total,8950.00,11765.00,21000.00\r\n") !=
          text.npos);
    CHECK(text.find("Emplois,35682.00,34009.76,,Ressources,35682.00,34009.76,\r\n") != text.npos);
}

TEST_CASE("on two sides the sums meet, however many rows a side has")
{
    auto facts = facts_of({});
    facts.years["2020"].balances = {moved("625", 150, 0), moved("756", 0, 100)};
    facts.years["2021"].balances = {moved("625", 30, 0), moved("756", 0, 100)};
    Request request;
    request.years = {"2020", "2021"};
    request.two_sided = true;
    request.layout.emplace();
    request.layout->charges = {row("trips", {"625"}), row("phone", {"626"})};
    request.layout->produits = {row("dues", {"756"})};
    auto const text = written(build_ag(facts, request), "csv",
                              {i18n::Language::fr, render::CsvDialect::intl, 0, false});
    auto const first_row = text.find("\r\n") + 2;
    CHECK(text.substr(first_row) ==
          "Ligne trips,1.50,0.30,Ligne dues,1.00,1.00\r\n"
          "Ligne phone,,,,,\r\n"
          "Total des charges,1.50,0.30,Total des produits,1.00,1.00\r\n"
          "Résultat de l’exercice (excédent),,0.70,Résultat de l’exercice (déficit),0.50,\r\n"
          "Total,1.50,1.00,Total,1.50,1.00\r\n");
}

TEST_CASE("a déficit closes the produits, a result of nothing is said")
{
    struct Case {
        std::int64_t spent;
        std::string line;
    };
    for (auto const& [spent, line] : {
             Case{150, "produits,Résultat de l’exercice (déficit),printed-result,0.50"},
             Case{100, "charges,Résultat de l’exercice (excédent),printed-result,0.00"},
             Case{99, "charges,Résultat de l’exercice (excédent),printed-result,0.01"},
         }) {
        YearFacts year;
        year.balances = {moved("625", spent, 0), moved("756", 0, 100)};
        year.draft_count = 1;
        Request request;
        request.years = {"2020"};
        request.layout.emplace();
        request.layout->charges = {row("trips", {"625"})};
        request.layout->produits = {row("dues", {"756"})};
        auto const text = written(build_ag(facts_of(year), request), "csv",
                                  {i18n::Language::fr, render::CsvDialect::intl, 0, false});
        INFO(text);
        CHECK(text.find(line + "\r\n") != text.npos);
        auto const total = "," + std::string{spent == 150 ? "1.50" : "1.00"} + "\r\n";
        CHECK(text.find("charges,Total,printed-total" + total) != text.npos);
        CHECK(text.find("produits,Total,printed-total" + total) != text.npos);
        CHECK(written(build_ag(facts_of(year), request), "md").find("2020 (provisoire)") !=
              std::string::npos);
    }
}

TEST_CASE("the table carries the hash of the book and the problems of its layout")
{
    auto facts = la_coop::facts();
    facts.chain_head = "c0ffee";
    auto request = of_la_coop();
    request.layout->charges.pop_back();
    auto const document = build_ag(facts, request);
    CHECK(ids(document.notes) ==
          std::vector<std::string>{"layout.budget-unplaced", "layout.difference"});
    CHECK(written(document, "md").find("**Empreinte du livre**\u00a0: c0ffee") !=
          std::string::npos);
}
