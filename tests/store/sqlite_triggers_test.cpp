// SPDX-License-Identifier: GPL-3.0-or-later
// What nobody may do to a book, not even with the sqlite3 program, which asks for no foreign keys.
#include "files.hpp"
#include "raw.hpp"
#include "sample.hpp"

#include <catch2/catch.hpp>

using namespace coop;

TEST_CASE("raw SQL cannot change what was recorded for good")
{
    test::Folder folder;
    test::write_sample(folder.file("livre.coop"));
    test::Raw raw{folder.file("livre.coop")};

    for (
        auto const* const sql : {
            // Posted entries and their lines.
            "UPDATE entry SET label = 'autre' WHERE id = 2",
            "UPDATE entry SET number = NULL, posted_on = NULL WHERE id = 2",
            "UPDATE entry SET number = 7 WHERE id = 2",
            "DELETE FROM entry WHERE id = 2",
            "INSERT OR REPLACE INTO entry (id, year_id, journal_id, date, label, piece) "
            "VALUES (2, 2, 3, 20170612, '', '')",
            "INSERT OR REPLACE INTO entry (id, year_id, journal_id, date, label, piece, ref) "
            "VALUES (9, 2, 3, 20170612, '', '', 'fec-1')",
            "UPDATE OR REPLACE entry SET ref = 'fec-1' WHERE id = 5",
            "UPDATE OR REPLACE entry SET id = 2 WHERE id = 5",
            "UPDATE line SET debit = debit + 1 WHERE entry_id = 2 AND line = 1",
            "UPDATE line SET label = 'autre' WHERE entry_id = 2",
            "DELETE FROM line WHERE entry_id = 2",
            "INSERT INTO line VALUES (2, 3, 1, NULL, NULL, NULL, 20170612, 2, 1, 0)",
            "INSERT OR REPLACE INTO line VALUES (2, 1, 1, NULL, NULL, NULL, 20170612, 2, 1, 0)",
            "UPDATE OR IGNORE line SET debit = 1 WHERE entry_id = 2",
            // An entry that skips the draft, or its number.
            "INSERT INTO entry (id, year_id, journal_id, number, posted_on, date, label, piece) "
            "VALUES (9, 2, 3, 9, 20170612, 20170612, '', '')",
            "UPDATE entry SET number = 9, posted_on = 20170801 WHERE id = 5",
            "UPDATE entry SET number = 3 WHERE id = 5",
            // A posted contribution, reversal, attachment.
            "UPDATE contribution SET value = 1",
            "DELETE FROM contribution",
            "INSERT INTO contribution SELECT entry_id, 2, kind, first_day, last_day, minutes, "
            "rate, hourly, coefficient, value, method, party_id, project_id, label "
            "FROM contribution",
            "UPDATE reversal SET reason = 'y'",
            "DELETE FROM reversal",
            "UPDATE attachment SET name = 'b.txt'",
            "DELETE FROM attachment",
            "UPDATE content SET bytes = x'00'",
            "DELETE FROM content",
            // The chain.
            "UPDATE seal SET hash = zeroblob(32)",
            "DELETE FROM seal WHERE sequence = 4",
            "INSERT INTO seal SELECT 6, 5, hash, texts_digest, format FROM seal WHERE sequence = 1",
            "INSERT INTO seal SELECT 5, 5, hash, texts_digest, format FROM seal WHERE sequence = 1",
            "INSERT OR REPLACE INTO seal SELECT 1, 1, zeroblob(32), texts_digest, format FROM seal "
            "WHERE sequence = 1",
            "UPDATE salt SET salt = zeroblob(16)",
            // A closed year.
            "UPDATE year SET state = 'open' WHERE label = '2016'",
            "UPDATE year SET first_day = 20160102 WHERE label = '2016'",
            "INSERT OR REPLACE INTO year SELECT id, label, first_day, last_day, regulation, "
            "'open' FROM year WHERE label = '2016'",
            "DELETE FROM year WHERE label = '2016'",
            "INSERT INTO entry (id, year_id, journal_id, date, label, piece) "
            "VALUES (9, 1, 3, 20160612, '', '')",
            "INSERT INTO entry (id, year_id, journal_id, date, label, piece) "
            "VALUES (9, 2, 3, 20160612, '', '')",
            "UPDATE entry SET year_id = 1, date = 20160612 WHERE id = 5",
            "UPDATE balance SET debit = 0 WHERE year_id = 1",
            "DELETE FROM balance WHERE year_id = 1",
            "INSERT INTO balance VALUES (1, 1, 201602, 1, 0, 5, 0)",
            // An adopted budget.
            "UPDATE budget SET adopted_on = NULL",
            "DELETE FROM budget",
            "UPDATE budget_line SET amount = 1",
            "DELETE FROM budget_line",
            "INSERT INTO budget_line VALUES (1, 2, '74', NULL, '', '', 1)",
            "INSERT OR REPLACE INTO budget SELECT id, year_id, version, NULL, '' FROM budget",
            // Names in use.
            "DELETE FROM journal WHERE code = 'BQ'",
            "DELETE FROM account WHERE code = '512'",
            "DELETE FROM project",
            "DELETE FROM party",
            "UPDATE account SET code = '513' WHERE code = '512'",
            "UPDATE journal SET code = 'XX' WHERE code = 'BQ'",
            "UPDATE project SET code = 'autre'",
            "INSERT OR REPLACE INTO account SELECT 99, code, label, kind, normal, own, closed "
            "FROM account WHERE code = '512'",
            "INSERT OR REPLACE INTO journal SELECT 99, code, label, position FROM journal",
            "INSERT OR REPLACE INTO project SELECT 99, code, label FROM project",
            "INSERT OR REPLACE INTO party SELECT 99, name, kind, note FROM party",
            "DELETE FROM book",
            "DELETE FROM counter",
            "UPDATE counter SET last = 0",
            "DELETE FROM migration",
            // Amounts that are none.
            "INSERT INTO line VALUES (5, 3, 1, NULL, NULL, NULL, 20170801, 2, 0, 0)",
            "INSERT INTO line VALUES (5, 3, 1, NULL, NULL, NULL, 20170801, 2, 5, 5)",
            "INSERT INTO line VALUES (5, 3, 1, NULL, NULL, NULL, 20170801, 2, -5, 0)",
            "INSERT INTO line VALUES (5, 3, 1, NULL, NULL, NULL, 20170801, 2, 1.5, 0)",
            "INSERT INTO line VALUES (5, 3, 1, NULL, NULL, NULL, 20170801, 2, 'dix', 0)",
            "INSERT INTO line VALUES (5, 3, 1, NULL, NULL, NULL, 20170802, 2, 5, 0)",
        }) {
        INFO(sql);
        CHECK_FALSE(raw.attempt(sql).empty());
    }
    CHECK(test::pulled(store::sqlite::engine()
                           .open(folder.file("livre.coop"), test::options())
                           ->read()
                           ->entries({}))
              .size() == 5);
    CHECK(store::sqlite::engine()
              .open(folder.file("livre.coop"), test::options())
              ->read()
              ->verify()
              .empty());
}

TEST_CASE("an unbalanced draft cannot be posted by raw SQL")
{
    test::Folder folder;
    test::write_sample(folder.file("livre.coop"));
    test::Raw raw{folder.file("livre.coop")};
    raw.run("INSERT INTO line VALUES (5, 3, 1, NULL, NULL, NULL, 20170801, 2, 5, 0)");
    CHECK(raw.attempt("UPDATE entry SET number = 3, posted_on = 20170801 WHERE id = 5") ==
          "une écriture a deux lignes au moins et son débit égale son crédit");
    raw.run("DELETE FROM line WHERE entry_id = 5");
    CHECK(raw.attempt("UPDATE entry SET number = 3, posted_on = 20170801 WHERE id = 5") ==
          "une écriture a deux lignes au moins et son débit égale son crédit");
}

TEST_CASE("whoever opens the file reads days and euro")
{
    test::Folder folder;
    test::write_sample(folder.file("livre.coop"));
    test::Raw raw{folder.file("livre.coop")};
    CHECK(raw.column("SELECT * FROM ecritures WHERE ecriture IN (1, 2)") ==
          std::vector<std::string>{
              "2016|BQ|1|1|2016-03-02|2016-12-31|P-1|de 756 à 512|512|A. Martin||20,00|0,00|2000|0",
              "2016|BQ|1|1|2016-03-02|2016-12-31|P-1|de 756 à 512|756|A. Martin||0,00|20,00|0|2000",
              "2017|BQ|1|2|2017-06-12|2017-06-30|P-1|de 512 à 6251|6251||lille|84,50|0,00|8450|0",
              "2017|BQ|1|2|2017-06-12|2017-06-30|P-1|de 512 à 6251|512|||0,00|84,50|0|8450"});
    // Of the texts, a sum takes what stands before the comma.
    CHECK(raw.column("SELECT SUM(debit_centimes), SUM(credit_centimes) FROM ecritures WHERE "
                     "ecriture IN (1, 2)") == std::vector<std::string>{"10450|10450"});
}
