// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/ledger/inkind.hpp>

#include <core/refusal.hpp>

#include <catch2/catch.hpp>

#include <limits>

using namespace coop;
using namespace coop::ledger;
using core::cents;
using core::date;

namespace {

InkindRate rate(core::Date from, std::int64_t hourly, std::int64_t coefficient = 10000)
{
    return {"essai", from, {hourly, 4}, {coefficient, 4}, ""};
}

} // namespace

TEST_CASE("a kind is read as it is named, with or without accents")
{
    for (auto kind : inkind_kinds()) {
        CHECK(parse_inkind_kind(name_of(kind)) == kind);
    }
    struct Case {
        std::string text;
        InkindKind kind;
    };
    for (auto const& c : {Case{"Bénévolat", InkindKind::benevolat},
                          {"mise à disposition", InkindKind::mise_a_disposition},
                          {"biens", InkindKind::mise_a_disposition},
                          {"secours", InkindKind::don},
                          {" Non ventilé ", InkindKind::non_ventile}}) {
        INFO(c.text);
        CHECK(parse_inkind_kind(c.text) == c.kind);
    }
    CHECK(core::refusal([] { parse_inkind_kind("travail"); }) == "inkind.kind");
}

TEST_CASE("870 and 875 changed places in 2020: the meaning chooses the account")
{
    // CRC 99-01 annexe ch. III against ANC 2018-06 art. 320-2.
    auto const before = inkind_accounts(find_regulation("crc-99-01"), InkindKind::benevolat);
    CHECK(before.use == "864");
    CHECK(before.source == "870");
    for (auto const* id : {"anc-2018-06", "anc-2023-03"}) {
        auto const& regulation = find_regulation(id);
        CHECK(inkind_accounts(regulation, InkindKind::benevolat).source == "875");
        CHECK(inkind_accounts(regulation, InkindKind::don).source == "870");
        CHECK(inkind_accounts(regulation, InkindKind::mise_a_disposition).use == "861");
        CHECK(inkind_accounts(regulation, InkindKind::prestation).use == "862");
    }
    CHECK(inkind_accounts(find_regulation("crc-99-01"), InkindKind::don).source == "875");
    CHECK(core::refusal([] {
              inkind_accounts(find_regulation("pcg-2025"), InkindKind::benevolat);
          }) == "inkind.no-class-8");
}

TEST_CASE("the SMIC shipped with the program is dated and in order")
{
    auto const rates = shipped_rates();
    REQUIRE(rates.size() >= 14);
    CHECK(rates.front().from == date(2016, 1, 1));
    for (std::size_t i = 1; i < rates.size(); ++i) {
        CHECK(rates[i - 1].from < rates[i].from);
    }
    // 9,76 € in 2017, 11,88 € from 1 November 2024 (openfisca-france).
    CHECK(value_hours(60, {date(2017, 5, 4), date(2017, 5, 4)}, rates).at(0).value == cents(976));
    CHECK(value_hours(60, {date(2025, 5, 4), date(2025, 5, 4)}, rates).at(0).value == cents(1188));
    CHECK(core::refusal([&] {
              value_hours(60, {date(2015, 12, 31), date(2016, 1, 1)}, rates);
          }) == "inkind.no-rate");
}

TEST_CASE("hours at a rate are rounded half up, once")
{
    struct Case {
        std::int64_t minutes, hourly, coefficient, value;
    };
    for (auto const& c : {
             Case{390, 97600, 10000, 6344},      // 6 h 30 × 9,76 = 63,44
             {3690 * 60, 96700, 10000, 3568230}, // the near miss of the 2016 table: 35 682,30
             {2660 * 60, 97600, 13100, 3400970}, // and of 2017: 34 009,696
             {1, 3000, 10000, 1},                // 0,30 € / 60 = half a cent
             {1, 2999, 10000, 0},
             {60, 97600, 13110, 1280}, // 9,76 × 1,311 = 12,79536
         }) {
        INFO(c.minutes << " min");
        auto const parts =
            value_hours(c.minutes, {date(2017, 1, 1), date(2017, 1, 1)},
                        std::vector{rate(date(2016, 1, 1), c.hourly, c.coefficient)});
        REQUIRE(parts.size() == 1);
        CHECK(parts[0].value == cents(c.value));
    }
}

TEST_CASE("a period that crosses a rate change is split by days, to the minute")
{
    // December 2016 and January 2017, 31 days each: 5 h 30 and 5 h 30; 5,5 × 9,67 = 53,185 and
    // 5,5 × 9,76 = 53,68.
    auto const parts = value_hours(660, {date(2016, 12, 1), date(2017, 1, 31)}, shipped_rates());
    REQUIRE(parts.size() == 2);
    CHECK(parts[0].period == core::Period{date(2016, 12, 1), date(2016, 12, 31)});
    CHECK(parts[0].minutes == 330);
    CHECK(parts[0].value == cents(5319));
    CHECK(parts[1].period == core::Period{date(2017, 1, 1), date(2017, 1, 31)});
    CHECK(parts[1].minutes == 330);
    CHECK(parts[1].value == cents(5368));

    // 100 minutes over 1 and 2 days: 33,3 and 66,7.
    std::vector const rates{rate(date(2025, 1, 1), 100000), rate(date(2025, 1, 2), 200000)};
    auto const uneven = value_hours(100, {date(2025, 1, 1), date(2025, 1, 3)}, rates);
    CHECK(uneven.at(0).minutes == 33);
    CHECK(uneven.at(1).minutes == 67);

    // A minute that cannot be cut stays whole, and the empty part is left out.
    auto const minute = value_hours(1, {date(2025, 1, 1), date(2025, 1, 3)}, rates);
    REQUIRE(minute.size() == 1);
    CHECK(minute[0].period.first == date(2025, 1, 2));
}

TEST_CASE("the last rate given for a day wins")
{
    std::vector const rates{rate(date(2025, 1, 1), 100000), rate(date(2024, 1, 1), 50000),
                            rate(date(2025, 1, 1), 120000)};
    CHECK(value_hours(60, {date(2025, 1, 1), date(2025, 1, 1)}, rates).at(0).value == cents(1200));
    CHECK(value_hours(60, {date(2024, 12, 31), date(2024, 12, 31)}, rates).at(0).value ==
          cents(500));
}

TEST_CASE("a value beyond 64 bits is refused")
{
    constexpr auto huge = std::numeric_limits<std::int64_t>::max();
    core::Period const day{date(2025, 1, 1), date(2025, 1, 1)};
    CHECK(core::refusal([&] {
              value_hours(60, day, std::vector{rate(date(2025, 1, 1), huge, huge)});
          }) == "money.overflow");
    CHECK(core::refusal([&] {
              value_hours(huge, day, std::vector{rate(date(2025, 1, 1), huge)});
          }) == "money.overflow");
}
