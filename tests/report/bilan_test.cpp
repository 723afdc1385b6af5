// SPDX-License-Identifier: GPL-3.0-or-later
#include "facts.hpp"

#include "src/report/builders.hpp"

#include <coop/core/error.hpp>

#include <catch2/catch.hpp>

using namespace coop;
using namespace coop::report;
using test::facts_of;
using test::note;
using test::read;
using test::year_facts;

namespace {

/// 2023: computers 3 000,00 written off by 1 250,00; bank 4 000,00; supplier 500,00; report à
/// nouveau 2 250,00; dues 3 800,00, expenses 800,00: a result of 3 000,00 and 5 750,00 each side.
YearFacts small_2023()
{
    return year_facts(2023, {{"2183", 300'000},
                             {"28183", -125'000},
                             {"512", 400'000},
                             {"401", -50'000},
                             {"110", -225'000},
                             {"756", -380'000},
                             {"606", 80'000},
                             {"864", 9'000},
                             {"875", -9'000}});
}

} // namespace

TEST_CASE("a bilan shows gross, what is written off, net, and both sides equal")
{
    auto const document = build_bilan(facts_of({small_2023()}), {});
    auto const actif = read(document, "actif");
    auto const passif = read(document, "passif");
    CHECK(actif.cents("actif.autres-corporelles", "gross") == 300'000);
    CHECK(actif.cents("actif.autres-corporelles", "deduction") == 125'000);
    CHECK(actif.cents("actif.autres-corporelles", "net") == 175'000);
    CHECK(actif.cents("actif.disponibilites", "net") == 400'000);
    CHECK_FALSE(actif.cents("actif.disponibilites", "deduction").has_value());
    CHECK(actif.cents("actif.total", "gross") == 700'000);
    CHECK(actif.cents("actif.total", "deduction") == 125'000);
    CHECK(actif.cents("actif.total", "net") == 575'000);
    CHECK(passif.cents("passif.report-a-nouveau", "n") == 225'000);
    CHECK(passif.cents("passif.resultat", "n") == 300'000);
    CHECK(passif.cents("passif.fournisseurs", "n") == 50'000);
    CHECK(passif.cents("passif.total", "n") == 575'000);
    CHECK(note(document, "bilan.unbalanced") == nullptr);
    CHECK(note(document, "statement.unplaced") == nullptr); // class 8 is no part of a bilan
    CHECK(actif.find("actif.stocks") == nullptr);
    CHECK(actif.find("actif.incorporelles.heading") == nullptr);
    CHECK(actif.find("actif.corporelles.heading") != nullptr);
}

TEST_CASE("a bank in credit goes to the passif, and two banks are not netted")
{
    // PCG 1215-51 and 1011-5.
    auto const document = build_bilan(
        facts_of({year_facts(2023, {{"5121", 10'000}, {"5122", -4'000}, {"110", -6'000}})}), {});
    auto const actif = read(document, "actif");
    auto const passif = read(document, "passif");
    CHECK(actif.cents("actif.disponibilites", "net") == 10'000);
    CHECK(passif.cents("passif.etablissements-credit", "n") == 4'000);
    CHECK(actif.cents("actif.total", "net") == 10'000);
    CHECK(note(document, "bilan.unbalanced") == nullptr);
}

TEST_CASE("two suppliers, one who owes and one who is owed, are not netted")
{
    auto year = year_facts(2023, {{"401", -7'000}, {"512", 10'000}, {"110", -3'000}});
    // A is owed 90,00; B paid back too much: 25,00; 5,00 are owed to nobody named.
    year.by_party = {{"401", "A", core::cents(-9'000)}, {"401", "B", core::cents(2'500)}};
    auto const document = build_bilan(facts_of({year}), {});
    auto const actif = read(document, "actif");
    auto const passif = read(document, "passif");
    CHECK(passif.cents("passif.fournisseurs", "n") == 9'500);
    CHECK(actif.cents("actif.autres-creances", "net") == 2'500);
    CHECK(actif.cents("actif.total", "net") == 12'500);
    CHECK(note(document, "bilan.unbalanced") == nullptr);
}

TEST_CASE("one party that owes and another that is owed the same do not vanish")
{
    auto year = year_facts(2023, {{"411", 0}});
    year.by_party = {{"411", "A", core::cents(4'000)}, {"411", "B", core::cents(-4'000)}};
    auto const document = build_bilan(facts_of({year}), {});
    auto const actif = read(document, "actif");
    auto const passif = read(document, "passif");
    CHECK(actif.cents("actif.clients", "net") == 4'000);
    CHECK(passif.cents("passif.autres-dettes", "n") == 4'000);
}

TEST_CASE("a result not yet allocated has its own line beside the result of the year")
{
    // 2016's 334,42 still on 120 in 2017, whose result is 2 667,26: together 3 001,68.
    auto const document = build_bilan(
        facts_of({year_facts(
            2017, {{"512", 300'168}, {"120", -33'442}, {"606", 909'774}, {"74", -1'176'500}})}),
        {});
    auto const passif = read(document, "passif");
    CHECK(passif.cents("passif.resultats-anterieurs", "n") == 33'442);
    CHECK(passif.cents("passif.resultat", "n") == 266'726);
    CHECK(passif.cents("passif.total", "n") == 300'168);
}

TEST_CASE("books out of balance are said with the difference")
{
    auto const document =
        build_bilan(facts_of({year_facts(2023, {{"512", 10'000}, {"110", -9'999}})}), {});
    auto const* unbalanced = note(document, "bilan.unbalanced");
    REQUIRE(unbalanced != nullptr);
    CHECK(unbalanced->severity == core::Severity::error);
    CHECK(unbalanced->args.at(3).value == core::Cell{core::cents(1)});
}

TEST_CASE("an account that no line takes is named and explains the difference")
{
    auto const document =
        build_bilan(facts_of({year_facts(2023, {{"512", 10'000}, {"0", -10'000}})}), {});
    REQUIRE(note(document, "statement.unplaced") != nullptr);
    CHECK(note(document, "statement.unplaced")->where.source == "0");
    CHECK(note(document, "bilan.unbalanced") != nullptr);
}

TEST_CASE("the year before stands beside, laid out as the year")
{
    auto const document = build_bilan(
        facts_of({year_facts(2019, {{"512", 8'000}, {"194", -3'000}, {"1024", -5'000}}),
                  year_facts(2020, {{"512", 9'000}, {"194", -4'000}, {"1024", -5'000}})}),
        {});
    auto const actif = read(document, "actif");
    auto const passif = read(document, "passif");
    CHECK(actif.cents("actif.disponibilites", "n-1") == 8'000);
    // One line of 2018 for two of 1999; the fonds associatifs are fonds propres.
    CHECK(passif.cents("passif.fonds-dedies", "n-1") == 3'000);
    CHECK(passif.cents("passif.fonds-dedies", "n") == 4'000);
    CHECK(passif.find("passif.fonds-dedies-subventions") == nullptr);
    CHECK(passif.find("passif.fonds-sans-reprise") == nullptr);
    CHECK(passif.cents("passif.complementaires", "n-1") == 5'000);
    CHECK(passif.cents("passif.complementaires", "n") == 5'000);
    CHECK(passif.cents("passif.total", "n-1") == 8'000);
    CHECK(note(document, "statement.restated") != nullptr);
}

TEST_CASE("a total of the year before is the sum of its lines in the model of the year")
{
    // Frais d'établissement stood in Total I until 2024, and stand above it since.
    auto const actif = read(
        build_bilan(
            facts_of({year_facts(2024, {{"201", 80'000}, {"512", 94'000}, {"102", -174'000}}),
                      year_facts(2025, {{"201", 80'000}, {"512", 94'000}, {"102", -174'000}})}),
            {}),
        "actif");
    CHECK(actif.cents("actif.etablissement", "n-1") == 80'000);
    CHECK(actif.cents("actif.circulant", "n-1") == 94'000);
    CHECK(actif.cents("actif.immobilise", "n-1").value_or(0) == 0);
    CHECK(actif.cents("actif.total", "n-1") == 174'000);
}

TEST_CASE("both sides beside each other end on one row")
{
    Request request;
    request.two_sided = true;
    auto const table = read(build_bilan(facts_of({small_2023()}), request), "bilan");
    CHECK(table.columns.front().key == "actif");
    CHECK(table.cents("actif.total+passif.total", "actif_net") == 575'000);
    CHECK(table.cents("actif.total+passif.total", "passif_n") == 575'000);
    CHECK(table.rows.back().key == "actif.total+passif.total");
    for (auto const& row : table.rows) {
        CHECK(row.cells.size() == table.columns.size());
    }
}

TEST_CASE("the abridged bilan has the same totals")
{
    Request request;
    request.abridged = true;
    auto const document = build_bilan(facts_of({small_2023()}), request);
    auto const actif = read(document, "actif");
    auto const passif = read(document, "passif");
    CHECK(actif.cents("actif.corporelles", "net") == 175'000);
    CHECK(actif.cents("actif.total", "net") == 575'000);
    CHECK(passif.cents("passif.total", "n") == 575'000);
    CHECK(passif.cents("passif.resultat", "n") == 300'000);
}

TEST_CASE("a bilan has no budget")
{
    Request request;
    request.columns = {ColumnKind::n, ColumnKind::budget};
    try {
        build_bilan(facts_of({small_2023()}), request);
        FAIL("a bilan has no budget column");
    } catch (core::Error const& error) {
        CHECK(error.id() == "columns.unsuitable");
    }
}
