// SPDX-License-Identifier: GPL-3.0-or-later
//
// Is the file intact: what the schema holds while the program writes is proved again from what is
// on the disk, as if somebody had written there with another tool. One finding of each kind, the
// first; the cost is one walk over each table and each index.
#include "verify.hpp"
#include "store/sqlite/schema.hpp"

#include <coop/care/voice.hpp>
#include <coop/core/count.hpp>
#include <coop/core/error.hpp>

#include <algorithm>

namespace coop::store::sqlite {

namespace {

// What cannot be read, or not be added up, is found like anything else; the check that met it goes
// no further.
template <class Check>
void attempt(Findings& findings, Check const& check)
{
    try {
        check();
    } catch (core::Error const& error) {
        if (error.id() == "store.damaged") {
            findings.add("verify.value", {{"column", error.diagnostic().args.back().value}});
        } else if (error.kind() != core::ErrorKind::database || error.id() == "record.damaged" ||
                   error.id() == "care.damaged") {
            findings.add(error.diagnostic());
        } else {
            throw;
        }
    }
}

// Texts of records as their table holds them: what a reader would skip must not stand there.
void check_record_texts(Connection& connection, Findings& findings)
{
    auto const is_exact = [](std::string const& text) {
        return record::to_lines(record::fields_of(text)) == text;
    };
    for (auto const& [table, id] : {std::pair{"record", "verify.record-value"},
                                    std::pair{"care_record", "verify.care-value"}}) {
        auto rows = connection.query(std::string{"SELECT sequence, kind, id, version, fields, "
                                                 "COALESCE(personal, '') FROM "} +
                                     table + " ORDER BY sequence");
        while (rows.next()) {
            if (!is_exact(rows.text(4)) || !is_exact(rows.text(5))) {
                findings.add(id, {{"sequence", rows.integer(0)},
                                  {"kind", rows.text(1)},
                                  {"id", rows.text(2)},
                                  {"version", rows.integer(3)}});
                break;
            }
        }
    }
}

// The big tables are looked at by the walk.
void check_references(Connection& connection, Findings& findings)
{
    for (auto const& table : small_tables(connection)) {
        auto rows = connection.query("PRAGMA foreign_key_check('" + table + "')");
        if (rows.next()) {
            findings.add("verify.reference", {{"table", rows.text(0)}, {"parent", rows.text(2)}});
        }
    }
}

// What every book has one row of; the counter of entries against the entries. `given` is what this
// session counted and writes with its commit.
void check_single_rows(Connection& connection, ledger::EntryId given, Findings& findings)
{
    if (!connection.number("SELECT id FROM book")) {
        findings.add("verify.row", {{"table", std::string{"book"}}});
    }
    auto const stored = connection.number("SELECT last FROM counter WHERE name = 'entry'");
    if (!stored) {
        findings.add("verify.row", {{"table", std::string{"counter"}}});
        return;
    }
    auto const counter = std::max(*stored, given);
    auto const entry = connection.number("SELECT MAX(id) FROM entry").value_or(0);
    if (counter < entry || counter > ledger::entry_id_max) {
        findings.add("verify.counter",
                     {{"counter", counter}, {"entry", entry}, {"max", ledger::entry_id_max}});
    }
}

// Constraints hold the figures of a day apart; whether there is such a day they cannot say. The
// days of the entries are looked at by the walk.
void check_days(Connection& connection, Findings& findings)
{
    auto rows = connection.query(
        "SELECT 'book', locked_through AS day FROM book WHERE locked_through <> 0 "
        "UNION SELECT 'year', first_day FROM year UNION SELECT 'year', last_day FROM year "
        "UNION SELECT 'attachment', added_on FROM attachment "
        "UNION SELECT 'contribution', first_day FROM contribution "
        "UNION SELECT 'contribution', last_day FROM contribution "
        "UNION SELECT 'rate', from_day FROM rate "
        "UNION SELECT 'budget', adopted_on FROM budget WHERE adopted_on IS NOT NULL "
        "ORDER BY 1, 2");
    while (rows.next()) {
        if (!day_of(rows.integer(1)).ok()) {
            findings.add("verify.day", {{"table", rows.text(0)}, {"day", rows.integer(1)}});
        }
    }
}

Sums stored_balances(Connection& connection)
{
    Sums sums;
    auto rows = connection.query("SELECT year_id, account_id, month, posted, role, debit, "
                                 "credit FROM balance ORDER BY year_id, account_id, month, "
                                 "posted, role");
    while (rows.next()) {
        sums[{rows.integer(0), rows.integer(1), rows.integer(2), rows.integer(3), rows.integer(4)}]
            .add(rows.integer(5), rows.integer(6));
    }
    return sums;
}

PartySums stored_party_balances(Connection& connection)
{
    PartySums sums;
    auto rows = connection.query("SELECT year_id, account_id, month, posted, role, party_id, "
                                 "debit, credit FROM party_balance ORDER BY year_id, account_id, "
                                 "party_id, month, posted, role");
    while (rows.next()) {
        BalanceKey const key{rows.integer(0), rows.integer(1), rows.integer(2), rows.integer(3),
                             rows.integer(4)};
        sums[{key, rows.integer(5)}].add(rows.integer(6), rows.integer(7));
    }
    return sums;
}

// `2017-06`; `–` for the sum of a year.
std::string month_in_words(std::int64_t month)
{
    auto const digits = std::to_string(month);
    constexpr std::size_t year_digits = 4;
    return digits.size() <= year_digits
               ? "–"
               : digits.substr(0, year_digits) + "-" + digits.substr(year_digits);
}

BalanceKey const& cell_of(BalanceKey const& key)
{
    return key;
}

BalanceKey const& cell_of(PartyKey const& key)
{
    return key.of;
}

// Names the first cell that differs.
template <class Cells>
void check_balances(Cells const& lines, Cells stored, Names const& accounts, Findings& findings)
{
    for (auto const& [key, sum] : lines) {
        stored[key]; // A cell that is not stored counts as zero.
    }
    for (auto const& [key, sum] : stored) {
        auto const found = lines.find(key);
        auto const expected = found == lines.end() ? Sum{} : found->second;
        if (sum == expected) {
            continue;
        }
        auto const& cell = cell_of(key);
        findings.add("verify.balance",
                     {{"account", std::string{accounts.find(cell.account).value_or("?")}},
                      {"month", month_in_words(cell.month)},
                      {"debit", core::cents(sum.debit)},
                      {"credit", core::cents(sum.credit)},
                      {"lines-debit", core::cents(expected.debit)},
                      {"lines-credit", core::cents(expected.credit)}});
        return;
    }
}

// The attachment that names a content, for whoever has to find it again.
void report_content(Connection& connection, std::string const& sha256, Findings& findings)
{
    auto rows = connection.query("SELECT entry_id, name FROM attachment WHERE sha256 = :sha256 "
                                 "ORDER BY entry_id, name LIMIT 1",
                                 {{":sha256", sha256}});
    if (rows.next()) {
        findings.add("verify.attachment", {{"entry", rows.integer(0)}, {"name", rows.text(1)}});
    } else {
        findings.add("verify.content", {{"sha256", sha256}});
    }
}

// Every content as its table holds it, whether or not an attachment names it.
// \return what its index must hold.
Mark check_contents(Connection& connection, Findings& findings)
{
    Mark mark;
    auto rows = connection.query("SELECT rowid, sha256, bytes FROM content NOT INDEXED "
                                 "ORDER BY rowid");
    while (rows.next()) {
        auto const sha256 = rows.text(1);
        mark.add(std::array{mark_of(sha256), rows.integer(0)});
        if (core::to_hex(core::sha256(rows.bytes(2))) != sha256) {
            report_content(connection, sha256, findings);
        }
    }
    return mark;
}

// Entries of the livre CARE: numbered without a gap, two lines at least, balanced.
void check_care_entries(Connection& connection, Findings& findings)
{
    auto rows = connection.query("SELECT e.id, COALESCE(l.debit, 0), COALESCE(l.credit, 0) "
                                 "FROM care_entry AS e LEFT JOIN care_line AS l "
                                 "ON l.entry_id = e.id ORDER BY e.id, l.line");
    std::int64_t id = 0;
    std::int64_t lines = 2; // Before the first entry there is nothing to find.
    Sum sum;
    auto const end_entry = [&] {
        if (lines < 2 || !sum.balances()) {
            findings.add("verify.care-entry", {{"entry", id}});
        }
    };
    while (rows.next()) {
        if (auto const next = rows.integer(0); next != id) {
            end_entry();
            if (!core::is_next(id, next)) {
                findings.add("verify.care-entry", {{"entry", next}});
            }
            id = next;
            lines = 0;
            sum = {};
        }
        ++lines;
        sum.add(rows.integer(1), rows.integer(2));
    }
    end_entry();
}

// The registers of CARE, and that the entries of its livre are as whole as when they were posted.
void check_care(SqliteSession& session, Connection& connection, Findings& findings)
{
    for (auto& found : care::check_trail(session.care_records({}))) {
        findings.add(std::move(found));
    }
    check_care_entries(connection, findings);
    for (auto& found :
         care::check_sealed_entries(session.care_records({"close"}), session.care_entries({}))) {
        findings.add(std::move(found));
    }
}

} // namespace

void Findings::add(core::Diagnostic finding)
{
    all_.push_back(std::move(finding));
}

void Findings::add(char const* id, core::Arguments args)
{
    auto const same = [&](core::Diagnostic const& one) { return one.id == id; };
    if (std::ranges::none_of(all_, same)) {
        all_.push_back({core::Severity::error, id, std::move(args), {}});
    }
}

void find_number_gap(Connection& connection, Findings& findings)
{
    auto rows = connection.query(
        "SELECT journal.code, year.label, entry.number, entry.year_id, entry.journal_id "
        "FROM entry JOIN year ON year.id = entry.year_id "
        "JOIN journal ON journal.id = entry.journal_id WHERE entry.number IS NOT NULL "
        "ORDER BY entry.year_id, entry.journal_id, entry.number");
    std::pair<std::int64_t, std::int64_t> sequence{0, 0};
    std::int64_t expected = 1;
    while (rows.next()) {
        if (std::pair{rows.integer(3), rows.integer(4)} != sequence) {
            sequence = {rows.integer(3), rows.integer(4)};
            expected = 1;
        }
        if (rows.integer(2) != expected) {
            findings.add("verify.number-gap",
                         {{"journal", rows.text(0)}, {"year", rows.text(1)}, {"number", expected}});
            return;
        }
        ++expected;
    }
}

std::vector<core::Diagnostic> SqliteSession::verify()
{
    write_balances();
    Findings findings;
    check_structure(connection_, findings);
    if (!findings.empty()) {
        return findings.take(); // What else would be found follows from that.
    }
    if (!has_all_migrations(connection_)) {
        findings.add("verify.migration", {});
    }
    attempt(findings, [&] {
        check_references(connection_, findings);
        check_single_rows(connection_, last_id_.value_or(0), findings);
        check_days(connection_, findings);
    });
    attempt(findings, [&] {
        BookNames const names{connection_};
        auto walked = check_entries(connection_, names, findings);
        walked.marks[content_sha256] = check_contents(connection_, findings);
        check_indexes(connection_, walked.marks, findings);
        check_balances(walked.sums, stored_balances(connection_), names.accounts, findings);
        check_balances(walked.party_sums, stored_party_balances(connection_), names.accounts,
                       findings);
    });
    attempt(findings, [&] { check_record_texts(connection_, findings); });
    attempt(findings, [&] { check_records(*this, connection_, findings); });
    attempt(findings, [&] { check_care(*this, connection_, findings); });
    return findings.take();
}

} // namespace coop::store::sqlite
