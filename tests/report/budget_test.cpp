// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/report/report.hpp>

#include "books.hpp"
#include "plain_rows.hpp"
#include "src/report/builders.hpp"

#include <catch2/catch.hpp>

using namespace coop;
using namespace coop::report;
using core::cents;
using Rows = std::vector<std::string>;

namespace {

void budget(Facts& facts, std::vector<ledger::BudgetLine> lines)
{
    year_2025(facts).budget =
        ledger::Budget{"2025", "initial", core::date(2025, 3, 26), "AG", std::move(lines)};
}

void on_project(Facts& facts, std::string project, std::string account, std::int64_t debit,
                std::int64_t credit)
{
    year_2025(facts).by_project.push_back(
        {std::move(project), std::move(account), cents(debit), cents(credit)});
}

Rows rows_of(Facts const& facts, Request const& request = {})
{
    auto document = build_budget(facts, request);
    return plain_rows(table_of(document));
}

} // namespace

TEST_CASE("a budget is compared line by line, in natural signs, up to the result")
{
    auto facts = empty_books();
    put(facts, "606", 0, 12000, 2000);
    put(facts, "6251", 0, 2500, 0);
    put(facts, "740", 0, 0, 10000);
    budget(facts, {{"606", "", "", "", cents(8000)},
                   {"62", "", "", "Trajets", cents(5000)},
                   {"74", "", "", "", cents(13000)}});
    // 100 for 80, 25 for 50, 100 for 130; 100 − 125 = −25 where 130 − 130 = 0 was voted.
    CHECK(rows_of(facts) ==
          Rows{"charges: ||Charges||||", "606: 606||Achats|100.00|80.00|20.00|10000/8000",
               "62: 62||Trajets|25.00|50.00|-25.00|2500/5000",
               "charges.total: ||Total des charges|125.00|130.00|-5.00|12500/13000",
               "produits: ||Produits||||", "74: 74|||100.00|130.00|-30.00|10000/13000",
               "produits.total: ||Total des produits|100.00|130.00|-30.00|10000/13000",
               "result: ||Excédent ou déficit|-25.00|0.00|-25.00|"});
}

TEST_CASE("what no line of the budget takes is listed by account and project, never dropped")
{
    auto facts = empty_books();
    put(facts, "606", 0, 10000, 0);
    put(facts, "756", 0, 0, 300);
    on_project(facts, "jardin", "606", 4000, 0);
    budget(facts, {{"606", "jardin", "", "", cents(5000)}});
    CHECK(rows_of(facts) == Rows{"charges: ||Charges||||",
                                 "606/jardin: 606|jardin|Achats|40.00|50.00|-10.00|4000/5000",
                                 "charges.unbudgeted: ||Non prévu au budget||||",
                                 "606: 606||Achats|60.00||60.00|6000/0",
                                 "charges.total: ||Total des charges|100.00|50.00|50.00|10000/5000",
                                 "produits: ||Produits||||",
                                 "produits.unbudgeted: ||Non prévu au budget||||",
                                 "756: 756||Cotisations|3.00||3.00|300/0",
                                 "produits.total: ||Total des produits|3.00|0.00|3.00|300/0",
                                 "result: ||Excédent ou déficit|-97.00|-50.00|-47.00|"});
}

TEST_CASE("the longer account takes an amount, then the project that is named")
{
    auto facts = empty_books();
    put(facts, "6251", 0, 1000, 0);
    put(facts, "606", 0, 500, 0);
    on_project(facts, "jardin", "6251", 600, 0);
    on_project(facts, "jardin", "606", 200, 0);
    budget(facts, {{"6", "", "", "a", cents(0)},
                   {"6", "jardin", "", "b", cents(0)},
                   {"625", "", "", "c", cents(0)}});
    auto const rows = rows_of(facts);
    CHECK(rows[1] == "6: 6||a|3.00|0.00|3.00|300/0");
    CHECK(rows[2] == "6/jardin: 6|jardin|b|2.00|0.00|2.00|200/0");
    CHECK(rows[3] == "625: 625||c|10.00|0.00|10.00|1000/0");
}

TEST_CASE("two lines on the same place are one, summed")
{
    auto facts = empty_books();
    put(facts, "740", 0, 0, 1000);
    budget(facts, {{"740", "", "", "État", cents(600)}, {"740", "", "", "Région", cents(300)}});
    CHECK(rows_of(facts)[3] == "740: 740||État, Région|10.00|9.00|1.00|1000/900");
}

TEST_CASE("a budget can be seen for one project")
{
    auto facts = empty_books();
    put(facts, "606", 0, 10000, 0);
    on_project(facts, "jardin", "606", 4000, 0);
    on_project(facts, "atelier", "606", 1000, 0);
    budget(facts, {{"606", "", "", "", cents(9000)}, {"606", "jardin", "", "", cents(5000)}});
    Request request;
    request.project = "jardin";
    auto const rows = rows_of(facts, request);
    REQUIRE(rows.size() == 6);
    CHECK(rows[1] == "606/jardin: 606|jardin|Achats|40.00|50.00|-10.00|4000/5000");
    CHECK(rows[2] == "charges.total: ||Total des charges|40.00|50.00|-10.00|4000/5000");
}

TEST_CASE("contributions in kind, other accounts and rows of a layout come after the result")
{
    auto facts = empty_books();
    put(facts, "864", 0, 700, 0);
    put(facts, "875", 0, 0, 700);
    put(facts, "512", 99900, 0, 100);
    budget(facts, {{"864", "", "", "", cents(500)},
                   {"512", "", "", "", cents(1)},
                   {"", "", "gestion", "Frais de gestion", cents(300)}});
    auto const rows = rows_of(facts);
    REQUIRE(rows.size() == 16);
    CHECK(rows[6] == "864: 864||Bénévoles|7.00|5.00|2.00|700/500");
    CHECK(rows[7] == "inkind-use.total: ||Total des emplois|7.00|5.00|2.00|700/500");
    CHECK(rows[10] == "875: 875||Bénévolat|7.00||7.00|700/0");
    CHECK(rows[13] == "512: 512||Banques|-1.00|0.01|-1.01|-100/1");
    CHECK(rows[15] == "gestion: gestion||Frais de gestion||3.00||");
    // Whether « gestion » is a charge is not known here: no sum of the result may leave it out.
    CHECK(rows[1] == "charges.total: ||Total des charges|0.00|||");
    CHECK(rows[3] == "produits.total: ||Total des produits|0.00|||");
    CHECK(rows[4] == "result: ||Excédent ou déficit|0.00|||");
    CHECK(build_budget(facts, {}).notes.at(0).id == "report.budget.by-row");
}

TEST_CASE("without a budget everything is realised, and the report says so")
{
    auto facts = empty_books();
    put(facts, "606", 0, 100, 0);
    auto document = build_budget(facts, {});
    REQUIRE(document.notes.size() == 1);
    CHECK(document.notes[0].id == "report.budget.none");
    CHECK(plain_rows(table_of(document))[2] == "606: 606||Achats|1.00||1.00|100/0");
    CHECK(rows_of(facts)[3] == "charges.total: ||Total des charges|1.00|||");

    budget(facts, {});
    year_2025(facts).budget->adopted_on.reset();
    CHECK(build_budget(facts, {}).notes.at(0).id == "report.budget.not-adopted");
}
