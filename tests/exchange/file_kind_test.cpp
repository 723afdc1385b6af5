// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/core/error.hpp>
#include <coop/exchange/file_kind.hpp>

#include <catch2/catch.hpp>

#include <string>

using namespace coop;
using exchange::FileKind;
using exchange::kind_of;

TEST_CASE("a file is known by its first line or its first bytes")
{
    CHECK(kind_of("JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\n") ==
          FileKind::fec);
    CHECK(kind_of("\xef\xbb\xbfjournalcode|ecrituredate|comptenum\r\n") == FileKind::fec);
    CHECK(kind_of("date;libelle;charge;produit;montant;paye_par\n2025-01-01;") == FileKind::csv);
    CHECK(kind_of("ecriture,date,compte,debit,credit\n") == FileKind::csv);
    CHECK(kind_of("\"Numéro d'écriture\",\"Type\",\"Statut\",\"Date\",\"Montant\"\n") ==
          FileKind::paheko);
    CHECK(kind_of("\n {\"date\":\"2025-03-14\"}") == FileKind::ndjson);
    CHECK(kind_of("PK\x03\x04 xl/workbook.xml") == FileKind::spreadsheet);
    CHECK(kind_of("\xd0\xcf\x11\xe0\xa1\xb1") == FileKind::spreadsheet);
    CHECK(kind_of("") == FileKind::unknown);
    CHECK(kind_of("date;libelle;montant") == FileKind::unknown);
    CHECK(kind_of("compte;libelle;montant\n") == FileKind::unknown);
    CHECK(kind_of(std::string(9000, '\xff')) == FileKind::unknown);
}

TEST_CASE("a file that is surely of another kind is refused, whatever is doubtful is not")
{
    auto const refusal = [](FileKind wanted, std::string const& text) {
        try {
            exchange::expect_kind(wanted, core::input_of("essai.txt", text));
        } catch (core::Error const& error) {
            return error.id();
        }
        return std::string{};
    };
    CHECK(refusal(FileKind::csv, "EcritureDate\tCompteNum") == "file.is-fec");
    CHECK(refusal(FileKind::fec, "date;compte;debit;credit") == "file.is-csv");
    CHECK(refusal(FileKind::fec, "Numéro d'écriture;Date;Compte") == "file.is-paheko");
    CHECK(refusal(FileKind::fec, "{}") == "file.is-ndjson");
    CHECK(refusal(FileKind::ndjson, "PK\x03\x04") == "file.is-spreadsheet");
    CHECK(refusal(FileKind::fec, "EcritureDate\tCompteNum").empty());
    CHECK(refusal(FileKind::fec, "n'importe quoi").empty());
    CHECK(refusal(FileKind::fec, "").empty());
}
