// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/core/shell.hpp>

#include <catch2/catch.hpp>

using coop::core::shell_word;

TEST_CASE("a word of a command line is quoted where a shell would not take it as it is")
{
    CHECK(shell_word("Durand") == "Durand");
    CHECK(shell_word("Hélène") == "Hélène");
    CHECK(shell_word("F-12/2024") == "F-12/2024");
    CHECK(shell_word("A. Martin") == "\"A. Martin\"");
    CHECK(shell_word("L'Atelier") == "\"L'Atelier\"");
    CHECK(shell_word("$HOME") == "'$HOME'");
    CHECK(shell_word("dit \"Jo\"") == "'dit \"Jo\"'");
    CHECK(shell_word("L'\"$`\\") == "\"L'\\\"\\$\\`\\\\\"");
    CHECK(shell_word("") == "\"\"");
    CHECK(shell_word("a;b") == "\"a;b\"");
}
