// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/report/report.hpp>

#include "books.hpp"
#include "plain_rows.hpp"
#include "src/report/builders.hpp"

#include <catch2/catch.hpp>

using namespace coop;
using namespace coop::report;
using core::cents;
using ledger::Contribution;
using ledger::InkindKind;
using Rows = std::vector<std::string>;

namespace {

Contribution work(std::int64_t minutes, std::int64_t hourly, std::int64_t value,
                  std::string project = {})
{
    Contribution result;
    result.kind = InkindKind::benevolat;
    result.minutes = minutes;
    result.rate = "smic";
    result.hourly = {hourly, 4};
    result.coefficient = {10000, 4};
    result.value = cents(value);
    result.project = std::move(project);
    return result;
}

Contribution loan(std::string method, std::int64_t value)
{
    Contribution result;
    result.kind = InkindKind::mise_a_disposition;
    result.method = std::move(method);
    result.value = cents(value);
    return result;
}

/// 1 607 h at 11,88 = 19 091,16; 6 h 30 at 12,00 = 78,00; a room lent for 500,00.
Facts books()
{
    auto facts = empty_books();
    year_2025(facts).contributions = {work(1607 * 60, 118800, 1909116),
                                      work(390, 120000, 7800, "jardin"),
                                      loan("loyer du voisin", 50000)};
    put(facts, "861", 0, 50000, 0);
    put(facts, "864", 0, 1916916, 0);
    put(facts, "871", 0, 0, 50000);
    put(facts, "875", 0, 0, 1916916);
    year_2025(facts).by_project = {{"jardin", "864", cents(7800), {}},
                                   {"jardin", "875", {}, cents(7800)},
                                   {"jardin", "606", cents(100), {}}};
    facts.projects = {{"jardin", "Jardin partagé"}};
    return facts;
}

} // namespace

TEST_CASE("contributions are shown by kind and rate, with hours and full-time equivalents")
{
    auto const facts = books();
    auto document = build_contributions(facts, {});
    // 1 613,5 h / 1 607 = 1,00404…
    CHECK(plain_rows(table_of(document)) ==
          Rows{"benevolat/1: Au taux « smic »|1607.00 h|1.00 ETP|11.88 €/h|1.00|19091.16|19091.16",
               "benevolat/2: Au taux « smic »|6.50 h|0.00 ETP|12.00 €/h|1.00|78.00|78.00",
               "benevolat: Bénévolat|1613.50 h|1.00 ETP|||19169.16|19169.16",
               "mise-a-disposition/1: Valeur déclarée : loyer du voisin|||||500.00|500.00",
               "mise-a-disposition: Mise à disposition de biens|||||500.00|500.00",
               "total: TOTAL|1613.50 h|1.00 ETP|||19669.16|19669.16"});
}

TEST_CASE("contributions are shown by project, what has none included")
{
    auto const facts = books();
    auto document = build_contributions(facts, {});
    CHECK(plain_rows(table_of(document, 1)) ==
          Rows{"jardin: jardin|Jardin partagé|6.50 h|0.00 ETP|78.00|78.00",
               "-: |Sans projet|1607.00 h|1.00 ETP|19591.16|19591.16",
               "total: |TOTAL|1613.50 h|1.00 ETP|19669.16|19669.16"});
}

TEST_CASE("the divisor of full-time equivalents is the one asked, and is shown")
{
    struct Case {
        std::int64_t divisor, minutes;
        std::string etp;
    };
    // 2 ETP are 3 214 h or 3 640 h; half a hundredth goes up: 8,035 / 1 607 = 0,005.
    for (auto const& c : {Case{1607, 3214 * 60, "2.00 ETP"},
                          {1820, 3640 * 60, "2.00 ETP"},
                          {1820, 1607 * 60, "0.88 ETP"},
                          {100, 30, "0.01 ETP"},
                          {100, 29, "0.00 ETP"}}) {
        auto facts = empty_books();
        year_2025(facts).contributions = {work(c.minutes, 10000, 100)};
        Request request;
        request.etp_hours = c.divisor;
        auto document = build_contributions(facts, request);
        auto const shown = std::get<core::Facts>(document.blocks.at(0)).items.at(0);
        CHECK(shown.key == "etp_hours");
        CHECK(plain(shown.value) == std::to_string(c.divisor) + " h");
        auto const rows = plain_rows(table_of(document));
        INFO(rows[0]);
        CHECK(rows[0].find("|" + c.etp + "|") != std::string::npos);
    }
}

TEST_CASE("a sum posted by hand on 86 or 87 is shown as such")
{
    auto facts = empty_books();
    put(facts, "864", 0, 10100, 0);
    put(facts, "875", 0, 0, 10100);
    year_2025(facts).contributions = {work(60, 1000000, 10000)};
    auto document = build_contributions(facts, {});
    CHECK(plain_rows(table_of(document)) ==
          Rows{"benevolat/1: Au taux « smic »|1.00 h|0.00 ETP|100.00 €/h|1.00|100.00|100.00",
               "benevolat: Bénévolat|1.00 h|0.00 ETP|||100.00|100.00",
               "864: 864 Bénévoles : sans contribution enregistrée|||||1.00|",
               "875: 875 Bénévolat : sans contribution enregistrée||||||1.00",
               "total: TOTAL|1.00 h|0.00 ETP|||101.00|101.00"});
}

TEST_CASE("a published total without kind nor hours is shown without them")
{
    // La Coop des Communs, 2017: 34 009,76, kind and hours not published.
    auto facts = empty_books();
    Contribution published;
    published.kind = InkindKind::non_ventile;
    published.value = cents(3400976);
    year_2025(facts).contributions = {published};
    put(facts, "86", 0, 3400976, 0);
    put(facts, "87", 0, 0, 3400976);
    auto document = build_contributions(facts, {});
    CHECK(plain_rows(table_of(document)) ==
          Rows{"non-ventile/1: Valeur déclarée, méthode non indiquée|||||34009.76|34009.76",
               "non-ventile: Contributions non ventilées|||||34009.76|34009.76",
               "total: TOTAL|||||34009.76|34009.76"});
}

TEST_CASE("a year without contributions has a total of nothing")
{
    auto facts = empty_books();
    auto document = build_contributions(facts, {});
    CHECK(plain_rows(table_of(document)) == Rows{"total: TOTAL|||||0.00|0.00"});
    CHECK(plain_rows(table_of(document, 1)) == Rows{"total: |TOTAL|||0.00|0.00"});
}
