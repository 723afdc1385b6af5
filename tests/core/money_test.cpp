// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/core/money.hpp>
#include <coop/core/price.hpp>

#include "refusal.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <limits>
#include <numeric>
#include <random>
#include <string>

using namespace coop::core;

namespace {

constexpr auto most = std::numeric_limits<std::int64_t>::max();
constexpr auto least = std::numeric_limits<std::int64_t>::min();

/// How a person writes an amount: groups of three separated by `group`, then `mark` and two digits.
std::string written(std::int64_t amount, std::string const& group, char mark)
{
    auto digits = std::to_string(std::llabs(amount));
    digits.insert(0, digits.size() < 3 ? 3 - digits.size() : 0, '0');
    auto const decimals = digits.substr(digits.size() - 2);
    auto whole = digits.substr(0, digits.size() - 2);
    for (auto at = static_cast<int>(whole.size()) - 3; at > 0; at -= 3) {
        whole.insert(static_cast<std::size_t>(at), group);
    }
    return (amount < 0 ? "-" : "") + whole + mark + decimals;
}

Money sum(std::vector<Money> const& shares)
{
    return std::accumulate(shares.begin(), shares.end(), Money{});
}

std::vector<std::int64_t> shares_of(std::int64_t total, std::vector<std::int64_t> const& weights)
{
    std::vector<std::int64_t> result;
    for (auto share : allocate(cents(total), weights)) {
        result.push_back(share.in_cents());
    }
    return result;
}

} // namespace

TEST_CASE("an amount is read as people type it")
{
    struct Case {
        std::string text;
        std::int64_t amount;
    };
    for (auto const& c : {
             Case{"0", 0},
             {"3", 300},
             {"1234,5", 123450},
             {"1234.5", 123450},
             {"1234,50", 123450},
             {"1234.50", 123450},
             {"1 234,50", 123450},
             {"1 234.50", 123450},
             {"1 234 567,8", 123456780},
             {"1\u00a0234,50", 123450},
             {"1\u202f234,50", 123450},
             {"1'234.50", 123450},
             {"1\u2019234.50", 123450},
             {"0,01", 1},
             {"007", 700},
             {"12 €", 1200},
             {"12€", 1200},
             {"1\u202f234,50\u00a0€", 123450},
             {"  12,5\t", 1250},
             {"-3", -300},
             {"\u22123", -300},
             {"-0,01", -1},
             {"-1 234,50 €", -123450},
             {"-0", 0},
             {"92233720368547758,07", most},
             {"-92 233 720 368 547 758,07", -most},
         }) {
        INFO(c.text);
        CHECK(parse_money(c.text) == cents(c.amount));
    }
}

TEST_CASE("money that could mean two things is refused")
{
    for (std::string text : {"1,234", "1.234", "12,345", "123.456", "-1.234", "1,234.50",
                             "1.234,50", "1.234.567", "1,234,567.89", "1.234 €"}) {
        INFO(text);
        CHECK(refusal([&] { parse_money(text); }) == "money.ambiguous");
    }
}

TEST_CASE("more than two decimals are refused where they cannot be a group")
{
    for (std::string text :
         {"1,2345", "0,123", "1234,567", "1 234,567", "0.001", "1.0000", "012,345"}) {
        INFO(text);
        CHECK(refusal([&] { parse_money(text); }) == "money.decimals");
    }
}

TEST_CASE("what is not an amount is refused")
{
    for (std::string text :
         {"",        " ",    "-",    "€",    "-€",   "1 23",  "1 2345",     "1234 567",
          " 1  234", "12,",  ",5",   ".",    "1,,2", "1,5 0", "12.03.2025", "1,2,3",
          "- 3",     "--3",  "3-",   "+3",   "1e3",  "0x10",  "12 EUR",     "abc",
          "1_000",   "12€€", "\xff", "1 ,5", "١٢"}) {
        INFO(text);
        CHECK(refusal([&] { parse_money(text); }) == "money.malformed");
    }
}

TEST_CASE("an amount beyond 64 bits is refused rather than wrapped")
{
    for (std::string text : {"92233720368547758,08", "-92233720368547758,08", "92233720368547759",
                             "99999999999999999999999999999999"}) {
        INFO(text);
        CHECK(refusal([&] { parse_money(text); }) == "money.too-large");
    }
}

TEST_CASE("a refused amount is a mistake of the command line and says what was typed")
{
    for (std::string text : {"1.234", "1,2345", "douze", "92233720368547758,08"}) {
        auto const error = refused([&] { parse_money(text); });
        CHECK(error.kind() == ErrorKind::usage);
        CHECK(text_argument(error, "text") == text);
    }
    CHECK(text_argument(refused([] { parse_money("1\x1b[2J"); }), "text") == "1\\x1b[2J");
}

TEST_CASE("every amount that is written is read back, whatever the groups and the mark")
{
    std::mt19937_64 random{20180326};
    for (int i = 0; i < 2000; ++i) {
        // All lengths of amounts, not only the nineteen digits that a uniform draw gives.
        auto const amount = static_cast<std::int64_t>(random() >> 1U) >> (i % 63);
        for (auto signed_amount : {amount, -amount}) {
            for (std::string group : {"", " ", "\u00a0", "\u202f", "'"}) {
                for (char mark : {',', '.'}) {
                    auto const text = written(signed_amount, group, mark);
                    INFO(text);
                    REQUIRE(parse_money(text) == cents(signed_amount));
                }
            }
        }
    }
}

TEST_CASE("sums refuse to wrap")
{
    CHECK(cents(2) + cents(3) == cents(5));
    CHECK(cents(2) - cents(3) == cents(-1));
    CHECK(-cents(7) == cents(-7));
    CHECK(cents(most) + cents(0) == cents(most));
    CHECK(cents(-most) + cents(most) == Money{});
    CHECK(refusal([] { cents(most) + cents(1); }) == "money.overflow");
    CHECK(refusal([] { cents(-most) - cents(1); }) == "money.overflow");
    CHECK(refusal([] { -cents(least); }) == "money.overflow");
    CHECK(refused([] { cents(most) + cents(1); }).kind() == ErrorKind::refused);
}

TEST_CASE("an amount that would wrap is left as it was")
{
    auto amount = cents(most);
    CHECK(refusal([&] { amount += cents(1); }) == "money.overflow");
    CHECK(amount == cents(most));
}

TEST_CASE("each rounding says what it does with half a cent")
{
    struct Case {
        std::int64_t amount, up, even, down;
    };
    for (auto c : {Case{1, 1, 0, 0},
                   {3, 2, 2, 1},
                   {2, 1, 1, 1},
                   {0, 0, 0, 0},
                   {-1, -1, 0, 0},
                   {-3, -2, -2, -1}}) {
        INFO(c.amount);
        CHECK(scale(cents(c.amount), 1, 2, Rounding::half_up) == cents(c.up));
        CHECK(scale(cents(c.amount), 1, 2, Rounding::half_even) == cents(c.even));
        CHECK(scale(cents(c.amount), 1, 2, Rounding::down) == cents(c.down));
    }
}

TEST_CASE("away from the half, only cutting differs from the nearest cent")
{
    // 200 / 3 = 66,67 cents; 100 / 3 = 33,33 cents.
    for (auto rounding : {Rounding::half_up, Rounding::half_even}) {
        CHECK(scale(cents(200), 1, 3, rounding) == cents(67));
        CHECK(scale(cents(-200), 1, 3, rounding) == cents(-67));
        CHECK(scale(cents(100), 1, 3, rounding) == cents(33));
    }
    CHECK(scale(cents(200), 1, 3, Rounding::down) == cents(66));
    CHECK(scale(cents(-200), 1, 3, Rounding::down) == cents(-66));
}

TEST_CASE("a product is exact although it does not fit 64 bits")
{
    CHECK(scale(cents(most), most, most, Rounding::half_up) == cents(most));
    CHECK(scale(cents(-most), most, most, Rounding::half_even) == cents(-most));
    // 6 h 30 at the SMIC of 2017, 9,76 an hour: 63,44.
    CHECK(scale(cents(976), 390, 60, Rounding::half_up) == cents(6344));
    CHECK(refusal([] { scale(cents(most), 2, 1, Rounding::down); }) == "money.overflow");
    CHECK(refusal([] { scale(cents(most), most, 1, Rounding::down); }) == "money.overflow");
}

TEST_CASE("the cents left over go to the largest remainders, a tie to the first")
{
    using Shares = std::vector<std::int64_t>;
    struct Case {
        std::int64_t total;
        Shares weights, shares;
    };
    for (auto const& c : {
             Case{100, {1, 1, 1}, {34, 33, 33}},
             {-100, {1, 1, 1}, {-34, -33, -33}},
             {101, {1, 1, 1}, {34, 34, 33}},
             // 60 % and 40 % of 1 cent: 0,6 and 0,4.
             {1, {60, 40}, {1, 0}},
             {1, {40, 60}, {0, 1}},
             // 1000 × 1/6, 2/6, 3/6 = 166,67; 333,33; 500.
             {1000, {1, 2, 3}, {167, 333, 500}},
             {7, {5}, {7}},
             {0, {1, 2}, {0, 0}},
             {2, {0, 1, 0, 1, 1}, {0, 1, 0, 1, 0}},
             {most, {1}, {most}},
             {most, {most, most}, {most / 2 + 1, most / 2}},
             {-most, {1, 0}, {-most, 0}},
         }) {
        INFO(c.total);
        CHECK(shares_of(c.total, c.weights) == c.shares);
    }
}

TEST_CASE("shares sum to the whole, and none is a cent away from its exact part")
{
    std::mt19937_64 random{1901};
    for (int i = 0; i < 2000; ++i) {
        auto const total = static_cast<std::int64_t>(random() % 20'000'001) - 10'000'000;
        std::vector<std::int64_t> weights(1 + random() % 12);
        for (auto& weight : weights) {
            weight = static_cast<std::int64_t>(random() % 100);
        }
        weights.front() += 1;
        auto const all = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});

        auto const shares = allocate(cents(total), weights);
        REQUIRE(shares.size() == weights.size());
        REQUIRE(sum(shares) == cents(total));
        for (std::size_t j = 0; j < shares.size(); ++j) {
            // |share − total × weight / all| < 1, without a fraction.
            REQUIRE(std::llabs(shares[j].in_cents() * all - total * weights[j]) < all);
        }
    }
}

TEST_CASE("a price goes down to a millionth, and reads as it is written")
{
    for (auto const& [typed, written, in_millionths] : {std::tuple{"60", "60.00", 60'000'000},
                                                        {"0,0035", "0.0035", 3'500},
                                                        {"0,529", "0.529", 529'000},
                                                        {"1,2340", "1.2340", 1'234'000},
                                                        {"1 234,5", "1234.50", 1'234'500'000},
                                                        {"0,000001", "0.000001", 1}}) {
        CHECK(coop::core::parse_price(typed) == coop::core::millionths(in_millionths));
        CHECK(coop::core::to_text(coop::core::parse_price(typed)) == written);
        CHECK(coop::core::parse_price(written) == coop::core::millionths(in_millionths));
    }
}

// Hand: 0,0035 × 12 345 = 43,2075; 0,529 × 1 250,5 = 661,5145; 1/3 × 100 000 × 0,45 = 15 000.
TEST_CASE("a price times a quantity is rounded once")
{
    using coop::core::parse_price;
    using coop::core::Rounding;
    CHECK(scale(parse_price("0,0035"), 12'345, 1, Rounding::half_up) == cents(43'21));
    CHECK(scale(parse_price("0,529"), 12'505, 10, Rounding::half_up) == cents(661'51));
    CHECK(scale(parse_price("0,45"), 100'000, 3, Rounding::half_up) == cents(15'000'00));
    CHECK(scale(parse_price("0,005"), 1, 1, Rounding::half_even) == cents(0));
    CHECK(scale(parse_price("0,005"), 1, 1, Rounding::down) == cents(0));
    CHECK(scale(parse_price("0,005"), 1, 1, Rounding::half_up) == cents(1));
}
