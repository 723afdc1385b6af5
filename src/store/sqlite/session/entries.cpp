// SPDX-License-Identifier: GPL-3.0-or-later
//
// Writing entries. Lines and balances go together: what is written is counted in `changes_`, and
// the balance table gets one statement per cell when somebody reads it or at the commit. So one
// entry costs a few cells, and an import of a hundred thousand costs its accounts and months.
#include "session.hpp"
#include "store/sqlite/values.hpp"

#include <coop/core/assert.hpp>
#include <coop/ledger/account_role.hpp>
#include <coop/ledger/role.hpp>
#include <coop/store/chain.hpp>

#include <algorithm>

namespace coop::store::sqlite {

namespace {

using core::Error;
using core::ErrorKind;

std::optional<std::string_view> text_or_none(std::string_view text)
{
    return text.empty() ? std::nullopt : std::optional{text};
}

std::optional<std::int64_t> day_or_none(std::optional<core::Date> day)
{
    return day ? std::optional{day_number(*day)} : std::nullopt;
}

// `views` keeps what is returned.
std::span<ledger::LineView const> views_of(std::vector<ledger::Line> const& lines,
                                           std::vector<ledger::LineView>& views)
{
    views.clear();
    for (auto const& line : lines) {
        views.push_back(
            {line.account, line.debit, line.credit, line.project, line.party, line.label});
    }
    return views;
}

// Somebody changed or deleted the counter of entries with another tool.
[[noreturn]] void fail_counter(std::string const& path)
{
    throw Error{ErrorKind::database, "store.damaged", {{"path", path}, {"message", "counter"}}};
}

} // namespace

EntryStatements::EntryStatements(Connection const& connection, Guards guards)
    : entry(connection,
            "INSERT INTO entry (id, year_id, journal_id, number, posted_on, date, label, piece, "
            "party_id, ref, role, piece_date) VALUES (:id, :year, :journal, :number, :posted_on, "
            ":date, :label, :piece, :party, :ref, :role, :piece_date)",
            guards),
      line(connection,
           "INSERT INTO line (entry_id, line, account_id, project_id, party_id, label, date, "
           "year_id, debit, credit) VALUES (:entry, :line, :account, :project, :party, :label, "
           ":date, :year, :debit, :credit)",
           guards),
      salt(connection, "INSERT INTO salt (entry_id, salt) VALUES (:entry, :salt)", guards),
      seal(connection,
           "INSERT INTO seal (sequence, entry_id, hash, texts_digest, format) VALUES (:sequence, "
           ":entry, :hash, :texts, :format)",
           guards),
      reversal(connection,
               "INSERT INTO reversal (reversal_id, reversed_id, reason) VALUES (:reversal, "
               ":reversed, :reason)",
               guards),
      contribution(connection,
                   "INSERT INTO contribution (entry_id, position, kind, first_day, last_day, "
                   "minutes, rate, hourly, coefficient, value, method, party_id, project_id, "
                   "label) VALUES (:entry, (SELECT COALESCE(MAX(position), 0) + 1 FROM "
                   "contribution WHERE entry_id = :entry), :kind, :first, :last, :minutes, :rate, "
                   ":hourly, :coefficient, :value, :method, :party, :project, :label)",
                   guards),
      // A key refuses what the trigger of this one would.
      attachment(connection,
                 "INSERT INTO attachment (entry_id, name, sha256, size, added_on) VALUES (:entry, "
                 ":name, :sha256, :size, :on)",
                 Guards::either)
{
}

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
        draft_of(id, posted); // Words it.
    }
}

ledger::Record SqliteSession::draft_of(ledger::EntryId id, char const* posted)
{
    auto record = find(id);
    if (!record) {
        throw Error{ErrorKind::refused, "ledger.unknown-entry", {{"entry", id}}};
    }
    if (record->posted()) {
        throw Error{
            ErrorKind::refused, posted, {{"entry", id}, {"number", ledger::number_of(*record)}}};
    }
    return std::move(*record);
}

ledger::EntryView SqliteSession::passing(ledger::Entry const& entry)
{
    ledger::EntryView view;
    view.year = entry.year();
    view.journal = entry.journal();
    view.date = entry.date();
    view.label = entry.label();
    view.piece = entry.piece();
    view.piece_date = entry.piece_date();
    view.party = entry.party();
    view.ref = entry.ref();
    view.lines = views_of(entry.lines(), lines_);
    return view;
}

ledger::EntryView SqliteSession::passing(ledger::Record const& record)
{
    ledger::EntryView view;
    view.id = record.id;
    view.year = record.year;
    view.journal = record.entry.journal;
    view.date = record.entry.date;
    view.label = record.entry.label;
    view.piece = record.entry.piece;
    view.piece_date = record.entry.piece_date;
    view.party = record.entry.party;
    view.ref = record.entry.ref;
    view.role = record.role;
    view.reverses = record.reverses;
    view.lines = views_of(record.entry.lines, lines_);
    return view;
}

// All of them before anything is written: an unknown name leaves no half of an entry.
SqliteSession::EntryIds const& SqliteSession::ids_of(ledger::EntryView const& entry)
{
    ids_.year = year_id(entry.year);
    ids_.journal = journal_id(entry.journal);
    ids_.party = party_or_none(entry.party);
    ids_.lines.clear();
    for (auto const& line : entry.lines) {
        ids_.lines.push_back(
            {account_id(line.account), project_or_none(line.project), party_or_none(line.party)});
    }
    return ids_;
}

ledger::EntryId SqliteSession::last_id()
{
    if (!last_id_) {
        last_id_ = connection_.number("SELECT last FROM counter WHERE name = 'entry'");
        if (!last_id_) { // verify() says so.
            fail_counter(connection_.path());
        }
    }
    return *last_id_;
}

ledger::EntryId SqliteSession::next_id()
{
    if (last_id() >= ledger::entry_id_max) {
        fail_counter(connection_.path());
    }
    last_id_ = last_id() + 1;
    if (bulk_) {
        bulk_->written.last = *last_id_;
    }
    return *last_id_;
}

void SqliteSession::write_counter()
{
    if (last_id_) {
        connection_.execute("UPDATE counter SET last = :last WHERE name = 'entry' AND last < :last",
                            {{":last", *last_id_}});
    }
}

EntryStatements& SqliteSession::statements()
{
    return bulk_ ? bulk_->statements : rows_;
}

ledger::EntryId SqliteSession::save(ledger::Entry const& entry, ledger::Standing const& standing)
{
    auto view = passing(entry);
    view.role = standing.role;
    auto const& ids = ids_of(view);
    view.id = next_id();
    write_entry(statements(), view, ids);
    count(view, ids, Count::add);
    record_new_standing(view.id, standing);
    return view.id;
}

void SqliteSession::write_entry(EntryStatements& statements, ledger::EntryView const& entry,
                                EntryIds const& ids)
{
    statements.entry.run(entry.id, ids.year, ids.journal,
                         entry.posted() ? std::optional{entry.number} : std::nullopt,
                         entry.posted() ? std::optional{day_number(entry.posted_on)} : std::nullopt,
                         day_number(entry.date), entry.label, entry.piece, ids.party,
                         text_or_none(entry.ref), role_number(entry.role),
                         day_or_none(entry.piece_date));
    write_lines(statements, entry, ids);
    if (bulk_) {
        bulk_->written.lines += static_cast<std::int64_t>(entry.lines.size());
    }
}

void SqliteSession::write_lines(EntryStatements& statements, ledger::EntryView const& entry,
                                EntryIds const& ids)
{
    auto const date = day_number(entry.date);
    for (std::size_t i = 0; i < entry.lines.size(); ++i) {
        auto const& line = entry.lines[i];
        auto const& of_line = ids.lines[i];
        statements.line.run(entry.id, static_cast<std::int64_t>(i) + 1, of_line.account,
                            of_line.project, of_line.party, text_or_none(line.label), date,
                            ids.year, line.debit.in_cents(), line.credit.in_cents());
    }
}

void SqliteSession::replace(ledger::EntryId id, ledger::Entry const& entry,
                            ledger::Standing const& standing)
{
    settle();
    auto const old = draft_of(id, "ledger.posted");
    auto view = passing(entry);
    view.id = id;
    view.role = standing.role;
    auto const& ids = ids_of(view);
    connection_.execute("DELETE FROM line WHERE entry_id = :id", {{":id", id}});
    replace_.run(ids.year, ids.journal, day_number(view.date), view.label, view.piece, ids.party,
                 text_or_none(view.ref), role_number(view.role), day_or_none(view.piece_date), id);
    write_lines(rows_, view, ids);
    count(view, ids, Count::add);
    uncount(old);
    record_standing(id, standing);
}

void SqliteSession::set_standing(ledger::EntryId id, ledger::Standing const& standing)
{
    settle();
    auto draft = draft_of(id, "ledger.posted");
    if (draft.role == standing.role) {
        return;
    }
    uncount(draft);
    connection_.execute("UPDATE entry SET role = :role WHERE id = :id",
                        {{":role", role_number(standing.role)}, {":id", id}});
    draft.role = standing.role;
    auto const view = passing(draft);
    count(view, ids_of(view), Count::add);
    record_standing(id, standing);
}

void SqliteSession::erase(ledger::EntryId id)
{
    settle();
    auto const old = draft_of(id, "ledger.posted");
    connection_.execute("DELETE FROM contribution WHERE entry_id = :id", {{":id", id}});
    connection_.execute("DELETE FROM reversal WHERE reversal_id = :id", {{":id", id}});
    record_removed_attachments(id);
    record_standing(id, {});
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
    uncount(old);
}

void SqliteSession::count(ledger::EntryView const& entry, EntryIds const& ids, Count count)
{
    auto const add = [count](BalanceChange& change, ledger::LineView const& line) {
        if (count == Count::add) {
            change.debit += line.debit;
            change.credit += line.credit;
        } else {
            change.debit -= line.debit;
            change.credit -= line.credit;
        }
    };
    auto const month_of_entry = day_number(entry.date) / 100;
    BalanceKey key{ids.year, 0, month_of_entry, entry.posted(), role_number(entry.role)};
    for (std::size_t i = 0; i < entry.lines.size(); ++i) {
        auto const& line = entry.lines[i];
        key.account = ids.lines[i].account;
        for (auto const month : {month_of_entry, whole_year}) {
            key.month = month;
            add(changes_[key], line);
            if (ledger::is_class_of_third_parties(line.account)) {
                add(party_changes_[{key, ids.lines[i].party.value_or(0)}], line);
            }
        }
    }
}

void SqliteSession::uncount(ledger::Record const& draft)
{
    auto const view = passing(draft);
    count(view, ids_of(view), Count::take);
}

void SqliteSession::write_balances()
{
    build_indexes();
    auto const is_nothing = [](BalanceChange const& change) {
        return change.debit.is_zero() && change.credit.is_zero();
    };
    // In the order of the tables: each page of them is passed once.
    std::map<BalanceKey, BalanceChange> const in_order{changes_.begin(), changes_.end()};
    for (auto const& [key, change] : in_order) {
        if (!is_nothing(change)) {
            write_balance(key, change);
        }
    }
    changes_.clear();
    std::map<PartyKey, BalanceChange> const by_party{party_changes_.begin(), party_changes_.end()};
    for (auto const& [key, change] : by_party) {
        if (!is_nothing(change)) {
            write_party_balance(key, change);
        }
    }
    party_changes_.clear();
}

void SqliteSession::write_balance(BalanceKey const& key, BalanceChange const& change)
{
    auto const debit = change.debit.in_cents();
    auto const credit = change.credit.in_cents();
    if (add_to_balance_.run(debit, credit, key.year, key.account, key.month, key.posted,
                            key.role) == 0) {
        new_balance_.run(key.year, key.account, key.month, key.posted, key.role, debit, credit);
    } else if (change.debit.is_negative() || change.credit.is_negative()) {
        connection_.execute("DELETE FROM balance WHERE year_id = :year AND account_id = :account "
                            "AND month = :month AND posted = :posted AND role = :role "
                            "AND debit = 0 AND credit = 0",
                            {{":year", key.year},
                             {":account", key.account},
                             {":month", key.month},
                             {":posted", key.posted},
                             {":role", key.role}});
    }
}

void SqliteSession::write_party_balance(PartyKey const& key, BalanceChange const& change)
{
    auto const debit = change.debit.in_cents();
    auto const credit = change.credit.in_cents();
    auto const& of = key.of;
    if (add_to_party_.run(debit, credit, of.year, of.account, key.party, of.month, of.posted,
                          of.role) == 0) {
        new_party_balance_.run(of.year, of.account, key.party, of.month, of.posted, of.role, debit,
                               credit);
    } else if (change.debit.is_negative() || change.credit.is_negative()) {
        connection_.execute("DELETE FROM party_balance WHERE year_id = :year AND account_id = "
                            ":account AND party_id = :party AND month = :month AND posted = "
                            ":posted AND role = :role AND debit = 0 AND credit = 0",
                            {{":year", of.year},
                             {":account", of.account},
                             {":party", key.party},
                             {":month", of.month},
                             {":posted", of.posted},
                             {":role", of.role}});
    }
}

std::int64_t SqliteSession::next_number(EntryIds const& ids)
{
    auto const [last, unknown] = numbers_.try_emplace({ids.year, ids.journal}, 0);
    if (unknown) {
        last->second =
            connection_
                .number("SELECT MAX(number) FROM entry WHERE year_id = :year AND journal_id = "
                        ":journal",
                        {{":year", ids.year}, {":journal", ids.journal}})
                .value_or(0);
    }
    return next_after(last->second, connection_);
}

core::Date SqliteSession::day_of_posting(EntryIds const& ids, std::string_view journal,
                                         core::Date today)
{
    if (journal == ledger::opening_journal) {
        return today;
    }
    auto const [last, unknown] = posted_on_.try_emplace(ids.year, 0);
    if (unknown) {
        // The last entry of each journal, by the index of its numbers.
        last->second =
            connection_
                .number("SELECT MAX((SELECT posted_on FROM entry WHERE year_id = :year "
                        "AND journal_id = journal.id AND number IS NOT NULL "
                        "ORDER BY number DESC LIMIT 1)) FROM journal WHERE code <> "
                        ":opening",
                        {{":year", ids.year}, {":opening", std::string{ledger::opening_journal}}})
                .value_or(0);
    }
    last->second = std::max(last->second, day_number(today));
    auto const day = day_of(last->second);
    if (!day.ok()) {
        connection_.fail_damaged("posted_on");
    }
    return day;
}

Posted SqliteSession::post(ledger::EntryId id, core::Date today)
{
    settle();
    auto const draft = draft_of(id, "ledger.already-posted");
    auto view = passing(draft);
    auto const& ids = ids_of(view);
    view.number = next_number(ids);
    view.posted_on = day_of_posting(ids, view.journal, today);
    post_.run(view.number, day_number(view.posted_on), id);
    seal(rows_, view);
    numbers_[{ids.year, ids.journal}] = view.number;
    count(view, ids, Count::add);
    uncount(draft);
    if (bulk_) {
        bulk_->proved = bulk_->written; // The triggers saw to it.
    }
    return {view.number, view.posted_on};
}

void SqliteSession::seal(EntryStatements& statements, ledger::EntryView entry)
{
    COOP_ASSERT(salt_);
    auto const previous = head();
    entry.sequence = next_after(previous.entries, connection_);
    auto const salt = salt_();
    auto const texts = texts_digest(entry, salt, buffer_);
    auto const hash = link(previous.hash, entry, texts, ledger::seal_format, buffer_);
    statements.salt.run(entry.id, Blob{{reinterpret_cast<char const*>(salt.data()), salt.size()}});
    statements.seal.run(entry.sequence, entry.id, blob(hash), blob(texts), ledger::seal_format);
    head_ = ChainHead{entry.sequence, hash};
    if (bulk_) {
        bulk_->written.seals = entry.sequence;
        ++bulk_->written.salts;
    }
}

ChainHead SqliteSession::head()
{
    if (!head_) {
        auto rows =
            connection_.query("SELECT sequence, hash FROM seal ORDER BY sequence DESC LIMIT 1");
        head_ = rows.next() ? ChainHead{rows.integer(0), digest_of(rows, 1)} : ChainHead{};
    }
    return *head_;
}

void SqliteSession::link_reversal(ledger::EntryId reversal, ledger::EntryId reversed,
                                  std::string const& reason)
{
    require_draft(reversal, "ledger.posted"); // The link is in the seal.
    require_entry(reversed);
    rows_.reversal.run(reversal, reversed, reason);
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
    rows_.attachment.run(id, attachment.name, attachment.sha256,
                         static_cast<std::int64_t>(content.size()),
                         day_number(attachment.added_on));
    record_attachment(id, attachment);
}

std::vector<ledger::Attachment> SqliteSession::attachments(ledger::EntryId id)
{
    std::vector<ledger::Attachment> all;
    auto rows = connection_.query("SELECT name, sha256, size, added_on FROM attachment "
                                  "WHERE entry_id = :id ORDER BY name",
                                  {{":id", id}});
    while (rows.next()) {
        all.push_back({rows.text(0), rows.text(1), rows.integer(2), day_of(rows, 3)});
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
