// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is hashed of a record is frozen in docs/reference: a change of one byte here breaks every
// chain. What may name a person enters only as a digest salted per record.
#include "values.hpp"

#include <coop/core/error.hpp>
#include <coop/core/text.hpp>

#include <algorithm>

namespace coop::record {

using core::append_field;
using core::Error;
using core::ErrorKind;

namespace {

Field const& field_of(Kinds const& kinds, Kind const& kind, std::string_view key)
{
    if (auto const* field = kind.find(key)) {
        return *field;
    }
    std::vector<std::string> known;
    for (auto const& field : kind.fields) {
        known.emplace_back(field.key);
    }
    throw Error{ErrorKind::usage,
                kinds.refusals().field,
                {{"kind", std::string{kind.name}},
                 {"key", core::printable(key)},
                 {"nearest", core::nearest(key, known)},
                 {"known", core::join(known, ", ")}}};
}

// Amounts are what is due, done or budgeted: none of them is below zero.
void refuse_below_zero(Kinds const& kinds, Record const& record, Field const& field,
                       std::string_view value)
{
    bool const bounded = field.type == FieldType::money || field.type == FieldType::moneys ||
                         field.type == FieldType::price;
    if (!bounded) {
        return;
    }
    for (auto const part : core::split(value, ';')) {
        if (part.starts_with('-')) {
            throw Error{ErrorKind::refused,
                        kinds.refusals().below_zero,
                        {{"kind", record.kind},
                         {"id", record.id},
                         {"key", std::string{field.key}},
                         {"amount", core::parse_money(part)}},
                        {std::string{field.key}, 0, 0, {}}};
        }
    }
}

std::string canonical_field(Kinds const& kinds, Record const& record, Field const& field,
                            std::string_view text)
{
    try {
        auto value = canonical_value(kinds, field, text);
        refuse_below_zero(kinds, record, field, value);
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

Record check_record(Kinds const& kinds, Record record)
{
    auto const& kind = kinds.of(record.kind);
    kinds.check_id(kind.name, record.id);
    for (auto const* fields : {&record.fields, &record.personal}) {
        for (auto const& [key, value] : *fields) {
            field_of(kinds, kind, key);
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
                    kinds.refusals().missing,
                    {{"kind", record.kind}, {"id", record.id}, {"key", std::string{field.key}}}};
            }
            continue;
        }
        auto& into = field.type == FieldType::personal ? personal : plain;
        into.emplace_back(std::string{field.key}, canonical_field(kinds, record, field, text));
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

core::Digest content_hash(Format const& format, Record const& record)
{
    std::string bytes;
    append_field(bytes, format.object);
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
    std::string bytes{core::as_bytes(salt)};
    append_field(bytes, record.author);
    for (auto const& [key, value] : record.personal) {
        append_field(bytes, key);
        append_field(bytes, value);
    }
    return core::sha256(bytes);
}

core::Digest chain_link(Format const& format, core::Digest const& previous, Record const& record,
                        Place const& place)
{
    std::string bytes{core::as_bytes(previous)};
    append_field(bytes, format.chain);
    append_field(bytes, std::to_string(place.sequence));
    append_field(bytes, core::format_iso(record.day));
    if (format.seals_entries) {
        append_field(bytes, std::to_string(place.entries));
        append_field(bytes, place.entry_head);
    }
    append_field(bytes, content_hash(format, record));
    append_field(bytes, place.personal);
    return core::sha256(bytes);
}

} // namespace coop::record
