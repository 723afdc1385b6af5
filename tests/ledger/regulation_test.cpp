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
    struct Case { coop::core::Date opening; char const* id; };
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
