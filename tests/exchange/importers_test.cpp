// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/core/error.hpp>
#include <coop/exchange/importer.hpp>
#include <coop/i18n/message.hpp>

#include <catch2/catch.hpp>

#include <set>
#include <string>

using namespace coop;
using exchange::Importer;
using exchange::importer_of;

namespace {

/// The id of what refuses such a file where another is wanted, or "".
std::string refusal(Importer const& wanted, std::string const& text)
{
    try {
        exchange::expect_file_of(wanted, core::input_of("essai.txt", text));
    } catch (core::Error const& error) {
        return error.id();
    }
    return {};
}

} // namespace

TEST_CASE("a file is known by its first line or its first bytes")
{
    CHECK(importer_of("JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\n") ==
          &exchange::fec_importer);
    CHECK(importer_of("\xef\xbb\xbfjournalcode|ecrituredate|comptenum\r\n") ==
          &exchange::fec_importer);
    CHECK(importer_of("date;libelle;charge;produit;montant;paye_par\n2025-01-01;") ==
          &exchange::csv_importer);
    CHECK(importer_of("ecriture,date,compte,debit,credit\n") == &exchange::csv_importer);
    CHECK(importer_of("\"Numéro d'écriture\",\"Type\",\"Statut\",\"Date\",\"Montant\"\n") ==
          &exchange::paheko_importer);
    CHECK(importer_of("\n {\"date\":\"2025-03-14\"}") == &exchange::ndjson_importer);
    CHECK(importer_of("") == nullptr);
    CHECK(importer_of("date;libelle;montant") == nullptr);
    CHECK(importer_of("compte;libelle;montant\n") == nullptr);
    CHECK(importer_of("libelle\ndate;compte\n") == nullptr);
    CHECK(importer_of(std::string(9000, '\xff')) == nullptr);
}

TEST_CASE("columns that many name give way to those that only one does")
{
    CHECK(importer_of("Date;Compte;Débit;Crédit") == &exchange::csv_importer);
    CHECK(importer_of("Date;Compte;Débit;Crédit;Numéro d'écriture") == &exchange::paheko_importer);
    CHECK(importer_of("Date;Compte;EcritureDate;CompteNum") == &exchange::fec_importer);
}

TEST_CASE("a file that is surely of another kind is refused, whatever is doubtful is not")
{
    CHECK(refusal(exchange::csv_importer, "EcritureDate\tCompteNum") == "file.is-fec");
    CHECK(refusal(exchange::fec_importer, "date;compte;debit;credit") == "file.is-csv");
    CHECK(refusal(exchange::fec_importer, "Numéro d'écriture;Date;Compte") == "file.is-paheko");
    CHECK(refusal(exchange::csv_importer, "Numéro d'écriture;Date;Compte") == "file.is-paheko");
    CHECK(refusal(exchange::fec_importer, "{}") == "file.is-ndjson");
    CHECK(refusal(exchange::ndjson_importer, "PK\x03\x04 xl/workbook.xml") ==
          "file.is-spreadsheet");
    CHECK(refusal(exchange::csv_importer, "\xd0\xcf\x11\xe0\xa1\xb1") == "file.is-spreadsheet");
    CHECK(refusal(exchange::fec_importer, "EcritureDate\tCompteNum").empty());
    CHECK(refusal(exchange::fec_importer, "n'importe quoi").empty());
    CHECK(refusal(exchange::fec_importer, "").empty());
}

TEST_CASE("every importer has a name of its own and its sentences")
{
    std::set<std::string> names;
    for (auto const* importer : exchange::importers()) {
        std::string const name{importer->name};
        INFO(name);
        CHECK(names.insert(name).second);
        for (auto const& id : {std::string{importer->file_id}, "command.import-" + name,
                               "file.is-" + name, "file.is-" + name + ".hint"}) {
            INFO(id);
            CHECK(i18n::find_text(i18n::Language::fr, id));
        }
    }
}
