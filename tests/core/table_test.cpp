// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/core/table.hpp>

#include <catch2/catch.hpp>

using namespace coop::core;

TEST_CASE("rows are pulled once each, in order, then no more")
{
    auto source = rows({Row{"a", RowRole::item, 0, {cents(1)}, {}},
                        Row{"b", RowRole::total, 1, {std::string{"x"}}, {}}});
    auto const first = source();
    REQUIRE(first);
    CHECK(first->key == "a");
    CHECK(std::get<Money>(first->cells.front()) == cents(1));
    auto const second = source();
    REQUIRE(second);
    CHECK(second->key == "b");
    CHECK(second->role == RowRole::total);
    CHECK_FALSE(source());
    CHECK_FALSE(source());
}

TEST_CASE("a table without rows is exhausted at once")
{
    CHECK_FALSE(rows({})());
}
