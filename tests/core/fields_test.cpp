// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/core/fields.hpp>

#include <catch2/catch.hpp>

#include <array>
#include <string_view>

TEST_CASE("a shipped file is read record by record after its header, empty fields and lines apart")
{
    coop::core::ShippedRecords<3> records{"a;b;c\n1;;x y\n\n;;\n2;é;"};
    std::array<std::string_view, 3> record;
    REQUIRE(records.next(record));
    CHECK(record == std::array<std::string_view, 3>{"1", "", "x y"});
    REQUIRE(records.next(record));
    CHECK(record == std::array<std::string_view, 3>{"", "", ""});
    REQUIRE(records.next(record));
    CHECK(record == std::array<std::string_view, 3>{"2", "é", ""});
    CHECK_FALSE(records.next(record));
    CHECK_FALSE(coop::core::ShippedRecords<3>{"a;b;c\n"}.next(record));
}
