// SPDX-License-Identifier: GPL-3.0-or-later
//
// Who speaks. An opinion holds the hash of what it is about, so that whoever changes the object
// changes what was approved, and everybody sees it.
#include <coop/app/care/registers.hpp>

#include "marks.hpp"
#include "objects.hpp"

#include <coop/care/rules.hpp>
#include <coop/care/voice.hpp>
#include <coop/core/error.hpp>
#include <coop/core/text.hpp>

#include <algorithm>

namespace coop::app {

namespace {

using care::Registry;
using core::Document;
using core::Error;
using core::ErrorKind;

// `state/sol-mo`, with the hash of its version now.
care::ObjectVersion object_now(Registry const& registry, std::string const& typed,
                               std::string_view key)
{
    auto const object = record::object_text(care::registers(), key, typed);
    auto const slash = object.find('/');
    care::ObjectVersion version{object.substr(0, slash), object.substr(slash + 1), {}};
    care::demand(registry, version.kind, version.id, key);
    version.hash = core::to_hex(care::find_head(registry, version.kind, version.id)->hash);
    return version;
}

// The first free id that starts so: opinions and deliberations follow one another.
std::string next_id(ContextOf<store::CareBooks> const& context, std::string const& kind,
                    std::string const& start)
{
    auto id = start;
    for (int i = 2; context.session.care_version(kind, id) > 0; ++i) {
        id = start + "-" + std::to_string(i);
    }
    return id;
}

std::string hex(core::Signature const& signature)
{
    core::Digest half{};
    std::string text;
    for (std::size_t at = 0; at < signature.size(); at += half.size()) {
        std::copy_n(signature.begin() + static_cast<std::ptrdiff_t>(at), half.size(), half.begin());
        text += core::to_hex(half);
    }
    return text;
}

// A capital of its own has a voice of its own: nobody speaks for another one's.
void demand_speaks(Registry const& registry, care::Spokesperson const& speaker,
                   care::ObjectVersion const& object)
{
    auto const capital = care::capital_of(registry, object.kind, object.id);
    if (!capital.empty() &&
        std::ranges::find(speaker.capitals, capital) == speaker.capitals.end()) {
        throw Error{ErrorKind::refused,
                    "care.other-capital",
                    {{"kind", std::string{"spokesperson"}},
                     {"id", speaker.head.id},
                     {"key", std::string{"capitals"}},
                     {"capital", capital},
                     {"expected", core::join(speaker.capitals, ", ")}}};
    }
}

std::string signature_of(care::Record const& record, care::Spokesperson const& speaker,
                         core::SecretKey const& secret)
{
    if (speaker.key.empty()) {
        throw Error{ErrorKind::refused, "care.no-key", {{"id", speaker.head.id}}};
    }
    if (care::parse_key(speaker.key) != core::ed25519_public_key(secret)) {
        throw Error{ErrorKind::refused, "care.other-key", {{"id", speaker.head.id}}};
    }
    care::Filed const filed{record, 1, {}, {}, {}};
    auto const opinion = care::registry_of(std::span{&filed, 1}).opinions.front();
    return hex(core::ed25519_sign(secret, care::opinion_preimage(opinion)));
}

care::Record opinion_record(ContextOf<store::CareBooks> const& context, Spoken const& spoken,
                            care::ObjectVersion const& object)
{
    care::Record record;
    record.kind = "opinion";
    record.id = next_id(context, "opinion", object.id + "-" + spoken.spokesperson);
    record.day = context.today;
    record.author = spoken.recorded_by;
    record.fields = {{"spokesperson", spoken.spokesperson}, {"object", spoken.object},
                     {"object_hash", object.hash},          {"verdict", spoken.verdict},
                     {"comment", spoken.comment},           {"recorded_by", spoken.recorded_by},
                     {"evidence", spoken.evidence},         {"sha256", spoken.sha256}};
    return care::check_record(std::move(record));
}

// What those who speak for the capitals are still to be asked.
constexpr std::chrono::days ahead{90};

class Due {
public:
    Due(Registry const& registry, core::Date today) : registry_(registry), today_(today) {}

    std::vector<core::Row> take()
    {
        add_opinions();
        add_mandates();
        add_thresholds();
        add_remissions();
        add_revisions();
        return std::move(rows_);
    }

private:
    void add(std::string_view what, std::string const& object, std::string const& spokesperson,
             std::optional<core::Date> day)
    {
        rows_.push_back(item(object + "/" + std::string{what} +
                                 (spokesperson.empty() ? "" : "/" + spokesperson),
                             {std::string{what}, object, cell(spokesperson),
                              day ? core::Cell{*day} : core::Cell{}}));
    }

    /// The last word of each spokesperson on each object: void since the object changed, or a
    /// request for precisions that nothing has answered.
    void add_opinions()
    {
        auto const voices = care::all_voices(registry_);
        for (auto it = voices.begin(); it != voices.end(); ++it) {
            auto const& opinion = *it->opinion;
            bool const last = std::none_of(std::next(it), voices.end(), [&](auto const& later) {
                return later.opinion->spokesperson == opinion.spokesperson &&
                       later.opinion->object.kind == opinion.object.kind &&
                       later.opinion->object.id == opinion.object.id;
            });
            auto const object = opinion.object.kind + "/" + opinion.object.id;
            if (last && !it->current) {
                add("void-opinion", object, opinion.spokesperson, opinion.head.day);
            } else if (last && opinion.verdict == care::Verdict::precision) {
                add("precision", object, opinion.spokesperson, opinion.head.day);
            }
        }
    }

    void add_mandates()
    {
        core::Date const limit{std::chrono::sys_days{today_} + ahead};
        for (auto const& speaker : registry_.spokespersons) {
            if (speaker.to && *speaker.to <= limit) {
                add(*speaker.to < today_ ? "mandate-ended" : "mandate-ends",
                    "spokesperson/" + speaker.head.id, speaker.head.id, speaker.to);
            }
        }
    }

    void add_thresholds()
    {
        for (auto const& indicator : registry_.indicators) {
            auto const* const state = care::state_on(registry_, indicator.head.id, today_);
            if (state == nullptr) {
                continue;
            }
            if (care::is_expired(*state, today_)) {
                add("threshold-expired", "state/" + state->head.id, {}, state->valid_to);
            } else if (care::is_due_for_review(*state, today_)) {
                add("threshold-review", "state/" + state->head.id, {}, state->review_by);
            }
        }
    }

    void add_unsigned(std::string_view what, std::string_view kind, care::Head const& head,
                      std::string const& action, core::Date day)
    {
        if (!care::agreed_on(registry_, kind, head.id, action, day)) {
            add(what, std::string{kind} + "/" + head.id, {}, day);
        }
    }

    void add_remissions()
    {
        for (auto const& one : registry_.remissions) {
            add_unsigned("remission-unsigned", "remission", one.head, one.action, one.date);
        }
    }

    /// More is owed without anybody's leave; less is not.
    void add_revisions()
    {
        for (auto const& one : registry_.revisions) {
            if (one.amount.is_negative()) {
                add_unsigned("revision-unsigned", "revision", one.head, one.action, one.date);
            }
        }
    }

    Registry const& registry_;
    core::Date today_;
    std::vector<core::Row> rows_;
};

} // namespace

Document deliberate(ContextOf<store::CareBooks> const& context, Deliberated typed)
{
    auto const registry = load(context, Load::all);
    auto const objects = core::join(typed.objects, ",", [&](std::string const& object) {
        return object + "@" + object_now(registry, object, "object").hash;
    });
    auto& record = typed.record;
    record.kind = "deliberation";
    record.day = context.today;
    record.fields.emplace_back("objects", objects);
    if (record.id.empty()) {
        auto const day = core::parse_date(care::value_of(record.fields, "date"));
        record.id = next_id(context, "deliberation", "deliberation-" + core::format_iso(day));
    }
    record = care::check_record(std::move(record));
    if (context.session.care_version(record.kind, record.id) > 0) {
        throw Error{
            ErrorKind::refused,
            "care.exists",
            {{"kind", record.kind}, {"id", record.id}, {"differs", std::string{"objects"}}}};
    }
    auto const filed = context.session.care_append(record);
    auto document = answer(context, "care.deliberate", {{"id", record.id}});
    std::vector<core::Row> rows;
    for (auto const& typed_object : typed.objects) {
        auto const now = object_now(registry, typed_object, "object");
        auto const object = now.kind + "/" + now.id;
        rows.push_back(item(object, {object, now.hash}));
    }
    document.blocks.emplace_back(
        FactList{context}
            .add("care_id", record.id)
            .add("care_decision", std::string{care::value_of(record.fields, "decision")})
            .add("care_minutes", cell(std::string{care::value_of(record.fields, "minutes")}))
            .add("care_hash", core::to_hex(care::content_hash(filed.record)))
            .take());
    document.blocks.emplace_back(
        table(context, "care.objects", {"care_object", "care_hash"}, core::rows(std::move(rows))));
    return document;
}

Document sign(ContextOf<store::CareBooks> const& context, Spoken const& spoken)
{
    auto const registry = load(context, Load::all);
    auto const object = object_now(registry, spoken.object, "object");
    care::demand(registry, "spokesperson", spoken.spokesperson, "spokesperson");
    auto const& speaker = *care::find(registry.spokespersons, spoken.spokesperson);
    if (!spoken.key && spoken.recorded_by.empty()) {
        throw Error{ErrorKind::usage, "care.recorded-by"};
    }
    demand_speaks(registry, speaker, object);
    auto record = opinion_record(context, spoken, object);
    if (spoken.key) {
        record.fields.emplace_back("signature", signature_of(record, speaker, *spoken.key));
        record = care::check_record(std::move(record));
    }
    context.session.care_append(record);

    auto const after = load(context, Load::all);
    auto document = answer(context, "care.sign", {{"object", object.kind + "/" + object.id}});
    auto const voices = care::voices_of(after, object.kind, object.id);
    document.blocks.emplace_back(*opinions_table(context, voices));
    document.blocks.emplace_back(
        FactList{context}
            .add("care_standing",
                 std::string{care::name_of(care::standing_of(after, object.kind, object.id))},
                 "care-word.")
            .take());
    if (!voices.back().counts()) {
        document.notes.push_back(info("care.does-not-count", {{"id", speaker.head.id}}));
    }
    return document;
}

core::Document voices_due(ContextOf<store::CareBooks> const& context)
{
    auto const registry = load(context, Load::all);
    auto rows = Due{registry, context.today}.take();
    auto document = answer(context, "care.voices-due");
    bool const none = rows.empty();
    auto list = table(context, "care.voices-due",
                      {"care_awaited", "care_object", "care_spokesperson", "care_date"},
                      core::rows(std::move(rows)));
    put_in_words(list, "care_awaited", "care-due.");
    document.blocks.emplace_back(std::move(list));
    if (none) {
        document.notes.push_back(info("care.nothing-due"));
    }
    return document;
}

Document verify_trail(ContextOf<store::CareBooks> const& context, std::string const& noted)
{
    auto document = answer(context, "care.trail");
    document.notes = care::check_trail(context.session.care_records({}));
    auto const head = context.session.care_head();
    if (auto const found = core::to_hex(head.hash); !noted.empty() && noted != found) {
        document.notes.push_back({core::Severity::error,
                                  "verify.care-head",
                                  {{"expected", noted}, {"found", found}},
                                  {}});
    }
    document.blocks.emplace_back(
        FactList{context}
            .add("care_records", head.entries)
            .add("care_head", core::to_hex(head.hash))
            .add("findings", static_cast<std::int64_t>(document.notes.size()))
            .take());
    return document;
}

} // namespace coop::app
