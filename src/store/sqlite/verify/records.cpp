// SPDX-License-Identifier: GPL-3.0-or-later
//
// The records of the legal books: their chain, and the tables that they seal. What stands in a
// table without a record that says so, or the other way, was put there by another hand; so was an
// entry that passed the lock that was in force when it was sealed.
#include "verify.hpp"

#include "store/sqlite/cursor.hpp"
#include "store/sqlite/values.hpp"

#include <coop/core/count.hpp>
#include <coop/core/error.hpp>
#include <coop/core/name.hpp>
#include <coop/ledger/facts.hpp>
#include <coop/ledger/kinds.hpp>
#include <coop/ledger/role.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace coop::store::sqlite {

namespace {

using Object = std::pair<std::string, std::string>; // kind, id

// How far the book was locked once `entries` were sealed.
struct LockedSince {
    std::int64_t entries;
    std::int64_t through; // 0: nothing
};

bool is_canonical(record::Record const& record)
{
    try {
        return record::check_record(ledger::kinds(), record) == record;
    } catch (core::Error const&) {
        return false;
    }
}

class RecordsCheck {
public:
    RecordsCheck(SqliteSession& session, Connection& connection, Findings& findings)
        : session_(session), connection_(connection), findings_(findings)
    {
    }

    void run()
    {
        auto const next = session_.records({});
        while (auto const filed = next()) {
            visit(*filed);
        }
        if (broken_) {
            return; // What the records say proves nothing then.
        }
        compare_book();
        compare_years();
        compare_accounts();
        compare_parties();
        compare_attachments();
        compare_roles();
        compare_rest();
        check_lock();
    }

private:
    void add(char const* id, record::Filed const& filed)
    {
        broken_ = true;
        findings_.add(
            id,
            {{"sequence", filed.sequence}, {"kind", filed.record.kind}, {"id", filed.record.id}});
    }

    void visit(record::Filed const& filed)
    {
        auto const& record = filed.record;
        if (!is_canonical(record)) {
            add("verify.record-value", filed);
            return;
        }
        check_place(filed);
        if (filed.salt && record::personal_digest(record, *filed.salt) != filed.personal) {
            add("verify.record-personal", filed);
        }
        if (record.kind == "lock") {
            auto const through = ledger::read_lock(record).through;
            locks_.push_back({filed.entries, through ? day_number(*through) : 0});
        } else if (record.kind == "close") {
            if (auto const opening = ledger::read_close(record).opening) {
                openings_.insert(*opening);
            }
        }
        last_[{record.kind, record.id}] = filed;
    }

    void check_place(record::Filed const& filed)
    {
        auto const before = last_.find({filed.record.kind, filed.record.id});
        auto const version = before == last_.end() ? 0 : before->second.record.version;
        auto const entry_head = head_at(filed.entries);
        bool const follows = core::is_next(sequence_, filed.sequence) &&
                             core::is_next(version, filed.record.version) &&
                             filed.entries >= entries_;
        if (!follows || !entry_head ||
            record::chain_link(ledger::fact_format, head_, filed.record,
                               {filed.sequence, filed.personal, filed.entries, *entry_head}) !=
                filed.hash) {
            add("verify.record-chain", filed);
        }
        sequence_ = filed.sequence;
        entries_ = filed.entries;
        head_ = filed.hash;
    }

    // The head of the chain of entries when it held that many; nothing: it never did.
    std::optional<core::Digest> head_at(std::int64_t entries)
    {
        if (entries == 0) {
            return core::Digest{};
        }
        auto rows = connection_.query("SELECT hash FROM seal WHERE sequence = :sequence",
                                      {{":sequence", entries}});
        return rows.next() ? std::optional{digest_of(rows, 0)} : std::nullopt;
    }

    // Whether the last record of the object says what the table does. Objects that were compared
    // are out of the way.
    bool agrees(record::Record const& standing)
    {
        auto const found = last_.find({standing.kind, standing.id});
        if (found == last_.end()) {
            return false;
        }
        auto const filed = std::move(found->second);
        last_.erase(found);
        auto fields = filed.record.fields;
        std::erase_if(fields, [](auto const& field) { return field.first == "origin"; });
        return fields == standing.fields &&
               (!filed.salt || filed.record.personal == standing.personal);
    }

    void compare_book()
    {
        if (!connection_.number("SELECT id FROM book")) {
            return; // Found by itself.
        }
        if (!agrees(ledger::book_fact(session_.book()))) {
            findings_.add("verify.book", {});
        }
        auto const through = session_.locked_through();
        auto const lock = last_.find({"lock", "lock"});
        auto const sealed =
            lock == last_.end() ? std::nullopt : ledger::read_lock(lock->second.record).through;
        if (sealed != through) {
            findings_.add("verify.lock",
                          {{"through", through ? core::Cell{*through} : core::Cell{}},
                           {"sealed", sealed ? core::Cell{*sealed} : core::Cell{}}});
        }
        std::erase_if(last_, [](auto const& one) {
            return one.first.first == "lock" || one.first.first == "close";
        });
    }

    void compare_years()
    {
        for (auto const& year : session_.years()) {
            auto const fact = ledger::year_fact(year);
            if (!agrees(fact)) {
                findings_.add("verify.year", {{"year", year.label}});
            }
        }
    }

    void compare_accounts()
    {
        for (auto const& account : session_.accounts()) {
            if (!agrees(ledger::account_fact(account))) {
                findings_.add("verify.account", {{"account", account.code}});
            }
        }
    }

    // A party that was only named has no record, and nothing beside its name.
    void compare_parties()
    {
        for (auto const& party : session_.parties()) {
            auto const fact = ledger::party_fact(party);
            auto const found = last_.find({fact.kind, fact.id});
            bool const agreed = found == last_.end()
                                    ? party.number == 0 && party.shown.empty() && !party.into
                                : found->second.salt ? agrees(fact)
                                                     : is_erased(party, found->second.record);
            if (!agreed) {
                findings_.add("verify.party", {{"party", party.name}});
            }
            last_.erase({fact.kind, fact.id});
        }
        Cursor keys{connection_, "SELECT name, key FROM party ORDER BY id"};
        keys.start();
        while (keys.next()) {
            if (core::name_key(keys.bytes(0)) != keys.bytes(1)) {
                findings_.add("verify.party-key", {{"party", std::string{keys.bytes(0)}}});
            }
        }
    }

    static bool is_erased(ledger::Party const& party, record::Record const& record)
    {
        return party.shown.empty() && party.note.empty() && party.code.empty() &&
               ledger::party_fact(party).fields == record.fields;
    }

    // By entry and content: which of its attachments is the first, only the records say.
    void compare_attachments()
    {
        std::multimap<std::string, record::Filed> sealed;
        for (auto it = last_.begin(); it != last_.end();) {
            if (it->first.first != "attachment") {
                ++it;
                continue;
            }
            if (!ledger::is_removed(it->second.record)) {
                sealed.emplace(key_of(ledger::read_attachment(it->second.record)), it->second);
            }
            it = last_.erase(it);
        }
        Cursor rows{connection_, "SELECT entry_id, name, sha256, size, added_on FROM attachment "
                                 "ORDER BY entry_id, name"};
        rows.start();
        while (rows.next()) {
            ledger::AttachmentFact const standing{rows.integer(0),
                                                  0,
                                                  {std::string{rows.bytes(1)},
                                                   std::string{rows.bytes(2)}, rows.integer(3),
                                                   day_of(rows, 4)}};
            auto const [first, last] = sealed.equal_range(key_of(standing));
            auto const personal = ledger::attachment_fact(standing).personal;
            auto const found = std::find_if(first, last, [&](auto const& one) {
                return !one.second.salt || one.second.record.personal == personal;
            });
            if (found == last) {
                findings_.add("verify.attachment-fact",
                              {{"entry", standing.entry}, {"name", standing.attachment.name}});
            } else {
                sealed.erase(found);
            }
        }
        if (!sealed.empty()) {
            auto const gone = ledger::read_attachment(sealed.begin()->second.record);
            findings_.add("verify.attachment-gone",
                          {{"entry", gone.entry}, {"sha256", gone.attachment.sha256}});
        }
    }

    static std::string key_of(ledger::AttachmentFact const& fact)
    {
        auto const& attachment = fact.attachment;
        return std::to_string(fact.entry) + " " + attachment.sha256 + " " +
               std::to_string(attachment.size) + " " + core::format_iso(attachment.added_on);
    }

    void compare_roles()
    {
        std::map<ledger::EntryId, std::string> sealed;
        for (auto it = last_.begin(); it != last_.end();) {
            if (it->first.first != "role") {
                ++it;
                continue;
            }
            auto const role = ledger::read_role(it->second.record);
            if (role.standing.role != ledger::Role::ordinary) {
                sealed.emplace(role.entry, ledger::role_words.of(role.standing.role));
            }
            it = last_.erase(it);
        }
        Cursor rows{connection_, "SELECT id, role FROM entry WHERE role <> 0 ORDER BY id"};
        rows.start();
        while (rows.next()) {
            auto const found = sealed.find(rows.integer(0));
            if (found == sealed.end() ||
                found->second != ledger::role_words.of(role_of(rows.integer(1)))) {
                findings_.add("verify.role", {{"entry", rows.integer(0)}});
            }
            sealed.erase(rows.integer(0));
        }
        if (!sealed.empty()) {
            findings_.add("verify.role", {{"entry", sealed.begin()->first}});
        }
    }

    // What the records still say of years and accounts that no table has.
    void compare_rest()
    {
        for (auto const& [object, filed] : last_) {
            if (ledger::is_removed(filed.record)) {
                continue;
            }
            if (object.first == "party") {
                findings_.add("verify.party", {{"party", object.second}});
            } else if (object.first == "year") {
                findings_.add("verify.year", {{"year", object.second}});
            } else if (object.first == "account") {
                findings_.add("verify.account", {{"account", object.second}});
            }
        }
    }

    // Entries sealed while the lock reached their day. The opening that a close writes may.
    void check_lock()
    {
        if (locks_.empty()) {
            return;
        }
        Cursor rows{connection_, "SELECT seal.sequence, entry.id, entry.date FROM seal JOIN entry "
                                 "ON entry.id = seal.entry_id WHERE seal.sequence > ?1 "
                                 "ORDER BY seal.sequence"};
        rows.start(locks_.front().entries);
        auto lock = locks_.begin();
        while (rows.next()) {
            while (std::next(lock) != locks_.end() && std::next(lock)->entries < rows.integer(0)) {
                ++lock;
            }
            if (rows.integer(2) <= lock->through && !openings_.contains(rows.integer(1))) {
                findings_.add("verify.locked-entry", {{"entry", rows.integer(1)},
                                                      {"date", day_of(rows, 2)},
                                                      {"through", day_of(lock->through)}});
            }
        }
        if (auto const draft =
                connection_.number("SELECT MIN(entry.id) FROM entry JOIN year ON year.id = year_id "
                                   "WHERE number IS NULL AND state = 'closed'")) {
            findings_.add("verify.closed-draft", {{"entry", *draft}});
        }
    }

    SqliteSession& session_;
    Connection& connection_;
    Findings& findings_;
    std::map<Object, record::Filed> last_;
    std::vector<LockedSince> locks_;
    std::set<ledger::EntryId> openings_; // written by closes
    std::int64_t sequence_ = 0;
    std::int64_t entries_ = 0;
    core::Digest head_{};
    bool broken_ = false;
};

} // namespace

void check_records(SqliteSession& session, Connection& connection, Findings& findings)
{
    RecordsCheck{session, connection, findings}.run();
}

} // namespace coop::store::sqlite
