// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract.hpp"
#include "files.hpp"

#include <coop/store/sqlite.hpp>

using namespace coop;

TEST_CASE("SQLite does what any engine must")
{
    test::Folder folder;
    auto const engine = store::sqlite::engine();
    test::check_contract([&](ledger::Book const& book) {
        return engine.create(folder.file("livre.coop"), book, test::options());
    });
    // After each command the file alone is the whole book.
    CHECK(folder.names() == std::vector<std::string>{"livre.coop"});
}
