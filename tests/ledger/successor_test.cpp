// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/ledger/successor.hpp>

#include <coop/core/fields.hpp>
#include <coop/core/resources.hpp>

#include <catch2/catch.hpp>

#include <array>

using namespace coop::ledger;

namespace {

Regulation const& old_1999 = find_regulation("crc-99-01");
Regulation const& of_2018 = find_regulation("anc-2018-06");
Regulation const& of_2025 = find_regulation("anc-2023-03");

} // namespace

TEST_CASE("an account that ended has a successor, the longest beginning wins")
{
    Succession const succession{of_2018, of_2025};
    CHECK(succession.of("777").successor == "747");
    CHECK(succession.of("77521").successor == "757");
    CHECK(succession.of("7754").successor == "7571");
    CHECK(succession.of("6411").successor == "6411");
    CHECK(succession.of("6752").is_certain());
    CHECK_FALSE(succession.of("675").is_certain());
    CHECK_FALSE(succession.of("791").is_certain());
}

TEST_CASE("succession goes through each regulation in between, and never back")
{
    // 7571 of 1999, quote-part de subventions, became 777, then 747.
    CHECK(Succession{old_1999, of_2025}.of("7571").successor == "747");
    CHECK(Succession{old_1999, of_2018}.of("7571").successor == "777");
    CHECK(Succession{old_1999, of_2018}.of("870").successor == "875");
    CHECK(Succession{of_2018, of_2018}.of("777").successor == "777");
    CHECK(Succession{of_2025, of_2018}.of("747").successor == "747");
    CHECK(Succession{of_2018, find_regulation("pcg-2025")}.of("777").successor == "777");
}

TEST_CASE("each successor stands in the chart that it belongs to")
{
    for (auto const& regulation : regulations()) {
        auto const path = "regulations/" + regulation.id + "/successors.csv";
        if (!coop::core::has_resource(path)) {
            continue;
        }
        Chart const chart{shipped_accounts(regulation), {}};
        coop::core::ShippedRecords<4> records{coop::core::resource(path)};
        std::array<std::string_view, 4> record;
        while (records.next(record)) {
            INFO(record[1]);
            auto const* account = chart.nearest(record[1]);
            REQUIRE(account != nullptr);
            CHECK(account->code == record[1]);
        }
    }
}
