// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/care/record.hpp>

#include "levels.hpp"

#include <coop/care/choices.hpp>
#include <coop/care/position.hpp>
#include <coop/core/error.hpp>
#include <coop/core/resources.hpp>
#include <coop/core/text.hpp>

namespace coop::care {

using core::append_field;
using core::Error;
using core::ErrorKind;

namespace {

void check_id(std::string_view kind, std::string_view id)
{
    if (kind == "capital") {
        family_of(id);
    } else if (!record::is_plain_id(id)) {
        throw Error{ErrorKind::usage,
                    "care.id",
                    {{"kind", std::string{kind}}, {"id", core::printable(id)}}};
    }
}

} // namespace

record::Kinds const& registers()
{
    static record::Kinds const all{core::resource("care/kinds.csv"),
                                   check_id,
                                   {.kind = "care.kind",
                                    .field = "care.field",
                                    .missing = "care.missing",
                                    .choice = "care.choice",
                                    .below_zero = "care.below-zero",
                                    .control = "care.control",
                                    .integer = "care.integer",
                                    .share = "care.share",
                                    .hexadecimal = "care.hexadecimal",
                                    .object = "care.object",
                                    .line = "care.line"},
                                   core::resource("care/words.csv")};
    return all;
}

std::span<Kind const> kinds()
{
    return registers().all();
}

Kind const& kind_of(std::string_view name)
{
    return registers().of(name);
}

Record check_record(Record record)
{
    record = record::check_record(registers(), std::move(record));
    if (record.kind != "indicator") {
        return record;
    }
    // The last measurement is how every year was read before there was a choice.
    std::erase_if(record.fields, [](auto const& field) {
        return field.first == "aggregate" && field.second == aggregate_words.of(Aggregate::last);
    });
    for (auto& [key, value] : record.fields) {
        if (key == "levels") {
            value = canonical_levels(record.id, value);
        }
    }
    return record;
}

core::Digest content_hash(Record const& record)
{
    return record::content_hash(record_format, record);
}

core::Digest chain_link(core::Digest const& previous, Record const& record, std::int64_t sequence,
                        core::Digest const& personal)
{
    return record::chain_link(record_format, previous, record, {sequence, personal});
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
