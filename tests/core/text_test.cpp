// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/core/text.hpp>

#include <coop/core/money.hpp>

#include <catch2/catch.hpp>

#include <algorithm>

using namespace coop::core;

TEST_CASE("the first byte that is not UTF-8 is found")
{
    constexpr auto none = std::string_view::npos;
    struct Case {
        std::string text;
        std::size_t at;
    };
    // The bounds of RFC 3629 §3-4, and what an old encoding or a cut file gives.
    for (auto const& c : {
             Case{"", none},
             {"abc", none},
             {"Général", none},
             {"\u20ac\U0001f600", none},
             {"\xc2\x80\xdf\xbf\xe0\xa0\x80\xef\xbf\xbf\xf0\x90\x80\x80\xf4\x8f\xbf\xbf", none},
             {"\xed\x9f\xbf\xee\x80\x80", none},
             {std::string("a\0b", 3), none},
             {"Caf\xe9", 3},
             {"Caf\xe9 noir", 3},
             {"a\x80", 1},
             {"\xc0\xaf", 0},
             {"\xe0\x9f\xbf", 0},
             {"\xf0\x8f\xbf\xbf", 0},
             {"\xed\xa0\x80", 0},
             {"\xf4\x90\x80\x80", 0},
             {"\xf5\x80\x80\x80", 0},
             {"\xff", 0},
             {"é\xc3", 2},
             {"é\xe2\x82", 2},
             {"\xc3(", 0},
         }) {
        INFO(printable(c.text));
        CHECK(invalid_utf8_at(c.text) == c.at);
    }
}

TEST_CASE("a text takes the columns that a terminal gives it")
{
    struct Case {
        std::string text;
        int width;
    };
    for (auto const& c : {
             Case{"", 0},
             {"abc", 3},
             {"Général", 7},
             {"Ge\u0301ne\u0301ral", 7},
             {"1\u202f234,56\u00a0€", 10},
             {"…–«»", 4},
             {"a\u200bb\ufeffc", 3},
             {"日本", 4},
             {"ＡＢ", 4},
             {"한", 2},
             {"😀", 2},
             {"🌱", 2},
             {"\u2764\ufe0f", 1},
             {"👩\u200d🌾", 4},
             {"עִ", 1},
         }) {
        INFO(c.text);
        CHECK(display_width(c.text) == c.width);
    }
}

TEST_CASE("a text that is too wide is cut, and says so")
{
    struct Case {
        std::string text;
        int width;
        std::string cut;
    };
    for (auto const& c : {
             Case{"Cotisation", 10, "Cotisation"},
             {"Cotisation", 9, "Cotisati…"},
             {"Cotisation", 1, "…"},
             {"Cotisation", 0, ""},
             {"Cotisation", -1, ""},
             {"", 0, ""},
             {"é", 1, "é"},
             {"日本語", 6, "日本語"},
             {"日本語", 5, "日本…"},
             {"日本語", 4, "日…"},
             {"ae\u0301bc", 3, "ae\u0301…"},
         }) {
        INFO(c.text << ' ' << c.width);
        auto const cut = cut_to_width(c.text, c.width);
        CHECK(cut == c.cut);
        CHECK(display_width(cut) <= std::max(c.width, 0));
    }
}

TEST_CASE("words fold alike whatever their capitals and accents")
{
    struct Case {
        std::string text, folded;
    };
    for (auto const& c : {
             Case{"Général", "general"},
             {"GÉNÉRAL", "general"},
             {"ge\u0301ne\u0301ral", "general"},
             {"Œuvre œuvre", "oeuvre oeuvre"},
             {"Ægir ægir", "aegir aegir"},
             {"ÀÁÂÃÄÅ Ç ÈÉÊË ÌÍÎÏ Ñ ÒÓÔÕÖØ ÙÚÛÜ Ý", "aaaaaa c eeee iiii n oooooo uuuu y"},
             {"àáâãäå ç èéêë ìíîï ñ òóôõöø ùúûü ýÿ", "aaaaaa c eeee iiii n oooooo uuuu yy"},
             {"Straße Þór ð", "strasse thor d"},
             {"Łódź Čapek Šiška Ÿ ŷ ĳ ſ Ő ő", "lodz capek siska y y ij s o o"},
             {"Ā Ď Đ Ġ Ħ Ĩ Ĵ Ķ Ŀ Ň Ŕ Ş Ť Ŭ Ŵ Ž", "a d d g h i j k l· n r s t u w z"},
             {"l\u2019été\u00a0!", "l'ete !"},
             {"ΑΘΉΝΑ МОСКВА ﬁn №", "αθηνα москва fin no"},
             {"3×2÷1", "3×2÷1"},
             {"日本 €", "日本 €"},
             {"Caf\xe9", "caf\xe9"},
         }) {
        INFO(c.text);
        CHECK(fold(c.text) == c.folded);
    }
}

TEST_CASE("the nearest word is suggested when it is near enough")
{
    std::vector<std::string> const names = {"ledger", "report", "resultat", "bilan", "balance"};
    struct Case {
        std::string word, nearest;
    };
    for (auto const& c : {
             Case{"ledger", "ledger"},
             {"leger", "ledger"},
             {"ledgre", "ledger"},
             {"Résultat", "resultat"},
             {"resulta", "resultat"},
             {"BILAN", "bilan"},
             {"balnce", "balance"},
             {"rprt", ""},
             {"xyz", ""},
             {"", ""},
         }) {
        INFO(c.word);
        CHECK(nearest(c.word, names) == c.nearest);
    }
    CHECK(nearest("abx", std::vector<std::string>{"aby", "abz"}) == "aby");
    // An exchange of neighbours is one mistake, so that three letters may hold one.
    CHECK(nearest("dad", std::vector<std::string>{"add"}) == "add");
    CHECK(nearest("xa", std::vector<std::string>{"ya"}).empty());
    CHECK(nearest("word", {}).empty());
}

TEST_CASE("blanks around a text are taken off, those inside stay")
{
    CHECK(trim("  a b\t\r\n") == "a b");
    CHECK(trim("\u00a0\u202f a\u00a0") == "a");
    CHECK(trim("a\u00a0b") == "a\u00a0b");
    CHECK(trim(" \t\u00a0").empty());
    CHECK(trim("").empty());
    CHECK(trim("à") == "à");
}

TEST_CASE("a text is split at every separator")
{
    using Parts = std::vector<std::string_view>;
    CHECK(split("a,b", ',') == Parts{"a", "b"});
    CHECK(split(",a,,", ',') == Parts{"", "a", "", ""});
    CHECK(split("a", ',') == Parts{"a"});
    CHECK(split("", ',') == Parts{""});
}

TEST_CASE("a list is joined as each element is shown")
{
    std::vector<std::string> const words{"bilan", "résultat"};
    CHECK(join(words, ", ") == "bilan, résultat");
    CHECK(join(std::vector<std::string>{}, ", ").empty());
    CHECK(join(words, "", [](auto const& word) { return word.substr(0, 1); }) == "br");
    CHECK(join(std::vector<std::string>{"", "a", ""}, ",") == "a,");
}

TEST_CASE("an amount is written as it is typed")
{
    CHECK(digits_of(cents(123456), ',') == "1234,56");
    CHECK(digits_of(cents(5), '.') == "0.05");
    CHECK(digits_of(cents(-5), '.') == "-0.05");
    CHECK(digits_of(cents(-9223372036854775807), ',') == "-92233720368547758,07");
}

TEST_CASE("a digit and a control character are of ASCII")
{
    CHECK(is_digit('0'));
    CHECK(is_digit('9'));
    CHECK_FALSE(is_digit('/'));
    CHECK_FALSE(is_digit(':'));
    CHECK(is_control('\0'));
    CHECK(is_control('\x1f'));
    CHECK(is_control('\x7f'));
    CHECK_FALSE(is_control(' '));
    CHECK_FALSE(is_control('\xc2'));
}

TEST_CASE("nothing that a terminal would obey is shown to it")
{
    CHECK(printable("Café 😀 1\u202f234\u00a0€") == "Café 😀 1\u202f234\u00a0€");
    CHECK(printable("a\nb\tc\rd") == "a\\nb\\tc\\rd");
    CHECK(printable("\x1b[31m") == "\\x1b[31m");
    CHECK(printable(std::string("\0\x07", 2)) == "\\x00\\x07");
    CHECK(printable("\x7f") == "\\x7f");
    CHECK(printable("\u009b31m\u0085") == "\\u009b31m\\u0085");
    CHECK(printable("Caf\xe9") == "Caf\\xe9");
    CHECK(printable(printable("\n\xff")) == printable("\n\xff"));
    CHECK(printable("").empty());
}

TEST_CASE("a finding keeps its line, unless that is very long")
{
    CHECK(excerpt_of("a\tb;Café\x1b") == "a\tb;Café\x1b");
    CHECK(excerpt_of("Caf\xe9") == "Caf\\xe9");
    CHECK(excerpt_of(std::string(4096, 'x')).size() == 4096);
    CHECK(excerpt_of(std::string(4097, 'x')).empty());
}
