// SPDX-License-Identifier: GPL-3.0-or-later
//
// Reading the registers of CARE. A list is two walks: the first one finds what later versions
// replace and which columns have anything in them, so that a million measurements are never held.
#include <coop/app/care/registers.hpp>

#include "groups.hpp"
#include "marks.hpp"
#include "objects.hpp"

#include <coop/care/rules.hpp>
#include <coop/care/voice.hpp>
#include <coop/core/error.hpp>
#include <coop/core/text.hpp>

#include <map>
#include <memory>
#include <ranges>
#include <set>

namespace coop::app {

namespace {

using care::Filed;
using care::Record;
using core::Document;

// What a first walk over a kind tells.
struct Outline {
    std::map<std::string, std::int64_t> revised; ///< last version of what has more than one
    std::set<std::string_view> used;             ///< fields that somebody filled
};

Outline outline_of(ContextOf<store::CareBooks> const& context, care::Kind const& kind)
{
    Outline outline;
    auto const next = context.session.care_records({std::string{kind.name}});
    while (auto const filed = next()) {
        auto const& record = filed->record;
        if (record.version > 1) {
            outline.revised[record.id] = record.version;
        }
        for (auto const& [key, value] : record.fields) {
            outline.used.insert(kind.find(key)->key);
        }
    }
    return outline;
}

bool is_latest(Outline const& outline, Record const& record)
{
    auto const last = outline.revised.find(record.id);
    return last == outline.revised.end() || last->second == record.version;
}

// A reader of text sees what must be said and what was said; a program all fields, always.
// What only a program compares.
bool is_proof(care::FieldType type)
{
    return type == care::FieldType::sha256 || type == care::FieldType::key ||
           type == care::FieldType::signature || type == care::FieldType::objects;
}

std::vector<core::Column> columns_of(Lent const& context, care::Kind const& kind,
                                     Outline const& outline)
{
    std::vector<core::Column> columns{
        {"id", say(context, "app.field.care_id"), false, {}},
        {"version", say(context, "app.field.care_version"), true, {}},
        {"recorded_on", say(context, "app.field.care_recorded_on"), true, {}}};
    for (auto const& field : kind.fields) {
        if (field.type != care::FieldType::personal) {
            columns.push_back(
                {std::string{field.key}, field_label(context, kind.name, field.key),
                 is_proof(field.type) || (!field.required && !outline.used.contains(field.key)),
                 words_of(field)});
        }
    }
    return columns;
}

// Whether the object is about that capital.
bool is_about(care::Registry const& registry, Record const& record, std::string const& capital)
{
    if (record.kind == "spokesperson") {
        auto const* const speaker = care::find(registry.spokespersons, record.id);
        return speaker != nullptr &&
               std::ranges::find(speaker->capitals, capital) != speaker->capitals.end();
    }
    if (record.kind == "opinion") {
        auto const* const opinion = care::find(registry.opinions, record.id);
        return opinion != nullptr &&
               care::capital_of(registry, opinion->object.kind, opinion->object.id) == capital;
    }
    if (record.kind == "measurement") {
        return care::capital_of(registry, "indicator",
                                care::value_of(record.fields, "indicator")) == capital;
    }
    return care::capital_of(registry, record.kind, record.id) == capital;
}

bool is_wanted(Lent const& context, care::Registry const& registry, CareQuery const& query,
               Record const& record)
{
    if (!query.capital.empty() && !is_about(registry, record, query.capital)) {
        return false;
    }
    if (!query.expired) {
        return true;
    }
    auto const* const state = care::find(registry.states, record.id);
    return state != nullptr && (care::is_expired(*state, context.today) ||
                                care::is_due_for_review(*state, context.today));
}

std::string capital_of(care::Registry const& registry, Record const& record)
{
    return record.kind == "measurement"
               ? care::capital_of(registry, "indicator", care::value_of(record.fields, "indicator"))
               : care::capital_of(registry, record.kind, record.id);
}

// How many of the rows stay in the books.
std::int64_t count_kept(ContextOf<store::CareBooks> const& context, care::Registry const& registry,
                        CareQuery const& query, Outline const& outline, care::KeptBack const& kept)
{
    std::int64_t count = 0;
    if (kept.small.empty()) {
        return count;
    }
    auto const next = context.session.care_records({query.kind});
    while (auto const filed = next()) {
        auto const& record = filed->record;
        bool const listed =
            is_latest(outline, record) && is_wanted(context, registry, query, record);
        count += listed && kept.holds(query.kind, capital_of(registry, record)) ? 1 : 0;
    }
    return count;
}

core::Row row_of(care::Kind const& kind, Record const& record, std::vector<core::Cell> marks)
{
    std::vector<core::Cell> cells{record.id, record.version, record.day};
    for (auto const& field : kind.fields) {
        if (field.type != care::FieldType::personal) {
            cells.push_back(value_cell(field, record.fields));
        }
    }
    cells.insert(cells.end(), marks.begin(), marks.end());
    return item(record.id, std::move(cells));
}

// The amounts of the budgets that have one, and whether one lacks it.
void add_total(Lent const& context, core::Table& list, care::Registry const& registry,
               care::KeptBack const& kept)
{
    core::Money sum;
    bool lacks = false;
    bool any = false;
    for (auto const& budget : registry.budgets) {
        if (kept.holds("budget", care::capital_of(registry, "budget", budget.head.id))) {
            continue;
        }
        auto const costed = care::cost_of(registry, budget);
        lacks = lacks || !costed.amount;
        any = any || costed.amount;
        sum += costed.amount.value_or(core::Money{});
    }
    std::vector<core::Cell> cells(list.columns.size());
    cells.front() = say(context, lacks && any ? "app.care.total-at-least" : "app.care.total");
    for (std::size_t i = 0; i < list.columns.size(); ++i) {
        if (list.columns[i].key == "computed") {
            cells[i] = any || !lacks ? core::Cell{sum} : say(context, "app.care.not-valued");
        }
    }
    auto rows = std::move(list.rows);
    list.rows = [rows, done = false, last = total("total", std::move(cells))]() mutable {
        auto row = rows();
        if (!row && !std::exchange(done, true)) {
            row = last;
        }
        return row;
    };
}

std::string shown(Lent const& context, care::Field const& field, care::Fields const& fields)
{
    auto const value = value_cell(field, fields);
    auto const words = words_of(field);
    if (auto const* const key = std::get_if<std::string>(&value);
        key != nullptr && !words.empty()) {
        return i18n::find_text(context.language, words + *key).value_or(*key);
    }
    return i18n::format(context.language, value);
}

// "seuil : 2,5 → 3", field by field.
std::string changes(Lent const& context, care::Kind const& kind, Record const& before,
                    Record const& after)
{
    auto const differs = [&](care::Field const& field) {
        return care::value_of(before.fields, field.key) != care::value_of(after.fields, field.key);
    };
    return core::join(
        kind.fields | std::views::filter(differs), " ; ", [&](care::Field const& field) {
            auto const old = shown(context, field, before.fields);
            auto const now = shown(context, field, after.fields);
            return field_label(context, kind.name, field.key) + say(context, "render.colon") + " " +
                   (old.empty() ? "–" : old) + " → " + (now.empty() ? "–" : now);
        });
}

} // namespace

Document list_care(ContextOf<store::CareBooks> const& context, CareQuery const& query, bool leaves)
{
    auto const& kind = care::kind_of(query.kind);
    auto const registry = std::make_shared<care::Registry const>(
        load(context, query.kind == "budget" ? Load::all : Load::all_but_measurements));
    if (!query.capital.empty()) {
        care::demand(*registry, "capital", query.capital);
    }
    auto const outline = std::make_shared<Outline const>(outline_of(context, kind));
    auto const kept = leaves ? kept_back(context) : care::KeptBack{};
    auto const marks = marks_of(kind.name);
    auto document =
        answer(context, "care.list", {{"kind", say(context, "care-kinds." + query.kind)}});
    core::Table list{"care." + query.kind, "", columns_of(context, kind, *outline), {}};
    for (auto const& mark : marks) {
        list.columns.push_back({std::string{mark.key},
                                say(context, "app.field.care_" + std::string{mark.key}), false,
                                std::string{mark.words}});
    }
    list.rows = [context, &kind, query, marks, registry, outline, kept,
                 next = context.session.care_records({query.kind})]() -> std::optional<core::Row> {
        while (auto const filed = next()) {
            auto const& record = filed->record;
            if (!is_latest(*outline, record) || !is_wanted(context, *registry, query, record) ||
                kept.holds(record.kind, capital_of(*registry, record))) {
                continue;
            }
            std::vector<core::Cell> cells;
            for (auto const& mark : marks) {
                cells.push_back(mark.cell(context, *registry, record.id));
            }
            return row_of(kind, record, std::move(cells));
        }
        return std::nullopt;
    };
    if (query.kind == "budget" && query.capital.empty() && !registry->budgets.empty()) {
        add_total(context, list, *registry, kept);
    }
    document.blocks.emplace_back(std::move(list));
    if (auto const count = count_kept(context, *registry, query, *outline, kept); count > 0) {
        document.notes.push_back(warning("care.rows-masked", {{"count", count}}));
    }
    return document;
}

Document show_care(ContextOf<store::CareBooks> const& context, std::string const& kind_name,
                   std::string const& id, bool leaves)
{
    auto const& kind = care::kind_of(kind_name);
    demand_object(context, kind_name, id);
    auto const filed = context.session.care_history(kind_name, id).back();
    auto const& record = filed.record;
    auto const registry = load(context, kind_name == "measurement" || kind_name == "budget"
                                            ? Load::all
                                            : Load::all_but_measurements);
    if (leaves) {
        demand_out(context, registry, kind_name, id, capital_of(registry, record));
    }
    auto document = answer(context, "care.show",
                           {{"kind", say(context, "care-kind." + kind_name)}, {"id", id}});
    auto facts = FactList{context}
                     .add("care_id", id)
                     .add("care_version", record.version)
                     .add("care_recorded_on", record.day)
                     .take();
    auto const add = [&](care::Field const& field, care::Fields const& fields) {
        if (auto value = value_cell(field, fields); value != core::Cell{}) {
            facts.items.push_back({std::string{field.key},
                                   field_label(context, kind.name, field.key), std::move(value),
                                   words_of(field)});
        }
    };
    for (auto const& field : kind.fields) {
        add(field, record.fields);
        if (!leaves) {
            add(field, record.personal);
        }
    }
    for (auto const& mark : marks_of(kind_name)) {
        auto value = mark.cell(context, registry, id);
        if (value != core::Cell{}) {
            facts.items.push_back({std::string{mark.key},
                                   say(context, "app.field.care_" + std::string{mark.key}),
                                   std::move(value), std::string{mark.words}});
        }
    }
    auto end = FactList{context}
                   .add("care_author", leaves ? core::Cell{} : cell(record.author))
                   .add("care_hash", core::to_hex(care::content_hash(record)))
                   .take();
    std::ranges::move(end.items, std::back_inserter(facts.items));
    document.blocks.emplace_back(std::move(facts));
    if (auto opinions = opinions_table(context, care::voices_of(registry, kind_name, id))) {
        document.blocks.emplace_back(std::move(*opinions));
    }
    return document;
}

Document care_history(ContextOf<store::CareBooks> const& context, std::string const& kind_name,
                      std::string const& id, bool leaves)
{
    auto const& kind = care::kind_of(kind_name);
    demand_object(context, kind_name, id);
    auto const versions = context.session.care_history(kind_name, id);
    if (leaves) {
        auto const registry = load(context, Load::all);
        demand_out(context, registry, kind_name, id, capital_of(registry, versions.back().record));
    }
    auto document = answer(context, "care.history",
                           {{"kind", say(context, "care-kind." + kind_name)}, {"id", id}});
    std::vector<core::Row> rows;
    Record before{kind_name, id, 0, {}, {}, {}, {}};
    for (auto const& filed : versions) {
        auto const& record = filed.record;
        rows.push_back(
            item(std::to_string(record.version),
                 {record.version, record.day, leaves ? core::Cell{} : cell(record.author),
                  changes(context, kind, before, record), filed.sequence,
                  core::to_hex(care::content_hash(record))}));
        before = record;
    }
    document.blocks.emplace_back(table(context, "care.history",
                                       {"care_version", "care_recorded_on", "care_author",
                                        "care_changes", "care_sequence", "care_hash"},
                                       core::rows(std::move(rows))));
    return document;
}

} // namespace coop::app
