// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/care/entry.hpp>

#include <core/refusal.hpp>

#include <catch2/catch.hpp>

#include <type_traits>

using namespace coop;
using namespace coop::care;
using core::cents;

static_assert(!std::is_constructible_v<Entry, Draft>);
static_assert(!std::is_default_constructible_v<Entry>);

namespace {

std::string refused(std::vector<Line> lines)
{
    return core::refusal([&] { check_entry({.lines = lines}); });
}

} // namespace

TEST_CASE("an entry of the livre CARE obeys the rules that every double-entry book shares")
{
    Line const debit{"C6.N.sol", cents(100), {}};
    Line const credit{"C28.N.sol", {}, cents(100)};
    CHECK(refused({debit, credit}).empty());
    CHECK(refused({debit}) == "ledger.too-few-lines");
    CHECK(refused({}) == "ledger.too-few-lines");
    CHECK(refused({debit, {"C28.N.sol", {}, cents(99)}}) == "ledger.unbalanced");
    CHECK(refused({debit, credit, {"C6.N.sol", {}, {}}}) == "ledger.zero-line");
    CHECK(refused({{"C6.N.sol", {}, cents(-100)}, credit}) == "ledger.negative");
    CHECK(refused({{"C6.N.sol", cents(200), cents(100)}, credit}) == "ledger.two-sides");
    auto const entry = check_entry({.rule = "E2", .lines = {debit, credit}, .label = "consommé"});
    CHECK(entry.draft().label == "consommé");
    CHECK(entry.draft().lines == std::vector<Line>{debit, credit});
}
