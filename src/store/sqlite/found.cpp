// SPDX-License-Identifier: GPL-3.0-or-later
#include "found.hpp"

#include "prepared.hpp"
#include "store/sqlite/session/session.hpp"
#include "values.hpp"

#include <coop/core/name.hpp>
#include <coop/ledger/account_role.hpp>
#include <coop/ledger/role.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace coop::store::sqlite {

namespace {

// An entry that may be more than ordinary, with its year.
struct Candidate {
    std::int64_t id = 0;
    std::int64_t year = 0;
    ledger::Draft entry;
    ledger::Year of;
};

std::vector<Candidate> candidates(Connection& connection)
{
    std::vector<Candidate> all;
    auto rows = connection.query(
        "SELECT entry.id, year.id, entry.date, journal.code, year.first_day, year.last_day, "
        "year.state, account.code, line.debit, line.credit FROM entry "
        "JOIN year ON year.id = entry.year_id JOIN journal ON journal.id = entry.journal_id "
        "JOIN line ON line.entry_id = entry.id JOIN account ON account.id = line.account_id "
        "WHERE entry.id IN (SELECT entry.id FROM entry WHERE journal_id = "
        "(SELECT id FROM journal WHERE code = :openings) UNION "
        "SELECT line.entry_id FROM account JOIN line ON line.account_id = account.id "
        "WHERE account.code >= :result AND account.code < :result || '~') "
        "ORDER BY entry.id, line.line",
        {{":openings", std::string{ledger::opening_journal}},
         {":result", std::string{ledger::year_result}}});
    while (rows.next()) {
        if (all.empty() || all.back().id != rows.integer(0)) {
            auto& one = all.emplace_back();
            one.id = rows.integer(0);
            one.year = rows.integer(1);
            one.entry.date = day_of(rows, 2);
            one.entry.journal = rows.text(3);
            one.of.period = {day_of(rows, 4), day_of(rows, 5)};
            one.of.state =
                rows.text(6) == "closed" ? ledger::YearState::closed : ledger::YearState::open;
        }
        all.back().entry.lines.push_back(
            {rows.text(7), core::cents(rows.integer(8)), core::cents(rows.integer(9)), {}, {}, {}});
    }
    return all;
}

class Roles {
public:
    explicit Roles(Connection& connection) : connection_(connection) {}

    void find()
    {
        for (auto const& one : candidates(connection_)) {
            judge(one);
        }
        follow_reversals();
    }

private:
    void judge(Candidate const& one)
    {
        if (one.entry.journal == ledger::opening_journal && is_kept(one)) {
            set(one.id, ledger::Role::opening);
            return;
        }
        // As it looks among all entries of its year, or as it looked when it was recorded.
        auto role = ledger::standing_of(one.entry, one.of, others(one, false)).role;
        if (role == ledger::Role::ordinary && ledger::may_close(one.entry, one.of)) {
            role = ledger::standing_of(one.entry, one.of, others(one, true)).role;
        }
        if (role != ledger::Role::ordinary) {
            set(one.id, role);
        }
    }

    // A closed year, or one before which nothing is in the books, opened with what the journal of
    // openings held, whatever the day; a charge opens nothing.
    bool is_kept(Candidate const& one)
    {
        if (one.of.state == ledger::YearState::closed) {
            return true;
        }
        return std::ranges::all_of(one.entry.lines, ledger::may_open, &ledger::Line::account) &&
               !connection_.number("SELECT 1 FROM entry WHERE date < :first LIMIT 1",
                                   {{":first", day_number(one.of.period.first)}});
    }

    // What other entries left on the accounts of classes 6 and 7 that the entry touches.
    std::vector<ledger::Balance> others(Candidate const& one, bool only_earlier)
    {
        std::map<std::string, ledger::Balance> sums;
        if (!ledger::may_close(one.entry, one.of)) {
            return {};
        }
        for (auto const& line : one.entry.lines) {
            if (!ledger::is_charge_or_produit(line.account) || sums.contains(line.account)) {
                continue;
            }
            auto rows = connection_.query(
                "SELECT COALESCE(SUM(line.debit), 0), COALESCE(SUM(line.credit), 0) FROM line "
                "JOIN entry ON entry.id = line.entry_id WHERE line.account_id = "
                "(SELECT id FROM account WHERE code = :account) AND line.year_id = :year AND "
                "entry.role = 0 AND entry.id <> :entry AND "
                "(:all = 1 OR entry.id < :entry)",
                {{":account", line.account},
                 {":year", one.year},
                 {":entry", one.id},
                 {":all", only_earlier ? 0 : 1}});
            rows.next();
            sums[line.account] = {
                line.account, {}, {}, core::cents(rows.integer(0)), core::cents(rows.integer(1))};
        }
        std::vector<ledger::Balance> all;
        for (auto& [account, balance] : sums) {
            all.push_back(std::move(balance));
        }
        return all;
    }

    // In the order of ids: the reversal of a reversal comes after it.
    void follow_reversals()
    {
        std::vector<std::pair<std::int64_t, std::int64_t>> all;
        auto rows =
            connection_.query("SELECT reversal_id, reversed_id FROM reversal ORDER BY reversal_id");
        while (rows.next()) {
            all.emplace_back(rows.integer(0), rows.integer(1));
        }
        for (auto const& [reversal, reversed] : all) {
            follow_.run(reversed, reversal);
        }
    }

    void set(std::int64_t entry, ledger::Role role) { set_.run(role_number(role), entry); }

    Connection& connection_;
    Prepared set_{connection_, "UPDATE entry SET role = :role WHERE id = :id", Guards::set_wise};
    Prepared follow_{connection_,
                     "UPDATE entry SET role = (SELECT role FROM entry WHERE id = :reversed) "
                     "WHERE id = :id",
                     Guards::set_wise};
};

// The sums of all lines, anew.
void fill_balances(Connection& connection)
{
    for (auto const* table : {"DELETE FROM balance", "DELETE FROM party_balance"}) {
        Prepared{connection, table, Guards::set_wise}.run();
    }
    Prepared{connection,
             "INSERT INTO balance (year_id, account_id, month, posted, role, debit, credit) "
             "SELECT entry.year_id, line.account_id, entry.date / 100, entry.number IS NOT NULL, "
             "entry.role, SUM(line.debit), SUM(line.credit) "
             "FROM entry JOIN line ON line.entry_id = entry.id GROUP BY 1, 2, 3, 4, 5",
             Guards::set_wise}
        .run();
    Prepared{connection,
             "INSERT INTO party_balance (year_id, account_id, party_id, month, posted, role, "
             "debit, credit) SELECT entry.year_id, line.account_id, COALESCE(line.party_id, 0), "
             "entry.date / 100, entry.number IS NOT NULL, entry.role, SUM(line.debit), "
             "SUM(line.credit) FROM entry JOIN line ON line.entry_id = entry.id JOIN account ON "
             "account.id = line.account_id WHERE account.code >= :class AND account.code < :class "
             "|| '~' GROUP BY 1, 2, 3, 4, 5, 6",
             Guards::set_wise}
        .run(ledger::third_parties);
    Prepared{connection,
             "INSERT INTO balance (year_id, account_id, month, posted, role, debit, credit) "
             "SELECT year_id, account_id, 0, posted, role, SUM(debit), SUM(credit) FROM balance "
             "GROUP BY 1, 2, 4, 5",
             Guards::set_wise}
        .run();
    Prepared{connection,
             "INSERT INTO party_balance (year_id, account_id, party_id, month, posted, role, "
             "debit, credit) SELECT year_id, account_id, party_id, 0, posted, role, SUM(debit), "
             "SUM(credit) FROM party_balance GROUP BY 1, 2, 3, 5, 6",
             Guards::set_wise}
        .run();
}

} // namespace

std::vector<std::string> open_locked_years(Connection& connection)
{
    std::vector<std::string> beyond;
    {
        auto rows = connection.query("SELECT label FROM year JOIN book WHERE state = 'locked' AND "
                                     "last_day > locked_through ORDER BY first_day");
        while (rows.next()) {
            beyond.push_back(rows.text(0));
        }
    }
    connection.execute("UPDATE year SET state = 'open' WHERE state = 'locked'");
    return beyond;
}

void find_keys(Connection& connection)
{
    std::vector<std::pair<std::int64_t, std::string>> names;
    {
        auto rows = connection.query("SELECT id, name FROM party");
        while (rows.next()) {
            names.emplace_back(rows.integer(0), rows.text(1));
        }
    }
    Prepared set{connection, "UPDATE party SET key = :key WHERE id = :id", Guards::set_wise};
    for (auto const& [id, name] : names) {
        set.run(core::name_key(name), id);
    }
}

void find_roles(Connection& connection)
{
    Roles{connection}.find();
    fill_balances(connection);
}

} // namespace coop::store::sqlite
