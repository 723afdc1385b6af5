// SPDX-License-Identifier: GPL-3.0-or-later
//
// Is the file intact: what the schema holds while the program writes is proved again from what is
// on the disk, as if somebody had written there with another tool. One finding of each kind, the
// first; the cost is one walk over the lines and one over the chain.
#include "schema.hpp"
#include "session.hpp"

#include <coop/core/resources.hpp>
#include <coop/ledger/entry.hpp>
#include <coop/store/chain.hpp>

#include <algorithm>
#include <cstring>

namespace coop::store::sqlite {

namespace {

// Sums that wrap: a forged amount must end in a finding, not in an overflow. The chain sees
// what a wrap could hide.
struct Sum {
    std::uint64_t debit = 0;
    std::uint64_t credit = 0;

    friend bool operator==(Sum const&, Sum const&) = default;
};
using Sums = std::map<BalanceKey, Sum>;

class Findings {
public:
    void add(char const* id, core::Arguments args)
    {
        auto const same = [&](core::Diagnostic const& one) { return one.id == id; };
        if (std::none_of(all_.begin(), all_.end(), same)) {
            all_.push_back({core::Severity::error, id, std::move(args), {}});
        }
    }
    bool empty() const { return all_.empty(); }
    std::vector<core::Diagnostic> take() { return std::move(all_); }

private:
    std::vector<core::Diagnostic> all_;
};

void check_structure(Connection& connection, Findings& findings)
{
    try {
        auto rows = connection.query("PRAGMA integrity_check(1)");
        if (rows.next() && rows.text(0) != "ok") {
            findings.add("verify.structure", {{"message", rows.text(0)}});
        }
    } catch (core::Error const& error) {
        if (error.id() != "store.damaged") {
            throw;
        }
        findings.add("verify.structure", {{"message", connection.path()}});
    }
}

// Triggers and constraints are as the migrations made them.
void check_schema(Connection& connection, Findings& findings)
{
    auto const expected = core::resource("sql/sqlite.current.sql");
    auto const seen = schema_text(connection);
    // After the comment that opens the file.
    if (expected.substr(std::min(expected.find("\n\n") + 1, expected.size())) != seen) {
        findings.add("verify.schema", {});
    }
}

void check_references(Connection& connection, Findings& findings)
{
    auto rows = connection.query("PRAGMA foreign_key_check");
    if (rows.next()) {
        findings.add("verify.reference", {{"table", rows.text(0)}, {"parent", rows.text(2)}});
    }
}

// What one entry adds up to, while its lines pass by.
struct EntrySums {
    std::int64_t id = 0;
    std::int64_t lines = 0;
    Sum total;
    std::map<std::int64_t, std::uint64_t> inkind; // by project: 86 less 87
};

void check_entry(EntrySums const& entry, Findings& findings)
{
    if (entry.id == 0) {
        return;
    }
    if (entry.lines < 2 || entry.total.debit != entry.total.credit) {
        findings.add("verify.unbalanced",
                     {{"entry", entry.id},
                      {"debit", core::cents(static_cast<std::int64_t>(entry.total.debit))},
                      {"credit", core::cents(static_cast<std::int64_t>(entry.total.credit))}});
    }
    if (std::any_of(entry.inkind.begin(), entry.inkind.end(),
                    [](auto const& project) { return project.second != 0; })) {
        findings.add("verify.inkind", {{"entry", entry.id}});
    }
}

std::map<std::int64_t, std::string> account_codes(Connection& connection)
{
    std::map<std::int64_t, std::string> codes;
    auto rows = connection.query("SELECT id, code FROM account ORDER BY id");
    while (rows.next()) {
        codes.emplace(rows.integer(0), rows.text(1));
    }
    return codes;
}

bool is_inkind(std::string const& code)
{
    return code.compare(0, 2, "86") == 0 || code.compare(0, 2, "87") == 0;
}

// Walks every line once. \return the balances that they make.
Sums check_lines(Connection& connection, std::map<std::int64_t, std::string> const& codes,
                 Findings& findings)
{
    Sums sums;
    EntrySums entry;
    auto rows = connection.query(
        "SELECT entry.id, line.account_id, line.project_id, line.debit, line.credit, "
        "line.date / 100, entry.number IS NOT NULL, journal.code = 'AN', entry.year_id, "
        "line.date = entry.date AND line.year_id = entry.year_id "
        "AND entry.date BETWEEN year.first_day AND year.last_day "
        "FROM entry LEFT JOIN line ON line.entry_id = entry.id "
        "JOIN year ON year.id = entry.year_id JOIN journal ON journal.id = entry.journal_id "
        "ORDER BY entry.id, line.line");
    while (rows.next()) {
        if (rows.integer(0) != entry.id) {
            check_entry(entry, findings);
            entry = {rows.integer(0), 0, {}, {}};
        }
        if (rows.is_null(1)) {
            continue; // No line at all.
        }
        auto const debit = static_cast<std::uint64_t>(rows.integer(3));
        auto const credit = static_cast<std::uint64_t>(rows.integer(4));
        auto& sum = sums[{rows.integer(8), rows.integer(1), rows.integer(5), rows.integer(6),
                          rows.integer(7)}];
        for (auto* const total : {&sum, &entry.total}) {
            total->debit += debit;
            total->credit += credit;
        }
        ++entry.lines;
        auto const code = codes.find(rows.integer(1));
        if (code != codes.end() && is_inkind(code->second)) {
            entry.inkind[rows.integer(2)] += debit - credit;
        }
        if (rows.integer(9) == 0) {
            findings.add("verify.date", {{"entry", entry.id}});
        }
    }
    check_entry(entry, findings);
    return sums;
}

Sums stored_balances(Connection& connection)
{
    Sums sums;
    auto rows = connection.query("SELECT year_id, account_id, month, posted, opening, debit, "
                                 "credit FROM balance ORDER BY year_id, account_id, month, "
                                 "posted, opening");
    while (rows.next()) {
        sums[{rows.integer(0), rows.integer(1), rows.integer(2), rows.integer(3),
              rows.integer(4)}] = {static_cast<std::uint64_t>(rows.integer(5)),
                                   static_cast<std::uint64_t>(rows.integer(6))};
    }
    return sums;
}

void check_balances(Sums const& lines, Sums stored,
                    std::map<std::int64_t, std::string> const& codes, Findings& findings)
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
        auto const code = codes.find(key.account);
        auto const money = [](std::uint64_t amount) {
            return core::cents(static_cast<std::int64_t>(amount));
        };
        auto const month = std::to_string(key.month);
        findings.add("verify.balance", {{"account", code == codes.end() ? "?" : code->second},
                                        {"month", month.substr(0, 4) + "-" + month.substr(4)},
                                        {"debit", money(sum.debit)},
                                        {"credit", money(sum.credit)},
                                        {"lines-debit", money(expected.debit)},
                                        {"lines-credit", money(expected.credit)}});
        return;
    }
}

void check_numbers(Connection& connection, Findings& findings)
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

using Find = std::function<std::optional<ledger::Record>(ledger::EntryId)>;

std::optional<Salt> salt_of(Rows const& row, int column)
{
    auto const bytes = row.bytes(column);
    Salt salt{};
    if (bytes.size() != salt.size()) {
        return std::nullopt; // Erased, with the right to be forgotten.
    }
    std::memcpy(salt.data(), bytes.data(), salt.size());
    return salt;
}

// Stops at the first seal that differs: all that follow hang on it.
void check_chain(Connection& connection, Find const& find, Findings& findings)
{
    core::Digest previous{};
    std::int64_t sequence = 0;
    auto rows = connection.query("SELECT seal.sequence, seal.entry_id, seal.hash, "
                                 "seal.texts_digest, salt.salt FROM seal LEFT JOIN salt ON "
                                 "salt.entry_id = seal.entry_id ORDER BY seal.sequence");
    while (rows.next()) {
        ++sequence;
        if (rows.integer(0) != sequence) {
            findings.add("verify.chain-gap", {{"sequence", sequence}});
            return;
        }
        auto const id = rows.integer(1);
        auto const record = find(id);
        auto const texts = digest_of(rows.bytes(3));
        auto const stored = digest_of(rows.bytes(2));
        if (!record || !record->posted() ||
            chain(previous, canonical(*record, sequence, texts)) != stored) {
            findings.add("verify.chain", {{"sequence", sequence}, {"entry", id}});
            return;
        }
        auto const salt = salt_of(rows, 4);
        if (salt && texts_digest(record->entry, *salt) != texts) {
            findings.add("verify.texts", {{"entry", id}});
        }
        previous = stored;
    }
}

void check_sealed(Connection& connection, Findings& findings)
{
    auto const id = connection.number("SELECT entry.id FROM entry WHERE entry.number IS NOT NULL "
                                      "AND NOT EXISTS (SELECT 1 FROM seal WHERE seal.entry_id "
                                      "= entry.id) ORDER BY entry.id LIMIT 1");
    if (id) {
        findings.add("verify.unsealed", {{"entry", *id}});
    }
}

void check_contents(Connection& connection, Findings& findings)
{
    auto rows = connection.query("SELECT attachment.entry_id, attachment.name, content.sha256, "
                                 "content.bytes FROM content JOIN attachment ON "
                                 "attachment.sha256 = content.sha256 "
                                 "ORDER BY attachment.entry_id, attachment.name");
    while (rows.next()) {
        if (core::to_hex(core::sha256(rows.bytes(3))) != rows.text(2)) {
            findings.add("verify.attachment", {{"entry", rows.integer(0)}, {"name", rows.text(1)}});
        }
    }
}

} // namespace

std::vector<core::Diagnostic> SqliteSession::verify()
{
    write_balances();
    Findings findings;
    check_structure(connection_, findings);
    if (!findings.empty()) {
        return findings.take(); // What else would be found follows from that.
    }
    check_schema(connection_, findings);
    check_references(connection_, findings);
    auto const codes = account_codes(connection_);
    auto const lines = check_lines(connection_, codes, findings);
    check_balances(lines, stored_balances(connection_), codes, findings);
    check_numbers(connection_, findings);
    check_chain(
        connection_, [this](ledger::EntryId id) { return find(id); }, findings);
    check_sealed(connection_, findings);
    check_contents(connection_, findings);
    return findings.take();
}

} // namespace coop::store::sqlite
