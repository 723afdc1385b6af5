// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/exchange/budget.hpp>

#include "findings.hpp"

#include <catch2/catch.hpp>

using namespace coop;
using namespace coop::exchange;
using core::cents;

namespace {

std::string findings(std::string const& text)
{
    return findings_of([&] { read_budget_csv(text, "budget.csv"); });
}

} // namespace

TEST_CASE("a budget is on accounts, with or without project, and on rows of a layout")
{
    auto const lines = read_budget_csv("compte;projet;ligne;libelle;montant\n"
                                       "625;;;Déplacements;3 000,00\n"
                                       "6;plateformes;;Plateformes;5000\n"
                                       ";;gestion;;3000,00\n"
                                       "74;;;Subventions;20000\n",
                                       "budget.csv");
    REQUIRE(lines.size() == 4);
    CHECK(lines[0].account == "625");
    CHECK(lines[0].label == "Déplacements");
    CHECK(lines[0].amount == cents(300000));
    CHECK(lines[1].project == "plateformes");
    CHECK(lines[2].account.empty());
    CHECK(lines[2].line == "gestion");
    CHECK(lines[3].amount == cents(2000000));
    CHECK(lines[3].where.line == 5);
    CHECK(lines[3].where.source == "budget.csv");
}

TEST_CASE("a budget by account alone needs no other column")
{
    CHECK(read_budget_csv("account,amount\n74,1\n", "budget.csv").size() == 1);
    CHECK(read_budget_csv("line,amount\ngestion,1\n", "budget.csv").size() == 1);
}

TEST_CASE("each bad line of a budget is cited")
{
    CHECK(findings("compte;ligne;montant\n625;;\n;;5\n625;gestion;5\n625;;cinq\n625;;5\n") ==
          "import.missing@2:6 import.account-or-line@3:1 import.account-or-line@4:1 "
          "money.malformed@5:6");
    CHECK(findings("compte;libelle\n625;x\n") == "import.column-missing@1:1");
    CHECK(findings("montant\n5\n") == "import.column-missing@1:1");
    CHECK(findings("compte;debit;montant\n625;1;5\n") == "import.column-unknown@1:8");
}
