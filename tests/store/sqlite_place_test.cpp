// SPDX-License-Identifier: GPL-3.0-or-later
// How a finished file takes its place, and what others leave or move there meanwhile.
#include "files.hpp"
#include "raw.hpp"
#include "sample.hpp"

#include <catch2/catch.hpp>

#include <unistd.h>

#include <algorithm>

using namespace coop;

namespace {

store::Engine const engine = store::sqlite::engine();

store::Restoring restoring(bool replace)
{
    return {.book = test::coop_des_communs(),
            .fill = [](store::Session& session) { session.add_year(test::civil_year(2017)); },
            .replace = replace};
}

std::size_t years_in(std::string const& path)
{
    return engine.open(path, test::options())->read()->years().size();
}

} // namespace

TEST_CASE("a book reached by a link is replaced where it lies, and the link stays")
{
    test::Folder folder;
    std::filesystem::create_directory(folder.file("dossier"));
    auto const path = folder.file("dossier/livre.coop");
    auto const link = folder.file("livre.coop");
    engine.create(path, test::coop_des_communs(), test::options());
    std::filesystem::create_symlink("dossier/livre.coop", link);
    REQUIRE(years_in(path) == 0);
    engine.restore(link, restoring(true), test::options());
    CHECK(std::filesystem::is_symlink(link));
    CHECK(years_in(path) == 1);
    CHECK(years_in(link) == 1);
    CHECK(folder.names() == std::vector<std::string>{"dossier", "livre.coop"});
}

TEST_CASE("what an interrupted command left beside a book goes with the next one that makes it")
{
    test::Folder folder;
    auto const path = folder.file("livre.coop");
    // No process has this number: Linux stops at 2^22.
    std::string const dead = ".part2147483647";
    auto const mine = ".part" + std::to_string(::getpid()); // of an earlier process of this number
    std::vector<std::string> const others{
        "autre.coop" + dead, "livre.coop.part",    "livre.coop.part" + std::to_string(::getppid()),
        "livre.coop.part0",  "livre.coop.part12x", "livre.coop.part99999999999999999999"};
    for (auto const& name : others) {
        test::write_bytes(folder.file(name), "d’un autre");
    }
    auto const leave = [&](std::string const& name) {
        for (auto const& tail : {dead, dead + "-journal", mine, mine + "-journal"}) {
            test::write_bytes(folder.file(name + tail), "abandonné");
        }
    };
    auto const left = [&](std::vector<std::string> names) {
        names.insert(names.end(), others.begin(), others.end());
        std::ranges::sort(names);
        return folder.names() == names;
    };
    leave("livre.coop");
    engine.create(path, test::coop_des_communs(), test::options());
    CHECK(left({"livre.coop"}));
    leave("livre.coop");
    engine.restore(path, restoring(true), test::options());
    CHECK(left({"livre.coop"}));
    leave("copie.coop");
    engine.backup(path, folder.file("copie.coop"), test::options());
    CHECK(left({"copie.coop", "livre.coop"}));
}

TEST_CASE("a book that another file replaced meanwhile is not written, and says so")
{
    test::Folder folder;
    auto const path = folder.file("livre.coop");
    auto const other = folder.file("autre.coop");
    test::write_sample(path);
    test::write_sample(other);
    auto const before = test::bytes_of(other);
    auto const books = engine.open(path, test::options());
    auto const error = test::error_of([&] {
        auto const session = books->write();
        std::filesystem::rename(other, path);
        session->add_year(test::civil_year(2018));
        session->commit();
    });
    CHECK(error == "store.replaced");
    CHECK(test::bytes_of(path) == before);
}
