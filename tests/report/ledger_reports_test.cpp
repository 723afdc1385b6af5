// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/report/report.hpp>

#include "books.hpp"
#include "plain_rows.hpp"
#include "src/report/builders.hpp"

#include <catch2/catch.hpp>

using namespace coop;
using namespace coop::report;
using core::date;
using Rows = std::vector<std::string>;

TEST_CASE("a balance shows opening, movements and closing of each account that has any")
{
    auto facts = empty_books();
    put(facts, "110", -10000, 0, 0);
    put(facts, "512", 10000, 50000, 8450);
    put(facts, "606", 0, 8450, 0);
    put(facts, "625", 0, 0, 0);
    put(facts, "740", 0, 0, 50000);
    auto document = build_balance(facts, {});
    CHECK(document.id == "report.balance");
    CHECK(document.title == "Balance générale");
    CHECK(document.subtitle == "Le Jardin – exercice 2025, du 01/01/2025 au 31/12/2025");
    CHECK(plain_rows(table_of(document)) ==
          Rows{"110: 110|Report à nouveau||100.00||||100.00",
               "512: 512|Banques|100.00||500.00|84.50|515.50|", "606: 606|Achats|||84.50||84.50|",
               "740: 740|Subventions||||500.00||500.00",
               "total: |TOTAL|100.00|100.00|584.50|584.50|600.00|600.00"});
}

TEST_CASE("a balance can be that of some accounts and of some months")
{
    auto facts = empty_books();
    put(facts, "5121", 0, 100, 0);
    put(facts, "606", 0, 0, 100);
    Request request;
    request.account = "512";
    request.period = core::Period{date(2025, 10, 1), date(2026, 3, 31)};
    auto document = build_balance(facts, request);
    CHECK(document.subtitle == "Le Jardin – exercice 2025, du 01/10/2025 au 31/12/2025");
    CHECK(plain_rows(table_of(document)) ==
          Rows{"5121: 5121|Banques|||1.00||1.00|", "total: |TOTAL|0.00|0.00|1.00|0.00|1.00|0.00"});
}

TEST_CASE("an opening with both sides stands on one, an account opened and settled still shows")
{
    auto facts = empty_books();
    put(facts, "512", 0, 100, 100);
    year_2025(facts).balances.push_back({"606", core::cents(100), core::cents(30), {}, {}});
    auto document = build_balance(facts, {});
    CHECK(plain_rows(table_of(document)) == Rows{"512: 512|Banques|||1.00|1.00||",
                                                 "606: 606|Achats|0.70||||0.70|",
                                                 "total: |TOTAL|0.70|0.00|1.00|1.00|0.70|0.00"});
}

TEST_CASE("a journal shows each line as it comes, drafts without a number, and the total")
{
    auto facts = empty_books();
    auto bought = line(12, 3, date(2025, 3, 14), "606", 8450);
    bought.piece = "F-12";
    bought.line.project = "jardin";
    auto paid = line(12, 3, date(2025, 3, 14), "512", -8450);
    auto owed = line(13, 0, date(2025, 3, 15), "512", -1);
    owed.line.party = "A. Martin";
    facts.lines = stream_of({bought, paid, owed});
    auto document = build_journal(facts, {});
    facts = {}; // the rows are pulled when the facts are gone
    CHECK(plain_rows(table_of(document)) ==
          Rows{"12: 2025-03-14|BQ|3|12|F-12|606|Achats|Achat|jardin||84.50|",
               "12: 2025-03-14|BQ|3|12||512|Banques|Achat||||84.50",
               "13: 2025-03-15|BQ||13||512|Banques|Achat||A. Martin||0.01",
               "total: |||||||TOTAL|||84.50|84.51"});
    CHECK_FALSE(table_of(document).rows());
}

TEST_CASE("a grand livre shows each account with its opening, running balance and total")
{
    auto facts = empty_books();
    put(facts, "110", -10000, 0, 0);
    put(facts, "512", 10000, 50000, 8450);
    put(facts, "606", 0, 8450, 0);
    put(facts, "740", 0, 0, 50000);
    put(facts, "861", 5, 0, 0);
    facts.lines = stream_of({line(12, 3, date(2025, 3, 14), "512", -8450),
                             line(14, 0, date(2025, 4, 1), "512", 50000),
                             line(12, 3, date(2025, 3, 14), "606", 8450),
                             line(14, 0, date(2025, 4, 1), "740", -50000)});
    auto document = build_grand_livre(facts, {});
    facts = {};
    CHECK(plain_rows(table_of(document)) ==
          Rows{"110: 110||||||Report à nouveau – solde à l’ouverture|||||-100.00",
               "110.total: 110||||||Total du compte 110|||0.00|0.00|-100.00",
               "512: 512||||||Banques – solde à l’ouverture|||||100.00",
               "12: 512|2025-03-14|BQ|3|12||Achat||||84.50|15.50",
               "14: 512|2025-04-01|BQ||14||Achat|||500.00||515.50",
               "512.total: 512||||||Total du compte 512|||500.00|84.50|515.50",
               "606: 606||||||Achats – solde à l’ouverture|||||0.00",
               "12: 606|2025-03-14|BQ|3|12||Achat|||84.50||84.50",
               "606.total: 606||||||Total du compte 606|||84.50|0.00|84.50",
               "740: 740||||||Subventions – solde à l’ouverture|||||0.00",
               "14: 740|2025-04-01|BQ||14||Achat||||500.00|-500.00",
               "740.total: 740||||||Total du compte 740|||0.00|500.00|-500.00",
               "861: 861||||||Biens prêtés – solde à l’ouverture|||||0.05",
               "861.total: 861||||||Total du compte 861|||0.00|0.00|0.05",
               "total: ||||||TOTAL|||584.50|584.50|0.05"});
}

TEST_CASE("a grand livre of one account leaves the openings of others out")
{
    auto facts = empty_books();
    put(facts, "110", -10000, 0, 0);
    put(facts, "512", 10000, 0, 0);
    facts.lines = stream_of({});
    Request request;
    request.account = "512";
    auto document = build_grand_livre(facts, request);
    CHECK(plain_rows(table_of(document)) ==
          Rows{"512: 512||||||Banques – solde à l’ouverture|||||100.00",
               "512.total: 512||||||Total du compte 512|||0.00|0.00|100.00",
               "total: ||||||TOTAL|||0.00|0.00|100.00"});
}
