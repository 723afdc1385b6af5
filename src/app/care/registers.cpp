// SPDX-License-Identifier: GPL-3.0-or-later
//
// Writing the registers of CARE. Nothing that was said once is changed: a revision is a version
// more, and has to be asked for.
#include <coop/app/care/registers.hpp>

#include "objects.hpp"

#include <coop/care/rules.hpp>
#include <coop/core/error.hpp>
#include <coop/core/text.hpp>
#include <coop/exchange/measurements.hpp>

#include <algorithm>

namespace coop::app {

namespace {

using care::Fields;
using care::Record;
using core::Document;
using core::Error;
using core::ErrorKind;

// What happens on a day to something is named after both.
std::string made_id(Record const& typed)
{
    std::string thing;
    std::string day;
    for (auto const& field : care::kind_of(typed.kind).fields) {
        auto const value = core::trim(care::value_of(typed.fields, field.key));
        if (field.required && field.type == care::FieldType::ref && thing.empty()) {
            thing = value;
        }
        if (field.required && field.type == care::FieldType::date && day.empty() &&
            !value.empty()) {
            day = core::format_iso(core::parse_date(value));
        }
    }
    if (thing.empty() || day.empty()) {
        throw Error{ErrorKind::usage, "care.id-missing", {{"kind", typed.kind}}};
    }
    return thing + "-" + day;
}

// `over` with what `under` says beside it.
Fields merged(Fields over, Fields const& under)
{
    for (auto const& field : under) {
        auto const same = [&](auto const& each) { return each.first == field.first; };
        if (std::ranges::none_of(over, same)) {
            over.push_back(field);
        }
    }
    return over;
}

bool says_the_same(Record const& a, Record const& b)
{
    return a.fields == b.fields && a.personal == b.personal;
}

std::string first_difference(Record const& a, Record const& b)
{
    for (auto const& field : care::kind_of(a.kind).fields) {
        if (care::value_of(a.fields, field.key) != care::value_of(b.fields, field.key) ||
            care::value_of(a.personal, field.key) != care::value_of(b.personal, field.key)) {
            return std::string{field.key};
        }
    }
    return {};
}

std::optional<Record> present(ContextOf<store::CareBooks> const& context, std::string const& kind,
                              std::string const& id)
{
    if (context.session.care_version(kind, id) == 0) {
        return std::nullopt;
    }
    return context.session.care_history(kind, id).back().record;
}

Document receipt(Lent const& context, Record const& record, core::Digest const& hash)
{
    auto document = answer(context, "care.add",
                           {{"kind", say(context, "care-kind." + record.kind)}, {"id", record.id}});
    FactList facts{context};
    facts.add("care_kind", record.kind, "care-kind.");
    facts.add("care_id", record.id);
    facts.add("care_version", record.version);
    facts.add("care_hash", core::to_hex(hash));
    document.blocks.emplace_back(facts.take());
    return document;
}

void note_typed(Record const& record, Document& document)
{
    if (care::value_of(record.fields, "cost_basis") == "shadow_price") {
        document.notes.push_back(warning("care.shadow-price", {{"id", record.id}}));
    }
}

// What is due and what is tagged of wages count the same, or it is said.
void note_wages(care::Registry const& registry, Record const& record, Document& document)
{
    auto const wages = care::value_of(record.fields, "wages");
    if (record.kind != "budget" || wages.empty()) {
        return;
    }
    auto const action = care::value_of(record.fields, "action");
    auto const others = std::ranges::count_if(registry.tags, [&](care::Tag const& tag) {
        return tag.action == action && !tag.withdrawn &&
               (!tag.wages || care::wages_words.of(*tag.wages) != wages);
    });
    if (others > 0) {
        document.notes.push_back(warning(
            "care.wages-differ",
            {{"action", std::string{action}}, {"count", others}, {"wages", std::string{wages}}}));
    }
}

care::Filed append(ContextOf<store::CareBooks> const& context, Record const& record)
{
    auto recorded = record;
    recorded.day = context.today;
    return context.session.care_append(recorded);
}

struct Imported {
    std::int64_t rows = 0;
    std::int64_t known = 0;
};

// One row: the registry holds the indicators alone, whatever the number of measurements.
void import_row(ContextOf<store::CareBooks> const& context, care::Registry const& registry,
                Record typed, Imported& imported)
{
    if (typed.id.empty()) {
        typed.id = made_id(typed);
    }
    auto const record = care::check_record(care::in_words(registry, std::move(typed)));
    care::check_references(registry, record);
    if (auto const known = present(context, record.kind, record.id)) {
        if (!says_the_same(*known, record)) {
            throw Error{ErrorKind::refused,
                        "care.exists",
                        {{"kind", record.kind},
                         {"id", record.id},
                         {"differs", first_difference(*known, record)}}};
        }
        ++imported.known;
        return;
    }
    append(context, record);
    ++imported.rows;
}

} // namespace

Document add_care(ContextOf<store::CareBooks> const& context, Record typed, Known known)
{
    if (typed.id.empty()) {
        typed.id = made_id(typed);
    }
    auto const before = present(context, typed.kind, typed.id);
    if (known == Known::revise) {
        demand_object(context, typed.kind, typed.id);
        typed.fields = merged(std::move(typed.fields), before->fields);
        typed.fields = merged(std::move(typed.fields), before->personal);
    }
    auto const kind = typed.kind;
    bool const measured = kind == "budget" || (kind == "indicator" && before);
    auto const registry = load(context, measured ? Load::all : Load::all_but_measurements);
    auto const record = care::check_record(care::in_words(registry, std::move(typed)));
    care::check_references(registry, record);
    if (before && says_the_same(*before, record)) {
        auto document = receipt(context, *before, care::content_hash(*before));
        document.notes.push_back(info("care.unchanged", {{"kind", kind}, {"id", record.id}}));
        return document;
    }
    if (before && known == Known::refuse) {
        throw Error{
            ErrorKind::refused,
            "care.exists",
            {{"kind", kind}, {"id", record.id}, {"differs", first_difference(*before, record)}}};
    }
    auto const filed = append(context, record);
    auto document = receipt(context, filed.record, care::content_hash(filed.record));
    note_typed(record, document);
    note_wages(registry, record, document);
    if (before) {
        document.notes.push_back(
            info("care.revised", {{"id", record.id}, {"version", filed.record.version}}));
    }
    return document;
}

Document erase_care(ContextOf<store::CareBooks> const& context, std::string const& typed_kind,
                    std::string const& id)
{
    std::string const kind{care::registers().typed(typed_kind).name};
    demand_object(context, kind, id);
    auto const erased = context.session.care_erase(kind, id);
    auto document = answer(context, "care.erase", {{"id", id}});
    document.blocks.emplace_back(FactList{context}
                                     .add("care_kind", kind, "care-kind.")
                                     .add("care_id", id)
                                     .add("care_erased", erased)
                                     .take());
    document.notes.push_back(info("care.erased-copies", {{"id", id}}));
    return document;
}

Document import_measurements(ContextOf<store::CareBooks> const& context, std::string_view text,
                             std::string_view source, std::string const& author)
{
    auto const registry = care::registry_of(context.session.care_records({"capital", "indicator"}));
    Imported imported;
    exchange::read_measurements_csv(text, source, [&](Record const& typed) {
        auto record = typed;
        record.author = author;
        import_row(context, registry, std::move(record), imported);
    });
    auto document = answer(context, "care.import", {{"count", imported.rows}});
    document.blocks.emplace_back(FactList{context}
                                     .add("care_recorded", imported.rows)
                                     .add("care_known", imported.known)
                                     .take());
    return document;
}

Document show_phase(ContextOf<store::CareBooks> const& context)
{
    auto const registry = care::registry_of(context.session.care_records({"phase"}));
    auto const phase = registry.phase.value_or(0);
    auto document = answer(context, "care.phase");
    document.blocks.emplace_back(
        FactList{context}
            .add("care_phase", phase)
            .add("care_phase_means", say(context, "care-phase." + std::to_string(phase)))
            .take());
    document.notes.push_back(info("care.not-accredited"));
    return document;
}

Document set_phase(ContextOf<store::CareBooks> const& context, std::int64_t number,
                   std::string const& note, std::string const& author)
{
    constexpr std::int64_t last = 8;
    if (number < 1 || number > last) {
        throw Error{ErrorKind::refused, "care.phase-number", {{"number", number}}};
    }
    Fields fields{{"number", std::to_string(number)}};
    if (!note.empty()) {
        fields.emplace_back("note", note);
    }
    auto const record = care::check_record({"phase", "phase", 0, {}, author, fields, {}});
    auto const before = present(context, "phase", "phase");
    if (!before || !says_the_same(*before, record)) {
        append(context, record);
    }
    return show_phase(context);
}

Document show_policy(ContextOf<store::CareBooks> const& context)
{
    auto const registry = care::registry_of(context.session.care_records({"policy"}));
    auto document = answer(context, "care.policy");
    auto options = table(context, "care.policy",
                         {"care_option", "care_choice", "care_default", "care_choices"}, {});
    put_in_words(options, "care_option", "care-field.");
    put_in_words(options, "care_choice", "care-word.");
    put_in_words(options, "care_default", "care-word.");
    auto shown = options.columns.back();
    options.columns.back().machine_only = true;
    shown.key += "_shown";
    shown.reader_only = true;
    options.columns.push_back(std::move(shown));
    auto const in_words = [&](std::string const& word) {
        return say(context, "care-word." + word);
    };
    std::vector<core::Row> rows;
    for (auto const& option : care::policy_options()) {
        rows.push_back(
            item(std::string{option.key},
                 {std::string{option.key}, std::string{care::word_of(registry.policy, option)},
                  std::string{care::word_of({}, option)}, core::join(option.words(), ", "),
                  core::join(option.words(), " | ", in_words)}));
    }
    options.rows = core::rows(std::move(rows));
    document.blocks.emplace_back(std::move(options));
    if (care::is_weak(registry.policy)) {
        document.notes.push_back(warning("care.weak-chosen"));
    }
    return document;
}

// `compensation=famille` is `netting=family`.
void set_typed(care::Policy& policy, std::string_view key, std::string_view word)
{
    auto const* const field = care::registers().field_of(care::kind_of("policy"), key);
    auto const choice =
        field != nullptr ? care::registers().choice_of(*field, word) : std::string_view{};
    care::set_option(policy, field != nullptr ? field->key : key, choice.empty() ? word : choice);
}

Document set_policy(ContextOf<store::CareBooks> const& context,
                    std::vector<std::string> const& words, bool weak_allowed,
                    std::string const& author)
{
    auto policy = care::registry_of(context.session.care_records({"policy"})).policy;
    for (auto const& word : words) {
        auto const equals = word.find('=');
        if (equals == std::string::npos) {
            throw Error{ErrorKind::usage, "care.policy-pair", {{"word", word}}};
        }
        set_typed(policy, core::trim(std::string_view{word}.substr(0, equals)),
                  core::trim(std::string_view{word}.substr(equals + 1)));
    }
    if (care::is_weak(policy) && !weak_allowed) {
        throw Error{ErrorKind::refused, "care.weak"};
    }
    Fields fields;
    for (auto const& option : care::policy_options()) {
        fields.emplace_back(std::string{option.key}, std::string{care::word_of(policy, option)});
    }
    auto const record = care::check_record({"policy", "policy", 0, {}, author, fields, {}});
    auto const before = present(context, "policy", "policy");
    if (!before || !says_the_same(*before, record)) {
        append(context, record);
    }
    return show_policy(context);
}

} // namespace coop::app
