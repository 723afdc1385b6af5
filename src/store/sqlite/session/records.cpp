// SPDX-License-Identifier: GPL-3.0-or-later
//
// Facts of the legal books: whoever writes one into its table calls record_fact() in the same
// breath, so that no row stands there that no record proves.
#include "session.hpp"
#include "store/sqlite/values.hpp"

#include <coop/core/assert.hpp>
#include <coop/ledger/account_role.hpp>
#include <coop/ledger/facts.hpp>

#include <algorithm>
#include <set>

namespace coop::store::sqlite {

record::Filed SqliteSession::append_record(record::Record const& record)
{
    COOP_ASSERT(salt_);
    auto dated = record;
    dated.day = core::parse_date(today_);
    return records_.append(dated, salt_(), head());
}

Stream<record::Filed> SqliteSession::records(std::vector<std::string> const& kinds)
{
    return records_.records(kinds);
}

std::vector<record::Filed> SqliteSession::record_history(std::string const& kind,
                                                         std::string const& id)
{
    return records_.history(kind, id);
}

void SqliteSession::restore_record(record::Filed const& filed)
{
    records_.restore(filed);
}

ChainHead SqliteSession::record_head()
{
    return records_.head();
}

void SqliteSession::record_fact(record::Record const& fact)
{
    if (records_are_given_) {
        return;
    }
    if (records_.version(fact.kind, fact.id) > 0) {
        auto last = records_.history(fact.kind, fact.id).back().record;
        std::erase_if(last.fields, [](auto const& field) { return field.first == "origin"; });
        if (last.fields == fact.fields && last.personal == fact.personal) {
            return;
        }
    }
    append_record(fact);
}

void SqliteSession::record_standing(ledger::EntryId entry, ledger::Standing const& standing)
{
    auto const fact = ledger::role_fact({entry, standing});
    if (standing.role != ledger::Role::ordinary || records_.version(fact.kind, fact.id) > 0) {
        record_fact(fact);
    }
}

// A new entry has no record yet: an ordinary one costs nothing.
void SqliteSession::record_new_standing(ledger::EntryId entry, ledger::Standing const& standing)
{
    if (standing.role != ledger::Role::ordinary) {
        record_fact(ledger::role_fact({entry, standing}));
    }
}

void SqliteSession::record_attachment(ledger::EntryId entry, ledger::Attachment const& attachment)
{
    if (records_are_given_) {
        return;
    }
    auto const known = connection_.number("SELECT COUNT(*) FROM record WHERE kind = 'attachment' "
                                          "AND id GLOB :ids AND version = 1",
                                          {{":ids", ledger::attachment_ids_of(entry) + "*"}});
    append_record(ledger::attachment_fact({entry, known.value_or(0) + 1, attachment}));
}

void SqliteSession::record_removed_attachments(ledger::EntryId entry)
{
    std::vector<record::Record> last;
    {
        auto rows = connection_.query("SELECT id, MAX(version) FROM record WHERE kind = "
                                      "'attachment' AND id GLOB :ids GROUP BY id",
                                      {{":ids", ledger::attachment_ids_of(entry) + "*"}});
        while (rows.next()) {
            last.push_back(records_.history("attachment", rows.text(0)).back().record);
        }
    }
    for (auto const& fact : last) {
        if (!ledger::is_removed(fact)) {
            append_record(ledger::removed_attachment_fact(ledger::read_attachment(fact)));
            records_.erase(fact.kind, fact.id); // Nothing of a draft that is erased stays readable.
        }
    }
}

std::int64_t SqliteSession::erase_record(std::string const& kind, std::string const& id)
{
    auto const versions = records_.history(kind, id);
    auto const erased = records_.erase(kind, id);
    if (kind == "attachment") {
        for (auto const& filed : versions) {
            erase_attachment_name(filed);
        }
    } else if (kind == "party") {
        connection_.execute("UPDATE party SET shown = NULL, note = '', code = '' WHERE number = "
                            "CAST(:id AS INTEGER)",
                            {{":id", id}});
    }
    return erased;
}

void SqliteSession::erase_attachment_name(record::Filed const& filed)
{
    if (filed.record.personal.empty()) {
        return;
    }
    auto fact = ledger::read_attachment(filed.record);
    for (auto const& row : attachments(fact.entry)) {
        fact.attachment = row;
        auto const standing = ledger::attachment_fact(fact);
        if (standing.personal == filed.record.personal &&
            row.sha256 == record::value_of(filed.record.fields, "sha256")) {
            connection_.execute("UPDATE attachment SET name = :erased WHERE entry_id = :entry AND "
                                "name = :name",
                                {{":erased", ledger::erased_name(filed.personal)},
                                 {":entry", fact.entry},
                                 {":name", row.name}});
        }
    }
}

std::vector<ledger::AttachmentFact> SqliteSession::found_attachments()
{
    std::vector<ledger::AttachmentFact> all;
    auto rows = connection_.query("SELECT entry_id, name, sha256, size, added_on FROM attachment "
                                  "ORDER BY entry_id, name");
    while (rows.next()) {
        auto const entry = rows.integer(0);
        bool const first = all.empty() || all.back().entry != entry;
        all.push_back({entry,
                       first ? 1 : all.back().number + 1,
                       {rows.text(1), rows.text(2), rows.integer(3), day_of(rows, 4)}});
    }
    return all;
}

std::vector<ledger::RoleFact> SqliteSession::found_roles()
{
    std::vector<ledger::RoleFact> all;
    auto rows = connection_.query("SELECT entry.id, entry.role, reversal.reversed_id FROM entry "
                                  "LEFT JOIN reversal ON reversal.reversal_id = entry.id "
                                  "WHERE entry.role <> 0 ORDER BY entry.id");
    while (rows.next()) {
        auto const role = role_of(rows.integer(1));
        auto const why = !rows.is_null(2)                ? ledger::RoleWhy::reversal
                         : role == ledger::Role::closing ? ledger::RoleWhy::closes
                                                         : ledger::RoleWhy::journal;
        all.push_back({rows.integer(0), {role, why, {}, {}}});
    }
    return all;
}

void SqliteSession::record_what_is_found()
{
    for (auto const& fact : ledger::found_facts(
             {book(), years(), locked_through(), accounts(), found_attachments(), found_roles()})) {
        append_record(fact);
    }
}

// What the FEC of a year may name: its à-nouveaux, too, where they come from the years before.
ledger::FecWords SqliteSession::fec_words_of(ledger::Year const& year)
{
    std::set<std::string> accounts;
    std::set<std::string> named;
    auto const all = years();
    for (auto const& each : all) {
        if (year.period.first < each.period.first) {
            break;
        }
        for (auto const& balance : balances(each.label, Which::all, {}, {})) {
            accounts.insert(balance.account);
        }
        for (auto const& balance : closing_entries(each.label, Which::all)) {
            accounts.insert(balance.account);
        }
        for (auto const& balance : party_balances(each.label, Which::all, {})) {
            named.insert(balance.party);
        }
    }
    accounts.emplace(ledger::surplus_account);
    accounts.emplace(ledger::deficit_account);
    return ledger::fec_words(
        {book(), year, all, this->accounts(), journals(), accounts, parties(), named});
}

void SqliteSession::record_fec_words()
{
    for (auto const& year : years()) {
        if (year.state == ledger::YearState::closed && records_.version("fec", year.label) == 0) {
            append_record(ledger::fec_words_fact(fec_words_of(year), ledger::Origin::found));
        }
    }
}

} // namespace coop::store::sqlite
