// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <app/some_books.hpp>

#include <coop/app/export.hpp>
#include <coop/app/fec/import.hpp>
#include <coop/app/import.hpp>
#include <coop/exchange/importer.hpp>

#include <string>

namespace coop::app {

/// For SomeBooks::write(): what `import csv` and `import ndjson` do.
inline auto importing(exchange::Importer const& importer, std::string text, bool post = false)
{
    return [&importer, text, post](Context const& context) {
        auto const drafts = importer.read(text, "essai", nullptr);
        return import_entries(context, importer, drafts, {.post = post});
    };
}

/// What `import fec` does.
inline auto importing_fec(std::string text, FecRequest request = {})
{
    return [text, request](Context const& context) {
        return import_fec(context, core::input_of("essai.txt", text), request);
    };
}

/// A line of a FEC, its header left out.
struct FecLine {
    std::string number, day, account;
    std::int64_t cents = 0; ///< below zero: a credit
    std::string code, party;
    std::string piece_day = day;
};

inline std::string fec_of(std::vector<FecLine> const& lines)
{
    auto const euro = [](std::int64_t amount) {
        return std::to_string(amount / 100) + "," + std::to_string(100 + amount % 100).substr(1);
    };
    std::string text = "JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\t"
                       "CompAuxNum\tCompAuxLib\tPieceRef\tPieceDate\tEcritureLib\tDebit\tCredit\t"
                       "EcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise\n";
    for (auto const& line : lines) {
        text += "AC\tAchats\t" + line.number + "\t" + line.day + "\t" + line.account + "\tCompte " +
                line.account + "\t" + line.code + "\t" + line.party + "\tF" + line.number + "\t" +
                line.piece_day + "\tHonoraires\t" + euro(std::max(line.cents, std::int64_t{0})) +
                "\t" + euro(std::max(-line.cents, std::int64_t{0})) + "\t\t\t" + line.day +
                "\t\t\n";
    }
    return text;
}

/// A bill in a FEC.
inline std::vector<FecLine> fec_bill(std::string const& number, std::string const& day,
                                     std::int64_t cents, std::string const& code,
                                     std::string const& party)
{
    return {{number, day, "6226", cents, "", ""}, {number, day, "401", -cents, code, party}};
}

inline ledger::Draft bill(core::Date day, std::string const& party, std::int64_t cents)
{
    auto draft = entry(day, "Honoraires", {debit("6226", cents), credit("401", cents)});
    draft.party = party;
    return draft;
}

/// The legal FEC of a year.
inline std::string written_fec(SomeBooks& books, std::string const& year)
{
    std::string bytes;
    books.read([&](Context const& context) {
        auto const plan = plan_fec(context, year, {});
        write_fec(context, plan, [&](std::string_view part) { bytes += part; });
        return core::Document{};
    });
    return bytes;
}

inline std::vector<ledger::Party> all_parties(SomeBooks& books)
{
    std::vector<ledger::Party> all;
    books.read([&](Context const& context) {
        all = context.session.parties();
        return core::Document{};
    });
    return all;
}

} // namespace coop::app
