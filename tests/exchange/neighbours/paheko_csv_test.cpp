// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/exchange/entries.hpp>

#include "exchange/findings.hpp"

#include <catch2/catch.hpp>

// Columns and rules of grouping: docs/reference/sources.md (Garradin, Paheko).

using namespace coop;
using namespace coop::exchange;
using core::cents;
using core::date;
using ledger::Line;

namespace {

std::vector<ReadDraft> read(std::string const& text)
{
    return read_entries_paheko(text, "paheko.csv");
}

std::string findings(std::string const& text)
{
    return findings_of([&] { read(text); });
}

std::string const full = "Numéro d'écriture,Type,Statut,Libellé,Date,Remarques,Numéro pièce "
                         "comptable,Numéro compte,Libellé compte,Débit,Crédit,Référence ligne,"
                         "Libellé ligne,Rapprochement,Projet analytique,Membres associés\r\n";
std::string const lines = "Libellé;Date;Numéro compte;Débit;Crédit\n";

} // namespace

TEST_CASE("in the complete layout, rows of an entry share its number")
{
    auto const drafts = read(
        full +
        "\"7\",\"Dépense\",\"Réglé\",\"Terreau\",\"14/03/2025\",\"note\",\"F-12\",\"6063\",\"x\","
        "\"84,50\",\"0,00\",\"\",\"bio\",\"\",\"Jardin\",\"Ada L.\"\r\n"
        "\"8\",\"Avancé\",\"\",\"Balance d'ouverture\",\"01/01/2025\",\"\",\"\",\"512A\",\"x\","
        "\"10\",\"0,00\",\"\",\"\",\"\",\"\",\"\"\r\n"
        "\"8\",\"Avancé\",\"\",\"Balance d'ouverture\",\"01/01/2025\",\"\",\"\",\"890\",\"x\","
        "\"0,00\",\"10\",\"\",\"\",\"\",\"\",\"\"\r\n"
        "\"7\",\"Dépense\",\"Réglé\",\"Terreau\",\"14/03/2025\",\"note\",\"F-12\",\"512A\",\"x\","
        "\"0,00\",\"84,50\",\"CHQ\",\"\",\"Oui\",\"Jardin\",\"Ada L.\"\r\n");
    REQUIRE(drafts.size() == 2);
    auto const& soil = drafts[0].draft;
    CHECK(soil.date == date(2025, 3, 14));
    CHECK(soil.journal == "");
    CHECK(soil.label == "Terreau");
    CHECK(soil.piece == "F-12");
    CHECK(soil.party == "Ada L.");
    CHECK(soil.ref == "paheko-7");
    CHECK(soil.lines == std::vector<Line>{{"6063", cents(8450), {}, "Jardin", {}, "bio"},
                                          {"512A", {}, cents(8450), {}, {}, {}}});
    CHECK(drafts[1].draft.journal == "AN");
    CHECK(drafts[0].lines[1].line == 5);
}

TEST_CASE("the remark that our export writes says the journal, and no other remark does")
{
    auto const journal = [](std::string const& remark, std::string const& label = "Reprise") {
        auto const drafts = read("Libellé;Date;Remarques;Numéro compte;Débit;Crédit\n" + label +
                                 ";01/01/2025;" + remark + ";512;1;\n;;;110;;1\n");
        REQUIRE(drafts.size() == 1);
        return drafts[0].draft.journal;
    };
    CHECK(journal("AN/2025/1") == "AN");
    CHECK(journal("B2/2024-2025/12") == "B2");
    CHECK(journal("A/N/2025/1") == "A/N"); // a journal of a FEC
    CHECK(journal("OD") == "OD");
    CHECK(journal("", "Balance d'ouverture") == "AN");
    CHECK(journal("OD/2025/1", "Balance d'ouverture") == "AN");
    for (auto const* const remark : {"", "note", "à revoir", "AN/2025", "AN/2025/", "AN/2025/x",
                                     "/2025/1", "2025/1", "12", "AN 2025", "Achats"}) {
        INFO(remark);
        CHECK(journal(remark) == "");
    }
}

TEST_CASE("an apostrophe of Paheko is one, since its export adds none")
{
    for (auto const* const text : {"'=x", "'-5 % de remise", "''+", "'@", "='x", "'été"}) {
        auto const drafts = read(lines + std::string{text} + ";02/01/2025;512;10;\n;;758;;10\n");
        REQUIRE(drafts.size() == 1);
        CHECK(drafts[0].draft.label == text);
    }
}

TEST_CASE("in the grouped layout, only the first row of an entry says what is the entry's")
{
    auto const drafts = read("Numéro d'écriture;Libellé;Date;Numéro compte;Débit;Crédit;Membres "
                             "associés\n"
                             "3;Don;02/01/2025;512;10;;Ada,Bob\n"
                             ";;;758;;10;\n"
                             ";Don;02/01/2025;512;5;0;\n"
                             ";;;758;0;5;\n"
                             ";;;768;0;0;\n");
    REQUIRE(drafts.size() == 2);
    CHECK(drafts[0].draft.lines.size() == 2);
    CHECK(drafts[0].draft.party == "Ada,Bob"); // who records it knows whether that is one
    CHECK(drafts[1].draft.lines.size() == 2);  // a row without an amount is skipped
}

TEST_CASE("in the simple layout, a row is an entry of two lines")
{
    auto const drafts =
        read("Numéro d'écriture;Type;Statut;Libellé;Date;Remarques;Numéro pièce comptable;"
             "Référence paiement;Compte de débit;Compte de crédit;Montant;Projet analytique;"
             "Membres associés\n"
             ";Recette;;Vente;05/06/2025;;;CHQ 1;512;707;1234,5;buvette;\n");
    REQUIRE(drafts.size() == 1);
    CHECK(drafts[0].draft.lines ==
          std::vector<Line>{{"512", cents(123450), {}, {}, {}, {}},
                            {"707", {}, cents(123450), "buvette", {}, {}}});
}

TEST_CASE("an entry without a number is known by what it says")
{
    auto const text = lines + "Don;02/01/2025;512;10;\n;;758;;10\n"
                              "Don;02/01/2025;512;10;\n;;758;;10\n"
                              "Don;02/01/2025;512;11;\n;;758;;11\n";
    auto const first = read(text);
    auto const again = read(text);
    REQUIRE(first.size() == 3);
    CHECK(first[0].draft.ref.starts_with("paheko-"));
    CHECK(first[0].draft.ref != first[1].draft.ref);
    CHECK(first[0].draft.ref != first[2].draft.ref);
    for (std::size_t i = 0; i < first.size(); ++i) {
        CHECK(first[i].draft == again[i].draft);
    }
}

TEST_CASE("what cannot be read is told with its place")
{
    CHECK(findings("Libellé;Date;Montant\n") ==
          "import.column-missing@1:1 import.column-missing@1:1 import.column-missing@1:1");
    CHECK(findings("Libellé;Date;Compte de débit;Montant\n") == "import.column-missing@1:1");
    CHECK(findings("Libellé;Date;Numéro compte;Débit;Crédit;Total\n") ==
          "import.column-unknown@1:45");
    CHECK(findings(lines + ";;512;10;\n") == "import.missing@2:2");
    CHECK(findings(lines + "Don;32/01/2025;512;10;\n;;758;;10\n") == "date.impossible@2:5");
    CHECK(findings(lines + "Don;02/01/2025;;1.234;\n") ==
          "money.ambiguous@2:17 import.missing@2:16");
    CHECK(findings("Numéro d'écriture;" + lines +
                   "1;Don;02/01/2025;512;1;\n1;Don;03/01/2025;758;;1\n") == "import.differs@3:7");
}
