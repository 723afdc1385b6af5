// SPDX-License-Identifier: GPL-3.0-or-later
#include "raw.hpp"

#include <coop/core/resources.hpp>

#include <catch2/catch.hpp>

#include <cstdlib>
#include <fstream>

using namespace coop;

namespace {

constexpr auto heading =
    "-- What all migrations of schemas/sql/sqlite give together, as SQLite keeps it. Not applied:\n"
    "-- read, and held against each book that is opened. COOP_REWRITE=1 with this test writes it "
    "anew.\n";

} // namespace

TEST_CASE("sqlite.current.sql is what all migrations give together")
{
    test::Raw raw{":memory:"};
    for (auto const path : core::resources_under("sql/sqlite/")) {
        raw.run(std::string{core::resource(path)});
    }
    auto text = std::string{heading};
    for (auto const& sql :
         raw.column("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY CASE type WHEN "
                    "'table' THEN 1 WHEN 'index' THEN 2 WHEN 'view' THEN 3 ELSE 4 END, name")) {
        text += "\n" + sql + ";\n";
    }
    if (std::getenv("COOP_REWRITE") != nullptr) {
        std::ofstream{COOP_SOURCE_DIR "/schemas/sql/sqlite.current.sql"} << text;
    }
    CHECK(core::resource("sql/sqlite.current.sql") == text);
}

TEST_CASE("every table is strict and every trigger says why")
{
    test::Raw raw{":memory:"};
    for (auto const path : core::resources_under("sql/sqlite/")) {
        raw.run(std::string{core::resource(path)});
    }
    CHECK(raw.column("SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main' "
                     "AND name NOT LIKE 'sqlite_%' AND strict = 0 ORDER BY name")
              .empty());
    CHECK(raw.column("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND sql NOT LIKE "
                     "'%RAISE(ABORT, ''%' ORDER BY name")
              .empty());
}
