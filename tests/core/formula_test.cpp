// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/core/delimited.hpp>

#include <catch2/catch.hpp>

#include <string>

namespace coop::core {

TEST_CASE("what a spreadsheet would run is written after an apostrophe, and read without it")
{
    for (std::string const text :
         {"=A1", "+33", "-5", "@x", "\t", "\rx", " =A1", "\u00a0+1", "\u3000=x", "\n@x", "＝x",
          "＋1", "－1", " ＠x", "'=A1", "''-1", "' =x", "\ufeff=x"}) {
        INFO(text);
        CHECK(needs_apostrophe(text));
        CHECK(without_apostrophe("'" + text) == text);
    }
}

TEST_CASE("any other text stays as it is")
{
    for (std::string const text :
         {"", " ", "a=b", "l'été", "'", "'a", "''", "12", "−5", "é", "\xe9=", "(-1)", "\"=x\""}) {
        INFO(text);
        CHECK_FALSE(needs_apostrophe(text));
        CHECK(without_apostrophe(text) == text);
    }
}

} // namespace coop::core
