// SPDX-License-Identifier: GPL-3.0-or-later
//
// While many entries are written, the triggers rest and a proof replaces them. Raw SQL on the
// session's own connection breaks here, one by one, what the proof must see.
#include "child.hpp"
#include "contract.hpp"
#include "contract_bulk.hpp"
#include "files.hpp"
#include "made.hpp"
#include "raw.hpp"

#include <coop/store/sqlite.hpp>

#include <sqlite3.h>

using namespace coop;

namespace {

// The connection that was opened last in this process.
sqlite3* opened = nullptr;

int on_open(sqlite3* database, char const**, void const*)
{
    opened = database;
    return SQLITE_OK;
}

struct Watch {
    Watch() { sqlite3_auto_extension(reinterpret_cast<void (*)()>(on_open)); }
    ~Watch() { sqlite3_cancel_auto_extension(reinterpret_cast<void (*)()>(on_open)); }
};

// Whether SQLite took it.
bool run_inside(std::string const& sql)
{
    return sqlite3_exec(opened, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
}

std::unique_ptr<store::Store> furnished_book(std::string const& path)
{
    return test::furnished(
        [&](ledger::Book const& book) { return test::made(path, book, test::options()); });
}

// A book opened anew: its salts begin at 1 again.
std::unique_ptr<store::Store> open_book(std::string const& path)
{
    return store::sqlite::engine().open(path, test::options());
}

// The words of "store.constraint", or empty.
template <class Work>
std::string refusal(Work&& work)
{
    try {
        work();
    } catch (core::Error const& error) {
        CHECK(error.id() == "store.constraint");
        return std::get<std::string>(error.diagnostic().args.front().value);
    }
    return "";
}

// Every row of every table, the schema included.
std::vector<std::string> dump(std::string const& path)
{
    test::Raw raw{path};
    auto all = raw.column("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name");
    for (auto const& table :
         raw.column("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")) {
        all.push_back(table);
        for (auto const& row : raw.column("SELECT * FROM " + table + " ORDER BY 1, 2")) {
            all.push_back(row);
        }
    }
    return all;
}

// One posted entry (1), a draft (2): what was there before.
void write_before(store::Store& books)
{
    auto session = books.write();
    auto const entry =
        test::checked(test::payment(core::date(2017, 6, 12), "6251", "512", 8450, "BQ"));
    session->append(entry, test::validation_day());
    session->save(entry);
    session->commit();
}

} // namespace

TEST_CASE("SQLite writes many entries as any engine must")
{
    test::Folder folder;
    test::check_bulk([&] { return furnished_book(folder.file("livre.coop")); });
    CHECK(folder.names() == std::vector<std::string>{"livre.coop"});
}

TEST_CASE("many entries at once are the same rows as one by one")
{
    test::Folder folder;
    auto const write = [&](std::string const& name, bool bulk) {
        auto const path = folder.file(name);
        furnished_book(path);
        auto session = open_book(path)->write();
        if (bulk) {
            session->begin_bulk();
        }
        for (auto const& entry : test::some_entries()) {
            session->append(entry, test::validation_day());
        }
        session->save(test::checked(test::payment(core::date(2017, 6, 12), "606", "512", 1)));
        session->commit();
        session.reset();
        CHECK(open_book(path)->read()->verify().empty());
        return dump(path);
    };
    auto const one_by_one = write("un.coop", false);
    CHECK(one_by_one.size() > 300);
    CHECK(write("tous.coop", true) == one_by_one);
}

TEST_CASE("what the triggers refuse of a row, the commit refuses of many")
{
    Watch const watching;
    test::Folder folder;
    auto const path = folder.file("livre.coop");
    // The words of the triggers.
    constexpr char const* dated =
        "la date est hors de l’exercice, ou l’exercice est verrouillé ou clos";
    constexpr char const* lines_of =
        "écriture validée, exercice fermé, ou date autre que la sienne";
    constexpr char const* balanced =
        "une écriture a deux lignes au moins et son débit égale son crédit";
    constexpr char const* numbered = "les numéros d’un journal se suivent";
    constexpr char const* only_posted = "la chaîne ne prend que des écritures validées";
    constexpr char const* unbroken = "la chaîne n’a ni trou ni retour";
    constexpr char const* salted = "le sel d’une écriture se tire avant son sceau";
    constexpr char const* counted = "un numéro d’écriture ne sert qu’une fois";
    struct Case {
        char const* name;
        char const* sql;
        char const* words;
    };
    // 3 and 4 are posted, 5 is a draft: all three in bulk, 3 and 4 with the numbers 2 and 3, the
    // seals 2 and 3. The year 2017 is 1, its journal BQ is 3.
    auto const one = GENERATE(values<Case>({
        {"a date outside the year",
         "UPDATE entry SET date = 20180101 WHERE id = 4; "
         "UPDATE line SET date = 20180101 WHERE entry_id = 4",
         dated},
        {"another year",
         "UPDATE entry SET year_id = 2 WHERE id = 5; "
         "UPDATE line SET year_id = 2 WHERE entry_id = 5",
         dated},
        {"a locked year", "UPDATE year SET state = 'locked'", dated},
        {"a line of another day", "UPDATE line SET date = 20170613 WHERE entry_id = 3 AND line = 1",
         lines_of},
        {"a line of another year", "UPDATE line SET year_id = 2 WHERE entry_id = 5 AND line = 1",
         lines_of},
        {"debit is not credit", "UPDATE line SET debit = 1 WHERE entry_id = 4 AND line = 1",
         balanced},
        {"one line", "DELETE FROM line WHERE entry_id = 4 AND line = 2", balanced},
        {"no line", "DELETE FROM line WHERE entry_id = 4", balanced},
        {"a line in an entry posted before",
         "UPDATE line SET entry_id = 1, line = 3 WHERE entry_id = 5 AND line = 1", lines_of},
        {"a line in a draft of before",
         "UPDATE line SET entry_id = 2, line = 3 WHERE entry_id = 5 AND line = 1", lines_of},
        {"a number left out", "UPDATE entry SET number = 4 WHERE id = 4", numbered},
        {"numbers that begin too late", "UPDATE entry SET number = 9 WHERE id = 3", numbered},
        {"a number that skips to another journal", "UPDATE entry SET journal_id = 1 WHERE id = 4",
         numbered},
        {"posted without a seal", "DELETE FROM seal WHERE sequence = 3", only_posted},
        {"posted by hand", "UPDATE entry SET number = 4, posted_on = 20171231 WHERE id = 5",
         only_posted},
        {"a place of the chain left out", "UPDATE seal SET sequence = 4 WHERE sequence = 3",
         unbroken},
        {"a sealed draft", "UPDATE seal SET entry_id = 5 WHERE sequence = 3", only_posted},
        {"a seal for a draft of before", "UPDATE seal SET entry_id = 2 WHERE sequence = 3",
         only_posted},
        {"a seal too many",
         "INSERT INTO seal SELECT 4, 2, hash, texts_digest, format FROM seal "
         "WHERE sequence = 3",
         unbroken},
        {"a salt that was not drawn", "DELETE FROM salt WHERE entry_id = 4", salted},
        {"an id that was not counted",
         "INSERT INTO entry (id, year_id, journal_id, date, label, piece) "
         "VALUES (99, 1, 3, 20170612, '', '')",
         counted},
    }));
    INFO(one.name);
    furnished_book(path);
    write_before(*open_book(path));
    auto const before = dump(path);
    {
        auto session = open_book(path)->write();
        session->begin_bulk();
        auto const entry =
            test::checked(test::payment(core::date(2017, 6, 12), "6251", "512", 8450, "BQ"));
        session->append(entry, test::validation_day());
        REQUIRE(session->append(entry, test::validation_day()).number == 3);
        REQUIRE(session->save(entry) == 5);
        REQUIRE(run_inside(one.sql));
        CHECK(refusal([&] { session->commit(); }) == one.words);
    }
    CHECK(dump(path) == before);
    CHECK(open_book(path)->read()->verify().empty());
}

TEST_CASE("keys hold while the triggers rest")
{
    Watch const watching;
    test::Folder folder;
    auto const path = folder.file("livre.coop");
    furnished_book(path);
    write_before(*open_book(path));
    auto session = open_book(path)->write();
    session->begin_bulk();
    auto const entry = test::checked(test::payment(core::date(2017, 6, 12), "6251", "512", 8450));
    session->append(entry, test::validation_day());
    for (auto const* const sql : {
             "INSERT INTO entry (id, year_id, journal_id, number, posted_on, date, label, piece, "
             "party_id, ref) SELECT 1, year_id, journal_id, NULL, NULL, date, label, piece, "
             "party_id, ref FROM entry WHERE id = 3",
             "INSERT INTO entry (id, year_id, journal_id, number, posted_on, date, label, piece, "
             "party_id, ref) SELECT 9, year_id, journal_id, number, posted_on, date, label, "
             "piece, party_id, ref FROM entry WHERE id = 3",
             "INSERT INTO line VALUES (77, 1, 1, NULL, NULL, NULL, 20170612, 1, 1, 0)",
             "INSERT INTO line VALUES (3, 3, 99, NULL, NULL, NULL, 20170612, 1, 1, 0)",
             "INSERT INTO line VALUES (3, 3, 1, NULL, NULL, NULL, 20170612, 1, 5, 5)",
             "INSERT INTO seal SELECT 9, 3, hash, texts_digest, format FROM seal WHERE sequence = "
             "2",
             "INSERT INTO account (id, code, own, closed) VALUES (99, '512', 0, 0)",
         }) {
        INFO(sql);
        CHECK_FALSE(run_inside(sql));
    }
    session->commit();
    CHECK(open_book(path)->read()->verify().empty());
}

TEST_CASE("the triggers are awake for whatever is not an entry that is new")
{
    Watch const watching;
    test::Folder folder;
    auto const path = folder.file("livre.coop");
    furnished_book(path);
    auto session = open_book(path)->write();
    session->begin_bulk();
    auto const entry = test::checked(test::payment(core::date(2017, 6, 12), "6251", "512", 8450));
    session->append(entry, test::validation_day());
    CHECK(run_inside("UPDATE counter SET last = 0 WHERE name = 'entry'; "
                     "UPDATE counter SET last = 1 WHERE name = 'entry'"));
    session->balances("2017", store::Which::all); // Writes the balances.
    CHECK_FALSE(run_inside("UPDATE counter SET last = 0 WHERE name = 'entry'"));
    session->append(entry, test::validation_day());
    session->commit();
    CHECK_FALSE(run_inside("UPDATE entry SET label = 'autre' WHERE id = 1"));
    session.reset();
    CHECK_FALSE(test::Raw{path}.attempt("UPDATE entry SET label = 'autre' WHERE id = 1").empty());
}

TEST_CASE("indexes that were put off are there for whoever asks, and at the end")
{
    test::Folder folder;
    auto const path = folder.file("livre.coop");
    auto const books = furnished_book(path);
    auto session = books->write();
    auto const before = session->entries({});
    session->begin_bulk();
    for (auto const& entry : test::some_entries()) {
        session->append(entry, test::validation_day());
    }
    CHECK(test::pulled(before).size() == test::some_entries().size());
    CHECK(test::pulled(session->entries({})).size() == test::some_entries().size());
    // 120, 512, 530, 606 and 756.
    CHECK(session->balances("2017", store::Which::all).size() == 5);
    CHECK(session->verify().empty()); // The schema is whole.
    session->append(test::some_entries()[1], test::validation_day());
    CHECK(session->verify().empty());
    session->commit();
    CHECK(books->read()->verify().empty());
}

TEST_CASE("a process that is killed in the middle leaves the book as it was")
{
    test::Folder folder;
    auto const path = folder.file("livre.coop");
    furnished_book(path);
    if (GENERATE(true, false)) { // In an empty book the indexes are put off.
        write_before(*open_book(path));
    }
    auto const before = dump(path);
    {
        test::Child child{[&](test::Child const& self) {
            Watch const watching;
            auto session = open_book(path)->write();
            // So few pages in memory that the file is written long before the commit.
            run_inside("PRAGMA cache_size = 10");
            session->begin_bulk();
            for (int round = 0; round < 20; ++round) {
                for (auto entry : test::some_entries()) {
                    if (entry.ref().empty()) {
                        session->append(entry, test::validation_day());
                    }
                }
            }
            self.ready();
            self.wait();
            return 0;
        }};
        child.wait_until_ready();
        ::kill(child.pid(), SIGKILL);
        CHECK(child.status() == -SIGKILL);
    }
    CHECK(folder.names() == std::vector<std::string>{"livre.coop", "livre.coop-journal"});
    CHECK(open_book(path)->read()->verify().empty());
    CHECK(dump(path) == before);
    CHECK(folder.names() == std::vector<std::string>{"livre.coop"});
}
