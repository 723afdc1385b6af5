// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the text says of the file is in schemas/fec/description.txt; here are the values.
#include <coop/core/resources.hpp>
#include <coop/core/text.hpp>
#include <coop/exchange/fec/writer.hpp>

#include "text.hpp"

#include <fmt/format.h>

#include <map>

namespace coop::exchange {

namespace {

using Values = std::map<std::string, std::string, std::less<>>;

/// `{name}` becomes the value of that name. Precondition: it has one.
std::string filled(std::string_view pattern, Values const& values)
{
    std::string text;
    for (auto open = pattern.find('{'); open != pattern.npos; open = pattern.find('{')) {
        auto const close = pattern.find('}', open);
        text += pattern.substr(0, open);
        text += values.find(pattern.substr(open + 1, close - open - 1))->second;
        pattern.remove_prefix(close + 1);
    }
    text += pattern;
    return text;
}

std::string list_of_journals(std::vector<ledger::Journal> const& journals)
{
    std::string list;
    for (auto const& journal : journals) {
        list += fmt::format("  {:<6} {}\n", journal.code, journal.label);
    }
    return list;
}

std::string list_of_lengthened(std::vector<ledger::Account> const& accounts)
{
    std::string list;
    auto const numbers = fec_accounts(accounts);
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        if (numbers[i] != accounts[i].code) {
            list += fmt::format("  {:<6} {} {}\n", numbers[i], accounts[i].code, accounts[i].label);
        }
    }
    return list.empty() ? "  aucun\n" : list;
}

/// The wording that drafts change.
void put_drafts(Values& values, FecTotals const& totals)
{
    if (totals.drafts == 0) {
        values["drafts_order"] = "";
        values["valid_date"] =
            "ValidDate : jour de la validation, après lequel l'écriture ne change "
            "plus ; celle d'à-nouveaux calculés est le\npremier jour de "
            "l'exercice.";
        return;
    }
    values["drafts_order"] = ", puis les écritures au brouillard";
    values["valid_date"] = "ValidDate : jour de la validation ; pour une écriture au brouillard, "
                           "que personne n'a validée, sa propre date,\nau plus tôt celle de "
                           "l'écriture d'avant. EcritureNum « BROUILLON-1 » : écriture au "
                           "brouillard, sans numéro encore.";
}

std::string status_of(FecStyle const& style, FecTotals const& totals)
{
    if (!style.provisional) {
        return "Toutes les écritures sont validées.";
    }
    return fmt::format("PROVISOIRE : écritures au brouillard, qui peuvent encore changer : {}.\n"
                       "Ce fichier n'est pas le fichier des écritures comptables que "
                       "demande l'administration.",
                       totals.drafts);
}

std::string opening_of(ExportHead const& head, FecTotals const& totals)
{
    if (!head.openings.empty()) {
        return "calculés d'après l'exercice précédent (écriture 1 du journal AN)";
    }
    return totals.openings > 0 ? "ceux du journal AN" : "aucun";
}

std::string closing_of(FecLeftOut const& left_out)
{
    if (left_out.closing.empty()) {
        return "Aucune écriture ne solde les comptes de charges et de produits : le résultat est "
               "calculé.";
    }
    auto text = fmt::format("Écritures qui soldent les comptes de charges et de produits, laissées "
                            "de côté (A47 A-1 VII) : {}.",
                            fmt::join(left_out.closing, ", "));
    if (!left_out.gaps.empty()) {
        text += fmt::format("\nLeur numéro manque donc dans la suite de leur journal : {}.",
                            fmt::join(left_out.gaps, ", "));
    }
    return text;
}

std::string with_line_ends(std::string_view text)
{
    std::string result;
    for (auto const c : text) {
        result += c == '\n' ? std::string{"\r\n"} : std::string(1, c);
    }
    return result;
}

} // namespace

std::string fec_description(ExportHead const& head, FecStyle const& style, FecTotals const& totals,
                            FecLeftOut const& left_out, std::string_view file,
                            std::string_view sha256)
{
    auto const& year = head.years.front();
    bool const tab = style.separator == '\t';
    Values values{
        {"status", status_of(style, totals)},
        {"file", std::string{file}},
        {"sha256", std::string{sha256}},
        {"name", head.book.name},
        {"siren", head.book.siren.empty() ? "non renseigné" : head.book.siren},
        {"year", year.label},
        {"first", core::format_french(year.period.first)},
        {"last", core::format_french(year.period.last)},
        {"entries", std::to_string(totals.entries)},
        {"lines", std::to_string(totals.lines)},
        {"debit", core::digits_of(totals.debit, ',')},
        {"credit", core::digits_of(totals.credit, ',')},
        {"opening", opening_of(head, totals)},
        {"closing", closing_of(left_out)},
        {"codes",
         left_out.codes_erased
             ? "\nLes codes de tiers retenus à la clôture ont été effacés : ceux-ci peuvent "
               "différer d'un fichier antérieur."
             : ""},
        {"journals", list_of_journals(head.journals)},
        {"accounts", list_of_lengthened(head.accounts)},
        {"no_piece", std::string{fec_no_piece}},
        {"no_label", std::string{fec_no_label}},
        {"charset",
         style.charset == Charset::utf8 ? "UTF-8, sans marque d'ordre (BOM)" : "ISO 8859-15"},
        {"separator", tab ? "tabulation (0x09)" : "barre verticale (|, 0x7C)"},
        {"bar", tab ? "" : ", la barre verticale par /"},
    };
    put_drafts(values, totals);
    std::string encoded;
    FecText{style}.encode(encoded,
                          with_line_ends(filled(core::resource("fec/description.txt"), values)));
    return encoded;
}

} // namespace coop::exchange
