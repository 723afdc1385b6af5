// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/core/error.hpp>
#include <coop/core/resources.hpp>
#include <coop/ledger/regulation.hpp>

#include <catch2/catch.hpp>

#include <string>

using namespace coop::ledger;
using coop::core::date;
using coop::core::Error;

TEST_CASE("the opening day of a year chooses its regulation")
{
    struct Case {
        coop::core::Date opening;
        char const* id;
    };
    for (auto c : {Case{date(1987, 1, 1), "crc-99-01"}, Case{date(2016, 1, 1), "crc-99-01"},
                   Case{date(2019, 12, 31), "crc-99-01"}, Case{date(2020, 1, 1), "anc-2018-06"},
                   Case{date(2024, 12, 31), "anc-2018-06"}, Case{date(2025, 1, 1), "anc-2023-03"},
                   Case{date(2031, 9, 1), "anc-2023-03"}}) {
        CHECK(regulation_for(c.opening, ChartFamily::associations).id == c.id);
    }
    CHECK(regulation_for(date(2025, 1, 1), ChartFamily::general).id == "pcg-2025");
}

TEST_CASE("the general chart before 2025 is refused")
{
    try {
        regulation_for(date(2024, 12, 31), ChartFamily::general);
        FAIL("there is no general chart before 2025");
    } catch (Error const& error) {
        CHECK(error.id() == "regulation.none");
    }
}

TEST_CASE("a regulation is found by its id, and an unknown one is answered with those there are")
{
    CHECK(find_regulation("anc-2018-06").opened.first == date(2020, 1, 1));
    try {
        find_regulation("anc-2018-6");
        FAIL("unknown");
    } catch (Error const& error) {
        CHECK(error.id() == "regulation.unknown");
        CHECK(std::get<std::string>(error.diagnostic().args.at(1).value) ==
              "crc-99-01, anc-2018-06, anc-2023-03, pcg-2025");
    }
}

TEST_CASE("every regulation has its files")
{
    for (auto const& regulation : regulations()) {
        for (auto name : {"chart", "resultat", "bilan", "resultat-abrege", "bilan-abrege"}) {
            INFO(regulation.id << ' ' << name);
            CHECK(coop::core::has_resource("regulations/" + regulation.id + "/" + name + ".csv"));
        }
        CHECK(coop::core::has_resource("regulations/" + regulation.id + "/inkind.csv") ==
              (regulation.family == ChartFamily::associations));
    }
}

TEST_CASE("an account that ended in 2025 names what took its place")
{
    struct Case {
        std::string code, successors;
    };
    auto const& today = find_regulation("anc-2023-03");
    for (auto const& [code, successors] : {Case{"158", "1527"},
                                           {"4387", "439"},
                                           {"777", "747"},
                                           {"7752", "757"},
                                           {"6752", "652"},
                                           {"6712", "6582"},
                                           {"7714", "7583"},
                                           {"775", "757, 7671"},
                                           {"1311", "131"},
                                           {"7771", "747"},
                                           {"13111", "131"},
                                           {"6758", "652"},
                                           {"791", "649, 7587, 708"},
                                           {"7471", ""},
                                           {"512", ""}}) {
        INFO(code);
        CHECK(successors_of(today, code) == successors);
        CHECK(successors_of(find_regulation("anc-2018-06"), code).empty());
    }
}

TEST_CASE("an account of 1999 that ended in 2020 names what took its place")
{
    auto const& rules = find_regulation("anc-2018-06");
    CHECK(successors_of(rules, "7585") == "7543");
    CHECK(successors_of(rules, "7587") == "7073");
    CHECK(successors_of(rules, "870").empty()); // Another meaning, and still there.
}

TEST_CASE("every account that ended is gone from the chart, and what took its place is in it")
{
    auto const& today = find_regulation("anc-2023-03");
    Chart const chart{shipped_accounts(today), {}};
    Chart const before{shipped_accounts(find_regulation("anc-2018-06")), {}};
    for (auto const& account : before.all()) {
        auto const successors = successors_of(today, account.code);
        if (successors.empty()) {
            continue;
        }
        INFO(account.code);
        CHECK(chart.find(account.code) == nullptr);
        CHECK(chart.find(successors.substr(0, successors.find(','))) != nullptr);
    }
}

TEST_CASE("a detail of a later chart is usable before it, unless it took the place of another")
{
    auto const& old = find_regulation("anc-2018-06");
    Chart const chart{shipped_accounts(old), {}};
    CHECK(came_later(old, chart, "2911"));
    CHECK_FALSE(came_later(old, chart, "747")); // 777 then.
    CHECK_FALSE(came_later(old, chart, "29119"));
    CHECK_FALSE(came_later(find_regulation("anc-2023-03"), chart, "2911"));
}
