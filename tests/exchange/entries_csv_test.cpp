// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/exchange/entries.hpp>

#include "findings.hpp"

#include <catch2/catch.hpp>

using namespace coop;
using namespace coop::exchange;
using core::cents;
using core::date;
using ledger::Line;

namespace {

std::vector<ReadDraft> read(std::string const& text)
{
    return read_entries_csv(text, "ecritures.csv");
}

std::string findings(std::string const& text)
{
    return findings_of([&] { read(text); });
}

Line debit(std::string account, std::int64_t amount, std::string project = {})
{
    return {std::move(account), cents(amount), {}, std::move(project), {}, {}};
}

Line credit(std::string account, std::int64_t amount, std::string project = {})
{
    return {std::move(account), {}, cents(amount), std::move(project), {}, {}};
}

} // namespace

TEST_CASE("a row is a whole entry where it names a charge or a produit")
{
    auto const drafts = read("date;libelle;charge;produit;montant;paye_par;recu_sur;projet;piece\n"
                             "2025-03-14;Terreau;6064;;84,50;512;;jardin;F-12\n"
                             "20/03/2025;Cotisation;;756;20;;530;;\n");
    REQUIRE(drafts.size() == 2);
    auto const& soil = drafts[0].draft;
    CHECK(soil.date == date(2025, 3, 14));
    CHECK(soil.journal.empty()); // None is named.
    CHECK(soil.label == "Terreau");
    CHECK(soil.piece == "F-12");
    CHECK(soil.lines == std::vector{debit("6064", 8450, "jardin"), credit("512", 8450)});
    auto const& dues = drafts[1].draft;
    CHECK(dues.date == date(2025, 3, 20));
    CHECK(dues.lines == std::vector{debit("530", 2000), credit("756", 2000)});

    // Where each line stands: its account.
    CHECK(drafts[1].where.source == "ecritures.csv");
    CHECK(drafts[1].where.line == 3);
    CHECK(drafts[1].where.excerpt == "20/03/2025;Cotisation;;756;20;;530;;");
    REQUIRE(drafts[1].lines.size() == 2);
    CHECK(drafts[1].lines[0].column == 32);
    CHECK(drafts[1].lines[1].column == 24);
}

TEST_CASE("rows with the same key make one entry, wherever they stand")
{
    auto const drafts = read("ecriture;date;journal;libelle;compte;debit;credit\n"
                             "1;2025-12-31;OD;Loyer à répartir;6132;500;\n"
                             "2;2025-12-30;;Frais;627;3;\n"
                             "1;2025-12-31;OD;Loyer à répartir;6064;100;\n"
                             "1;;;;512;;600\n"
                             "2;;;De la banque;512;;3\n");
    REQUIRE(drafts.size() == 2);
    CHECK(drafts[0].draft.journal == "OD");
    CHECK(drafts[0].draft.label == "Loyer à répartir");
    CHECK(drafts[0].draft.lines ==
          std::vector{debit("6132", 50000), debit("6064", 10000), credit("512", 60000)});
    CHECK(drafts[0].lines[2].line == 5);
    CHECK(drafts[1].draft.journal.empty());
    CHECK(drafts[1].draft.lines[1].label == "De la banque");
}

TEST_CASE("rows can be grouped by the reference that makes an import repeatable")
{
    auto const drafts = read("ref,date,label,account,debit,credit\n"
                             "b-1,2025-01-02,x,512,1,\nb-1,2025-01-02,x,756,,1\n");
    REQUIRE(drafts.size() == 1);
    CHECK(drafts[0].draft.ref == "b-1");
    CHECK(drafts[0].draft.lines.size() == 2);
}

TEST_CASE("a third party goes to the line of its account, else to the entry")
{
    std::string const header = "ecriture;date;libelle;compte;debit;credit;tiers\n";
    auto const sale = read(header + "1;2025-01-02;x;411;5;;A. Martin\n1;;;706;;5;\n");
    CHECK(sale[0].draft.party == "A. Martin");
    CHECK(sale[0].draft.lines[0].party == "A. Martin");

    auto const cash = read(header + "1;2025-01-02;x;512;5;;A. Martin\n1;;;706;;5;A. Martin\n");
    CHECK(cash[0].draft.party == "A. Martin");
    CHECK(cash[0].draft.lines[0].party.empty());

    auto const transfer = read(header + "1;2025-01-02;x;411;5;;A\n1;;;411;;5;B\n");
    CHECK(transfer[0].draft.party.empty());
    CHECK(transfer[0].draft.lines[1].party == "B");

    CHECK(findings(header + "1;2025-01-02;x;512;5;;A\n1;;;706;;5;B\n") == "import.differs@3:12");
}

TEST_CASE("separator, names of columns, end of lines and byte order mark do not matter")
{
    auto const expected = read("date;libelle;produit;montant;recu_sur\n2025-01-02;x;756;1;512\n");
    for (std::string const text : {
             "date,label,produit,amount,received_on\n2025-01-02,x,756,1,512",
             "DATE\tLibellé\tProduit\tMontant\tReçu sur\n2025-01-02\tx\t756\t1\t512\n",
             "\xef\xbb\xbf"
             "date;libelle;produit;montant;recu_sur\r\n2025-01-02;x;756;1;512\r\n",
             "recu_sur;montant;produit;libelle;date\n512;1,00 €;756;x;02/01/2025\n;;;;\n\n",
             "date;libelle;produit;montant;recu_sur;\n2025-01-02;x;756;1;512;\n",
         }) {
        INFO(text);
        auto const drafts = read(text);
        REQUIRE(drafts.size() == 1);
        CHECK(drafts[0].draft == expected[0].draft);
    }
}

TEST_CASE("the apostrophe that kept a spreadsheet from running a text is taken off")
{
    auto const drafts = read("date;libelle;produit;montant;recu_sur\n2025-01-02;'=cmd();756;1;512\n"
                             "2025-01-02;'t Hooft;756;1;512\n");
    CHECK(drafts[0].draft.label == "=cmd()");
    CHECK(drafts[1].draft.label == "'t Hooft");
}

TEST_CASE("a header alone imports nothing, an empty file is not a table")
{
    CHECK(read("date;libelle;produit;montant;recu_sur\n").empty());
    CHECK(findings("") == "import.empty@1:1");
}

TEST_CASE("the header is understood whole or refused")
{
    struct Case {
        std::string header, found;
    };
    for (auto const& c : {
             Case{"date;libele;produit;montant;recu_sur", "import.column-misspelt@1:6"},
             {"date;humeur;produit;montant;recu_sur", "import.column-unknown@1:6"},
             {"date;libelle;label;produit;montant;recu_sur", "import.column-twice@1:14"},
             {"libelle;produit;montant;recu_sur", "import.column-missing@1:1"},
             {"date;libelle;produit;recu_sur", "import.column-missing@1:1"},
             {"ecriture;date;libelle;compte;debit", "import.column-missing@1:1"},
             {"date;libelle;compte;debit;credit", "import.column-missing@1:1"},
             {"ecriture;date;compte;debit;credit;montant", "import.columns-mixed@1:35"},
         }) {
        INFO(c.header);
        CHECK(findings(c.header + "\n") == c.found);
    }
}

TEST_CASE("every bad row is cited with its line and column, and none is imported")
{
    CHECK(findings("date;libelle;charge;produit;montant;paye_par;recu_sur\n"
                   "2025-02-30;x;606;;1;512;\n"     // a day that does not exist
                   "2025-01-02;x;606;;1.234;512;\n" // could mean two things
                   "2025-01-02;x;606;;1;512;\n"     // good
                   "2025-01-02;x;606;;1,234;512;\n"
                   ";x;606;;1;512;\n"
                   "2025-01-02;x;;;1;512;\n"
                   "2025-01-02;x;606;756;1;512;\n"
                   "2025-01-02;x;606;;1;;\n"
                   "2025-01-02;x;606;;1;;512\n"
                   "2025-01-02;x;;756;1;512;\n"
                   "2025-01-02;x;606;;;512;\n"
                   "2025-01-02;x;606;;1;512;;x\n") ==
          "date.impossible@2:1 money.ambiguous@3:19 money.ambiguous@5:19 import.missing@6:1 "
          "import.charge-or-produit@7:14 import.charge-or-produit@8:14 import.missing@9:21 "
          "import.charge-received@10:22 import.produit-paid@11:21 import.missing@12:19 "
          "import.fields@13:26");
    CHECK(findings("ecriture;date;piece;compte;debit;credit\n"
                   "1;2025-01-02;a;606;1;\n"
                   "1;2025-01-03;b;512;;1\n"
                   ";2025-01-02;;512;;1\n"
                   "2;;;512;1;\n"
                   "3;2025-01-02;;;1;\n") ==
          "import.differs@3:3 import.differs@3:14 import.missing@4:1 import.missing@5:3 "
          "import.missing@6:15");
}

TEST_CASE("whoever takes the findings gets what could be read")
{
    std::vector<core::Diagnostic> findings;
    auto const rows = read_entries_csv("date;libelle;produit;montant;recu_sur\n"
                                       "2025-01-02;x;756;1;512\n2025-01-02;x;756;un;512\n",
                                       "a.csv", &findings);
    CHECK(rows.size() == 1);
    REQUIRE(findings.size() == 1);
    CHECK(findings.front().where.line == 3);
    // A header that nobody understands leaves nothing to read.
    CHECK(core::refusal([&] { read_entries_csv("humeur\n1\n", "a.csv", &findings); }) ==
          "import.rows");
}

TEST_CASE("what cannot be read as a table says where, with the excerpt")
{
    std::string const header = "date;libelle;produit;montant;recu_sur\n";
    CHECK(findings(header + "2025-01-02;caf\x81;756;1;512\n") == "text.utf8@2:15");
    CHECK(findings(header + "2025-01-02;\"x;756;1;512\n") == "csv.quote@2:12");
    auto const error = core::refused([&] { read(header + "2025-01-02;x;756;un;512\n"); });
    REQUIRE(error.findings().size() == 1);
    CHECK(error.findings()[0].where.source == "ecritures.csv");
    CHECK(error.findings()[0].where.excerpt == "2025-01-02;x;756;un;512");
    // A field of several lines: what follows it stands on the last of them.
    CHECK(findings(header + "2025-01-02;\"a\nb\";756;un;512\n") == "money.malformed@3:8");
}

TEST_CASE("amounts that break a rule of the books are read: the ledger refuses them")
{
    auto const drafts = read("ecriture;date;compte;debit;credit\n1;2025-01-02;606;-5;\n1;;512;;\n");
    CHECK(drafts[0].draft.lines[0].debit == cents(-500));
    CHECK(core::refusal([&] { ledger::check_lines(drafts[0].draft.lines); }) == "ledger.negative");
}
