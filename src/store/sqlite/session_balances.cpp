// SPDX-License-Identifier: GPL-3.0-or-later
//
// Sums. Those of a year or of whole months come from the balance table; the others from an index
// that covers them. Posted means all but the drafts, of which there are few: the lines do not say
// whether they are posted, so that posting does not touch them.
#include "session.hpp"

#include <algorithm>
#include <memory>
#include <tuple>

namespace coop::store::sqlite {

namespace {

// Which lines count, by the drafts dated between :first and :last.
std::string restricted(Which which)
{
    std::string const drafts = "(SELECT entry.id FROM entry WHERE entry.number IS NULL AND "
                               "entry.date BETWEEN :first AND :last) ";
    switch (which) {
    case Which::all:
        return "";
    case Which::posted:
        return "AND line.entry_id NOT IN " + drafts;
    case Which::drafts:
        return "AND line.entry_id IN " + drafts;
    }
    return "";
}

std::string restricted_balance(Which which)
{
    switch (which) {
    case Which::all:
        return "";
    case Which::posted:
        return "AND balance.posted = 1 ";
    case Which::drafts:
        return "AND balance.posted = 0 ";
    }
    return "";
}

core::Period intersection(core::Period a, core::Period b)
{
    return {std::max(a.first, b.first), std::min(a.last, b.last)};
}

// Whole months, seen from a year: what lies outside it does not count.
bool whole_months(core::Period within, core::Period year)
{
    return (within.first <= year.first || within.first.day() == std::chrono::day{1}) &&
           (within.last >= year.last || core::next_day(within.last).day() == std::chrono::day{1});
}

std::int64_t month_of(core::Date day)
{
    return day_number(day) / 100;
}

} // namespace

std::string const& SqliteSession::account_code(std::int64_t id)
{
    auto [place, is_new] = codes_.try_emplace(id);
    if (is_new) {
        auto rows = connection_.query("SELECT code FROM account WHERE id = :id", {{":id", id}});
        if (!rows.next()) {
            codes_.erase(place);
            throw core::Error{core::ErrorKind::database,
                              "store.damaged",
                              {{"path", connection_.path()}, {"message", ""}}};
        }
        place->second = rows.text(0);
    }
    return place->second;
}

std::vector<ledger::Balance> SqliteSession::balances(std::string const& year, Which which,
                                                     std::optional<core::Period> within)
{
    write_balances();
    auto const id = year_id(year);
    core::Period const days{
        day_of(*connection_.number("SELECT first_day FROM year WHERE id = :id", {{":id", id}})),
        day_of(*connection_.number("SELECT last_day FROM year WHERE id = :id", {{":id", id}}))};
    auto const wanted = intersection(within.value_or(days), days);
    bool const by_month = whole_months(wanted, days) && wanted.first <= wanted.last;
    // A month beyond the last one when the movements come from the lines.
    auto const first_month = by_month ? month_of(wanted.first) : 999999;
    auto const last_month = by_month ? month_of(wanted.last) : 999999;

    // In the order of the table; the codes are put on the sums.
    auto rows = connection_.query(
        "SELECT account_id, SUM(debit), SUM(credit), "
        "SUM(debit) FILTER (WHERE opening = 1), SUM(credit) FILTER (WHERE opening = 1) "
        "FROM balance WHERE year_id = :year "
        "AND (opening = 1 OR month BETWEEN :first AND :last) " +
            restricted_balance(which) + "GROUP BY account_id ORDER BY account_id",
        {{":year", id}, {":first", first_month}, {":last", last_month}});
    std::vector<ledger::Balance> all;
    while (rows.next()) {
        auto const opening_debit = core::cents(rows.integer(3));
        auto const opening_credit = core::cents(rows.integer(4));
        all.push_back({account_code(rows.integer(0)), opening_debit, opening_credit,
                       core::cents(rows.integer(1)) - opening_debit,
                       core::cents(rows.integer(2)) - opening_credit});
    }
    std::ranges::sort(all, {}, &ledger::Balance::account);
    if (by_month || wanted.first > wanted.last) {
        return all;
    }
    return add_movements(std::move(all), id, wanted, which);
}

std::vector<ledger::Balance> SqliteSession::add_movements(std::vector<ledger::Balance> openings,
                                                          std::int64_t year, core::Period days,
                                                          Which which)
{
    std::vector<ledger::Balance> all;
    auto opening = openings.begin();
    auto rows = connection_.query(
        "SELECT account.code, SUM(line.debit), SUM(line.credit) "
        "FROM account CROSS JOIN line "
        "WHERE line.account_id = account.id AND line.date BETWEEN :first AND :last "
        "AND line.entry_id NOT IN (SELECT entry.id FROM entry WHERE entry.year_id = :year "
        "AND entry.journal_id = (SELECT journal.id FROM journal WHERE journal.code = 'AN')) " +
            restricted(which) + "GROUP BY account.code ORDER BY account.code",
        {{":first", day_number(days.first)}, {":last", day_number(days.last)}, {":year", year}});
    // Both are by code: one walk.
    while (rows.next()) {
        auto const code = rows.text(0);
        while (opening != openings.end() && opening->account < code) {
            all.push_back(*opening++);
        }
        ledger::Balance balance{code, {}, {}, {}, {}};
        if (opening != openings.end() && opening->account == code) {
            balance = *opening++;
        }
        balance.debit = core::cents(rows.integer(1));
        balance.credit = core::cents(rows.integer(2));
        all.push_back(std::move(balance));
    }
    all.insert(all.end(), opening, openings.end());
    return all;
}

std::vector<ledger::ProjectBalance> SqliteSession::project_balances(std::string const& year,
                                                                    Which which)
{
    auto const id = year_id(year);
    std::vector<ledger::ProjectBalance> all;
    // Summed in the order of the index; the names are put on the sums.
    auto rows = connection_.query(
        "SELECT project.code, account.code, sums.debit, sums.credit FROM "
        "(SELECT line.project_id, line.account_id, SUM(line.debit) AS debit, SUM(line.credit) AS "
        "credit FROM line WHERE line.year_id = :year AND line.project_id IS NOT NULL " +
            restricted(which) +
            "GROUP BY line.project_id, line.account_id) AS sums "
            "CROSS JOIN project CROSS JOIN account "
            "WHERE project.id = sums.project_id AND account.id = sums.account_id",
        which == Which::all ? Parameters{{":year", id}}
                            : Parameters{{":year", id}, {":first", 0}, {":last", 99999999}});
    while (rows.next()) {
        all.push_back({rows.text(0), rows.text(1), core::cents(rows.integer(2)),
                       core::cents(rows.integer(3))});
    }
    std::sort(all.begin(), all.end(), [](auto const& a, auto const& b) {
        return std::tie(a.project, a.account) < std::tie(b.project, b.account);
    });
    return all;
}

std::vector<ledger::PartyBalance> SqliteSession::party_balances(core::Period period, Which which)
{
    std::vector<ledger::PartyBalance> all;
    auto rows = connection_.query(
        "SELECT account.code, party.name, sums.debit, sums.credit FROM "
        "(SELECT line.account_id, line.party_id, SUM(line.debit) AS debit, SUM(line.credit) AS "
        "credit FROM line WHERE line.party_id IS NOT NULL AND line.date BETWEEN :first AND :last " +
            restricted(which) +
            "GROUP BY line.account_id, line.party_id HAVING SUM(line.debit) <> SUM(line.credit)) "
            "AS sums CROSS JOIN account CROSS JOIN party "
            "WHERE account.id = sums.account_id AND party.id = sums.party_id",
        {{":first", day_number(period.first)}, {":last", day_number(period.last)}});
    while (rows.next()) {
        all.push_back({rows.text(0), rows.text(1),
                       core::cents(rows.integer(2)) - core::cents(rows.integer(3))});
    }
    std::sort(all.begin(), all.end(), [](auto const& a, auto const& b) {
        return std::tie(a.account, a.party) < std::tie(b.account, b.party);
    });
    return all;
}

Stream<ledger::EntryLine> SqliteSession::account_lines(std::string const& account,
                                                       core::Period period, Which which)
{
    // `~` follows every digit and letter: a range of codes that an index walks.
    auto const rows = std::make_shared<Rows>(connection_.query(
        "SELECT line.entry_id, journal.code, entry.number, line.date, entry.piece, "
        "COALESCE(line.label, entry.label), account.code, line.debit, line.credit, "
        "COALESCE(project.code, ''), COALESCE(line_party.name, ''), COALESCE(line.label, '') "
        "FROM account CROSS JOIN line CROSS JOIN entry CROSS JOIN journal "
        "LEFT JOIN project ON project.id = line.project_id "
        "LEFT JOIN party AS line_party ON line_party.id = line.party_id "
        "WHERE account.code >= :account AND account.code < :account || '~' "
        "AND line.account_id = account.id AND line.date BETWEEN :first AND :last "
        "AND entry.id = line.entry_id AND journal.id = entry.journal_id " +
            std::string{which == Which::all      ? ""
                        : which == Which::posted ? "AND entry.number IS NOT NULL "
                                                 : "AND entry.number IS NULL "} +
            "ORDER BY account.code, line.date, line.entry_id, line.line",
        {{":account", account},
         {":first", day_number(period.first)},
         {":last", day_number(period.last)}}));
    return [rows]() -> std::optional<ledger::EntryLine> {
        if (!rows->next()) {
            return std::nullopt;
        }
        ledger::EntryLine line;
        line.entry = rows->integer(0);
        line.journal = rows->text(1);
        line.number = rows->optional_integer(2);
        line.date = day_of(rows->integer(3));
        line.piece = rows->text(4);
        line.label = rows->text(5);
        line.line = {rows->text(6),
                     core::cents(rows->integer(7)),
                     core::cents(rows->integer(8)),
                     rows->text(9),
                     rows->text(10),
                     rows->text(11)};
        return line;
    };
}

} // namespace coop::store::sqlite
