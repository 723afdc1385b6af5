// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/app/record.hpp>

#include "answer.hpp"

#include <coop/core/error.hpp>
#include <coop/core/text.hpp>
#include <coop/ledger/kinds.hpp>

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

namespace coop::app {

namespace {

using core::Document;
using core::Error;
using core::ErrorKind;
using record::Field;
using record::FieldType;
using record::Filed;
using record::Kind;

bool is_personal(Field const& field)
{
    return field.type == FieldType::personal;
}

/// In a list, where many stand below each other, a digest is as much of it as tells it from others.
enum class Digests { whole, short_form };

std::string value_in_words(Lent const& context, Field const& field, std::string_view value,
                           Digests digests)
{
    constexpr std::size_t shown = 12;
    if (field.type == FieldType::sha256 && digests == Digests::short_form) {
        return std::string{value.substr(0, shown)} + "…";
    }
    return field.type == FieldType::choice
               ? say(context, "record-word." + std::string{field.key} + "-" + std::string{value})
               : std::string{value};
}

/// « début : 2017-01-01 ; état : ouvert »; what was erased is said to be.
std::string contents(Lent const& context, Filed const& filed, Digests digests)
{
    auto const& kind = ledger::kinds().of(filed.record.kind);
    std::vector<std::string> all;
    for (auto const& field : kind.fields) {
        auto const& fields = is_personal(field) ? filed.record.personal : filed.record.fields;
        auto const value = record::value_of(fields, field.key);
        bool const is_erased = is_personal(field) && !filed.salt;
        if (!value.empty() || is_erased) {
            all.push_back(say(context, "record-field." + std::string{field.key}) +
                          say(context, "render.colon") + " " +
                          (is_erased ? say(context, "app.record-erased")
                                     : value_in_words(context, field, value, digests)));
        }
    }
    return core::join(all, " ; ");
}

std::vector<Filed> versions_of(ContextOf<store::Records> const& context, std::string const& kind,
                               std::string const& id)
{
    auto versions = context.session.record_history(std::string{ledger::kinds().of(kind).name}, id);
    if (versions.empty()) {
        throw Error{ErrorKind::refused, "record.unknown", {{"kind", kind}, {"id", id}}};
    }
    return versions;
}

core::Arguments named(Lent const& context, std::string const& kind, std::string const& id)
{
    return {{"kind", say(context, "record-kind." + kind)}, {"id", id}};
}

} // namespace

Document list_records(ContextOf<store::Records> const& context, std::string const& kind)
{
    auto const kinds = kind.empty() ? std::vector<std::string>{}
                                    : std::vector{std::string{ledger::kinds().of(kind).name}};
    auto document = answer(context, "record.list");
    auto list =
        table(context, "record.list",
              {"record_sequence", "record_day", "record_kind", "record_id", "record_version",
               "record_entries", "record_contents"},
              [context, next = context.session.records(kinds)]() -> std::optional<core::Row> {
                  auto const filed = next();
                  if (!filed) {
                      return std::nullopt;
                  }
                  auto const& record = filed->record;
                  return item(std::to_string(filed->sequence),
                              {filed->sequence, record.day, record.kind, record.id, record.version,
                               filed->entries, contents(context, *filed, Digests::short_form)});
              });
    put_in_words(list, "record_kind", "record-kind.");
    document.blocks.emplace_back(std::move(list));
    return document;
}

Document show_record(ContextOf<store::Records> const& context, std::string const& kind,
                     std::string const& id)
{
    auto const versions = versions_of(context, kind, id);
    auto document = answer(context, "record.show", named(context, kind, id));
    std::vector<core::Row> rows;
    for (auto const& filed : versions) {
        rows.push_back(item(std::to_string(filed.record.version),
                            {filed.record.version, filed.record.day, filed.sequence, filed.entries,
                             contents(context, filed, Digests::whole), core::to_hex(filed.hash)}));
    }
    document.blocks.emplace_back(table(context, "record.show",
                                       {"record_version", "record_day", "record_sequence",
                                        "record_entries", "record_contents", "record_hash"},
                                       core::rows(std::move(rows))));
    return document;
}

Document erase_record(ContextOf<store::Records> const& context, std::string const& kind,
                      std::string const& id)
{
    versions_of(context, kind, id);
    if (std::ranges::none_of(ledger::kinds().of(kind).fields, is_personal)) {
        throw Error{ErrorKind::refused, "record.nothing-personal", {{"kind", kind}}};
    }
    auto const erased = context.session.erase_record(kind, id);
    auto document = answer(context, "record.erase", named(context, kind, id));
    document.blocks.emplace_back(FactList{context}
                                     .add("record_kind", kind, "record-kind.")
                                     .add("record_id", id)
                                     .add("record_erased", erased)
                                     .take());
    document.notes.push_back(info("record.erased-copies", {{"id", id}}));
    return document;
}

} // namespace coop::app
