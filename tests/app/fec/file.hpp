// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <app/some_books.hpp>

#include <coop/app/fec/import.hpp>

#include <string>
#include <vector>

// A FEC as a test writes it: records, from which the lines are made.
namespace coop::app::fec_file {

inline constexpr auto header =
    "JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\t"
    "CompAuxNum\tCompAuxLib\tPieceRef\tPieceDate\tEcritureLib\tDebit\tCredit\t"
    "EcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise\n";

struct Record {
    std::string journal = "BQ";
    std::string number = "1";
    std::string day = "20160305";
    std::string account;
    std::int64_t cents = 0; ///< below zero: a credit
    std::string valid = "20160331";
    std::string code = "";
    std::string party = "";
    std::string piece = "F-1";
    std::string label = "Libellé";
};

inline std::string euro(std::int64_t cents)
{
    auto const rest = std::to_string(100 + cents % 100);
    return std::to_string(cents / 100) + "," + rest.substr(1);
}

inline std::string line_of(Record const& one)
{
    return one.journal + "\tJournal " + one.journal + "\t" + one.number + "\t" + one.day + "\t" +
           one.account + "\tCompte " + one.account + "\t" + one.code + "\t" + one.party + "\t" +
           one.piece + "\t" + one.day + "\t" + one.label + "\t" + euro(std::max(one.cents, 0L)) +
           "\t" + euro(std::max(-one.cents, 0L)) + "\t\t\t" + one.valid + "\t\t\n";
}

inline std::string file_of(std::vector<Record> const& records)
{
    std::string text = header;
    for (auto const& one : records) {
        text += line_of(one);
    }
    return text;
}

/// Dues and a bill, on accounts of the chart.
inline std::vector<Record> two_entries()
{
    return {{.account = "512", .cents = 2000},
            {.account = "756", .cents = -2000},
            {.journal = "AC", .day = "20160310", .account = "6063", .cents = 8450},
            {.journal = "AC",
             .day = "20160310",
             .account = "401",
             .cents = -8450,
             .code = "F1",
             .party = "Jardiland"}};
}

inline auto importing(std::string const& text, FecRequest request = {})
{
    return [text, request](Context const& context) {
        auto const input = core::input_of("essai.txt", text);
        return import_fec(context, input, request);
    };
}

inline std::int64_t fact(Answer const& answer, std::string const& key)
{
    return number(answer.facts.at(key));
}

inline std::vector<std::string> finding_ids(core::Error const& error)
{
    std::vector<std::string> ids;
    for (auto const& one : error.findings()) {
        ids.push_back(std::to_string(one.where.line) + ": " + one.id);
    }
    return ids;
}

using Words = std::vector<std::string>;

/// Posted entries as another program would write them: the walk that an export makes.
inline std::string written(SomeBooks& books, std::string const& year)
{
    std::string text = header;
    books.read([&](Context const& context) {
        context.session.scan(
            {year, store::Which::posted, store::Order::posting},
            [&](ledger::EntryView const& entry) {
                for (auto const& line : entry.lines) {
                    auto const label = line.label.empty() ? entry.label : line.label;
                    text += line_of(
                        {.journal = std::string{entry.journal},
                         .number = std::to_string(entry.number),
                         .day = std::to_string(core::to_number(entry.date)),
                         .account = std::string{line.account},
                         .cents = (line.debit - line.credit).in_cents(),
                         .valid = std::to_string(core::to_number(entry.posted_on)),
                         .code = line.party.empty() ? "" : "T" + std::string{line.party},
                         .party = std::string{line.party},
                         .piece = entry.piece.empty() ? "SANS-PIECE" : std::string{entry.piece},
                         .label = label.empty() ? "Sans libellé" : std::string{label}});
                }
            });
        return core::Document{};
    });
    return text;
}

} // namespace coop::app::fec_file
