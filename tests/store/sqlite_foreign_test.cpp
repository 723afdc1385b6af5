// SPDX-License-Identifier: GPL-3.0-or-later
#include "files.hpp"
#include "raw.hpp"
#include "sample.hpp"

#include <coop/core/resources.hpp>

#include <catch2/catch.hpp>

#include <chrono>
#include <string>
#include <vector>

// A book that somebody hands us may hold what he wants it to do.

using namespace coop;

namespace {

auto const engine = store::sqlite::engine();

std::string argument(core::Diagnostic const& found, std::string const& name)
{
    for (auto const& one : found.args) {
        if (one.name == name) {
            return std::get<std::string>(one.value);
        }
    }
    return "";
}

// `store.foreign-schema trigger evil`; empty if the book opens.
std::string opening(std::string const& path)
{
    try {
        engine.open(path, test::options());
    } catch (core::Error const& error) {
        auto const& found = error.diagnostic();
        auto const part = argument(found, "kind") + " " + argument(found, "name");
        return error.id() + (part == " " ? "" : " " + part);
    }
    return "";
}

std::vector<std::string> findings(std::string const& path)
{
    std::vector<std::string> all;
    for (auto const& found : engine.schema_findings(path, test::options())) {
        all.push_back(found.id + " " + argument(found, "kind") + " " + argument(found, "name"));
    }
    return all;
}

// With the texts of the schema in our hands, and given back before anybody reads them.
std::string by_hand(std::string const& sql)
{
    return "PRAGMA writable_schema = ON; " + sql + "; PRAGMA writable_schema = RESET";
}

// The first byte of a number in the header of the file.
void write_header(std::string const& path, std::size_t at, std::string const& bytes)
{
    auto whole = test::bytes_of(path);
    whole.replace(at, bytes.size(), bytes);
    test::write_bytes(path, whole);
}

constexpr auto endless = "WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE "
                         "x < 100000000000) ";

} // namespace

TEST_CASE("what somebody added to the schema, changed or took away is named and never run")
{
    struct Case {
        std::string sql;
        std::string first; ///< how it is refused
        std::vector<std::string> all;
    };
    std::string const by = std::string{endless} + "SELECT max(x) FROM c";
    for (auto const& one : std::vector<Case>{
             {"CREATE TRIGGER evil AFTER INSERT ON line BEGIN UPDATE party SET name = 'X'; END",
              "trigger evil",
              {"added trigger evil"}},
             {"ALTER TABLE year RENAME TO year2; CREATE VIEW year AS " + std::string{endless} +
                  "SELECT year2.* FROM year2, (SELECT max(x) FROM c)",
              "table year2",
              {}},
             {"CREATE VIEW evil AS " + by, "view evil", {"added view evil"}},
             {"CREATE TABLE evil (a, b AS (hex(zeroblob(a))))", "table evil", {"added table evil"}},
             {"CREATE INDEX evil ON party (hex(hex(name)))", "index evil", {"added index evil"}},
             {"ALTER TABLE party ADD COLUMN evil TEXT AS (hex(zeroblob(100000000)))",
              "table party",
              {"changed table party"}},
             {by_hand("UPDATE sqlite_schema SET sql = replace(sql, 'CHECK (', 'CHECK (length(hex("
                      "zeroblob(100000000))) > 0 AND ') WHERE name = 'party'"),
              "table party",
              {"changed table party"}},
             {by_hand("UPDATE sqlite_schema SET sql = replace(sql, 'STRICT', '') "
                      "WHERE name = 'party'"),
              "table party",
              {"changed table party"}},
             {by_hand("UPDATE sqlite_schema SET sql = replace(sql, 'STRICT, WITHOUT ROWID', "
                      "'STRICT') WHERE name = 'attachment'"),
              "table attachment",
              {"changed table attachment"}},
             {"DROP TRIGGER line_update", "trigger line_update", {"missing trigger line_update"}},
             {"DROP VIEW ecritures; DROP INDEX entry_drafts",
              "index entry_drafts",
              {"missing index entry_drafts", "missing view ecritures"}},
             {"DROP INDEX entry_drafts; CREATE INDEX entry_drafts ON entry (date)",
              "index entry_drafts",
              {"changed index entry_drafts"}},
             {"DROP TRIGGER line_update; CREATE TRIGGER line_update AFTER UPDATE ON party BEGIN "
              "SELECT 1; END",
              "trigger line_update",
              {"changed trigger line_update"}},
             // An index of the schema itself would be read in its place.
             {by_hand("INSERT INTO sqlite_schema SELECT 'index', 'evil', 'sqlite_master', rootpage,"
                      " 'CREATE INDEX evil ON sqlite_master (sql, type, name)' FROM sqlite_schema "
                      "WHERE name = 'entry_by_date'"),
              "index evil",
              {}},
             {"ANALYZE", "table sqlite_stat1", {"added table sqlite_stat1"}},
             {"CREATE TABLE aside (id INTEGER PRIMARY KEY AUTOINCREMENT); DROP TABLE aside",
              "table sqlite_sequence",
              {"added table sqlite_sequence"}},
             {"CREATE TRIGGER \"evil\x1b[2J\n\" AFTER INSERT ON line BEGIN SELECT 1; END",
              "trigger evil\\x1b[2J\\n",
              {}},
         }) {
        INFO(one.sql);
        test::Folder folder;
        auto const path = folder.file("livre.coop");
        test::write_sample(path);
        test::Raw{path}.run(one.sql);
        auto const before = test::bytes_of(path);
        CHECK(opening(path) == "store.foreign-schema " + one.first);
        if (!one.all.empty()) {
            auto expected = one.all;
            for (auto& each : expected) {
                each = "verify.schema-" + each;
            }
            CHECK(findings(path) == expected);
        }
        auto const copy = folder.file("copie");
        engine.backup(path, copy, test::options());
        CHECK(opening(copy) == "store.foreign-schema " + one.first);
        CHECK(test::bytes_of(path) == before);
    }
}

TEST_CASE("a schema that cannot be read, or has no end, is damage")
{
    for (auto const& sql : {
             by_hand("UPDATE sqlite_schema SET sql = 'CREATE TABLE party (' WHERE name = 'party'"),
             by_hand("UPDATE sqlite_schema SET sql = 'CREATE VIRTUAL TABLE party USING fts5(a)', "
                     "rootpage = 0 WHERE name = 'party'"),
             by_hand("UPDATE sqlite_schema SET sql = NULL WHERE name = 'party'"),
             by_hand("UPDATE sqlite_schema SET sql = 'SELECT 1' WHERE name = 'party'"),
             by_hand("UPDATE sqlite_schema SET name = 'autre' WHERE name = 'party'"),
             by_hand("UPDATE sqlite_schema SET tbl_name = 'x' WHERE name = 'line_update'"),
             by_hand("UPDATE sqlite_schema SET rootpage = 1 WHERE name = 'party'"),
             by_hand("UPDATE sqlite_schema SET rootpage = 987654 WHERE name = 'party'"),
             by_hand("INSERT INTO sqlite_schema SELECT * FROM sqlite_schema WHERE name = 'party'"),
             by_hand("INSERT INTO sqlite_schema VALUES ('index', 'sqlite_autoindex_x_1', 'x', 9, "
                     "NULL)"),
             by_hand("INSERT INTO sqlite_schema VALUES ('view', 'evil', 'evil', 0, 'CREATE VIEW "
                     "evil AS SELECT ' || hex(zeroblob(10000000)))"),
             by_hand("WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE "
                     "x < 20000) INSERT INTO sqlite_schema SELECT 'view', 'v' || x, 'v' || x, 0, "
                     "'CREATE VIEW v' || x || ' AS SELECT 1' FROM c"),
         }) {
        INFO(sql);
        test::Folder folder;
        auto const path = folder.file("livre.coop");
        test::write_sample(path);
        test::Raw{path}.run(sql);
        auto const start = std::chrono::steady_clock::now();
        CHECK(opening(path) == "store.damaged");
        CHECK(test::error_of([&] { findings(path); }) == "store.damaged");
        CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds{3});
    }
}

TEST_CASE("the schema is ours whatever the order of its rows and the shape of the file")
{
    test::Folder folder;
    auto const path = folder.file("livre.coop");
    test::write_sample(path);
    test::Raw raw{path};
    for (auto const* const sql : {
             "VACUUM",
             "PRAGMA page_size = 1024; VACUUM",
             "PRAGMA auto_vacuum = FULL; VACUUM",
             "PRAGMA journal_mode = WAL",
         }) {
        INFO(sql);
        raw.column(sql);
        CHECK(opening(path).empty());
        CHECK(findings(path).empty());
    }
    raw.run_unguarded("SELECT 1"); // Drops the triggers and creates them again.
    CHECK(opening(path).empty());
    CHECK(findings(path).empty());
}

TEST_CASE("a book of UTF-16 is not ours, whatever it says")
{
    test::Folder folder;
    auto const path = folder.file("livre.coop");
    {
        test::Raw raw{path};
        raw.run("PRAGMA encoding = 'UTF-16'");
        for (auto const migration : core::resources_under("sql/sqlite/")) {
            raw.run(std::string{core::resource(migration)});
        }
        raw.run("PRAGMA user_version = 6");
    }
    CHECK(opening(path) == "store.foreign-schema encoding UTF-16");
    CHECK(findings(path) == std::vector<std::string>{"verify.schema-changed encoding UTF-16"});

    auto const marked = folder.file("autre.coop");
    test::write_sample(marked);
    constexpr std::size_t encoding_at = 59;
    write_header(marked, encoding_at, "\2");
    CHECK(opening(marked) == "store.damaged");
}

TEST_CASE("a book of an earlier version is held against its migrations before it is upgraded")
{
    test::Folder folder;
    auto const path = folder.file("livre.coop");
    test::Raw raw{path};
    raw.run(std::string{core::resource("sql/sqlite/0001_books.sql")});
    raw.run("PRAGMA user_version = 1; INSERT INTO book VALUES (1, 'A', '', '', 'associations')");
    CHECK(findings(path).empty());
    CHECK(opening(path) == "store.older");

    raw.run("CREATE TRIGGER evil AFTER INSERT ON migration BEGIN UPDATE book SET name = 'X'; END");
    auto const before = test::bytes_of(path);
    CHECK(opening(path) == "store.older");
    CHECK(findings(path) == std::vector<std::string>{"verify.schema-added trigger evil"});
    CHECK(test::error_of([&] { engine.upgrade(path, test::options()); }) == "store.foreign-schema");
    CHECK(folder.names() == std::vector<std::string>{"livre.coop"});
    CHECK(test::bytes_of(path) == before);
    engine.backup(path, folder.file("copie"), test::options());
    CHECK(findings(folder.file("copie")).size() == 1);
}

TEST_CASE("the second session of a store looks at the schema again")
{
    test::Folder folder;
    auto const path = folder.file("livre.coop");
    test::write_sample(path);
    auto const books = engine.open(path, test::options());
    books->read();
    test::Raw{path}.run("CREATE VIEW evil AS SELECT 1");
    CHECK(test::error_of([&] { books->read(); }) == "store.foreign-schema");
}
