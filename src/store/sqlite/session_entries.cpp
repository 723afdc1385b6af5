// SPDX-License-Identifier: GPL-3.0-or-later
//
// Writing entries. Lines and balances go together: what is written is counted in `changes_`, and
// the balance table gets one statement per cell when somebody reads it or at the commit. So one
// entry costs a few cells, and an import of a hundred thousand costs its accounts and months.
#include "session.hpp"

#include <coop/core/assert.hpp>
#include <coop/store/chain.hpp>

#include <algorithm>

namespace coop::store::sqlite {

namespace {

using core::Error;
using core::ErrorKind;

// The journal of openings (à-nouveaux).
constexpr std::string_view opening_journal = "AN";

} // namespace

void SqliteSession::require_entry(ledger::EntryId id)
{
    if (!connection_.number("SELECT 1 FROM entry WHERE id = :id", {{":id", id}})) {
        throw Error{ErrorKind::refused, "ledger.unknown-entry", {{"entry", id}}};
    }
}

void SqliteSession::require_draft(ledger::EntryId id, char const* posted)
{
    require_entry(id);
    if (connection_.number("SELECT number FROM entry WHERE id = :id", {{":id", id}})) {
        throw Error{ErrorKind::refused,
                    posted,
                    {{"entry", id}, {"number", ledger::number_of(find(id).value())}}};
    }
}

ledger::EntryId SqliteSession::save(ledger::Entry const& entry)
{
    auto const id = connection_.number(
        "UPDATE counter SET last = last + 1 WHERE name = 'entry' RETURNING last");
    COOP_ASSERT(id);
    connection_.execute("INSERT INTO entry (id, year_id, journal_id, date, label, piece, party_id, "
                        "ref) VALUES (:id, :year, :journal, :date, :label, :piece, :party, :ref)",
                        {{":id", *id},
                         {":year", year_id(entry.year())},
                         {":journal", journal_id(entry.journal())},
                         {":date", day_number(entry.date())},
                         {":label", entry.label()},
                         {":piece", entry.piece()},
                         {":party", party_or_null(entry.party())},
                         {":ref", text_or_null(entry.ref())}});
    insert_lines(*id, entry);
    count_lines(*id, 0, Count::add);
    return *id;
}

void SqliteSession::replace(ledger::EntryId id, ledger::Entry const& entry)
{
    require_draft(id, "ledger.posted");
    count_lines(id, 0, Count::take);
    connection_.execute("DELETE FROM line WHERE entry_id = :id", {{":id", id}});
    connection_.execute("UPDATE entry SET year_id = :year, journal_id = :journal, date = :date, "
                        "label = :label, piece = :piece, party_id = :party, ref = :ref "
                        "WHERE id = :id",
                        {{":id", id},
                         {":year", year_id(entry.year())},
                         {":journal", journal_id(entry.journal())},
                         {":date", day_number(entry.date())},
                         {":label", entry.label()},
                         {":piece", entry.piece()},
                         {":party", party_or_null(entry.party())},
                         {":ref", text_or_null(entry.ref())}});
    insert_lines(id, entry);
    count_lines(id, 0, Count::add);
}

void SqliteSession::insert_lines(ledger::EntryId id, ledger::Entry const& entry)
{
    std::int64_t number = 0;
    for (auto const& line : entry.lines()) {
        connection_.execute(
            "INSERT INTO line (entry_id, line, account_id, project_id, party_id, label, date, "
            "year_id, debit, credit) VALUES (:entry, :line, :account, :project, :party, :label, "
            ":date, :year, :debit, :credit)",
            {{":entry", id},
             {":line", ++number},
             {":account", account_id(line.account)},
             {":project", project_or_null(line.project)},
             {":party", party_or_null(line.party)},
             {":label", text_or_null(line.label)},
             {":date", day_number(entry.date())},
             {":year", year_id(entry.year())},
             {":debit", line.debit.in_cents()},
             {":credit", line.credit.in_cents()}});
    }
}

void SqliteSession::erase(ledger::EntryId id)
{
    require_draft(id, "ledger.posted");
    count_lines(id, 0, Count::take);
    connection_.execute("DELETE FROM contribution WHERE entry_id = :id", {{":id", id}});
    connection_.execute("DELETE FROM reversal WHERE reversal_id = :id", {{":id", id}});
    std::vector<std::string> contents;
    for (auto const& attachment : attachments(id)) {
        contents.push_back(attachment.sha256);
    }
    connection_.execute("DELETE FROM attachment WHERE entry_id = :id", {{":id", id}});
    for (auto const& sha256 : contents) {
        connection_.execute("DELETE FROM content WHERE sha256 = :sha256 AND NOT EXISTS "
                            "(SELECT 1 FROM attachment WHERE sha256 = :sha256)",
                            {{":sha256", sha256}});
    }
    connection_.execute("DELETE FROM line WHERE entry_id = :id", {{":id", id}});
    connection_.execute("DELETE FROM entry WHERE id = :id", {{":id", id}});
}

void SqliteSession::count_lines(ledger::EntryId id, std::int64_t posted, Count count)
{
    auto rows = connection_.query("SELECT line.year_id, line.account_id, line.date, journal.code, "
                                  "line.debit, line.credit FROM line "
                                  "JOIN entry ON entry.id = line.entry_id "
                                  "JOIN journal ON journal.id = entry.journal_id "
                                  "WHERE line.entry_id = :id ORDER BY line.line",
                                  {{":id", id}});
    while (rows.next()) {
        BalanceKey const key{rows.integer(0), rows.integer(1), rows.integer(2) / 100, posted,
                             rows.text(3) == opening_journal};
        auto const debit = core::cents(rows.integer(4));
        auto const credit = core::cents(rows.integer(5));
        auto& change = changes_[key];
        change.debit += count == Count::add ? debit : -debit;
        change.credit += count == Count::add ? credit : -credit;
    }
}

void SqliteSession::write_balances()
{
    for (auto const& [key, change] : changes_) {
        if (!change.debit.is_zero() || !change.credit.is_zero()) {
            write_balance(key, change);
        }
    }
    changes_.clear();
}

void SqliteSession::write_balance(BalanceKey const& key, BalanceChange const& change)
{
    Parameters const cell{{":year", key.year},
                          {":account", key.account},
                          {":month", key.month},
                          {":posted", key.posted},
                          {":opening", key.opening}};
    auto amounts = cell;
    amounts.push_back({":debit", change.debit.in_cents()});
    amounts.push_back({":credit", change.credit.in_cents()});
    auto const changed = connection_.execute(
        "UPDATE balance SET debit = debit + :debit, credit = credit + :credit "
        "WHERE year_id = :year AND account_id = :account AND month = :month AND posted = :posted "
        "AND opening = :opening",
        amounts);
    if (changed == 0) {
        connection_.execute("INSERT INTO balance (year_id, account_id, month, posted, opening, "
                            "debit, credit) VALUES (:year, :account, :month, :posted, :opening, "
                            ":debit, :credit)",
                            amounts);
    } else if (change.debit.is_negative() || change.credit.is_negative()) {
        connection_.execute("DELETE FROM balance WHERE year_id = :year AND account_id = :account "
                            "AND month = :month AND posted = :posted AND opening = :opening "
                            "AND debit = 0 AND credit = 0",
                            cell);
    }
}

std::int64_t SqliteSession::post(ledger::EntryId id, core::Date today)
{
    require_draft(id, "ledger.already-posted");
    count_lines(id, 0, Count::take);
    auto const number = connection_.number(
        "UPDATE entry SET posted_on = :today, number = 1 + COALESCE((SELECT MAX(other.number) FROM "
        "entry AS other WHERE other.year_id = entry.year_id AND other.journal_id = "
        "entry.journal_id), 0) WHERE id = :id RETURNING number",
        {{":today", day_number(today)}, {":id", id}});
    COOP_ASSERT(number);
    count_lines(id, 1, Count::add);
    seal(id);
    return *number;
}

void SqliteSession::seal(ledger::EntryId id)
{
    auto const record = find(id);
    COOP_ASSERT(record && salt_);
    auto const previous = head();
    auto const sequence = previous.entries + 1;
    auto const salt = salt_();
    auto const texts = texts_digest(record->entry, salt);
    auto const hash = chain(previous.hash, canonical(*record, sequence, texts));
    connection_.execute(
        "INSERT INTO salt (entry_id, salt) VALUES (:entry, :salt)",
        {{":entry", id},
         {":salt", Blob{{reinterpret_cast<char const*>(salt.data()), salt.size()}}}});
    connection_.execute(
        "INSERT INTO seal (sequence, entry_id, hash, texts_digest) VALUES "
        "(:sequence, :entry, :hash, :texts)",
        {{":sequence", sequence}, {":entry", id}, {":hash", blob(hash)}, {":texts", blob(texts)}});
}

ChainHead SqliteSession::head()
{
    auto rows = connection_.query("SELECT sequence, hash FROM seal ORDER BY sequence DESC LIMIT 1");
    if (!rows.next()) {
        return {};
    }
    return {rows.integer(0), digest_of(rows.bytes(1))};
}

void SqliteSession::link_reversal(ledger::EntryId reversal, ledger::EntryId reversed,
                                  std::string const& reason)
{
    require_draft(reversal, "ledger.posted"); // The link is in the seal.
    require_entry(reversed);
    connection_.execute("INSERT INTO reversal (reversal_id, reversed_id, reason) VALUES "
                        "(:reversal, :reversed, :reason)",
                        {{":reversal", reversal}, {":reversed", reversed}, {":reason", reason}});
}

void SqliteSession::attach(ledger::EntryId id, ledger::Attachment const& attachment,
                           std::string_view content)
{
    COOP_ASSERT(attachment.sha256 == core::to_hex(core::sha256(content)));
    require_entry(id);
    auto const known = attachments(id);
    auto const same_name = std::find_if(
        known.begin(), known.end(), [&](auto const& one) { return one.name == attachment.name; });
    if (same_name != known.end()) {
        if (same_name->sha256 != attachment.sha256) {
            throw Error{ErrorKind::refused,
                        "attachment.exists",
                        {{"entry", id}, {"name", attachment.name}}};
        }
        return; // Done already.
    }
    if (!connection_.number("SELECT 1 FROM content WHERE sha256 = :sha256",
                            {{":sha256", attachment.sha256}})) {
        connection_.execute("INSERT INTO content (sha256, bytes) VALUES (:sha256, :bytes)",
                            {{":sha256", attachment.sha256}, {":bytes", Blob{content}}});
    }
    connection_.execute("INSERT INTO attachment (entry_id, name, sha256, size, added_on) VALUES "
                        "(:entry, :name, :sha256, :size, :on)",
                        {{":entry", id},
                         {":name", attachment.name},
                         {":sha256", attachment.sha256},
                         {":size", static_cast<std::int64_t>(content.size())},
                         {":on", day_number(attachment.added_on)}});
}

std::vector<ledger::Attachment> SqliteSession::attachments(ledger::EntryId id)
{
    std::vector<ledger::Attachment> all;
    auto rows = connection_.query("SELECT name, sha256, size, added_on FROM attachment "
                                  "WHERE entry_id = :id ORDER BY name",
                                  {{":id", id}});
    while (rows.next()) {
        all.push_back({rows.text(0), rows.text(1), rows.integer(2), day_of(rows.integer(3))});
    }
    return all;
}

std::optional<std::string> SqliteSession::attachment_content(std::string const& sha256)
{
    auto rows = connection_.query("SELECT bytes FROM content WHERE sha256 = :sha256",
                                  {{":sha256", sha256}});
    if (!rows.next()) {
        return std::nullopt;
    }
    return rows.text(0);
}

} // namespace coop::store::sqlite
