// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/core/name.hpp>

#include <catch2/catch.hpp>

#include <random>
#include <string>
#include <vector>

namespace coop::core {

TEST_CASE("a name is kept composed, with one space where blanks stood")
{
    struct Case {
        std::string typed, kept;
    };
    std::vector<Case> const cases{
        {"Durand", "Durand"},
        {"  Durand \t", "Durand"},
        {"Marie  Durand", "Marie Durand"},
        {"Marie\u00a0Durand", "Marie Durand"},
        {"Marie\u202f \u2009Durand", "Marie Durand"},
        {"Ame\u0301lie", "Amélie"},
        {"Amélie", "Amélie"},
        {"Du\u00adrand\u200b", "Durand"},
        {"\ufeffDurand", "Durand"},
        {"DURAND & Fils, S.A.R.L.", "DURAND & Fils, S.A.R.L."},
        {"", ""},
        {" \u00a0 ", ""},
    };
    for (auto const& c : cases) {
        INFO(c.typed);
        CHECK(tidy_name(c.typed) == c.kept);
        CHECK(tidy_name(c.kept) == c.kept);
    }
}

TEST_CASE("names that are spelled alike have one key")
{
    std::vector<std::vector<std::string>> const alike{
        {"Durand", "DURAND", "durand", " Durand ", "Durand.", "Du\u0301rand"},
        {"Marie Durand", "Marie-Durand", "MARIE  DURAND", "Marie, Durand", "Marie\u00a0Durand"},
        {"S.N.C.F.", "SNCF", "S N C F", "s.n.c.f"},
        {"J.-P. Durand", "JP Durand", "J. P. DURAND"},
        {"L’Atelier", "L'Atelier", "L' ATELIER", "l atelier"},
        {"Œuvres de l’été", "OEUVRES DE L'ETE"},
        {"Straße", "STRASSE"},
        {"ΑΘΗΝΑ", "αθηνα"},
        {"***", " *** "},
    };
    for (auto const& names : alike) {
        for (auto const& name : names) {
            INFO(name);
            CHECK(name_key(name) == name_key(names.front()));
        }
    }
    CHECK(name_key("DURAND, S.N.C.F.") == "1:durand sncf");
    CHECK(name_key("") == "1:");
}

TEST_CASE("names that are not alike have keys of their own")
{
    std::vector<std::string> const names{
        "Durand",  "Durant", "Durand 1", "Durand 11", "Durand 1 1", "Client 1.2", "Client 12",
        "Club A+", "Club A", "***",      "!!!",       "Martin",     "Mar tin"};
    for (auto const& a : names) {
        for (auto const& b : names) {
            INFO(a << " / " << b);
            CHECK((name_key(a) == name_key(b)) == (a == b));
        }
    }
}

TEST_CASE("whatever a name is, its tidy form is stable and has its key")
{
    std::vector<std::string> const parts{
        "a", "É",      "e\u0301", " ", "\u00a0", ".", "’", "œ", "\u200b", "İ",
        "ﬁ", "1",      "日本",    "+", "\t",     "Z", "-", "ſ", "가",     "\u1100\u1161",
        "ß", "\u0345", "\u1fb3",  "Ǆ", "\u212b"};
    std::mt19937 dice{20261130};
    for (int run = 0; run < 2000; ++run) {
        std::string name;
        for (auto left = dice() % 9; left > 0; --left) {
            name += parts[dice() % parts.size()];
        }
        auto const kept = tidy_name(name);
        INFO(name);
        CHECK(tidy_name(kept) == kept);
        CHECK(name_key(kept) == name_key(name));
    }
}

} // namespace coop::core
