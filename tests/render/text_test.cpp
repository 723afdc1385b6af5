// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/core/text.hpp>

#include "written.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace coop;
using core::cents;
using core::RowRole;

namespace {

std::string text_of(core::Document document, int width = 0)
{
    return written("text", std::move(document), {.width = width});
}

int widest_line(std::string_view text)
{
    int result = 0;
    for (auto const line : core::split(text, '\n')) {
        result = std::max(result, core::display_width(line));
    }
    return result;
}

} // namespace

TEST_CASE("a document in French has its title, facts, table, words and notes in this order")
{
    core::Document document;
    document.title = "La Coop des Communs";
    document.subtitle = "Année 2017";
    document.blocks.emplace_back(core::Facts{{{"entry", "Écriture", std::int64_t{12}},
                                              {"date", "Date", core::date(2017, 3, 14)},
                                              {"amount", "Montant", cents(-3568250)},
                                              {"none", "Rien", {}}}});
    document.blocks.emplace_back(core::Table{
        "t",
        "Charges",
        {{"label", "Nature"}, {"n_1", "2016"}, {"n", "2017"}},
        core::rows({
            {"a", RowRole::heading, 0, {std::string{"Exploitation"}}, {}},
            {"b", RowRole::item, 1, {std::string{"Réunions"}, cents(344728), {}}, {}},
            {"c", RowRole::item, 1, {std::string{"Site"}, cents(0), cents(-123456)}, {}},
            {"d",
             RowRole::subtotal,
             1,
             {std::string{"Sous-total"}, cents(344728), cents(-123456)},
             {}},
            {"e", RowRole::total, 0, {std::string{"TOTAL"}, cents(344728), cents(-123456)}, {}},
        })});
    document.blocks.emplace_back(core::Paragraph{"Première ligne.\nSeconde ligne."});
    document.notes.push_back(
        {core::Severity::warning, "period.reversed", {{"text", std::string{"X"}}}, {}});

    auto const expected =
        std::string{"La Coop des Communs\n"
                    "Année 2017\n"
                    "\n"
                    "Écriture : 12\n"
                    "Date     : 14/03/2017\n"
                    "Montant  : -35\u202f682,50\u00a0€\n"
                    "Rien     :\n"
                    "\n"
                    "Charges\n"
                    "En euros\n"
                    "Nature            2016       2017\n"} +
        repeated("─", 33) +
        "\n"
        "Exploitation\n"
        "  Réunions    3\u202f447,28\n"
        "  Site            0,00  -1\u202f234,56\n"
        "              ────────  ─────────\n"
        "  Sous-total  3\u202f447,28  -1\u202f234,56\n" +
        repeated("─", 33) +
        "\n"
        "TOTAL         3\u202f447,28  -1\u202f234,56\n"
        "\n"
        "Première ligne.\n"
        "Seconde ligne.\n"
        "\n"
        "attention : " +
        i18n::text(i18n::Language::fr, "period.reversed", {{"text", std::string{"X"}}}) + "\n";
    CHECK(text_of(std::move(document)) == expected);
}

TEST_CASE("columns stay aligned under accents, combining accents, emoji and narrow spaces")
{
    CHECK(text_of(document_of({{"label", "Libellé"}, {"amount", "Montant"}},
                              {
                                  item({std::string{"Cafe\u0301"}, cents(1)}),
                                  item({std::string{"Vélo 🚲"}, cents(100000000)}),
                                  item({std::string{"a\u202fb"}, cents(-1)}),
                              })) == std::string{"En euros\n"
                                                 "Libellé       Montant\n"} +
                                         repeated("─", 21) +
                                         "\n"
                                         "Cafe\u0301             0,01\n"
                                         "Vélo 🚲  1\u202f000\u202f000,00\n"
                                         "a\u202fb             -0,01\n");
}

TEST_CASE("two sides stand beside each other, and the longer one decides the height")
{
    CHECK(text_of(document_of(
              {{"charge", "Charges"}, {"c", "2016"}, {"produit", "Produits"}, {"p", "2016"}},
              {
                  item({std::string{"Réunions"}, cents(861558), std::string{"Dons"}, cents(50000)}),
                  item({{}, {}, std::string{"Adhésions"}, cents(845000)}),
                  {"t",
                   RowRole::total,
                   0,
                   {std::string{"TOTAL"}, cents(895000), std::string{"TOTAL"}, cents(895000)},
                   {}},
              })) == std::string{"En euros\n"
                                 "Charges       2016  Produits       2016\n"} +
                         repeated("─", 39) +
                         "\n"
                         "Réunions  8\u202f615,58  Dons         500,00\n"
                         "                    Adhésions  8\u202f450,00\n" +
                         repeated("─", 39) +
                         "\n"
                         "TOTAL     8\u202f950,00  TOTAL      8\u202f950,00\n");
}

TEST_CASE("each side of a row has its own rules and its own depth")
{
    auto const row = [](RowRole left, RowRole right, int depth, std::vector<core::Cell> cells) {
        core::Row result{"r", left, 0, std::move(cells), {}};
        result.right = core::RightHalf{2, right, depth};
        return result;
    };
    CHECK(text_of(document_of(
              {{"charge", "Charges"}, {"c", "2016"}, {"produit", "Produits"}, {"p", "2016"}},
              {
                  row(RowRole::heading, RowRole::heading, 0,
                      {std::string{"Achats"}, {}, std::string{"Ventes"}, {}}),
                  row(RowRole::item, RowRole::item, 1,
                      {std::string{"Frais"}, cents(100), std::string{"Biens"}, cents(300)}),
                  row(RowRole::subtotal, RowRole::item, 1,
                      {std::string{"Somme"}, cents(100), std::string{"Dons"}, cents(200)}),
                  row(RowRole::item, RowRole::subtotal, 0,
                      {{}, {}, std::string{"Somme"}, cents(500)}),
                  row(RowRole::item, RowRole::heading, 0, {{}, {}, std::string{"Reste"}, {}}),
                  row(RowRole::total, RowRole::item, 1,
                      {std::string{"Total"}, cents(100), std::string{"Rien"}, cents(0)}),
                  row(RowRole::total, RowRole::total, 0,
                      {std::string{"TOTAL"}, cents(500), std::string{"TOTAL"}, cents(500)}),
              })) == std::string{"En euros\n"
                                 "Charges  2016  Produits  2016\n"} +
                         repeated("─", 29) +
                         "\n"
                         "Achats         Ventes\n"
                         "Frais    1,00    Biens   3,00\n"
                         "         ────\n"
                         "Somme    1,00    Dons    2,00\n"
                         "                         ────\n"
                         "               Somme     5,00\n"
                         "               Reste\n"
                         "         ────\n"
                         "Total    1,00    Rien    0,00\n" +
                         repeated("─", 29) +
                         "\n"
                         "TOTAL    5,00  TOTAL     5,00\n");
}

TEST_CASE("no rule is drawn over a number that a sum does not have")
{
    CHECK(
        text_of(document_of({{"label", ""}, {"a", "A"}, {"b", "B"}},
                            {
                                item({std::string{"x"}, cents(100), cents(100)}),
                                {"s", RowRole::subtotal, 0, {std::string{"s"}, cents(100), {}}, {}},
                            })) == std::string{"En euros\n"
                                               "      A     B\n"} +
                                       repeated("─", 13) +
                                       "\n"
                                       "x  1,00  1,00\n"
                                       "   ────\n"
                                       "s  1,00\n");
}

TEST_CASE("on a terminal the words of a table are wrapped and its amounts are not")
{
    auto const document = [] {
        return document_of(
            {{"date", "Date"}, {"label", "Libellé"}, {"amount", "Montant"}},
            {
                item({core::date(2017, 1, 2),
                      std::string{"Location de la salle du conseil pour le colloque de Cerisy"},
                      cents(-125000)}),
                item({core::date(2017, 1, 3), std::string{"Train"}, cents(8450)}),
            });
    };
    // 60 columns: date 10, amount 9, two gaps of 2; 37 are left for the label.
    CHECK(text_of(document(), 60) ==
          "En euros\n"
          "Date        Libellé                                  Montant\n" +
              repeated("─", 60) +
              "\n"
              "02/01/2017  Location de la salle du conseil pour   -1\u202f250,00\n"
              "            le colloque de Cerisy\n"
              "03/01/2017  Train                                      84,50\n");
    CHECK(
        text_of(document(), 0).find("Location de la salle du conseil pour le colloque de Cerisy") !=
        std::string::npos);
    // As wide as it needs: nothing moves.
    CHECK(text_of(document(), 200) == text_of(document(), 0));
}

TEST_CASE("a table fits the terminal as long as its numbers do, and never cuts one")
{
    for (int const width : {120, 80, 60, 40, 30, 20, 12}) {
        INFO(width);
        auto const text = text_of(
            document_of(
                {{"label", "Un long intitulé de colonne"}, {"n", "2016"}, {"m", "2017"}},
                {
                    {"h", RowRole::heading, 3, {std::string(90, 'h')}, {}},
                    {"i", RowRole::item, 4, {std::string(300, 'x'), cents(123456), cents(1)}, {}},
                    item({std::string{"🚲🚲🚲 é"}, cents(-123456789), cents(2)}),
                }),
            width);
        // 2 of the label (a bicycle), 13 and 4 of the numbers, two gaps of 2.
        CHECK(widest_line(text) <= std::max(width, 23));
        CHECK(text.find("…") == std::string::npos);
        CHECK(text.find("-1\u202f234\u202f567,89") != std::string::npos);
    }
}

TEST_CASE("a label of 10 000 characters is whole in a file and wrapped on a terminal")
{
    auto const document = [] {
        return document_of({{"label", "Libellé"}, {"amount", "Montant"}},
                           {item({repeated("é", 10'000), cents(100)})});
    };
    CHECK(text_of(document()).find(repeated("é", 10'000) + "     1,00\n") != std::string::npos);
    auto const narrow = text_of(document(), 80);
    CHECK(widest_line(narrow) == 80);
    // 71 columns for the label: 140 full lines and one of 60.
    CHECK(narrow.ends_with("\n" + repeated("é", 60) + "\n"));
    CHECK(core::split(narrow, '\n').size() == 3 + 141 + 1);
}

TEST_CASE("no text of the user's moves the cursor")
{
    core::Document document =
        document_of({{"label", "L\x1b[2J"}, {"x", "X"}},
                    {item({std::string{"a\nb\tc\x1b[31m\x7f"}, std::string{"=cmd()"}})});
    document.title = "T\r";
    document.subtitle = "\x1b]0;x\x07";
    document.blocks.emplace_back(core::Paragraph{"p\x1b"});
    document.blocks.emplace_back(core::Facts{{{"k", "l\n", std::string{"v\n"}}}});
    auto const text = text_of(std::move(document));
    CHECK(text.find_first_of("\x1b\r\t\x07\x7f") == std::string::npos);
    CHECK(text.find("a\\nb\\tc\\x1b[31m\\x7f  =cmd()\n") != std::string::npos);
    CHECK(text.find("l\\n : v\\n\n") != std::string::npos);
}

TEST_CASE("only colour makes anything bold")
{
    auto const document = [] {
        return document_of({{"label", "L"}}, {item({std::string{"a"}}),
                                              {"", RowRole::total, 0, {std::string{"b"}}, {}}});
    };
    CHECK(written("text", document()) == "L\n─\na\n─\nb\n");
    CHECK(written("text", document(), {.color = true}) ==
          "\x1b[1mL\x1b[0m\n─\na\n─\n\x1b[1mb\x1b[0m\n");
}

TEST_CASE("euros are announced once, and only where there are amounts")
{
    core::Document document;
    for (auto const& cell :
         {core::Cell{std::int64_t{1}}, core::Cell{cents(1)}, core::Cell{cents(2)}}) {
        document.blocks.emplace_back(
            core::Table{"t", "T", {{"n", "N"}}, core::rows({item({cell})})});
    }
    CHECK(text_of(std::move(document)) == "T\nN\n─\n1\n"
                                          "\nT\nEn euros\n   N\n────\n0,01\n"
                                          "\nT\n   N\n────\n0,02\n");
    CHECK(written("text", document_of({{"n", "N"}}, {item({cents(123456)})}),
                  {.language = i18n::Language::en}) == "In euro\n       N\n────────\n1,234.56\n");
}

TEST_CASE("a share, a quantity and a word in a column of numbers are on its right")
{
    CHECK(text_of(document_of({{"label", "Capital"}, {"v", "Valeur"}},
                              {
                                  item({std::string{"Sol"}, core::Quantity{{650, 2}, "h"}}),
                                  item({std::string{"Eau"}, core::Ratio{1, 8}}),
                                  item({std::string{"Air"}, std::string{"non chiffré"}}),
                                  item({std::string{"Feu"}, core::Ratio{1, 0}}),
                              })) == std::string{"Capital       Valeur\n"} + repeated("─", 20) +
                                         "\n"
                                         "Sol           6,50\u00a0h\n"
                                         "Eau           12,5\u00a0%\n"
                                         "Air      non chiffré\n"
                                         "Feu                –\n");
}

TEST_CASE("the depth is shown in the column of labels")
{
    CHECK(text_of(document_of(
              {{"code", "Compte"}, {"label", "Libellé"}},
              {{"", RowRole::item, 2, {std::string{"512"}, std::string{"Banque"}}, {}}})) ==
          "Compte  Libellé\n" + repeated("─", 18) + "\n512         Banque\n");
}

TEST_CASE("a later row wider than the first 2000 overflows, and is not lost")
{
    std::vector<core::Row> rows(2000, item({std::string{"a"}, cents(1)}));
    rows.push_back(item({std::string{"wider"}, cents(123456)}));
    rows.push_back(item({std::string{"b"}, cents(1)}));
    auto const text = text_of(document_of({{"l", ""}, {"m", ""}}, std::move(rows)));
    CHECK(text.starts_with("En euros\na  0,01\na  0,01\n"));
    CHECK(text.ends_with("a  0,01\nwider  1\u202f234,56\nb  0,01\n"));
}

TEST_CASE("without room, empty columns go, and words wrap between words before anything else")
{
    auto const document = [] {
        return document_of(
            {{"date", "Date"}, {"empty", "Rien du tout"}, {"label", "Libellé"}, {"n", "Montant"}},
            {item({core::date(2017, 1, 2), {}, std::string{"Location de la salle"}, cents(5)}),
             item({core::date(2017, 1, 3), {}, std::string{"Train"}, cents(8450)})});
    };
    CHECK(text_of(document(), 60).find("Rien du tout") != std::string::npos);
    CHECK(text_of(document(), 35) == "En euros\n"
                                     "Date        Libellé         Montant\n" +
                                         repeated("─", 35) +
                                         "\n"
                                         "02/01/2017  Location de la     0,05\n"
                                         "            salle\n"
                                         "03/01/2017  Train             84,50\n");
}

TEST_CASE("without room for its words, a table puts columns of words below the label, named")
{
    auto const text = text_of(
        document_of({{"date", "Date"},
                     {"label", "Libellé"},
                     {"party", "Tiers"},
                     {"said", "Compte", false, {}, false, true},
                     {"debit", "Débit"},
                     {"credit", "Crédit"}},
                    {item({core::date(2017, 1, 2),
                           std::string{"Location"},
                           std::string{"Brindille"},
                           std::string{"Banque"},
                           cents(999'999'999),
                           {}}),
                     item({core::date(2017, 1, 3), std::string{"Train"}, {}, {}, {}, cents(1)})}),
        44);
    // What other columns say has gone.
    CHECK(text == "En euros\n"
                  "Date        Libellé            Débit  Crédit\n" +
                      repeated("─", 44) +
                      "\n"
                      "02/01/2017  Location    9\u202f999\u202f999,99\n"
                      "            Tiers :\n"
                      "            Brindille\n"
                      "03/01/2017  Train                       0,01\n");
}

TEST_CASE("numbers stand below each other where the terminal is no wider, in the same order")
{
    auto const text =
        text_of(document_of({{"label", "Compte"}, {"a", "Débit"}, {"b", "Crédit"}, {"c", "Solde"}},
                            {item({std::string{"401"}, cents(-999'999'999'999'999), {}, cents(1)}),
                             item({std::string{"512"}, {}, cents(2), cents(-3)})}),
                40);
    CHECK(text == "En euros\n"
                  "Compte                  Débit  Crédit\n"
                  "                                Solde\n" +
                      repeated("─", 37) +
                      "\n"
                      "401     -9\u202f999\u202f999\u202f999\u202f999,99\n"
                      "                                 0,01\n"
                      "512                              0,02\n"
                      "                                -0,03\n");
}

TEST_CASE("two sides without room stand below each other")
{
    auto two = document_of(
        {{"charges", "Charges"}, {"x", "2017"}, {"produits", "Produits"}, {"y", "2017"}},
        {{"a",
          RowRole::item,
          0,
          {std::string{"Honoraires"}, cents(999'999'999'999'999), std::string{"Cotisations"},
           cents(999'999'999'999'999)},
          {},
          core::RightHalf{2, RowRole::item, 0}},
         {"b",
          RowRole::item,
          0,
          {std::string{"Loyer"}, cents(1)},
          {},
          core::RightHalf{2, RowRole::item, 0}}});
    CHECK(text_of(std::move(two), 60) ==
          "En euros\n"
          "Charges                     2017\n" +
              repeated("─", 32) +
              "\n"
              "Honoraires  9\u202f999\u202f999\u202f999\u202f999,99\n"
              "Loyer                       0,01\n"
              "\n"
              "Produits                     2017\n" +
              repeated("─", 33) +
              "\n"
              "Cotisations  9\u202f999\u202f999\u202f999\u202f999,99\n");
}

TEST_CASE("a number in a column of words is never cut, wherever it comes")
{
    std::vector<core::Row> rows(2500, item({std::string{"a"}}));
    rows.push_back(item({cents(-999'999'999'999'999)}));
    auto const text = text_of(document_of({{"l", "L"}}, std::move(rows)), 10);
    CHECK(text.find("-9\u202f999\u202f999\u202f999\u202f999,99\n") != std::string::npos);
}

TEST_CASE("a cell that could move its neighbours is isolated, and none is hidden")
{
    core::Document document =
        document_of({{"a", "A"}, {"b", "B"}}, {item({std::string{"שלום"}, cents(1200)}),
                                               item({std::string{"x\u202ey\u2069z"}, cents(5)})});
    document.title = "Tiers שלום";
    document.blocks.emplace_back(core::Facts{
        {{"p", "Tiers", std::string{"\u2067\u200bAchat"}}, {"q", "Pièce", std::string{"é"}}}});
    CHECK(text_of(std::move(document)) == "\u2068Tiers שלום\u2069\n"
                                          "\n"
                                          "En euros\n"
                                          "A                    B\n"
                                          "──────────────────────\n"
                                          "\u2068שלום\u2069             12,00\n"
                                          "\u2068x\\u202ey\\u2069z\u2069   0,05\n"
                                          "\n"
                                          "Tiers : \u2068\\u2067\\u200bAchat\u2069\n"
                                          "Pièce : é\n");
}

TEST_CASE("each line of a text that wraps is isolated for itself")
{
    auto const text =
        text_of(document_of({{"a", "A"}, {"b", "B"}},
                            {item({std::string{"אחת שתיים שלוש ארבע חמש שש שבע שמונה תשע"},
                                   std::string{"à côté de ce qui ne doit pas bouger"}})}),
                40);
    CHECK(widest_line(text) <= 40);
    int isolates = 0;
    for (auto const line : core::split(text, '\n')) {
        CHECK((line.find("\u2068") == line.npos) == (line.find("\u2069") == line.npos));
        isolates += line.find("\u2068") == line.npos ? 0 : 1;
    }
    CHECK(isolates > 1);
}
