// SPDX-License-Identifier: GPL-3.0-or-later
// How a finished file takes its place, and what others leave or move there meanwhile.
#include "files.hpp"
#include "raw.hpp"
#include "sample.hpp"

#include <catch2/catch.hpp>

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
