// SPDX-License-Identifier: GPL-3.0-or-later
// The file, and what may happen to it: it is missing, foreign, cut, old, held, full, half written.
#include "child.hpp"
#include "files.hpp"
#include "raw.hpp"
#include "sample.hpp"

#include <coop/core/hash.hpp>
#include <coop/core/resources.hpp>

#include <catch2/catch.hpp>

#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>

using namespace coop;

namespace {

store::Engine const engine = store::sqlite::engine();

std::string error_of_opening(std::string const& path)
{
    return test::error_of([&] { engine.open(path, test::options()); });
}

// Writes one draft of 2017.
void write_one(store::Store& books)
{
    auto session = books.write();
    session->save(test::checked(test::payment(core::date(2017, 9, 1), "606", "512", 1)));
    session->commit();
}

std::int64_t drafts_in(std::string const& path)
{
    return engine.open(path, test::options())->read()->counts("").drafts;
}

bool is_whole(std::string const& path)
{
    return engine.open(path, test::options())->read()->verify().empty();
}

std::string argument(core::Error const& error, std::string const& name)
{
    for (auto const& one : error.diagnostic().args) {
        if (one.name == name && std::holds_alternative<std::string>(one.value)) {
            return std::get<std::string>(one.value);
        }
    }
    return "";
}

} // namespace

TEST_CASE("what is not a book is said precisely")
{
    test::Folder folder;
    auto const path = folder.file("livre.coop");
    SECTION("missing")
    {
        CHECK(error_of_opening(path) == "store.missing");
        CHECK(error_of_opening(folder.file("dossier/livre.coop")) == "store.missing");
        CHECK(folder.names().empty());
    }
    SECTION("a folder")
    {
        CHECK(error_of_opening(folder.file("")) == "store.unreadable");
    }
    SECTION("empty, or of another program")
    {
        for (auto const* const bytes :
             {"", "x", "date;montant\n", "SQLite format 4 of this world"}) {
            INFO(bytes);
            test::write_bytes(path, bytes);
            CHECK(error_of_opening(path) == "store.not-ours");
        }
    }
    SECTION("the SQLite file of another program")
    {
        test::Raw{path}.run("CREATE TABLE entry (id INTEGER)");
        CHECK(error_of_opening(path) == "store.not-ours");
        CHECK(test::error_of([&] { engine.upgrade(path, test::options()); }) == "store.not-ours");
        test::Raw{path}.run("PRAGMA application_id = 1");
        CHECK(error_of_opening(path) == "store.not-ours");
    }
    SECTION("of another user")
    {
        test::write_sample(path);
        ::chmod(folder.file("").c_str(), 0755);
        ::chmod(path.c_str(), 0000);
        test::Child child{[&](auto&) {
            return test::become_nobody() && error_of_opening(path) == "store.unreadable" ? 0 : 1;
        }};
        CHECK(child.status() == 0);
    }
}

TEST_CASE("a book is recognised by its first bytes, of any version and damaged further on")
{
    using store::Recognised;
    test::Folder folder;
    auto const path = folder.file("livre.coop");
    CHECK(engine.recognises(path) == Recognised::unreadable);
    CHECK(engine.recognises(folder.file("")) == Recognised::other);
    test::write_sample(path);
    CHECK(engine.recognises(path) == Recognised::book);
    test::Raw{path}.run("PRAGMA user_version = 99");
    CHECK(engine.recognises(path) == Recognised::book);

    auto const whole = test::bytes_of(path);
    auto const recognised = [&](std::string const& bytes) {
        test::write_bytes(path, bytes);
        return engine.recognises(path);
    };
    CHECK(recognised(whole.substr(0, 4096) + std::string(4096, 'x')) == Recognised::book);
    CHECK(recognised(whole.substr(0, 72)) == Recognised::book);
    CHECK(recognised(whole.substr(0, 71)) == Recognised::database);
    CHECK(recognised(whole.substr(0, 16)) == Recognised::database);
    CHECK(recognised(whole.substr(0, 15)) == Recognised::other);
    CHECK(recognised(whole.substr(0, 68) + "GPKG" + whole.substr(72)) == Recognised::database);
    CHECK(recognised(std::string(68, ' ') + "coop") == Recognised::other);
    CHECK(recognised("") == Recognised::other);
}

TEST_CASE("what is written beside a book has a name that says which")
{
    CHECK(engine.book_beside("a/livre.coop-journal") == "a/livre.coop");
    CHECK(engine.book_beside("livre.coop-wal") == "livre.coop");
    CHECK(engine.book_beside("livre.coop-SHM") == "livre.coop");
    CHECK(engine.book_beside("livre.coop").empty());
    CHECK(engine.book_beside("livre.journal").empty());
    CHECK(engine.book_beside("-journal").empty());
    CHECK(engine.book_beside("").empty());
}

TEST_CASE("a file cut at any length is damaged, never read")
{
    test::Folder folder;
    auto const path = folder.file("livre.coop");
    test::write_sample(path);
    auto const whole = test::bytes_of(path);
    std::vector<std::size_t> lengths{1, 5, 15, 16, 17, 50, 99, 100, 101, 511, 512, 1000, 2048};
    for (std::size_t page = 1; page * 4096 < whole.size(); page += 3) {
        for (auto const around : {page * 4096 - 1, page * 4096, page * 4096 + 1}) {
            lengths.push_back(around);
        }
    }
    lengths.push_back(whole.size() - 4096);
    lengths.push_back(whole.size() - 4095);
    lengths.push_back(whole.size() - 1);
    for (auto const length : lengths) {
        INFO(length << " of " << whole.size());
        test::write_bytes(path, whole.substr(0, length));
        CHECK(error_of_opening(path) == "store.damaged");
    }
}

TEST_CASE("pages that were overwritten are damage, wherever they are")
{
    test::Folder folder;
    auto const path = folder.file("livre.coop");
    test::write_sample(path);
    auto const whole = test::bytes_of(path);
    for (std::size_t page = 1; page * 4096 < whole.size(); ++page) {
        INFO("page " << page + 1);
        auto bytes = whole;
        bytes.replace(page * 4096, 4096, std::string(4096, '\xa5'));
        test::write_bytes(path, bytes);
        std::vector<core::Diagnostic> findings;
        auto const error = test::error_of(
            [&] { findings = engine.open(path, test::options())->read()->verify(); });
        if (error.empty()) {
            REQUIRE(findings.size() == 1);
            CHECK(findings[0].id == "verify.structure");
        } else {
            CHECK(error == "store.damaged");
        }
    }
}

TEST_CASE("an older file says so, and is upgraded after a copy")
{
    test::Folder folder;
    auto const path = folder.file("livre.coop");
    {
        test::Raw raw{path};
        raw.run(std::string{core::resource("sql/sqlite/0001_books.sql")});
        raw.run("PRAGMA user_version = 1; INSERT INTO book VALUES (1, 'Ancienne', '', '', "
                "'associations'); INSERT INTO migration VALUES (1, '0001_books.sql', '" +
                core::to_hex(core::sha256(core::resource("sql/sqlite/0001_books.sql"))) +
                "', '2017-12-01', '0')");
    }
    CHECK(error_of_opening(path) == "store.older");

    auto const copy = engine.upgrade(path, test::options()).copy;
    CHECK(copy == folder.file("livre-avant-mise-a-niveau-1.sauvegarde"));
    CHECK(folder.names() ==
          std::vector<std::string>{"livre-avant-mise-a-niveau-1.sauvegarde", "livre.coop"});
    CHECK(error_of_opening(copy) == "store.older");
    CHECK(engine.open(path, test::options())->read()->book().name == "Ancienne");
    CHECK(is_whole(path));
    CHECK(test::Raw{path}.column("SELECT number, name, length(sha256), applied_on FROM migration "
                                 "ORDER BY number") ==
          std::vector<std::string>{
              "1|0001_books.sql|64|2017-12-01", "2|0002_inkind_budget.sql|64|2018-01-15",
              "3|0003_care.sql|64|2018-01-15", "4|0004_one_truth.sql|64|2018-01-15",
              "5|0005_names_and_pieces.sql|64|2018-01-15", "6|0006_care_rules.sql|64|2018-01-15"});

    // Nothing to do the second time.
    CHECK(engine.upgrade(path, test::options()).copy.empty());
    CHECK(folder.names().size() == 2);
}

TEST_CASE("an upgrade does not write over the copy of an earlier one")
{
    test::Folder folder;
    auto const path = folder.file("livre.coop");
    test::Raw{path}.run(std::string{core::resource("sql/sqlite/0001_books.sql")} +
                        "PRAGMA user_version = 1;");
    test::write_bytes(folder.file("livre-avant-mise-a-niveau-1.sauvegarde"), "précieux");
    auto const copy = folder.file("livre-avant-mise-a-niveau-1-2.sauvegarde");
    CHECK(engine.copy_of_upgrade(path, test::options()) == copy);
    CHECK(engine.upgrade(path, test::options()).copy == copy);
    CHECK(error_of_opening(path).empty());
    CHECK(error_of_opening(copy) == "store.older");
    CHECK(test::bytes_of(folder.file("livre-avant-mise-a-niveau-1.sauvegarde")) == "précieux");
}

TEST_CASE("a file of a newer program is left alone")
{
    test::Folder folder;
    auto const path = folder.file("livre.coop");
    test::write_sample(path);
    test::Raw{path}.run("PRAGMA user_version = 99");
    auto const before = test::bytes_of(path);
    CHECK(error_of_opening(path) == "store.newer");
    CHECK(test::error_of([&] { engine.upgrade(path, test::options()); }) == "store.newer");
    CHECK(test::bytes_of(path) == before);
}

TEST_CASE("a new book never takes the place of a file")
{
    test::Folder folder;
    auto const path = folder.file("livre.coop");
    auto const create = [&](std::string const& where) {
        return test::error_of(
            [&] { engine.create(where, {.book = test::coop_des_communs()}, test::options()); });
    };
    test::write_bytes(path, "autre chose");
    CHECK(create(path) == "store.exists");
    CHECK(test::bytes_of(path) == "autre chose");
    CHECK(create(folder.file("dossier/livre.coop")) == "store.not-created");
    CHECK(create(folder.file("nouveau.coop")).empty());
    CHECK(folder.names() == std::vector<std::string>{"livre.coop", "nouveau.coop"});
    CHECK(test::Raw{folder.file("nouveau.coop")}.column("PRAGMA application_id") ==
          std::vector<std::string>{"1668247408"}); // 0x636f6f70, `coop`
    CHECK(test::bytes_of(folder.file("nouveau.coop")).substr(68, 4) == "coop");
}

TEST_CASE("a backup is a book; it never takes the place of a file")
{
    test::Folder folder;
    auto const path = folder.file("livre.coop");
    auto const copy = folder.file("copie.coop");
    test::write_sample(path);
    engine.backup(path, copy, test::options());
    CHECK(is_whole(copy));
    CHECK(engine.open(copy, test::options())->read()->head().hash ==
          engine.open(path, test::options())->read()->head().hash);
    CHECK(test::error_of([&] { engine.backup(path, copy, test::options()); }) == "store.exists");
    CHECK(test::error_of([&] {
              engine.backup(path, folder.file("absent/copie.coop"), test::options());
          }) == "store.not-created");
    CHECK(folder.names() == std::vector<std::string>{"copie.coop", "livre.coop"});
}

TEST_CASE("a locked book is waited for, then says which process may hold it")
{
    test::Folder folder;
    auto const path = folder.file("livre.coop");
    test::write_sample(path);
    SECTION("another writer: reading works")
    {
        test::Child child{[&](auto& self) {
            test::Raw raw{path};
            raw.run("BEGIN IMMEDIATE");
            self.ready();
            self.wait();
            return 0;
        }};
        child.wait_until_ready();
        auto const books = engine.open(path, test::options(50));
        CHECK(books->read()->counts("").posted == 4);
        try {
            books->write();
            FAIL("the book is locked");
        } catch (core::Error const& error) {
            CHECK(error.id() == "store.locked");
            CHECK(error.kind() == core::ErrorKind::database);
            CHECK(argument(error, "path") == path);
            CHECK_THAT(argument(error, "by"),
                       Catch::Contains("(" + std::to_string(child.pid()) + ")"));
        }
    }
    SECTION("a writer in the middle of its commit: nobody reads")
    {
        test::Child child{[&](auto& self) {
            test::Raw raw{path};
            raw.run("BEGIN EXCLUSIVE");
            self.ready();
            self.wait();
            return 0;
        }};
        child.wait_until_ready();
        CHECK(error_of_opening(path) == "store.locked");
    }
    SECTION("it is worth waiting")
    {
        test::Child child{[&](auto& self) {
            test::Raw raw{path};
            raw.run("BEGIN IMMEDIATE");
            self.ready();
            self.wait();
            raw.run("COMMIT");
            return 0;
        }};
        child.wait_until_ready();
        int waits = 0;
        test::Sleepless const waiting{[&] {
            ++waits;
            child.go_on();
            child.status();
        }};
        write_one(*engine.open(path, test::options()));
        CHECK(waits == 1);
        CHECK(drafts_in(path) == 2);
    }
    SECTION("by whom is not always known")
    {
        auto const books = engine.open(path, test::options(1));
        auto const first = books->write();
        try {
            books->write();
            FAIL("the book is locked");
        } catch (core::Error const& error) {
            CHECK(argument(error, "by") == "?");
        }
    }
}

TEST_CASE("a read-only book can be read")
{
    test::Folder folder;
    auto const path = folder.file("livre.coop");
    test::write_sample(path);
    SECTION("a file that nobody may write, not even root")
    {
        ::chmod(path.c_str(), 0444);
        auto const books = engine.open(path, test::options());
        CHECK(books->read()->counts("").posted == 4);
        CHECK(test::error_of([&] { books->write(); }) == "store.read-only");
        CHECK(is_whole(path));
    }
    SECTION("a folder where no journal may be made")
    {
        ::chmod(path.c_str(), 0666);
        ::chmod(folder.file("").c_str(), 0555);
        test::Child child{[&](auto&) {
            if (!test::become_nobody()) {
                return 2;
            }
            auto const books = engine.open(path, test::options());
            if (books->read()->counts("").posted != 4) {
                return 3;
            }
            return test::error_of([&] { write_one(*books); }) == "store.read-only" ? 0 : 1;
        }};
        CHECK(child.status() == 0);
        ::chmod(folder.file("").c_str(), 0755);
        CHECK(drafts_in(path) == 1);
    }
}

TEST_CASE("a crash before the commit leaves the books as they were")
{
    test::Folder folder;
    auto const path = folder.file("livre.coop");
    test::write_sample(path);
    auto const before = test::bytes_of(path);
    SECTION("nothing had reached the file")
    {
        test::Child child{[&](auto&) {
            auto const books = engine.open(path, test::options());
            auto const session = books->write();
            session->post(5, core::date(2017, 9, 1));
            return ::raise(SIGKILL);
        }};
        CHECK(child.status() == -SIGKILL);
        CHECK(test::bytes_of(path) == before);
        CHECK(drafts_in(path) == 1);
    }
    SECTION("pages had reached the file: the journal rolls them back")
    {
        test::Child child{[&](auto&) {
            test::Raw raw{path};
            raw.run("PRAGMA synchronous = FULL; PRAGMA cache_size = 2; BEGIN IMMEDIATE; WITH "
                    "RECURSIVE n(i) AS (SELECT 1 UNION "
                    "ALL SELECT i + 1 FROM n WHERE i < 5000) INSERT INTO party (id, name, kind, "
                    "note) SELECT 10 + i, 'tiers ' || i, '', '' FROM n");
            return ::raise(SIGKILL);
        }};
        CHECK(child.status() == -SIGKILL);
        REQUIRE(folder.names() == std::vector<std::string>{"livre.coop", "livre.coop-journal"});
        REQUIRE(test::bytes_of(path) != before);
        CHECK(engine.open(path, test::options())->read()->parties().size() == 1);
        CHECK(is_whole(path));
        CHECK(folder.names() == std::vector<std::string>{"livre.coop"});
        CHECK(test::bytes_of(path) == before);
    }
}

TEST_CASE("a full disk leaves the books as they were")
{
    test::Folder folder;
    auto const path = folder.file("livre.coop");
    auto const many = [](store::Store& books) {
        auto session = books.write();
        for (int i = 0; i < 2000; ++i) {
            session->save(test::checked(test::payment(core::date(2017, 9, 1), "606", "512", 1)));
        }
        session->commit();
    };
    SECTION("a limit on the size of files")
    {
        test::write_sample(path);
        auto const size = test::bytes_of(path).size();
        test::Child child{[&](auto&) {
            ::signal(SIGXFSZ, SIG_IGN);
            struct rlimit const limit{size + 8192, size + 8192};
            ::setrlimit(RLIMIT_FSIZE, &limit);
            auto const books = engine.open(path, test::options());
            auto const error = test::error_of([&] { many(*books); });
            return error == "store.full" || error == "store.io" ? 0 : 1;
        }};
        CHECK(child.status() == 0);
        CHECK(drafts_in(path) == 1);
        CHECK(is_whole(path));
        CHECK(folder.names() == std::vector<std::string>{"livre.coop"});
    }
    SECTION("a small disk, where the system lets one be made")
    {
        auto const disk = folder.file("");
        if (::mount("none", disk.c_str(), "tmpfs", 0, "size=456k") != 0) {
            WARN("no right to mount a small disk: the case is left out");
            return;
        }
        test::write_sample(path);
        auto const error = test::error_of([&] { many(*engine.open(path, test::options())); });
        auto const copy = test::error_of(
            [&] { engine.backup(path, folder.file("copie.coop"), test::options()); });
        auto const drafts = drafts_in(path);
        auto const whole = is_whole(path);
        auto const names = folder.names();
        ::umount(disk.c_str());
        CHECK(error == "store.full");
        CHECK(drafts == 1);
        CHECK(whole);
        CHECK(copy == "store.full");
        CHECK(names == std::vector<std::string>{"livre.coop"});
    }
}

TEST_CASE("after each command the file alone is the whole book, even if it was turned to WAL")
{
    test::Folder folder;
    auto const path = folder.file("livre.coop");
    test::write_sample(path);
    test::Raw{path}.column("PRAGMA journal_mode = WAL");
    write_one(*engine.open(path, test::options()));
    CHECK(folder.names() == std::vector<std::string>{"livre.coop"});
    CHECK(test::Raw{path}.column("PRAGMA journal_mode") == std::vector<std::string>{"delete"});
    CHECK(drafts_in(path) == 2);
}
