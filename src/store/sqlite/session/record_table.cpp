// SPDX-License-Identifier: GPL-3.0-or-later
#include "record_table.hpp"

#include "session.hpp"
#include "store/sqlite/values.hpp"

#include <coop/core/assert.hpp>

#include <cstring>
#include <memory>

namespace coop::store::sqlite {

namespace {

// The author is the first line of the personal part; no kind has a field of that name.
constexpr std::string_view author_key = "author";

std::string personal_lines(record::Record const& record)
{
    record::Fields fields;
    if (!record.author.empty()) {
        fields.emplace_back(std::string{author_key}, record.author);
    }
    return record::to_lines(fields) + record::to_lines(record.personal);
}

record::Filed read_filed(Rows const& row)
{
    record::Filed filed;
    auto& record = filed.record;
    filed.sequence = row.integer(0);
    record.kind = row.text(1);
    record.id = row.text(2);
    record.version = row.integer(3);
    record.day = day_of(row, 4);
    record.fields = record::fields_of(row.bytes(5));
    record.personal = record::fields_of(row.bytes(6));
    if (!record.personal.empty() && record.personal.front().first == author_key) {
        record.author = std::move(record.personal.front().second);
        record.personal.erase(record.personal.begin());
    }
    if (!row.is_null(7)) {
        filed.salt = bytes_of<record::Salt>(row, 7);
    }
    filed.personal = digest_of(row, 8);
    filed.hash = digest_of(row, 9);
    filed.entries = row.integer(10);
    return filed;
}

std::optional<Blob> salt_blob(std::optional<record::Salt> const& salt)
{
    if (!salt) {
        return std::nullopt;
    }
    return Blob{core::as_bytes(*salt)};
}

// The registers of CARE seal no entries, and keep no column for them.
std::string select_of(RecordShape const& shape)
{
    return "SELECT sequence, kind, id, version, day, fields, personal, salt, digest, hash, " +
           std::string{shape.format.seals_entries ? "entries" : "0"} + " FROM " +
           std::string{shape.table} + " ";
}

std::string insert_of(RecordShape const& shape)
{
    auto const sql = [&](std::string_view column, std::string_view value) {
        return "INSERT INTO " + std::string{shape.table} +
               " (sequence, kind, id, version, day, fields, personal, salt, digest, hash" +
               std::string{column} +
               ") VALUES (:sequence, :kind, :id, :version, :day, :fields, :personal, :salt, "
               ":digest, :hash" +
               std::string{value} + ")";
    };
    return shape.format.seals_entries ? sql(", entries", ", :entries") : sql("", "");
}

} // namespace

RecordTable::RecordTable(Connection const& connection, RecordShape const& shape)
    : connection_(connection),
      shape_(shape),
      select_(select_of(shape)),
      select_version_("SELECT MAX(version) FROM " + std::string{shape.table} +
                      " WHERE kind = :kind AND id = :id"),
      insert_record_(insert_of(shape)),
      version_(connection, select_version_),
      insert_(connection, insert_record_)
{
}

record::Filed RecordTable::append(record::Record const& record, record::Salt const& salt,
                                  ChainHead const& entries)
{
    auto const previous = head();
    record::Filed filed{record,         next_after(previous.entries, connection_), {}, {}, salt,
                        entries.entries};
    filed.record.version = next_after(version(record.kind, record.id), connection_);
    filed.personal = record::personal_digest(filed.record, salt);
    filed.hash =
        record::chain_link(shape_.format, previous.hash, filed.record,
                           {filed.sequence, filed.personal, entries.entries, entries.hash});
    restore(filed);
    return filed;
}

void RecordTable::restore(record::Filed const& filed)
{
    auto const& record = filed.record;
    auto const fields = record::to_lines(record.fields);
    auto const personal = personal_lines(record);
    auto const run = [&](auto const&... more) {
        insert_.run(filed.sequence, std::string_view{record.kind}, std::string_view{record.id},
                    record.version, day_number(record.day), std::string_view{fields},
                    filed.salt ? std::optional{std::string_view{personal}} : std::nullopt,
                    salt_blob(filed.salt), blob(filed.personal), blob(filed.hash), more...);
    };
    if (shape_.format.seals_entries) {
        run(filed.entries);
    } else {
        run();
    }
    head_ = ChainHead{filed.sequence, filed.hash};
}

Stream<record::Filed> RecordTable::records(std::vector<std::string> const& kinds)
{
    // Between quotes: a kind is a word of shipped data.
    std::string condition;
    for (auto const& kind : kinds) {
        condition += (condition.empty() ? "WHERE kind IN ('" : ", '") +
                     std::string{shape_.kinds().of(kind).name} + "'";
    }
    auto rows = std::make_shared<Rows>(connection_.query(
        select_ + condition + (condition.empty() ? "" : ") ") + "ORDER BY sequence"));
    return [rows]() -> std::optional<record::Filed> {
        if (!rows->next()) {
            return std::nullopt;
        }
        return read_filed(*rows);
    };
}

std::vector<record::Filed> RecordTable::history(std::string const& kind, std::string const& id)
{
    std::vector<record::Filed> all;
    auto rows = connection_.query(select_ + "WHERE kind = :kind AND id = :id ORDER BY version",
                                  {{":kind", kind}, {":id", id}});
    while (rows.next()) {
        all.push_back(read_filed(rows));
    }
    return all;
}

std::int64_t RecordTable::version(std::string_view kind, std::string_view id)
{
    return version_.number(kind, id).value_or(0);
}

std::int64_t RecordTable::erase(std::string const& kind, std::string const& id)
{
    return connection_.execute("UPDATE " + std::string{shape_.table} +
                                   " SET personal = NULL, salt = NULL "
                                   "WHERE kind = :kind AND id = :id AND salt IS NOT NULL",
                               {{":kind", kind}, {":id", id}});
}

ChainHead RecordTable::head()
{
    if (!head_) {
        auto rows = connection_.query("SELECT sequence, hash FROM " + std::string{shape_.table} +
                                      " ORDER BY sequence DESC LIMIT 1");
        head_ = rows.next() ? ChainHead{rows.integer(0), digest_of(rows, 1)} : ChainHead{};
    }
    return *head_;
}

} // namespace coop::store::sqlite
