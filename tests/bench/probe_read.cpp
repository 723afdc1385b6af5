// SPDX-License-Identifier: GPL-3.0-or-later
#include "probe.hpp"

#include <cstdlib>

namespace coop::bench {

namespace {

void put_day(Out& out, std::int64_t day)
{
    out.digits(day / 10000, 4) << "-";
    out.digits(day / 100 % 100, 2) << "-";
    out.digits(day % 100, 2);
}

void put_quoted(Out& out, std::string_view text)
{
    if (text.find_first_of(",\"") == text.npos) {
        out << text;
    } else {
        out << "\"" << text << "\"";
    }
}

std::int64_t year_id(sqlite3* database, std::int64_t year)
{
    Query query{database, "SELECT id FROM year WHERE label = ?"};
    auto const label = std::to_string(year);
    query.with(label);
    return query.row() ? query.integer(0) : 0;
}

} // namespace

void start(Words const& words)
{
    auto* const database = open_book(words[0]);
    Out out;
    Query years{database, "SELECT label FROM year ORDER BY first_day"};
    while (years.row()) {
        out << years.text(0) << "\n";
    }
}

void resultat(Words const& words)
{
    auto* const database = open_book(words[0]);
    auto const year = std::strtol(words[1], nullptr, 10);
    Out out;
    Query sums{database,
               "SELECT account.code, SUM(CASE WHEN year_id = ?1 THEN debit - credit ELSE 0 END), "
               "SUM(CASE WHEN year_id = ?2 THEN debit - credit ELSE 0 END) "
               "FROM account CROSS JOIN balance WHERE account.code >= '6' "
               "AND balance.year_id IN (?1, ?2) AND balance.month = 0 "
               "AND balance.account_id = account.id "
               "GROUP BY account.code ORDER BY account.code"};
    sums.with(year_id(database, year - 1)).with(year_id(database, year));
    while (sums.row()) {
        out << sums.text(0) << "\t";
        out.amount(sums.integer(1), ',') << "\t";
        out.amount(sums.integer(2), ',') << "\n";
    }
}

void balance(Words const& words)
{
    auto* const database = open_book(words[0]);
    Out out;
    Query sums{database,
               "SELECT year.label, account.code, SUM(debit), SUM(credit) "
               "FROM year CROSS JOIN balance CROSS JOIN account "
               "WHERE balance.year_id = year.id AND balance.month = 0 "
               "AND account.id = balance.account_id "
               "GROUP BY year.id, balance.account_id ORDER BY year.id, balance.account_id"};
    while (sums.row()) {
        out << sums.text(0) << "\t" << sums.text(1) << "\t";
        out.amount(sums.integer(2), ',') << "\t";
        out.amount(sums.integer(3), ',') << "\n";
    }
}

void account(Words const& words)
{
    auto* const database = open_book(words[0]);
    auto const year = std::strtoll(words[2], nullptr, 10);
    Out out;
    Query lines{database,
                "SELECT line.date, journal.code, entry.number, entry.piece, "
                "COALESCE(line.label, entry.label), line.debit, line.credit "
                "FROM line CROSS JOIN entry CROSS JOIN journal "
                "WHERE line.account_id = (SELECT id FROM account WHERE code = ?1) "
                "AND line.date BETWEEN ?2 AND ?3 AND entry.id = line.entry_id "
                "AND journal.id = entry.journal_id ORDER BY line.date, line.entry_id, line.line"};
    lines.with(words[1]).with(year * 10000 + 101).with(year * 10000 + 1231);
    std::int64_t running = 0;
    while (lines.row()) {
        put_day(out, lines.integer(0));
        out << "\t" << lines.text(1) << "\t" << lines.integer(2) << "\t" << lines.text(3) << "\t"
            << lines.text(4) << "\t";
        out.amount(lines.integer(5), ',') << "\t";
        out.amount(lines.integer(6), ',') << "\t";
        out.amount(running += lines.integer(5) - lines.integer(6), ',') << "\n";
    }
}

void page(Words const& words)
{
    auto* const database = open_book(words[0]);
    auto const year = std::strtoll(words[1], nullptr, 10);
    Out out;
    Query entries{database,
                  "SELECT entry.id, entry.number, entry.date, journal.code, entry.label, "
                  "(SELECT SUM(debit) FROM line WHERE line.entry_id = entry.id) "
                  "FROM entry CROSS JOIN journal WHERE entry.date BETWEEN ?1 AND ?2 "
                  "AND journal.id = entry.journal_id ORDER BY entry.date, entry.id LIMIT ?3"};
    entries.with(year * 10000 + 101).with(year * 10000 + 1231);
    entries.with(static_cast<std::int64_t>(std::strtoll(words[2], nullptr, 10)));
    while (entries.row()) {
        out << entries.integer(0) << "\t" << entries.integer(1) << "\t";
        put_day(out, entries.integer(2));
        out << "\t" << entries.text(3) << "\t" << entries.text(4) << "\t";
        out.amount(entries.integer(5), ',') << "\n";
    }
}

void write_fec(Words const& words)
{
    auto* const database = open_book(words[0]);
    auto const year = std::strtoll(words[1], nullptr, 10);
    Out out;
    out << "JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\t"
           "CompAuxLib\tPieceRef\tPieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\t"
           "ValidDate\tMontantdevise\tIdevise\r\n";
    Query lines{database,
                "SELECT journal.code, journal.label, entry.number, entry.date, account.code, "
                "account.label, party.id, party.name, entry.piece, "
                "COALESCE(line.label, entry.label), line.debit, line.credit, entry.posted_on "
                "FROM entry CROSS JOIN journal CROSS JOIN line CROSS JOIN account "
                "LEFT JOIN party ON party.id = line.party_id "
                "WHERE entry.date BETWEEN ?1 AND ?2 AND entry.number IS NOT NULL "
                "AND journal.id = entry.journal_id AND line.entry_id = entry.id "
                "AND account.id = line.account_id ORDER BY entry.date, entry.id, line.line"};
    lines.with(year * 10000 + 101).with(year * 10000 + 1231);
    while (lines.row()) {
        out << lines.text(0) << "\t" << lines.text(1) << "\t" << lines.integer(2) << "\t"
            << lines.integer(3) << "\t" << lines.text(4) << "\t" << lines.text(5) << "\t"
            << lines.text(6) << "\t" << lines.text(7) << "\t" << lines.text(8) << "\t"
            << lines.integer(3) << "\t" << lines.text(9) << "\t";
        out.amount(lines.integer(10), ',') << "\t";
        out.amount(lines.integer(11), ',') << "\t\t\t" << lines.integer(12) << "\t\t\r\n";
    }
}

void write_csv(Words const& words)
{
    auto* const database = open_book(words[0]);
    Out out;
    out << "entry,year,number,posted_on,date,journal,piece,label,party,ref,reverses,reason,role,"
           "account,"
           "account_label,debit,credit,project,line_party,line_label\r\n";
    Query lines{database,
                "SELECT entry.id, year.label, entry.number, entry.posted_on, entry.date, "
                "journal.code, entry.piece, entry.label, header.name, entry.ref, account.code, "
                "account.label, line.debit, line.credit, project.code, party.name, line.label "
                "FROM entry CROSS JOIN year CROSS JOIN journal CROSS JOIN line CROSS JOIN account "
                "LEFT JOIN party ON party.id = line.party_id "
                "LEFT JOIN party AS header ON header.id = entry.party_id "
                "LEFT JOIN project ON project.id = line.project_id "
                "WHERE year.id = entry.year_id AND journal.id = entry.journal_id "
                "AND line.entry_id = entry.id AND account.id = line.account_id "
                "ORDER BY entry.date, entry.id, line.line"};
    while (lines.row()) {
        out << lines.integer(0) << "," << lines.text(1) << "," << lines.text(5) << "/"
            << lines.text(1) << "/" << lines.integer(2) << ",";
        put_day(out, lines.integer(3));
        out << ",";
        put_day(out, lines.integer(4));
        for (int column = 5; column < 10; ++column) {
            put_quoted(out << ",", lines.text(column));
        }
        out << ",,,ordinary,";
        put_quoted(out << lines.text(10) << ",", lines.text(11));
        for (int column = 12; column < 14; ++column) {
            if (auto const cents = lines.integer(column); cents != 0) {
                (out << ",").amount(cents, '.');
            } else {
                out << ",";
            }
        }
        for (int column = 14; column < 17; ++column) {
            put_quoted(out << ",", lines.text(column));
        }
        out << "\r\n";
    }
}

} // namespace coop::bench
