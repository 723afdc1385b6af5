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

TEST_CASE("a balance sums closing entries in a table of its own, and shows accounts before them")
{
    auto facts = empty_books();
    put(facts, "512", 0, 50000, 0);
    put(facts, "740", 0, 0, 50000);
    auto& year = year_2025(facts);
    year.closing_entries = {{"120", {}, {}, {}, core::cents(50000)},
                            {"740", {}, {}, core::cents(50000), {}}};
    auto document = build_balance(facts, {});
    CHECK(plain_rows(table_of(document)) ==
          Rows{"512: 512|Banques|||500.00||500.00|", "740: 740|Subventions||||500.00||500.00",
               "total: |TOTAL|0.00|0.00|500.00|500.00|500.00|500.00"});
    REQUIRE(document.blocks.size() == 2);
    auto& closing = table_of(document, 1);
    CHECK(closing.id == "closing-entries");
    CHECK(closing.title == "Écritures de clôture, hors de la balance");
    CHECK(plain_rows(closing) ==
          Rows{"120: 120|||500.00", "740: 740|Subventions|500.00|", "total: |TOTAL|500.00|500.00"});
    Request request;
    request.account = "512";
    CHECK(build_balance(facts, request).blocks.size() == 1);
}

namespace {

void put_party(Facts& facts, std::string account, std::string party, std::int64_t opening,
               std::int64_t debit, std::int64_t credit)
{
    year_2025(facts).by_party.push_back(
        {std::move(account), std::move(party), core::cents(opening > 0 ? opening : 0),
         core::cents(opening < 0 ? -opening : 0), core::cents(debit), core::cents(credit)});
}

} // namespace

TEST_CASE("a balance by third party nets the parties of an account only in its total")
{
    auto facts = empty_books();
    put_party(facts, "401", "", 0, 0, 1000);
    put_party(facts, "401", "A. Martin", -30000, 30000, 0);
    put_party(facts, "401", "Durand", 5000, 0, 0);
    put_party(facts, "401", "Personne", 0, 0, 0);
    put_party(facts, "411", "Lycée", 0, 8000, 3000);
    auto document = build_balance_auxiliaire(facts, {});
    CHECK(document.title == "Balance auxiliaire");
    auto& table = table_of(document);
    CHECK(table.columns[1].key == "party");
    CHECK(table.columns[1].machine_only);
    CHECK(plain_rows(table) ==
          Rows{"401/: 401||(sans tiers)||||10.00||10.00",
               "401/A. Martin: 401|A. Martin|A. Martin||300.00|300.00|||",
               "401/Durand: 401|Durand|Durand|50.00||||50.00|",
               "401.total: 401||Total du compte 401||250.00|300.00|10.00|40.00|",
               "411/Lycée: 411|Lycée|Lycée|||80.00|30.00|50.00|",
               "411.total: 411||Total du compte 411|||80.00|30.00|50.00|",
               "total: ||TOTAL|0.00|250.00|380.00|40.00|90.00|0.00"});
    Request request;
    request.account = "41";
    auto customers = build_balance_auxiliaire(facts, request);
    CHECK(plain_rows(table_of(customers)).size() == 3);
}

TEST_CASE("a line of an opening or a closing entry is marked, for readers where there is one")
{
    auto facts = empty_books();
    auto opening = line(1, 1, date(2025, 1, 1), "512", 10000);
    opening.role = ledger::Role::opening;
    auto closing = line(9, 2, date(2025, 12, 31), "740", 50000);
    closing.role = ledger::Role::closing;
    facts.lines = stream_of({opening, closing});
    facts.lines_are_marked = true;
    auto document = build_journal(facts, {});
    CHECK_FALSE(table_of(document).columns.back().machine_only);
    CHECK(plain_rows(table_of(document)) ==
          Rows{"1: 2025-01-01|BQ|1|1||512|Banques|Achat|||100.00||opening",
               "9: 2025-12-31|BQ|2|9||740|Subventions|Achat|||500.00||closing",
               "total: |||||||TOTAL|||600.00|0.00|"});
    facts.lines = stream_of({});
    facts.lines_are_marked = false;
    auto plain = build_journal(facts, {});
    CHECK(table_of(plain).columns.back().machine_only);
}

TEST_CASE("a closing entry moves neither the running balance of a grand livre nor its totals")
{
    auto facts = empty_books();
    put(facts, "740", 0, 0, 50000);
    auto closing = line(9, 2, date(2025, 12, 31), "740", 50000);
    closing.role = ledger::Role::closing;
    facts.lines = stream_of({line(3, 1, date(2025, 4, 1), "740", -50000), closing});
    auto document = build_grand_livre(facts, {});
    CHECK(plain_rows(table_of(document)) ==
          Rows{"740: 740||||||Subventions – solde à l’ouverture|||||0.00|",
               "3: 740|2025-04-01|BQ|1|3||Achat||||500.00|-500.00|",
               "9: 740|2025-12-31|BQ|2|9||Achat|||500.00||-500.00|closing",
               "740.total: 740||||||Total du compte 740|||0.00|500.00|-500.00|",
               "total: ||||||TOTAL|||0.00|500.00|-500.00|"});
}

TEST_CASE("a journal shows each line as it comes, drafts without a number, and the total")
{
    auto facts = empty_books();
    auto bought = line(12, 3, date(2025, 3, 14), "606", 8450);
    bought.piece = "F-12";
    bought.line.project = "jardin";
    auto paid = line(12, 3, date(2025, 3, 14), "512", -8450);
    auto owed = line(13, 0, date(2025, 3, 15), "512", -1);
    owed.party = "A. Martin";
    facts.lines = stream_of({bought, paid, owed});
    auto document = build_journal(facts, {});
    facts = {}; // the rows are pulled when the facts are gone
    CHECK(plain_rows(table_of(document)) ==
          Rows{"12: 2025-03-14|BQ|3|12|F-12|606|Achats|Achat|jardin||84.50||",
               "12: 2025-03-14|BQ|3|12||512|Banques|Achat||||84.50|",
               "13: 2025-03-15|BQ||13||512|Banques|Achat||A. Martin||0.01|",
               "total: |||||||TOTAL|||84.50|84.51|"});
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
          Rows{"110: 110||||||Report à nouveau – solde à l’ouverture|||||-100.00|",
               "110.total: 110||||||Total du compte 110|||0.00|0.00|-100.00|",
               "512: 512||||||Banques – solde à l’ouverture|||||100.00|",
               "12: 512|2025-03-14|BQ|3|12||Achat||||84.50|15.50|",
               "14: 512|2025-04-01|BQ||14||Achat|||500.00||515.50|",
               "512.total: 512||||||Total du compte 512|||500.00|84.50|515.50|",
               "606: 606||||||Achats – solde à l’ouverture|||||0.00|",
               "12: 606|2025-03-14|BQ|3|12||Achat|||84.50||84.50|",
               "606.total: 606||||||Total du compte 606|||84.50|0.00|84.50|",
               "740: 740||||||Subventions – solde à l’ouverture|||||0.00|",
               "14: 740|2025-04-01|BQ||14||Achat||||500.00|-500.00|",
               "740.total: 740||||||Total du compte 740|||0.00|500.00|-500.00|",
               "861: 861||||||Biens prêtés – solde à l’ouverture|||||0.05|",
               "861.total: 861||||||Total du compte 861|||0.00|0.00|0.05|",
               "total: ||||||TOTAL|||584.50|584.50|0.05|"});
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
          Rows{"512: 512||||||Banques – solde à l’ouverture|||||100.00|",
               "512.total: 512||||||Total du compte 512|||0.00|0.00|100.00|",
               "total: ||||||TOTAL|||0.00|0.00|100.00|"});
}
