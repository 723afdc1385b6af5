// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/exchange/zip.hpp>

#include <catch2/catch.hpp>

#include <vector>

using namespace coop;

TEST_CASE("an archive holds its files as they are, and no time")
{
    std::vector<exchange::NamedBytes> const files{{"a.txt", "bonjour"}, {"dossier/é.csv", ""}};
    auto const archive = exchange::zip(files);
    CHECK(archive == exchange::zip(files));
    CHECK(archive.starts_with("PK\x03\x04"));
    CHECK(archive.find("bonjour") != archive.npos); // stored
    CHECK(archive.find("dossier/é.csv") != archive.npos);
    // Time 0, then 1 January 1980, one day and one month, in the format of MS-DOS.
    CHECK(archive.substr(10, 4) == std::string("\x00\x00\x21\x00", 4));
}
