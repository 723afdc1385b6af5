// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is hashed of a record is frozen in docs/reference/care-trail.md: a change of one byte here
// breaks every register. What may name a person enters only as a digest salted per record.
#include "values.hpp"

#include <coop/core/assert.hpp>
#include <coop/core/error.hpp>
#include <coop/core/text.hpp>

#include <algorithm>
#include <array>

namespace coop::care {

using core::Error;
using core::ErrorKind;

namespace {

std::string_view as_bytes(std::uint8_t const* data, std::size_t size)
{
    return {reinterpret_cast<char const*>(data), size};
}

void append_field(std::string& out, std::string_view bytes)
{
    COOP_ASSERT(bytes.size() <= 0xffffffffU);
    auto const size = static_cast<std::uint32_t>(bytes.size());
    for (auto const shift : {24U, 16U, 8U, 0U}) {
        out += static_cast<char>(size >> shift);
    }
    out += bytes;
}

void append_digest(std::string& out, core::Digest const& digest)
{
    append_field(out, as_bytes(digest.data(), digest.size()));
}

Field const& field_of(Kind const& kind, std::string_view key)
{
    if (auto const* field = kind.find(key)) {
        return *field;
    }
    std::vector<std::string> known;
    for (auto const& field : kind.fields) {
        known.emplace_back(field.key);
    }
    throw Error{ErrorKind::usage,
                "care.field",
                {{"kind", std::string{kind.name}},
                 {"key", core::printable(key)},
                 {"nearest", core::nearest(key, known)},
                 {"known", core::join(known, ", ")}}};
}

// Amounts are what is due, done or budgeted: none of them is below zero.
void refuse_below_zero(Record const& record, Field const& field, std::string_view value)
{
    if (field.type != FieldType::money && field.type != FieldType::moneys) {
        return;
    }
    for (auto const part : core::split(value, ';')) {
        if (part.starts_with('-')) {
            throw Error{ErrorKind::refused,
                        "care.below-zero",
                        {{"kind", record.kind},
                         {"id", record.id},
                         {"key", std::string{field.key}},
                         {"amount", core::parse_money(part)}},
                        {std::string{field.key}, 0, 0, {}}};
        }
    }
}

std::string canonical_field(Record const& record, Field const& field, std::string_view text)
{
    try {
        auto value = canonical_value(field, text);
        refuse_below_zero(record, field, value);
        return value;
    } catch (Error const& error) {
        if (!error.diagnostic().where.source.empty()) {
            throw;
        }
        throw error.at({std::string{field.key}, 0, 0, {}});
    }
}

// The value typed for `key`, wherever it was put. Twice is a mistake of the caller.
std::string_view typed(Record const& record, std::string_view key)
{
    auto const plain = value_of(record.fields, key);
    return core::trim(plain.empty() ? value_of(record.personal, key) : plain);
}

} // namespace

std::string_view value_of(Fields const& fields, std::string_view key)
{
    auto const found = std::ranges::find(
        fields, key, [](auto const& field) { return std::string_view{field.first}; });
    return found == fields.end() ? std::string_view{} : std::string_view{found->second};
}

Record check_record(Record record)
{
    auto const& kind = kind_of(record.kind);
    check_id(kind.name, record.id);
    for (auto const* fields : {&record.fields, &record.personal}) {
        for (auto const& [key, value] : *fields) {
            field_of(kind, key);
        }
    }
    Fields plain;
    Fields personal;
    for (auto const& field : kind.fields) {
        auto const text = typed(record, field.key);
        if (text.empty()) {
            if (field.required) {
                throw Error{
                    ErrorKind::usage,
                    "care.missing",
                    {{"kind", record.kind}, {"id", record.id}, {"key", std::string{field.key}}}};
            }
            continue;
        }
        auto& into = field.type == FieldType::personal ? personal : plain;
        into.emplace_back(std::string{field.key}, canonical_field(record, field, text));
    }
    record.fields = std::move(plain);
    record.personal = std::move(personal);
    return record;
}

std::string to_lines(Fields const& fields)
{
    std::string lines;
    for (auto const& [key, value] : fields) {
        lines += key + "=";
        for (auto const c : value) {
            if (c == '\n') {
                lines += "\\n";
            } else if (c == '\\') {
                lines += "\\\\";
            } else {
                lines += c;
            }
        }
        lines += '\n';
    }
    return lines;
}

Fields fields_of(std::string_view lines)
{
    Fields fields;
    while (!lines.empty()) {
        auto const end = std::min(lines.find('\n'), lines.size());
        auto const line = lines.substr(0, end);
        lines.remove_prefix(std::min(end + 1, lines.size()));
        auto const equals = line.find('=');
        if (equals == std::string_view::npos) {
            continue;
        }
        std::string value;
        for (auto i = equals + 1; i < line.size(); ++i) {
            bool const escaped = line[i] == '\\' && i + 1 < line.size();
            value += !escaped ? line[i] : line[i + 1] == 'n' ? '\n' : line[i + 1];
            i += escaped ? 1 : 0;
        }
        fields.emplace_back(std::string{line.substr(0, equals)}, std::move(value));
    }
    return fields;
}

core::Digest content_hash(Record const& record)
{
    std::string bytes;
    append_field(bytes, "coop-care-object-1");
    append_field(bytes, record.kind);
    append_field(bytes, record.id);
    append_field(bytes, std::to_string(record.version));
    for (auto const& [key, value] : record.fields) {
        append_field(bytes, key);
        append_field(bytes, value);
    }
    return core::sha256(bytes);
}

core::Digest personal_digest(Record const& record, Salt const& salt)
{
    std::string bytes{as_bytes(salt.data(), salt.size())};
    append_field(bytes, record.author);
    for (auto const& [key, value] : record.personal) {
        append_field(bytes, key);
        append_field(bytes, value);
    }
    return core::sha256(bytes);
}

core::Digest chain_link(core::Digest const& previous, Record const& record, std::int64_t sequence,
                        core::Digest const& personal)
{
    std::string bytes{as_bytes(previous.data(), previous.size())};
    append_field(bytes, "coop-care-chain-1");
    append_field(bytes, std::to_string(sequence));
    append_field(bytes, core::format_iso(record.day));
    append_digest(bytes, content_hash(record));
    append_digest(bytes, personal);
    return core::sha256(bytes);
}

std::optional<core::Digest> parse_digest(std::string_view hex)
{
    core::Digest digest{};
    if (hex.size() != 2 * digest.size()) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < hex.size(); ++i) {
        auto const c = hex[i];
        int const value = core::is_digit(c)      ? c - '0'
                          : c >= 'a' && c <= 'f' ? c - 'a' + 10
                          : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                 : -1;
        if (value < 0) {
            return std::nullopt;
        }
        auto& byte = digest.at(i / 2);
        byte = static_cast<std::uint8_t>(byte * 16 + value);
    }
    return digest;
}

Draft reversal_of(PostedEntry const& entry, core::Date date, std::string label)
{
    Draft reversal = entry;
    reversal.date = date;
    reversal.label = std::move(label);
    reversal.reverses = entry.id;
    for (auto& line : reversal.lines) {
        std::swap(line.debit, line.credit);
    }
    return reversal;
}

Journal parse_journal(std::string_view name)
{
    if (auto const journal = journal_words.value(name)) {
        return *journal;
    }
    throw Error{ErrorKind::usage,
                "care.word",
                {{"key", std::string{"journal"}},
                 {"word", std::string{name}},
                 {"known", journal_words.known()}}};
}

core::Digest entries_digest(std::span<PostedEntry const> entries)
{
    std::string bytes;
    auto const optional_number = [](std::optional<std::int64_t> number) {
        return number ? std::to_string(*number) : std::string{};
    };
    append_field(bytes, "coop-care-entries-1");
    for (auto const& entry : entries) {
        append_field(bytes, std::to_string(entry.id));
        append_field(bytes, entry.year);
        append_field(bytes, core::format_iso(entry.date));
        append_field(bytes, name_of(entry.journal));
        append_field(bytes, entry.rule);
        append_field(bytes, entry.label);
        append_field(bytes, entry.capital);
        append_field(bytes, entry.action);
        append_field(bytes, optional_number(entry.reverses));
        append_field(bytes, std::to_string(entry.lines.size()));
        for (auto const& line : entry.lines) {
            append_field(bytes, line.account);
            append_field(bytes, std::to_string(line.debit.in_cents()));
            append_field(bytes, std::to_string(line.credit.in_cents()));
        }
    }
    return core::sha256(bytes);
}

} // namespace coop::care
