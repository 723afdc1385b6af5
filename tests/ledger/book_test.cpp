// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/ledger/book.hpp>
#include <coop/ledger/project.hpp>

#include <core/refusal.hpp>

#include <catch2/catch.hpp>

using namespace coop;
using namespace coop::ledger;

TEST_CASE("a book has a name, and numbers that pass their own control")
{
    struct Case {
        Book book;
        std::string id;
    };
    for (auto const& c : {
             Case{{"La Coop des Communs", "", ""}, ""},
             // 732 829 320 is the usual example of Luhn's control: 7+6+2+8+4+9+6+2+0 doubled at
             // even places gives 40.
             {{"A", "732829320", "W751234567"}, ""},
             {{"A", "", "W9R1234567"}, ""},
             {{"", "", ""}, "book.name"},
             {{"  ", "", ""}, "book.name"},
             {{"A", "732829321", ""}, "book.siren"},
             {{"A", "73282932", ""}, "book.siren"},
             {{"A", "7328293200", ""}, "book.siren"},
             {{"A", "73282932O", ""}, "book.siren"},
             {{"A", "", "751234567"}, "book.rna"},
             {{"A", "", "w751234567"}, "book.rna"},
             {{"A", "", "W75123456"}, "book.rna"},
             {{"A", "", "W7R1234567"}, "book.rna"},
         }) {
        INFO(c.book.name << " " << c.book.siren << " " << c.book.rna);
        CHECK(core::refusal([&] { check_book(c.book); }) == c.id);
    }
}

TEST_CASE("the code of a project is a plain word")
{
    for (std::string const code : {"cerisy", "2018", "plateformes-en-communs", "a_b.c", "x",
                                   "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}) {
        INFO(code);
        CHECK(core::refusal([&] { check_project_code(code); }) == "");
    }
    for (std::string const code : {"", "Cerisy", "été", "a b", "-a", ".", "a/b", "a,b", "a\n",
                                   "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}) {
        INFO(code);
        CHECK(core::refusal([&] { check_project_code(code); }) == "project.malformed");
    }
}
