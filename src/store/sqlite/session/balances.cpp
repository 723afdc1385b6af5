// SPDX-License-Identifier: GPL-3.0-or-later
//
// Sums. Those of a year or of whole months come from the balance table; the others from an index
// that covers them. Posted means all but the drafts, of which there are few: the lines do not say
// whether they are posted, so that posting does not touch them.
#include "session.hpp"
#include "store/sqlite/cursor.hpp"
#include "store/sqlite/values.hpp"

#include <coop/core/assert.hpp>
#include <coop/ledger/account_role.hpp>

#include <algorithm>
#include <map>
#include <memory>
#include <tuple>
#include <unordered_map>

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
        return "AND posted = 1 ";
    case Which::drafts:
        return "AND posted = 0 ";
    }
    return "";
}

std::string numbered(Which which)
{
    switch (which) {
    case Which::all:
        return "";
    case Which::posted:
        return "AND entry.number IS NOT NULL ";
    case Which::drafts:
        return "AND entry.number IS NULL ";
    }
    return "";
}

// `~` follows every digit and letter: a range of codes that an index walks.
std::string const of_accounts = "account.code >= :account AND account.code < :account || '~' ";

// Which cells of a year are asked: openings are those of the whole year (month 0), movements those
// of the whole year, too, of some months, or none where they come from the lines.
struct Cells {
    bool whole = false;
    std::int64_t first = 0;
    std::int64_t last = 0;
};

// Literals where the planner needs them to walk the key.
std::string cells_of(Cells const& cells)
{
    std::string const openings = "month = 0 AND role = 1 ";
    if (cells.whole) {
        return "month = 0 AND role <> 2 ";
    }
    if (cells.last == 0) {
        return openings;
    }
    return "((" + openings + ") OR (month BETWEEN " + std::to_string(cells.first) + " AND " +
           std::to_string(cells.last) + " AND role = 0)) ";
}

// What the cells of a year hold, by account. They are summed here: SQLite takes three times as long
// for its groups.
std::string cells_by_account(Cells const& cells, Which which, bool some)
{
    return std::string{"SELECT balance.account_id, role, debit, credit FROM "} +
           (some ? "account CROSS JOIN balance WHERE balance.year_id = :year AND "
                 : "balance WHERE balance.year_id = :year AND ") +
           cells_of(cells) + restricted_balance(which) +
           (some ? "AND " + of_accounts + "AND balance.account_id = account.id" : "");
}

std::string cells_by_party(Cells const& cells, Which which)
{
    return "SELECT account_id, party_id, role, debit, credit FROM party_balance WHERE year_id = "
           ":year AND " +
           cells_of(cells) + restricted_balance(which);
}

// An opening or a movement: cells of other roles are not asked.
template <class Sums>
void add_cell(Sums& sums, std::int64_t role, std::int64_t debit, std::int64_t credit)
{
    bool const opening = role == role_number(ledger::Role::opening);
    (opening ? sums.opening_debit : sums.debit) += core::cents(debit);
    (opening ? sums.opening_credit : sums.credit) += core::cents(credit);
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

Cells cells_in(core::Period wanted, core::Period year)
{
    if (wanted == year) {
        return {true, 0, 0};
    }
    if (wanted.first <= wanted.last && whole_months(wanted, year)) {
        return {false, month_of(wanted.first), month_of(wanted.last)};
    }
    return {};
}

} // namespace

char const* SqliteSession::name_query(Named table)
{
    switch (table) {
    case Named::account:
        return "SELECT code FROM account WHERE id = :id";
    case Named::journal:
        return "SELECT code FROM journal WHERE id = :id";
    case Named::project:
        return "SELECT code FROM project WHERE id = :id";
    case Named::party:
        break;
    }
    return "SELECT name FROM party WHERE id = :id";
}

std::string const& SqliteSession::name_of(Named table, std::int64_t id)
{
    static std::string const none;
    if (id == 0) {
        return none;
    }
    auto& known = names_[static_cast<std::size_t>(table)];
    auto [place, is_new] = known.try_emplace(id);
    if (is_new) {
        auto rows = connection_.query(name_query(table), {{":id", id}});
        if (!rows.next()) {
            known.erase(place);
            connection_.fail_damaged("id");
        }
        place->second = rows.text(0);
    }
    return place->second;
}

core::Period SqliteSession::days_of(std::int64_t year)
{
    auto rows =
        connection_.query("SELECT first_day, last_day FROM year WHERE id = :id", {{":id", year}});
    if (!rows.next()) {
        connection_.fail_damaged("first_day");
    }
    return {day_of(rows, 0), day_of(rows, 1)};
}

std::vector<ledger::Balance> SqliteSession::balances(std::string const& year, Which which,
                                                     std::optional<core::Period> within,
                                                     std::string const& account)
{
    write_balances();
    auto const id = year_id(year);
    auto const days = days_of(id);
    auto const wanted = intersection(within.value_or(days), days);
    auto const cells = cells_in(wanted, days);
    std::unordered_map<std::int64_t, ledger::Balance> sums;
    auto const add = [&](auto const& rows) {
        add_cell(sums[rows.integer(0)], rows.integer(1), rows.integer(2), rows.integer(3));
    };
    if (account.empty()) {
        Cursor rows{connection_, cells_by_account(cells, which, false)};
        rows.start(id);
        while (rows.next()) {
            add(rows);
        }
    } else {
        auto rows = connection_.query(cells_by_account(cells, which, true),
                                      {{":year", id}, {":account", account}});
        while (rows.next()) {
            add(rows);
        }
    }
    std::vector<ledger::Balance> all;
    for (auto& [of, sum] : sums) {
        sum.account = name_of(Named::account, of);
        all.push_back(std::move(sum));
    }
    std::ranges::sort(all, {}, &ledger::Balance::account);
    if (cells.whole || cells.last != 0 || wanted.first > wanted.last) {
        return all;
    }
    return add_movements(std::move(all), id, wanted, which, account);
}

bool SqliteSession::has_balances(std::string const& year, Which which)
{
    write_balances();
    return connection_
        .number("SELECT 1 FROM balance WHERE year_id = :year AND month = 0 " +
                    restricted_balance(which) + "LIMIT 1",
                {{":year", year_id(year)}})
        .has_value();
}

bool SqliteSession::has_opening(std::string const& year, Which which)
{
    write_balances();
    // The index of such entries first: most years have none, and all their balances to be read.
    return connection_
        .number("SELECT 1 FROM balance WHERE EXISTS (SELECT 1 FROM entry WHERE entry.role <> 0 AND "
                "entry.role = 1 AND entry.year_id = :year) AND year_id = :year AND month = 0 AND "
                "role = 1 " +
                    restricted_balance(which) +
                    "GROUP BY account_id HAVING SUM(debit) <> SUM(credit) LIMIT 1",
                {{":year", year_id(year)}})
        .has_value();
}

std::vector<ledger::Balance> SqliteSession::closing_entries(std::string const& year, Which which)
{
    write_balances();
    std::vector<ledger::Balance> all;
    auto rows = connection_.query(
        "SELECT account.code, SUM(debit), SUM(credit) FROM balance JOIN account ON account.id = "
        "balance.account_id WHERE year_id = :year AND month = 0 AND role = 2 " +
            restricted_balance(which) + "GROUP BY account.code ORDER BY account.code",
        {{":year", year_id(year)}});
    while (rows.next()) {
        all.push_back(
            {rows.text(0), {}, {}, core::cents(rows.integer(1)), core::cents(rows.integer(2))});
    }
    return all;
}

std::vector<ledger::Balance> SqliteSession::add_movements(std::vector<ledger::Balance> openings,
                                                          std::int64_t year, core::Period days,
                                                          Which which, std::string const& account)
{
    std::vector<ledger::Balance> all;
    auto opening = openings.begin();
    auto rows = connection_.query(
        "SELECT account.code, SUM(line.debit), SUM(line.credit) "
        "FROM account CROSS JOIN line WHERE " +
            of_accounts +
            "AND line.account_id = account.id AND line.date BETWEEN :first AND :last "
            "AND line.entry_id NOT IN (SELECT entry.id FROM entry WHERE entry.year_id = :year "
            "AND entry.role <> 0) " +
            restricted(which) + "GROUP BY account.code ORDER BY account.code",
        {{":account", account},
         {":first", day_number(days.first)},
         {":last", day_number(days.last)},
         {":year", year}});
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
        "credit FROM line WHERE line.year_id = :year AND line.project_id IS NOT NULL "
        "AND line.entry_id NOT IN (SELECT entry.id FROM entry WHERE entry.year_id = :year AND "
        "entry.role = 2) " +
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

std::vector<ledger::PartyBalance> SqliteSession::party_balances(std::string const& year,
                                                                Which which,
                                                                std::optional<core::Period> within)
{
    write_balances();
    auto const id = year_id(year);
    auto const days = days_of(id);
    auto const wanted = intersection(within.value_or(days), days);
    auto const cells = cells_in(wanted, days);
    std::map<std::pair<std::int64_t, std::int64_t>, ledger::PartyBalance> sums;
    Cursor rows{connection_, cells_by_party(cells, which)};
    rows.start(id);
    while (rows.next()) {
        add_cell(sums[{rows.integer(0), rows.integer(1)}], rows.integer(2), rows.integer(3),
                 rows.integer(4));
    }
    if (!cells.whole && cells.last == 0 && wanted.first <= wanted.last) {
        auto lines = connection_.query(
            "SELECT line.account_id, COALESCE(line.party_id, 0), SUM(line.debit), SUM(line.credit) "
            "FROM account CROSS JOIN line WHERE " +
                of_accounts +
                "AND line.account_id = account.id AND line.date BETWEEN :first AND :last AND "
                "line.entry_id NOT IN (SELECT entry.id FROM entry WHERE entry.year_id = :year AND "
                "entry.role <> 0) " +
                restricted(which) + "GROUP BY 1, 2 ORDER BY 1, 2",
            {{":account", std::string{ledger::third_parties}},
             {":first", day_number(wanted.first)},
             {":last", day_number(wanted.last)},
             {":year", id}});
        while (lines.next()) {
            auto& sum = sums[{lines.integer(0), lines.integer(1)}];
            sum.debit = core::cents(lines.integer(2));
            sum.credit = core::cents(lines.integer(3));
        }
    }
    std::vector<ledger::PartyBalance> all;
    for (auto& [key, sum] : sums) {
        sum.account = name_of(Named::account, key.first);
        sum.party = name_of(Named::party, key.second);
        all.push_back(std::move(sum));
    }
    std::sort(all.begin(), all.end(), [](auto const& a, auto const& b) {
        return std::tie(a.account, a.party) < std::tie(b.account, b.party);
    });
    return all;
}

namespace {

struct AccountCode {
    std::int64_t id;
    std::string code;
};

// The accounts that are still to come, and where the walk over the lines of one stands.
struct AccountWalk {
    std::vector<AccountCode> accounts; // the next one last
    core::Period period;
    Cursor rows;
    std::string code;

    bool next()
    {
        while (code.empty() || !rows.next()) {
            if (accounts.empty()) {
                return false;
            }
            code = std::move(accounts.back().code);
            rows.start(accounts.back().id, day_number(period.first), day_number(period.last));
            accounts.pop_back();
        }
        return true;
    }
};

} // namespace

// One walk of an index for each account. The names that lines share are looked up once each.
Stream<ledger::EntryLine> SqliteSession::account_lines(std::string const& account,
                                                       core::Period period, Which which)
{
    std::vector<AccountCode> accounts;
    auto codes = connection_.query("SELECT account.id, account.code FROM account WHERE " +
                                       of_accounts + "ORDER BY account.code DESC",
                                   {{":account", account}});
    while (codes.next()) {
        accounts.push_back({codes.integer(0), codes.text(1)});
    }
    auto const walk = std::make_shared<AccountWalk>(AccountWalk{
        std::move(accounts),
        period,
        Cursor{connection_, "SELECT line.entry_id, entry.journal_id, entry.number, line.date, "
                            "entry.piece, entry.label, line.debit, line.credit, line.project_id, "
                            "line.party_id, line.label, entry.role, entry.party_id FROM line "
                            "CROSS JOIN entry "
                            "WHERE line.account_id = ?1 AND line.date BETWEEN ?2 AND ?3 "
                            "AND entry.id = line.entry_id " +
                                numbered(which) + "ORDER BY line.date, line.entry_id, line.line"},
        {}});
    return [this, walk]() -> std::optional<ledger::EntryLine> {
        std::optional<ledger::EntryLine> result;
        if (!walk->next()) {
            return result;
        }
        auto const& rows = walk->rows;
        auto& line = result.emplace();
        line.entry = rows.integer(0);
        line.journal = name_of(Named::journal, rows.integer(1));
        if (!rows.is_null(2)) {
            line.number = rows.integer(2);
        }
        line.role = role_of(rows.integer(11));
        line.date = day_of(rows, 3);
        line.piece = rows.bytes(4);
        line.line = {walk->code,
                     core::cents(rows.integer(6)),
                     core::cents(rows.integer(7)),
                     name_of(Named::project, rows.integer(8)),
                     name_of(Named::party, rows.integer(9)),
                     std::string{rows.bytes(10)}};
        line.label = line.line.label.empty() ? std::string{rows.bytes(5)} : line.line.label;
        line.party =
            line.line.party.empty() ? name_of(Named::party, rows.integer(12)) : line.line.party;
        return result;
    };
}

} // namespace coop::store::sqlite
