// SPDX-License-Identifier: GPL-3.0-or-later
//
// The registers of CARE and its livre: three tables that the legal books know nothing of.
#include "session.hpp"

#include <coop/core/assert.hpp>

#include <cstring>
#include <memory>

namespace coop::store::sqlite {

namespace {

// The author is the first line of the personal part; no kind has a field of that name.
constexpr std::string_view author_key = "author";

std::string const select_record =
    "SELECT sequence, kind, id, version, day, fields, personal, salt, digest, hash "
    "FROM care_record ";

std::string const select_entry =
    "SELECT care_entry.id, year.label, care_entry.date, care_entry.journal, care_entry.rule, "
    "care_entry.label, care_entry.capital, care_entry.action, care_entry.close, "
    "care_entry.reverses FROM care_entry JOIN year ON year.id = care_entry.year_id ";

std::string personal_lines(care::Record const& record)
{
    care::Fields fields;
    if (!record.author.empty()) {
        fields.emplace_back(std::string{author_key}, record.author);
    }
    return record::to_lines(fields) + record::to_lines(record.personal);
}

care::Filed read_filed(Rows const& row)
{
    care::Filed filed;
    auto& record = filed.record;
    filed.sequence = row.integer(0);
    record.kind = row.text(1);
    record.id = row.text(2);
    record.version = row.integer(3);
    record.day = day_of(row.integer(4));
    record.fields = record::fields_of(row.bytes(5));
    record.personal = record::fields_of(row.bytes(6));
    if (!record.personal.empty() && record.personal.front().first == author_key) {
        record.author = std::move(record.personal.front().second);
        record.personal.erase(record.personal.begin());
    }
    if (!row.is_null(7)) {
        auto const bytes = row.bytes(7);
        auto& salt = filed.salt.emplace();
        COOP_ASSERT(bytes.size() == salt.size()); // A CHECK of the schema.
        std::memcpy(salt.data(), bytes.data(), salt.size());
    }
    filed.personal = digest_of(row.bytes(8));
    filed.hash = digest_of(row.bytes(9));
    return filed;
}

std::optional<Blob> salt_blob(std::optional<care::Salt> const& salt)
{
    if (!salt) {
        return std::nullopt;
    }
    return Blob{{reinterpret_cast<char const*>(salt->data()), salt->size()}};
}

} // namespace

std::int64_t SqliteSession::care_version(std::string const& kind, std::string const& id)
{
    return care_version_.number(std::string_view{kind}, std::string_view{id}).value_or(0);
}

ChainHead SqliteSession::care_head()
{
    if (!care_head_) {
        auto rows = connection_.query(
            "SELECT sequence, hash FROM care_record ORDER BY sequence DESC LIMIT 1");
        care_head_ =
            rows.next() ? ChainHead{rows.integer(0), digest_of(rows.bytes(1))} : ChainHead{};
    }
    return *care_head_;
}

care::Filed SqliteSession::care_append(care::Record const& record)
{
    COOP_ASSERT(salt_);
    auto const previous = care_head();
    care::Filed filed{record, previous.entries + 1, {}, {}, salt_()};
    filed.record.version = care_version(record.kind, record.id) + 1;
    filed.personal = care::personal_digest(filed.record, *filed.salt);
    filed.hash = care::chain_link(previous.hash, filed.record, filed.sequence, filed.personal);
    care_restore(filed);
    return filed;
}

void SqliteSession::care_restore(care::Filed const& filed)
{
    auto const& record = filed.record;
    auto const fields = record::to_lines(record.fields);
    auto const personal = personal_lines(record);
    new_care_record_.run(filed.sequence, std::string_view{record.kind}, std::string_view{record.id},
                         record.version, day_number(record.day), std::string_view{fields},
                         filed.salt ? std::optional{std::string_view{personal}} : std::nullopt,
                         salt_blob(filed.salt), blob(filed.personal), blob(filed.hash));
    care_head_ = ChainHead{filed.sequence, filed.hash};
}

Stream<care::Filed> SqliteSession::care_records(std::vector<std::string> const& kinds)
{
    // Between quotes: a kind is a word of schemas/care/kinds.csv.
    std::string condition;
    for (auto const& kind : kinds) {
        condition += (condition.empty() ? "WHERE kind IN ('" : ", '") +
                     std::string{care::kind_of(kind).name} + "'";
    }
    auto rows = std::make_shared<Rows>(connection_.query(
        select_record + condition + (condition.empty() ? "" : ") ") + "ORDER BY sequence"));
    return [rows]() -> std::optional<care::Filed> {
        if (!rows->next()) {
            return std::nullopt;
        }
        return read_filed(*rows);
    };
}

std::vector<care::Filed> SqliteSession::care_history(std::string const& kind, std::string const& id)
{
    std::vector<care::Filed> all;
    auto rows =
        connection_.query(select_record + "WHERE kind = :kind AND id = :id ORDER BY version",
                          {{":kind", kind}, {":id", id}});
    while (rows.next()) {
        all.push_back(read_filed(rows));
    }
    return all;
}

std::int64_t SqliteSession::care_erase(std::string const& kind, std::string const& id)
{
    return connection_.execute("UPDATE care_record SET personal = NULL, salt = NULL "
                               "WHERE kind = :kind AND id = :id AND salt IS NOT NULL",
                               {{":kind", kind}, {":id", id}});
}

std::int64_t SqliteSession::care_last_entry()
{
    return connection_.number("SELECT MAX(id) FROM care_entry").value_or(0);
}

std::int64_t SqliteSession::care_post(care::Entry const& checked, std::optional<std::int64_t> close)
{
    auto const& entry = checked.draft();
    auto const id = care_last_entry() + 1;
    std::int64_t number = 0;
    for (auto const& line : entry.lines) {
        connection_.execute("INSERT INTO care_line (entry_id, line, account, debit, credit) "
                            "VALUES (:entry, :line, :account, :debit, :credit)",
                            {{":entry", id},
                             {":line", ++number},
                             {":account", line.account},
                             {":debit", line.debit.in_cents()},
                             {":credit", line.credit.in_cents()}});
    }
    connection_.execute("INSERT INTO care_entry (id, year_id, date, journal, rule, label, capital, "
                        "action, close, reverses) VALUES (:id, :year, :date, :journal, :rule, "
                        ":label, :capital, :action, :close, :reverses)",
                        {{":id", id},
                         {":year", year_id(entry.year)},
                         {":date", day_number(entry.date)},
                         {":journal", std::string{care::name_of(entry.journal)}},
                         {":rule", entry.rule},
                         {":label", entry.label},
                         {":capital", entry.capital},
                         {":action", entry.action},
                         {":close", number_or_null(close)},
                         {":reverses", number_or_null(entry.reverses)}});
    return id;
}

care::PostedEntry SqliteSession::read_care_entry(Rows const& row)
{
    care::PostedEntry entry;
    entry.id = row.integer(0);
    entry.year = row.text(1);
    entry.date = day_of(row.integer(2));
    entry.journal = care::parse_journal(row.text(3));
    entry.rule = row.text(4);
    entry.label = row.text(5);
    entry.capital = row.text(6);
    entry.action = row.text(7);
    entry.close = row.optional_integer(8);
    entry.reverses = row.optional_integer(9);
    auto lines = connection_.query("SELECT account, debit, credit FROM care_line "
                                   "WHERE entry_id = :entry ORDER BY line",
                                   {{":entry", entry.id}});
    while (lines.next()) {
        entry.lines.push_back(
            {lines.text(0), core::cents(lines.integer(1)), core::cents(lines.integer(2))});
    }
    return entry;
}

Stream<care::PostedEntry> SqliteSession::care_entries(std::string const& year)
{
    auto rows = std::make_shared<Rows>(
        year.empty() ? connection_.query(select_entry + "ORDER BY care_entry.id")
                     : connection_.query(
                           select_entry + "WHERE care_entry.year_id = :year ORDER BY care_entry.id",
                           {{":year", year_id(year)}}));
    return [this, rows]() -> std::optional<care::PostedEntry> {
        if (!rows->next()) {
            return std::nullopt;
        }
        return read_care_entry(*rows);
    };
}

std::optional<care::PostedEntry> SqliteSession::care_entry(std::int64_t id)
{
    auto rows = connection_.query(select_entry + "WHERE care_entry.id = :id", {{":id", id}});
    if (!rows.next()) {
        return std::nullopt;
    }
    return read_care_entry(rows);
}

} // namespace coop::store::sqlite
