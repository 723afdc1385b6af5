// SPDX-License-Identifier: GPL-3.0-or-later
// How a finished file takes its place, and what others leave or move there meanwhile.
#include "files.hpp"
#include "raw.hpp"
#include "sample.hpp"

#include <coop/core/files.hpp>

#include <catch2/catch.hpp>

#include <unistd.h>

#include <algorithm>

using namespace coop;

namespace {

store::Engine const engine = store::sqlite::engine();

store::Making making(bool replace)
{
    return {.book = test::coop_des_communs(),
            .fill = [](store::Session& session) { session.add_year(test::civil_year(2017)); },
            .records_given = true,
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
    engine.create(path, {.book = test::coop_des_communs()}, test::options());
    std::filesystem::create_symlink("dossier/livre.coop", link);
    REQUIRE(years_in(path) == 0);
    engine.create(link, making(true), test::options());
    CHECK(std::filesystem::is_symlink(link));
    CHECK(years_in(path) == 1);
    CHECK(years_in(link) == 1);
    CHECK(folder.names() == std::vector<std::string>{"dossier", "livre.coop"});
}

TEST_CASE("what an interrupted command left beside a book goes with the next one that makes it")
{
    test::Folder folder;
    auto const path = folder.file("livre.coop");
    auto const named = [&](std::string const& wanted, std::string const& process) {
        auto name = core::TemporaryName{folder.file(wanted)}.path();
        auto const mine = "-" + std::to_string(::getpid()) + "-";
        name.replace(name.rfind(mine), mine.size(), "-" + process + "-");
        return name;
    };
    // No process has this number: Linux stops at 2^22.
    auto const dead = named("x", "2147483647");
    auto const mine =
        named("x", std::to_string(::getpid())); // of an earlier process of this number
    std::vector<std::string> const others{named("x", std::to_string(::getppid())),
                                          named("x", "0"),
                                          named("x", "12x"),
                                          named("x", "99999999999999999999"),
                                          folder.file(".coop-00000000-2147483647-1.part"),
                                          folder.file("livre.coop.part")};
    for (auto const& name : others) {
        test::write_bytes(name, "d’un autre");
    }
    auto const leave = [&] {
        for (auto const& name : {dead, dead + "-journal", mine, mine + "-journal"}) {
            test::write_bytes(name, "abandonné");
        }
    };
    auto const left = [&](std::vector<std::string> names) {
        for (auto const& other : others) {
            names.push_back(other.substr(other.rfind('/') + 1));
        }
        std::ranges::sort(names);
        return folder.names() == names;
    };
    leave();
    engine.create(path, {.book = test::coop_des_communs()}, test::options());
    CHECK(left({"livre.coop"}));
    leave();
    engine.create(path, making(true), test::options());
    CHECK(left({"livre.coop"}));
    leave();
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
