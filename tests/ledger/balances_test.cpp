// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/ledger/balances.hpp>

#include <core/refusal.hpp>

#include <catch2/catch.hpp>

#include <limits>

using namespace coop;
using namespace coop::ledger;
using core::cents;

namespace {

Balance movement(std::string account, std::int64_t debit, std::int64_t credit)
{
    return {std::move(account), {}, {}, cents(debit), cents(credit)};
}

Balance opening(std::string account, std::int64_t debit, std::int64_t credit)
{
    return {std::move(account), cents(debit), cents(credit), {}, {}};
}

struct Expected {
    std::string account;
    std::int64_t opening_debit, opening_credit;
};

void check_openings(std::vector<Balance> const& balances, std::vector<Expected> const& expected)
{
    REQUIRE(balances.size() == expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        INFO(expected[i].account);
        CHECK(balances[i].account == expected[i].account);
        CHECK(balances[i].opening_debit == cents(expected[i].opening_debit));
        CHECK(balances[i].opening_credit == cents(expected[i].opening_credit));
        CHECK(balances[i].debit.is_zero());
        CHECK(balances[i].credit.is_zero());
    }
}

} // namespace

TEST_CASE("an excédent opens the next year on 120, class 8 does not")
{
    // La Coop des Communs, 2016: 8 950,00 of produits, 8 615,58 of charges, 334,42 left.
    std::vector<Balance> const year_2016{movement("512", 895000, 861558),
                                         movement("606", 861558, 0), movement("740", 0, 895000),
                                         movement("86", 3568200, 0), movement("87", 0, 3568200)};
    CHECK(result_of(year_2016) == cents(33442));
    check_openings(carry_forward(year_2016), {{"120", 0, 33442}, {"512", 33442, 0}});
}

TEST_CASE("a déficit opens the next year on 129")
{
    std::vector<Balance> const balances{movement("512", 0, 100), movement("606", 100, 0)};
    CHECK(result_of(balances) == cents(-100));
    check_openings(carry_forward(balances), {{"129", 100, 0}, {"512", 0, 100}});
}

TEST_CASE("a result not yet allocated stays on 12 and the next one joins it")
{
    // 334,42 of 2016 and 2 667,26 of 2017: 3 001,68.
    std::vector<Balance> const year_2017{opening("120", 0, 33442), opening("512", 33442, 0),
                                         movement("512", 1176500, 909774),
                                         movement("606", 909774, 0), movement("740", 0, 1176500)};
    check_openings(carry_forward(year_2017), {{"120", 0, 300168}, {"512", 300168, 0}});
}

TEST_CASE("accounts without balance do not open the next year")
{
    std::vector<Balance> const balances{movement("411", 50, 50), movement("58", 0, 0)};
    check_openings(carry_forward(balances), {});
    check_openings(carry_forward(std::vector<Balance>{}), {});
}

TEST_CASE("an opening and the movements of a year meet on each account")
{
    std::vector<Balance> const openings{opening("120", 0, 100), opening("512", 100, 0)};
    std::vector<Balance> const movements{movement("512", 30, 10), movement("606", 10, 0)};
    auto const balances = with_opening(openings, movements);
    REQUIRE(balances.size() == 3);
    CHECK(balances[0].account == "120");
    CHECK(balances[1].account == "512");
    CHECK(balances[1].opening_debit == cents(100));
    CHECK(balances[1].debit == cents(30));
    CHECK(balances[1].net() == cents(120));
    CHECK(balances[2].net() == cents(10));
}

TEST_CASE("sums beyond 64 bits are refused")
{
    constexpr auto huge = std::numeric_limits<std::int64_t>::max();
    std::vector<Balance> const balances{movement("740", 0, huge), movement("756", 0, 1)};
    CHECK(core::refusal([&] { result_of(balances); }) == "money.overflow");
}
