// SPDX-License-Identifier: GPL-3.0-or-later
#include "files.hpp"
#include "raw.hpp"
#include "sample.hpp"

#include <coop/store/chain.hpp>

#include <catch2/catch.hpp>

#include <algorithm>

using namespace coop;

namespace {

// The findings after somebody took the triggers away, did `sql`, and put them back.
std::vector<core::Diagnostic> findings_after(std::string const& sql)
{
    test::Folder folder;
    auto const path = folder.file("livre.coop");
    test::write_sample(path);
    test::Raw{path}.run_unguarded(sql);
    return store::sqlite::engine().open(path, test::options())->read()->verify();
}

// The seals of all entries as the program wrote them that knew no date of a piece.
void seal_as_before(std::string const& path)
{
    std::string sql;
    {
        auto const books = store::sqlite::engine().open(path, test::options());
        auto const session = books->read();
        core::Digest head{};
        std::int64_t sequence = 0;
        for (auto const& row : test::Raw{path}.column(
                 "SELECT entry_id, hex(texts_digest) FROM seal ORDER BY sequence")) {
            auto const bar = row.find('|');
            core::Digest texts{};
            for (std::size_t i = 0; i < texts.size(); ++i) {
                auto const byte = row.substr(bar + 1 + 2 * i, 2);
                texts[i] = static_cast<std::uint8_t>(std::stoi(byte, nullptr, 16));
            }
            auto const record = session->find(std::stoll(row.substr(0, bar)));
            REQUIRE(record);
            auto const content =
                store::canonical(*record, ++sequence, texts, ledger::first_seal_format);
            head = store::chain(head, content);
            sql += "UPDATE seal SET format = 1, hash = x'" + core::to_hex(head) +
                   "' WHERE sequence = " + std::to_string(sequence) + ";";
        }
    }
    test::Raw{path}.run_unguarded(sql);
}

core::Cell argument(core::Diagnostic const& finding, std::string const& name)
{
    for (auto const& one : finding.args) {
        if (one.name == name) {
            return one.value;
        }
    }
    return {};
}

} // namespace

TEST_CASE("verify finds each kind of tampering, and names the first entry that differs")
{
    struct Case {
        std::string sql;
        std::string id;
        std::string name;
        core::Cell value;
    };
    auto const entry = [](std::int64_t id) { return core::Cell{id}; };
    for (auto const& one : std::vector<Case>{
             // Both sides of an entry: it stays balanced, the chain and the balances see it.
             {"UPDATE line SET debit = debit * 2, credit = credit * 2 WHERE entry_id = 2",
              "verify.chain", "entry", entry(2)},
             {"UPDATE line SET debit = debit * 2, credit = credit * 2 WHERE entry_id = 2",
              "verify.balance", "account", std::string{"512"}},
             {"UPDATE line SET debit = debit + 1 WHERE entry_id = 1 AND debit > 0",
              "verify.unbalanced", "entry", entry(1)},
             {"UPDATE line SET debit = 9223372036854775807 WHERE entry_id IN (1, 2) AND debit > 0",
              "verify.unbalanced", "entry", entry(1)},
             // Sums that would be equal again after 2^64.
             {"INSERT INTO line VALUES (5, 3, 1, NULL, NULL, NULL, 20170801, 2, "
              "9223372036854775807, 0), (5, 4, 1, NULL, NULL, NULL, 20170801, 2, "
              "9223372036854775807, 0), (5, 5, 1, NULL, NULL, NULL, 20170801, 2, 2, 0)",
              "verify.unbalanced", "entry", entry(5)},
             {"DELETE FROM line WHERE entry_id = 5", "verify.unbalanced", "entry", entry(5)},
             {"UPDATE line SET account_id = (SELECT id FROM account WHERE code = '606') "
              "WHERE entry_id = 2 AND debit > 0",
              "verify.chain", "entry", entry(2)},
             {"UPDATE line SET project_id = NULL WHERE entry_id = 3", "verify.chain", "entry",
              entry(3)},
             {"UPDATE line SET project_id = 1 WHERE entry_id = 4 AND debit > 0", "verify.inkind",
              "entry", entry(4)},
             {"UPDATE line SET date = 20170613 WHERE entry_id = 2", "verify.date", "entry",
              entry(2)},
             {"UPDATE entry SET date = 20180101 WHERE id = 5; UPDATE line SET date = 20180101 "
              "WHERE entry_id = 5",
              "verify.date", "entry", entry(5)},
             {"UPDATE entry SET date = 20170231 WHERE id = 5; UPDATE line SET date = 20170231 "
              "WHERE entry_id = 5; UPDATE balance SET month = 201702 WHERE posted = 0 AND month <> "
              "0",
              "verify.date", "entry", entry(5)},
             {"UPDATE year SET last_day = 20170231 WHERE id = 2", "verify.day", "table",
              std::string{"year"}},
             {"UPDATE attachment SET added_on = 20170431", "verify.day", "day",
              core::Cell{std::int64_t{20170431}}},
             {"UPDATE contribution SET first_day = 20170229", "verify.day", "table",
              std::string{"contribution"}},
             {"UPDATE rate SET from_day = 20170631", "verify.day", "table", std::string{"rate"}},
             {"UPDATE budget SET adopted_on = 20170931", "verify.day", "table",
              std::string{"budget"}},
             {"UPDATE counter SET last = 4", "verify.counter", "entry", entry(5)},
             {"UPDATE counter SET last = 9007199254740993", "verify.counter", "counter",
              core::Cell{std::int64_t{9007199254740993}}},
             {"DELETE FROM counter", "verify.row", "table", std::string{"counter"}},
             {"DELETE FROM book", "verify.row", "table", std::string{"book"}},
             {"UPDATE entry SET posted_on = 20170701 WHERE id = 2", "verify.chain", "entry",
              entry(2)},
             {"UPDATE entry SET label = 'autre' WHERE id = 2", "verify.texts", "entry", entry(2)},
             {"UPDATE party SET name = 'B. Martin'", "verify.texts", "entry", entry(1)},
             {"DELETE FROM reversal", "verify.chain", "entry", entry(3)},
             {"UPDATE seal SET hash = zeroblob(32) WHERE sequence = 2", "verify.chain", "entry",
              entry(2)},
             {"UPDATE seal SET texts_digest = zeroblob(32) WHERE sequence = 2", "verify.chain",
              "entry", entry(2)},
             {"DELETE FROM seal WHERE sequence = 2", "verify.chain-gap", "sequence",
              core::Cell{std::int64_t{2}}},
             {"DELETE FROM seal WHERE sequence = 4", "verify.unsealed", "entry", entry(4)},
             {"UPDATE entry SET number = 7 WHERE id = 3", "verify.number-gap", "number",
              core::Cell{std::int64_t{2}}},
             {"UPDATE entry SET number = 9 WHERE id = 2; UPDATE entry SET number = 1 WHERE id = 3; "
              "UPDATE entry SET number = 2 WHERE id = 2",
              "verify.chain", "entry", entry(2)},
             {"UPDATE entry SET number = NULL, posted_on = NULL WHERE id = 3", "verify.chain",
              "entry", entry(3)},
             {"UPDATE balance SET debit = debit + 1 WHERE account_id = (SELECT id FROM account "
              "WHERE code = '606')",
              "verify.balance", "account", std::string{"606"}},
             {"DELETE FROM balance WHERE year_id = 1 AND month <> 0", "verify.balance", "month",
              std::string{"2016-03"}},
             {"UPDATE balance SET posted = 1 WHERE posted = 0 AND account_id = (SELECT id FROM "
              "account WHERE code = '606')",
              "verify.balance", "account", std::string{"606"}},
             {"DELETE FROM party", "verify.reference", "parent", std::string{"party"}},
             {"DELETE FROM year WHERE id = 1", "verify.reference", "parent", std::string{"year"}},
             {"DELETE FROM account WHERE code = '606'", "verify.reference", "parent",
              std::string{"account"}},
             {"UPDATE seal SET entry_id = 77 WHERE sequence = 4", "verify.reference", "table",
              std::string{"seal"}},
             {"DELETE FROM entry WHERE id = 2", "verify.reference", "parent", std::string{"entry"}},
             {"DELETE FROM entry WHERE id = 2", "verify.chain", "sequence",
              core::Cell{std::int64_t{2}}},
             {"DELETE FROM entry WHERE id = 5", "verify.reference", "table", std::string{"line"}},
             {"INSERT INTO salt VALUES (77, zeroblob(16))", "verify.reference", "table",
              std::string{"salt"}},
             {"UPDATE attachment SET entry_id = 77", "verify.reference", "table",
              std::string{"attachment"}},
             {"DELETE FROM project", "verify.reference", "parent", std::string{"project"}},
             // To row 0, which is not there either.
             {"UPDATE entry SET journal_id = 0 WHERE id = 5", "verify.reference", "parent",
              std::string{"journal"}},
             {"UPDATE entry SET party_id = 0 WHERE id = 5", "verify.reference", "parent",
              std::string{"party"}},
             {"UPDATE line SET project_id = 0 WHERE entry_id = 5", "verify.reference", "parent",
              std::string{"project"}},
             {"UPDATE line SET account_id = 0 WHERE entry_id = 5", "verify.reference", "parent",
              std::string{"account"}},
             {"UPDATE content SET bytes = CAST('abd' AS BLOB)", "verify.attachment", "entry",
              entry(4)},
             {"DELETE FROM attachment; UPDATE content SET bytes = CAST('abd' AS BLOB)",
              "verify.content", "sha256", core::to_hex(core::sha256("abc"))},
             {"PRAGMA ignore_check_constraints = ON; UPDATE line SET credit = debit "
              "WHERE entry_id = 5",
              "verify.structure", "message", std::string{"CHECK constraint failed in line"}},
         }) {
        INFO(one.sql);
        INFO(one.id);
        auto const findings = findings_after(one.sql);
        auto const found = std::find_if(findings.begin(), findings.end(),
                                        [&](auto const& finding) { return finding.id == one.id; });
        REQUIRE(found != findings.end());
        CHECK(argument(*found, one.name) == one.value);
    }
}

TEST_CASE("the entry of the largest id is proved like any other")
{
    std::string const largest = "9223372036854775807";
    std::string sql = "UPDATE entry SET id = " + largest + ", label = 'autre' WHERE id = 4;";
    for (auto const* const table : {"line", "seal", "salt", "contribution", "attachment"}) {
        sql +=
            "UPDATE " + std::string{table} + " SET entry_id = " + largest + " WHERE entry_id = 4;";
    }
    auto const findings = findings_after(sql);
    auto const is_there = [&](std::string const& id) {
        return std::ranges::any_of(findings, [&](auto const& one) { return one.id == id; });
    };
    CHECK(is_there("verify.texts"));
    CHECK_FALSE(is_there("verify.unsealed"));
}

namespace {

// The findings after `sql` was done while nobody knew the indexes of `condition`, which then say
// something else than their table, as after a fault of the disk or of a program.
std::vector<core::Diagnostic> findings_without_index(std::string const& condition,
                                                     std::string const& sql)
{
    test::Folder folder;
    auto const path = folder.file("livre.coop");
    test::write_sample(path);
    auto const run = [&](std::string const& statements) { test::Raw{path}.run(statements); };
    auto const triggers = [&](std::string const& column) {
        return test::Raw{path}.column("SELECT " + column +
                                      " FROM sqlite_schema WHERE type = 'trigger' ORDER BY name");
    };
    auto const definitions = triggers("sql");
    for (auto const& name : triggers("name")) {
        run("DROP TRIGGER " + name);
    }
    run("CREATE TABLE aside AS SELECT * FROM sqlite_schema WHERE type = 'table' OR type = 'index' "
        "AND " +
        condition);
    // A table that promises nothing unique needs no index of its own making.
    run("PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE type = 'index' AND " +
        condition);
    if (condition.find("auto") != std::string::npos) {
        run("PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(replace(replace("
            "sql, 'UNIQUE (year_id, journal_id, number),', ''), 'UNIQUE', ''), "
            "'TEXT NOT NULL PRIMARY KEY', 'TEXT NOT NULL') WHERE name IN "
            "(SELECT tbl_name FROM aside WHERE type = 'index')");
    }
    run(sql);
    run("PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = (SELECT sql FROM aside WHERE "
        "aside.name = sqlite_master.name) WHERE type = 'table' AND name <> 'aside'; "
        "INSERT INTO sqlite_schema SELECT * FROM aside WHERE type = 'index'");
    run("DROP TABLE aside");
    for (auto const& definition : definitions) {
        run(definition);
    }
    return store::sqlite::engine().open(path, test::options())->read()->verify();
}

} // namespace

TEST_CASE("verify finds an index that disagrees with its table")
{
    struct Case {
        std::string index;
        std::string table;
        std::string sql;
    };
    for (auto const& one : std::vector<Case>{
             {"entry_by_date", "entry", "UPDATE entry SET date = 20170614 WHERE id = 2"},
             {"entry_by_date", "entry", "DELETE FROM entry WHERE id = 5"},
             {"entry_drafts", "entry",
              "UPDATE entry SET number = 3, posted_on = 20170801 "
              "WHERE id = 5"},
             {"entry_by_role", "entry", "UPDATE entry SET role = 2 WHERE id = 3"},
             {"entry_without_piece", "entry", "UPDATE entry SET piece = '' WHERE id = 2"},
             {"entry_by_piece", "entry", "UPDATE entry SET piece = 'F-13' WHERE piece <> ''"},
             {"entry_by_piece", "entry", "UPDATE entry SET date = 20170614 WHERE piece <> ''"},
             {"line_by_account", "line", "UPDATE line SET debit = debit + 1 WHERE debit > 0"},
             {"line_by_account", "line", "DELETE FROM line WHERE entry_id = 3 AND line = 1"},
             {"line_by_party", "line", "UPDATE line SET party_id = 1 WHERE entry_id = 3"},
             {"line_by_project", "line", "UPDATE line SET project_id = 1 WHERE entry_id = 4"},
             {"sqlite_autoindex_entry_1", "entry", "UPDATE entry SET ref = 'x' WHERE id = 5"},
             {"sqlite_autoindex_entry_1", "entry", "UPDATE entry SET ref = 'fec-1' WHERE id = 5"},
             {"sqlite_autoindex_entry_2", "entry",
              "UPDATE entry SET number = 7, posted_on = 20170801 WHERE id = 5"},
             {"sqlite_autoindex_content_1", "content",
              "UPDATE content SET sha256 = replace(sha256, 'b', 'c')"},
             {"sqlite_autoindex_content_1", "content", "DELETE FROM content"},
             {"sqlite_autoindex_seal_1", "seal", "DELETE FROM seal WHERE sequence = 4"},
             {"sqlite_autoindex_seal_1", "seal",
              "INSERT INTO seal VALUES (5, 5, zeroblob(32), zeroblob(32), 2)"},
         }) {
        INFO(one.index);
        INFO(one.sql);
        auto const condition = one.index.find("auto") == std::string::npos
                                   ? "name = '" + one.index + "'"
                                   : "name LIKE 'sqlite_autoindex_" + one.table + "%'";
        auto const findings = findings_without_index(condition, one.sql);
        auto const found = std::find_if(findings.begin(), findings.end(), [](auto const& finding) {
            return finding.id == "verify.index";
        });
        REQUIRE(found != findings.end());
        CHECK(argument(*found, "index") == core::Cell{one.index});
        CHECK(argument(*found, "table") == core::Cell{one.table});
    }
}

TEST_CASE("verify proves every index that the schema has")
{
    // Those of the big tables by a walk each, those of the small ones by SQLite.
    test::Folder folder;
    auto const path = folder.file("livre.coop");
    test::write_sample(path);
    CHECK(test::Raw{path}.column(
              "SELECT list.name FROM sqlite_schema AS master, pragma_index_list(master.name) AS "
              "list WHERE master.name IN ('content', 'entry', 'line', 'salt', 'seal') AND "
              "(list.origin <> 'pk' OR master.name = 'content') "
              "ORDER BY list.name") ==
          std::vector<std::string>{"entry_by_date", "entry_by_piece", "entry_by_role",
                                   "entry_drafts", "entry_without_piece", "line_by_account",
                                   "line_by_party", "line_by_project", "sqlite_autoindex_content_1",
                                   "sqlite_autoindex_entry_1", "sqlite_autoindex_entry_2",
                                   "sqlite_autoindex_seal_1"});
}

TEST_CASE("the date of a piece is proved, and an entry sealed before it was has none")
{
    test::Folder folder;
    auto const path = folder.file("livre.coop");
    bool const old = GENERATE(false, true);
    INFO("of the first format: " << old);
    test::write_sample(path);
    if (old) {
        seal_as_before(path);
    }
    auto const findings = [&] {
        auto all = store::sqlite::engine().open(path, test::options())->read()->verify();
        // Records seal the heads that the entries had before they were sealed anew here.
        std::erase_if(all, [](auto const& one) { return one.id == "verify.record-chain"; });
        return all;
    };
    CHECK(findings().empty());
    test::Raw{path}.run_unguarded("UPDATE entry SET piece_date = 20170601 WHERE id = 2");
    REQUIRE_FALSE(findings().empty());
    CHECK(findings().front().id == "verify.chain");
    CHECK(argument(findings().front(), "entry") == core::Cell{std::int64_t{2}});
}

TEST_CASE("an erased salt takes the texts out of the proof, not the amounts")
{
    test::Folder folder;
    auto const path = folder.file("livre.coop");
    test::write_sample(path);
    test::Raw raw{path};
    raw.erase_texts("1");
    CHECK(store::sqlite::engine().open(path, test::options())->read()->verify().empty());
    CHECK(findings_after("DELETE FROM salt; UPDATE entry SET label = '', piece = '', party_id = "
                         "NULL, ref = NULL; UPDATE line SET debit = debit * 2, credit = credit * 2 "
                         "WHERE entry_id = 1")
              .size() == 2); // verify.chain and verify.balance
}

TEST_CASE("an erased salt takes no text out of the proof that is still there")
{
    // Each of the texts, alone: of the entry, then of a line.
    std::string const no_texts =
        "DELETE FROM salt WHERE entry_id = 1; UPDATE entry SET label = '', piece = '', party_id = "
        "NULL, ref = NULL WHERE id = 1; UPDATE line SET label = NULL, party_id = NULL WHERE "
        "entry_id = 1;";
    CHECK(findings_after(no_texts).empty());
    for (std::string const left :
         {"UPDATE entry SET label = 'Don' WHERE id = 1",
          "UPDATE entry SET piece = 'F-1' WHERE id = 1",
          "UPDATE entry SET party_id = 1 WHERE id = 1", "UPDATE entry SET ref = 'r' WHERE id = 1",
          "UPDATE line SET label = 'Don' WHERE entry_id = 1 AND line = 2",
          "UPDATE line SET party_id = 1 WHERE entry_id = 1 AND line = 2"}) {
        INFO(left);
        auto const findings = findings_after(no_texts + left);
        auto const found = std::ranges::find(findings, "verify.salt", &core::Diagnostic::id);
        REQUIRE(found != findings.end());
        CHECK(argument(*found, "entry") == core::Cell{std::int64_t{1}});
    }
    CHECK(findings_after("DELETE FROM salt WHERE entry_id = 1").size() == 1);
}

TEST_CASE("a tail cut off with care is what the chain cannot see; the head says it")
{
    // Entry 4 (OD 1, the last of the chain) goes with all that hangs on it, and with the records
    // since the one of its attachment.
    std::string const cut =
        "DELETE FROM record WHERE sequence >= (SELECT MIN(sequence) FROM record WHERE kind = "
        "'attachment'); "
        "DELETE FROM seal WHERE entry_id = 4; DELETE FROM salt WHERE entry_id = 4; "
        "DELETE FROM contribution WHERE entry_id = 4; DELETE FROM attachment WHERE entry_id = 4; "
        "DELETE FROM content; DELETE FROM balance WHERE account_id IN (SELECT account_id FROM line "
        "WHERE entry_id = 4); DELETE FROM party_balance WHERE account_id IN (SELECT account_id "
        "FROM line WHERE entry_id = 4); DELETE FROM line WHERE entry_id = 4; DELETE FROM entry "
        "WHERE id = 4;";
    CHECK(findings_after(cut).empty());

    test::Folder folder;
    auto const whole = test::write_sample(folder.file("livre.coop"))->read()->head();
    CHECK(whole.entries == 4);
}
