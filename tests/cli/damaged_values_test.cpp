// SPDX-License-Identifier: GPL-3.0-or-later
#include "lent.hpp"
#include "store/files.hpp"
#include "store/raw.hpp"
#include "store/sample.hpp"

#include <coop/store/sqlite.hpp>

#include <catch2/catch.hpp>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

// A fault of the disk, or a hand in the file, leaves values that the schema would have refused. The
// list of columns is that of the schema itself, so that a new one is tried as well.

using namespace coop;

namespace {

auto const engine = store::sqlite::engine();

using Words = std::vector<std::string>;

Words const values{"NULL", "''",      "x'00'", "'abc'", "0", "-1", "9223372036854775807",
                   "77",   "20179999"};

std::vector<Words> const commands{
    {"status"},
    {"check"},
    {"check", "--all"},
    {"dump"},
    {"ledger", "list"},
    {"ledger", "show", "4"},
    {"report", "balance", "--year", "2017"},
    {"report", "bilan", "--year", "2017"},
    {"report", "resultat", "--year", "2017", "--columns", "n-1,n"},
    {"report", "grand-livre", "--year", "2017"},
    {"report", "journal", "--year", "2017"},
    {"report", "budget", "--year", "2017"},
    {"report", "contributions", "--year", "2017"},
    {"report", "balance-auxiliaire", "--year", "2017"},
    {"export", "fec", "--year", "2017", "-o", "fec.txt"},
    {"export", "csv", "--year", "2017", "-o", "e.csv"},
    {"ledger", "add", "--date", "2018-02-05", "--charge", "6063=1", "--paid-from", "512", "--label",
     "b", "--party", "A. Martin", "--project", "lille", "--post"},
    {"ledger", "reverse", "4", "--date", "2018-02-05", "--reason", "x"},
    {"ledger", "attach", "5", "piece.txt"},
    {"party", "list"},
    {"party", "add", "B. Durand"},
    {"project", "list"},
    {"account", "list"},
    {"account", "add", "512700", "--label", "Banque"},
    {"journal", "list"},
    {"year", "list"},
    {"year", "lock", "--to", "2017-12-31"},
    {"year", "close", "2017", "--yes"},
    {"budget", "show", "--year", "2017"},
    {"inkind", "list"},
    {"import", "list"},
    {"record", "list"},
    {"care", "check"},
    {"care", "bilan", "--year", "2017"},
    {"care", "entries", "--year", "2017"},
    {"care", "trail", "verify"},
    {"care", "close", "--year", "2017"},
};

Words with_book(std::string const& path, Words words)
{
    words.insert(words.begin(), {"-f", path, "--today", "2018-03-01"});
    return words;
}

void furnish(std::string const& path)
{
    test::write_sample(path);
    Lent lent;
    for (auto const& words : std::vector<Words>{
             {"year", "add", "2018"},
             {"care", "capital", "add", "N.sol", "--name", "sol"},
             {"care", "action", "add", "compost", "--capital", "N.sol", "--name", "compost",
              "--kind", "preservation", "--origin", "contractee", "--unit", "t"},
             {"care", "budget", "add", "--action", "compost", "--start", "2017-01-01", "--end",
              "2017-12-31", "--amount", "1000", "--source", "devis"},
             {"year", "lock", "--to", "2017-06-30"},
         }) {
        INFO(words[0] << " " << words[1]);
        auto const code = lent.run(with_book(path, words), engine);
        INFO(lent.err);
        REQUIRE(code == 0);
    }
}

struct Column {
    std::string table;
    std::string name;
};

std::vector<Column> columns_of(std::string const& path)
{
    std::vector<Column> all;
    for (auto const& row : test::Raw{path}.column(
             "SELECT t.name, c.name FROM sqlite_schema AS t, pragma_table_info(t.name) AS c WHERE "
             "t.type = 'table' ORDER BY t.name, c.cid")) {
        auto const bar = row.find('|');
        all.push_back({row.substr(0, bar), row.substr(bar + 1)});
    }
    return all;
}

std::string joined(Words const& words)
{
    std::string text;
    for (auto const& word : words) {
        text += (text.empty() ? "" : ", ") + word;
    }
    return text;
}

// The table of the same columns and the same key, which holds anything.
std::string indulgent(test::Raw& raw, std::string const& table)
{
    auto const of = "FROM pragma_table_info('" + table + "')";
    auto const keys = raw.column("SELECT name " + of + " WHERE pk > 0 ORDER BY pk");
    auto const columns = raw.column("SELECT name " + of + " ORDER BY cid");
    auto const sql = raw.column("SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = '" +
                                table + "'")[0];
    auto const number = raw.column("SELECT name " + of + " WHERE pk > 0 AND type = 'INTEGER'");
    bool const by_key = sql.find("WITHOUT ROWID") != std::string::npos;
    auto text = "CREATE TABLE " + table + " (" + joined(columns);
    if (by_key) {
        return text + ", PRIMARY KEY (" + joined(keys) + ")) WITHOUT ROWID";
    }
    if (keys.size() == 1 && number == keys) {
        auto const at = text.find(keys[0], text.find('('));
        text.insert(at + keys[0].size(), " INTEGER PRIMARY KEY");
    }
    return text + ")";
}

// \return false where not even a table without promises takes it.
bool write_ill(std::string const& path, Column const& column, std::string const& value, bool all)
{
    test::Raw raw{path};
    auto const keys = joined(raw.column("SELECT name FROM pragma_table_info('" + column.table +
                                        "') WHERE pk > 0 ORDER BY pk"));
    auto const anything = indulgent(raw, column.table);
    // The schema comes back to the byte, so that the book is ours and only what it holds is not.
    raw.run("CREATE TEMP TABLE kept AS SELECT rowid AS place, * FROM sqlite_schema; "
            "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE type = 'trigger' OR "
            "type = 'index' AND tbl_name = '" +
            column.table + "'; UPDATE sqlite_schema SET sql = '" + anything +
            "' WHERE type = 'table' AND name = '" + column.table +
            "'; PRAGMA writable_schema = RESET");
    auto const update = "UPDATE " + column.table + " SET " + column.name + " = " + value;
    auto const one = keys.empty() ? std::string{" WHERE rowid = 1"}
                                  : " WHERE (" + keys + ") IN (SELECT " + keys + " FROM " +
                                        column.table + " ORDER BY " + keys + " DESC LIMIT 1)";
    auto const done = (all && raw.attempt(update).empty()) || raw.attempt(update + one).empty();
    raw.run("PRAGMA writable_schema = ON; DELETE FROM sqlite_schema; INSERT INTO sqlite_schema "
            "(rowid, type, name, tbl_name, rootpage, sql) SELECT place, type, name, tbl_name, "
            "rootpage, sql FROM kept; PRAGMA writable_schema = RESET");
    return done;
}

// What no command may do on any book: say that it is at fault itself, hang, or leave a trace of
// what it refused. COOP_SAY=1 names each before it runs, for the one that ends the process.
void run_on(std::string const& path, Words const& words)
{
    Lent lent;
    lent.files["piece.txt"] = "abc";
    auto const before = test::bytes_of(path);
    INFO(joined(words));
    if (std::getenv("COOP_SAY") != nullptr) {
        std::fprintf(stderr, "%s\n", joined(words).c_str());
    }
    auto const start = std::chrono::steady_clock::now();
    auto const code = lent.run(with_book(path, words), engine);
    auto const took = std::chrono::steady_clock::now() - start;
    INFO(lent.err);
    CHECK(took < std::chrono::seconds{3});
    CHECK((0 <= code && code <= 5));
    if (code > 1) {
        CHECK(test::bytes_of(path) == before);
    } else if (test::bytes_of(path) != before) {
        test::write_bytes(path, before);
    }
}

} // namespace

TEST_CASE("a value that is none, in any column, is never a fault of the program")
{
    test::Folder folder;
    auto const path = folder.file("livre.coop");
    furnish(path);
    auto const whole = test::bytes_of(path);
    bool const every = std::getenv("COOP_EVERY") != nullptr; // each command on each damage
    std::size_t turn = 0;
    std::size_t damages = 0;
    for (auto const& column : columns_of(path)) {
        for (std::size_t i = 0; i < values.size(); ++i) {
            test::write_bytes(path, whole);
            if (!write_ill(path, column, values[i], i % 2 == 0)) {
                continue;
            }
            ++damages;
            INFO(column.table << "." << column.name << " = " << values[i]);
            if (std::getenv("COOP_SAY") != nullptr) {
                std::fprintf(stderr, "%s.%s = %s\n", column.table.c_str(), column.name.c_str(),
                             values[i].c_str());
            }
            run_on(path, {"verify"});
            for (std::size_t n = 0; n < (every ? commands.size() : 2); ++n) {
                run_on(path, commands[turn++ % commands.size()]);
            }
        }
    }
    CHECK(damages > 900);
}

TEST_CASE("bytes that flip in any page are never a fault of the program")
{
    test::Folder folder;
    auto const path = folder.file("livre.coop");
    furnish(path);
    auto const whole = test::bytes_of(path);
    std::size_t turn = 0;
    auto const* const asked = std::getenv("COOP_SEEDS");
    auto const seeds = asked == nullptr ? 300U : static_cast<unsigned>(std::atoi(asked));
    for (unsigned seed = 0; seed < seeds; ++seed) {
        std::mt19937 random{seed};
        auto bytes = whole;
        for (auto flips = 1 + random() % 8; flips > 0; --flips) {
            bytes[random() % bytes.size()] = static_cast<char>(random() % 256);
        }
        test::write_bytes(path, bytes);
        INFO("seed " << seed);
        if (std::getenv("COOP_SAY") != nullptr) {
            std::fprintf(stderr, "seed %u\n", seed);
        }
        run_on(path, {"verify"});
        for (int n = 0; n < 3; ++n) {
            run_on(path, commands[turn++ % commands.size()]);
        }
    }
}
