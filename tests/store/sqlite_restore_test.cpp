// SPDX-License-Identifier: GPL-3.0-or-later
// A backup in the place of a book, whatever lies there.
#include "child.hpp"
#include "files.hpp"
#include "raw.hpp"
#include "sample.hpp"

#include <coop/core/hash.hpp>
#include <coop/core/resources.hpp>
#include <coop/core/text.hpp>

#include <catch2/catch.hpp>

#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

using namespace coop;

namespace {

store::Engine const engine = store::sqlite::engine();

struct Shelf {
    test::Folder folder;
    std::string book = folder.file("livre.coop");
    std::string backup = folder.file("hier.sauvegarde");

    Shelf()
    {
        test::write_sample(book);
        engine.backup(book, backup, test::options());
    }

    store::Restored restore(bool rehearsal = false) const
    {
        store::Restored done;
        engine.restore(book, backup, rehearsal, done, test::options());
        return done;
    }

    std::string error() const
    {
        return test::error_of([&] { restore(); });
    }

    bool book_is_whole() const
    {
        return engine.open(book, test::options())->read()->verify().empty();
    }

    /// What a killed writer leaves: pages half written, and the journal that undoes them.
    void kill_a_writer() const
    {
        auto const other = folder.file("autre");
        std::filesystem::copy_file(book, other);
        test::Raw raw{other};
        raw.run("PRAGMA cache_size = 1; PRAGMA synchronous = EXTRA; BEGIN IMMEDIATE");
        for (auto const& trigger :
             raw.column("SELECT name FROM sqlite_schema WHERE type = 'trigger'")) {
            raw.run("DROP TRIGGER " + trigger);
        }
        for (int i = 0; i < 300; ++i) {
            raw.run("INSERT INTO project (code, label) VALUES ('p" + std::to_string(i) +
                    "', hex(randomblob(400)))");
        }
        std::filesystem::copy_file(other, book, std::filesystem::copy_options::overwrite_existing);
        std::filesystem::copy_file(other + "-journal", book + "-journal");
        raw.run("ROLLBACK");
        std::filesystem::remove(other);
    }
};

void set_mode(std::string const& path, unsigned mode)
{
    REQUIRE(::chmod(path.c_str(), mode) == 0);
}

unsigned mode_of(std::string const& path)
{
    struct stat file {};
    REQUIRE(::stat(path.c_str(), &file) == 0);
    return file.st_mode & 0777U;
}

} // namespace

TEST_CASE("a backup takes the place of the book, which is kept beside it")
{
    Shelf const shelf;
    auto const kept = test::bytes_of(shelf.backup);
    {
        auto const session = engine.open(shelf.book, test::options())->write();
        session->add_project({"perdu", "après la sauvegarde"});
        session->commit();
    }
    auto const done = shelf.restore();
    CHECK(done.aside == shelf.folder.file("livre-2018-01-15.ecarte"));
    CHECK(done.counts.posted == 4);
    CHECK(done.counts.drafts == 1);
    CHECK_FALSE(done.is_older);
    CHECK(shelf.book_is_whole());
    CHECK(engine.open(shelf.book, test::options())->read()->projects().size() == 1);
    CHECK(engine.open(done.aside, test::options())->read()->projects().size() == 2);
    CHECK(test::bytes_of(shelf.backup) == kept);
    CHECK(shelf.restore().aside == shelf.folder.file("livre-2018-01-15-2.ecarte"));
    CHECK(shelf.folder.names() ==
          std::vector<std::string>{"hier.sauvegarde", "livre-2018-01-15-2.ecarte",
                                   "livre-2018-01-15.ecarte", "livre.coop"});
}

TEST_CASE("the journal of a killed writer goes aside with its book, and never into another")
{
    Shelf const shelf;
    shelf.kill_a_writer();
    auto const done = shelf.restore();
    CHECK(shelf.book_is_whole());
    CHECK(shelf.folder.names() ==
          std::vector<std::string>{"hier.sauvegarde", "livre-2018-01-15.ecarte",
                                   "livre-2018-01-15.ecarte-journal", "livre.coop"});
    // Both together are still the book before the killed command.
    CHECK(engine.open(done.aside, test::options())->read()->verify().empty());
}

TEST_CASE("a restore that was cut off between its renames is begun again")
{
    Shelf const shelf;
    shelf.kill_a_writer();
    std::filesystem::rename(shelf.book, shelf.folder.file("livre-2018-01-15.ecarte"));
    auto const done = shelf.restore();
    CHECK(shelf.book_is_whole());
    CHECK(done.aside == shelf.folder.file("livre-2018-01-15.ecarte"));
    CHECK(engine.open(done.aside, test::options())->read()->verify().empty());
}

TEST_CASE("a folder or a pipe in the place of the book stays there")
{
    Shelf const shelf;
    std::filesystem::remove(shelf.book);
    SECTION("a folder")
    {
        std::filesystem::create_directory(shelf.book);
    }
    SECTION("a pipe")
    {
        REQUIRE(::mkfifo(shelf.book.c_str(), 0600) == 0);
    }
    CHECK(shelf.error() == "store.not-created");
    CHECK(shelf.folder.names() == std::vector<std::string>{"hier.sauvegarde", "livre.coop"});
}

TEST_CASE("a journal that was left alone is rolled into nothing that gets its name")
{
    Shelf const shelf;
    shelf.kill_a_writer();
    auto const other = shelf.folder.file("autre.coop");
    std::filesystem::rename(shelf.book, other);
    CHECK(test::error_of([&] { test::write_sample(shelf.book); }) == "store.exists");
    CHECK(test::error_of([&] { engine.backup(shelf.backup, shelf.book, test::options()); }) ==
          "store.exists");
    CHECK(shelf.folder.names() ==
          std::vector<std::string>{"autre.coop", "hier.sauvegarde", "livre.coop-journal"});
}

TEST_CASE("a journal that was left alone joins no book that was set aside before it")
{
    Shelf const shelf;
    auto const first = shelf.restore().aside;
    shelf.kill_a_writer();
    std::filesystem::remove(shelf.book);
    auto const second = shelf.restore().aside;
    CHECK(second == shelf.folder.file("livre-2018-01-15-2.ecarte"));
    auto const third = shelf.restore().aside;
    CHECK(third == shelf.folder.file("livre-2018-01-15-3.ecarte"));
    for (auto const& book : {first, third, shelf.book}) {
        CHECK(engine.open(book, test::options())->read()->verify().empty());
    }
}

TEST_CASE("a backup that a killed writer left in two files is whole where it goes")
{
    Shelf const shelf;
    shelf.kill_a_writer();
    auto const both = shelf.restore().aside;
    auto const bytes = test::bytes_of(both);
    store::Restored done;
    engine.restore(shelf.book, both, false, done, test::options());
    CHECK(shelf.book_is_whole());
    CHECK(test::bytes_of(both) == bytes); // Not rolled back where somebody kept it.
}

TEST_CASE("no book need be there, and a rehearsal changes nothing")
{
    Shelf shelf;
    CHECK(shelf.restore(true).aside.empty());
    CHECK(shelf.folder.names() == std::vector<std::string>{"hier.sauvegarde", "livre.coop"});
    shelf.book = shelf.folder.file("neuf.coop");
    CHECK(shelf.restore().aside.empty());
    CHECK(shelf.book_is_whole());
}

TEST_CASE("what is no whole backup touches nothing")
{
    Shelf shelf;
    auto const before = test::bytes_of(shelf.book);
    SECTION("cut")
    {
        auto const bytes = test::bytes_of(shelf.backup);
        test::write_bytes(shelf.backup, bytes.substr(0, bytes.size() / 4096 / 2 * 4096));
        CHECK(shelf.error() == "restore.damaged");
    }
    SECTION("changed by another tool")
    {
        test::Raw{shelf.backup}.run_unguarded("UPDATE line SET debit = debit + 1 WHERE debit > 0");
        CHECK(shelf.error() == "restore.damaged");
    }
    SECTION("of another program")
    {
        test::write_bytes(shelf.backup, "date;montant\n");
        CHECK(shelf.error() == "store.not-ours");
    }
    SECTION("the book itself, under another name")
    {
        std::filesystem::remove(shelf.backup);
        std::filesystem::create_symlink(shelf.book, shelf.backup);
        CHECK(shelf.error() == "restore.same");
    }
    SECTION("of a newer version")
    {
        test::Raw{shelf.backup}.run("PRAGMA user_version = 99");
        CHECK(shelf.error() == "store.newer");
    }
    CHECK(test::bytes_of(shelf.book) == before);
    CHECK(shelf.folder.names() == std::vector<std::string>{"hier.sauvegarde", "livre.coop"});
}

TEST_CASE("a backup of an older version is put back as it is")
{
    Shelf const shelf;
    std::filesystem::remove(shelf.backup);
    test::Raw{shelf.backup}.run(std::string{core::resource("sql/sqlite/0001_books.sql")} +
                                "PRAGMA user_version = 1; INSERT INTO book VALUES (1, 'Ancienne', "
                                "'', '', 'associations')");
    CHECK(shelf.error() == "restore.damaged"); // It does not say which migrations made it.
    test::Raw{shelf.backup}.run(
        "INSERT INTO migration VALUES (1, '0001_books.sql', '" +
        core::to_hex(core::sha256(core::resource("sql/sqlite/0001_books.sql"))) +
        "', '2017-12-01', '0')");
    CHECK(shelf.restore().is_older);
    CHECK(test::error_of([&] { engine.open(shelf.book, test::options()); }) == "store.older");
    engine.upgrade(shelf.book, test::options());
    CHECK(shelf.book_is_whole());
}

TEST_CASE("a book is for its owner, and its copies are for whom it is for")
{
    Shelf shelf;
    CHECK(mode_of(shelf.book) == 0600);
    CHECK(mode_of(shelf.backup) == 0600);
    set_mode(shelf.book, 0640);
    auto const copy = shelf.folder.file("copie.sauvegarde");
    engine.backup(shelf.book, copy, test::options());
    CHECK(mode_of(copy) == 0640);
    CHECK(mode_of(shelf.restore().aside) == 0640);
    CHECK(mode_of(shelf.book) == 0640);
    set_mode(shelf.backup, 0660);
    shelf.book = shelf.folder.file("neuf.coop");
    shelf.restore();
    CHECK(mode_of(shelf.book) == 0660);
    set_mode(shelf.backup, 0440); // Whoever made a copy safe from writing made no book of it.
    shelf.book = shelf.folder.file("encore.coop");
    shelf.restore();
    CHECK(mode_of(shelf.book) == 0640);
    auto options = test::options();
    options.sharing = core::Sharing::group;
    engine.create(shelf.folder.file("commun.coop"), {.book = test::coop_des_communs()}, options);
    CHECK(mode_of(shelf.folder.file("commun.coop")) == 0660);
}

TEST_CASE("a book that somebody has open is not taken away from him")
{
    Shelf const shelf;
    auto options = test::options();
    options.wait_ms = 100;
    test::Child child{[&](auto& self) {
        auto const books = engine.open(shelf.book, test::options());
        self.ready();
        self.wait();
        return 0;
    }};
    child.wait_until_ready();
    store::Restored done;
    CHECK(test::error_of([&] { engine.restore(shelf.book, shelf.backup, false, done, options); }) ==
          "store.locked");
    child.go_on();
    CHECK(child.status() == 0);
    CHECK(shelf.restore().aside == shelf.folder.file("livre-2018-01-15.ecarte"));
}

TEST_CASE("a book that somebody is writing is not replaced under their hands")
{
    Shelf const shelf;
    test::Child child{[&](auto& self) {
        test::Raw raw{shelf.book};
        raw.run("BEGIN IMMEDIATE");
        self.ready();
        self.wait();
        return 0;
    }};
    child.wait_until_ready();
    CHECK(shelf.error() == "store.locked");
    CHECK(shelf.folder.names() == std::vector<std::string>{"hier.sauvegarde", "livre.coop"});
}

TEST_CASE("whoever copies a book for others leaves it to them")
{
    Shelf const shelf;
    constexpr unsigned somebody = 65534;
    if (::chown(shelf.book.c_str(), somebody, somebody) != 0) {
        WARN("only root can give a file away: the case is left out");
        return;
    }
    auto const owner = [](std::string const& path) {
        struct stat file {};
        REQUIRE(::stat(path.c_str(), &file) == 0);
        return file.st_uid == somebody && file.st_gid == somebody;
    };
    auto const copy = shelf.folder.file("copie.sauvegarde");
    engine.backup(shelf.book, copy, test::options());
    CHECK(owner(copy));
    CHECK(owner(shelf.restore().aside));
    CHECK(owner(shelf.book));
}

TEST_CASE("a name that is too long for what is added to it is cut between characters")
{
    Shelf shelf;
    std::string name;
    for (int i = 0; i < 120; ++i) {
        name += "é";
    }
    auto const long_name = shelf.folder.file(name + ".coop");
    std::filesystem::rename(shelf.book, long_name);
    shelf.book = long_name;
    auto const aside = shelf.restore().aside;
    CHECK(aside.ends_with("é-2018-01-15.ecarte"));
    CHECK(core::invalid_utf8_at(aside) == std::string::npos);
    CHECK(shelf.book_is_whole());
    CHECK(engine.open(aside, test::options())->read()->verify().empty());
}
