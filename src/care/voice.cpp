// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/care/voice.hpp>

#include <coop/care/rules.hpp>

#include <map>

namespace coop::care {

using core::append_field;

namespace {

template <class Bytes>
std::optional<Bytes> parse_hex(std::string_view hex)
{
    Bytes bytes{};
    if (hex.size() != 2 * bytes.size()) {
        return std::nullopt;
    }
    // A digest is 32 bytes, a signature two of them.
    for (std::size_t at = 0; at < bytes.size(); at += 32) {
        auto const part = parse_digest(hex.substr(2 * at, 64));
        if (!part) {
            return std::nullopt;
        }
        std::ranges::copy(*part, bytes.begin() + static_cast<std::ptrdiff_t>(at));
    }
    return bytes;
}

// The spokesperson as the registers stood before the record at `sequence`.
Spokesperson const* speaker_before(Registry const& registry, std::string_view id,
                                   std::int64_t sequence)
{
    Spokesperson const* last = nullptr;
    for (auto const& each : registry.spokesperson_versions) {
        if (each.head.id == id && each.head.sequence < sequence) {
            last = &each;
        }
    }
    return last;
}

// A deliberation with minutes that names this very version, of that day or before.
bool is_attested(Registry const& registry, Spokesperson const& speaker, core::Date day)
{
    auto const hash = core::to_hex(speaker.head.hash);
    return std::ranges::any_of(registry.deliberations, [&](Deliberation const& one) {
        return !one.minutes.empty() && one.date <= day &&
               std::ranges::any_of(one.objects, [&](ObjectVersion const& object) {
                   return object.kind == "spokesperson" && object.id == speaker.head.id &&
                          object.hash == hash;
               });
    });
}

Proof proof_of(Opinion const& opinion, Spokesperson const* speaker)
{
    if (opinion.signature.empty()) {
        return opinion.sha256.empty() ? Proof::none : Proof::paper;
    }
    auto const key = speaker != nullptr ? parse_key(speaker->key) : std::nullopt;
    auto const signature = parse_signature(opinion.signature);
    bool const valid =
        key && signature && core::ed25519_verify(*key, opinion_preimage(opinion), *signature);
    return valid ? Proof::signed_ : Proof::forged;
}

bool speaks_for(Registry const& registry, Spokesperson const& speaker, Opinion const& opinion)
{
    auto const capital = capital_of(registry, opinion.object.kind, opinion.object.id);
    return std::ranges::find(speaker.capitals, capital) != speaker.capitals.end();
}

bool is_of(Registry const& registry, Opinion const& opinion, Head const* head)
{
    if (head != nullptr && core::to_hex(head->hash) == opinion.object.hash) {
        return true;
    }
    return opinion.object.kind == "state" &&
           std::ranges::any_of(registry.state_periods, [&](State const& period) {
               return period.head.id == opinion.object.id &&
                      core::to_hex(period.head.hash) == opinion.object.hash;
           });
}

Voice voice_of(Registry const& registry, Opinion const& opinion)
{
    Voice voice;
    voice.opinion = &opinion;
    auto const* const head = find_head(registry, opinion.object.kind, opinion.object.id);
    voice.current = is_of(registry, opinion, head);
    voice.speaker = speaker_before(registry, opinion.spokesperson, opinion.head.sequence);
    voice.proof = proof_of(opinion, voice.speaker);
    if (voice.speaker != nullptr) {
        auto const type = voice.speaker->type;
        bool const here = speaks_for(registry, *voice.speaker, opinion);
        voice.mandated = is_mandated(registry, *voice.speaker, opinion.head.day);
        voice.of_those_concerned =
            here && (type == SpokespersonType::concerned || type == SpokespersonType::delegate);
        voice.of_an_expert = here && type == SpokespersonType::expert;
    }
    return voice;
}

bool is_proven(Voice const& voice)
{
    return voice.proof == Proof::paper || voice.proof == Proof::signed_;
}

bool approves(Verdict verdict)
{
    return verdict == Verdict::approuve || verdict == Verdict::reserve;
}

/// What each said last, and since which day they all agree.
class Agreement {
public:
    void hear(Voice const& voice)
    {
        bool const before = holds();
        last_[voice.opinion->spokesperson] = voice.opinion->verdict;
        if (!before && holds()) {
            since_ = voice.opinion->head.day;
        }
    }
    bool holds() const
    {
        return !last_.empty() &&
               std::ranges::all_of(last_, [](auto const& each) { return approves(each.second); });
    }
    bool is_silent() const { return last_.empty(); }
    std::optional<core::Date> since() const
    {
        return holds() ? std::optional{since_} : std::nullopt;
    }

private:
    std::map<std::string_view, Verdict> last_;
    core::Date since_{};
};

Standing standing_with(Registry const& registry, std::string_view kind, std::string_view id,
                       std::string const& hash)
{
    Agreement concerned;
    for (auto const& voice : voices_of(registry, kind, id)) {
        if (voice.counts() && voice.opinion->object.hash == hash) {
            concerned.hear(voice);
        }
    }
    return concerned.is_silent() ? Standing::debtor_alone
           : concerned.holds()   ? Standing::heard
                                 : Standing::contested;
}

/// Whether every indicator of a capital that is measured and has a good state is in it that day.
bool is_in_good_state(Registry const& registry, std::string_view capital, core::Date day)
{
    bool any = false;
    for (auto const& indicator : registry.indicators) {
        auto const* const state = state_on(registry, indicator.head.id, day);
        auto const* const measured = measurement_on(registry, indicator.head.id, day);
        if (indicator.capital != capital || state == nullptr || measured == nullptr) {
            continue;
        }
        auto const gap = gap_of(*state, indicator.direction, measured->value);
        // A sum or a mean is of an exercise, which no day tells.
        bool const told = indicator.aggregate == Aggregate::last;
        if (!told || !gap || gap->units != 0) {
            return false;
        }
        any = true;
    }
    return any;
}

/// The first day from `day` on of which a measure reached the good state.
std::optional<core::Date> good_since(Registry const& registry, std::string_view capital,
                                     core::Date day, std::optional<std::int64_t> until)
{
    std::vector<core::Date> days{day};
    for (auto const& one : registry.measurements) {
        if (one.date > day && (!until || one.head.sequence <= *until)) {
            days.push_back(one.date);
        }
    }
    std::ranges::sort(days);
    auto const found = std::ranges::find_if(
        days, [&](core::Date each) { return is_in_good_state(registry, capital, each); });
    return found == days.end() ? std::nullopt : std::optional{*found};
}

void sort_by_chain(std::vector<Voice>& voices)
{
    std::ranges::sort(voices, {}, [](Voice const& voice) { return voice.opinion->head.sequence; });
}

} // namespace

bool Voice::counts() const
{
    return current && mandated && of_those_concerned && is_proven(*this);
}

bool Voice::counts_as_expert() const
{
    return current && mandated && of_an_expert && is_proven(*this);
}

bool is_mandated(Registry const& registry, Spokesperson const& speaker, core::Date day)
{
    return !speaker.mandate_by.empty() && !speaker.mandate_mode.empty() &&
           (!speaker.from || *speaker.from <= day) && (!speaker.to || day <= *speaker.to) &&
           is_attested(registry, speaker, day);
}

std::vector<Voice> voices_of(Registry const& registry, std::string_view kind, std::string_view id)
{
    std::vector<Voice> voices;
    for (auto const& opinion : registry.opinions) {
        if (opinion.object.kind == kind && opinion.object.id == id) {
            voices.push_back(voice_of(registry, opinion));
        }
    }
    sort_by_chain(voices);
    return voices;
}

std::vector<Voice> all_voices(Registry const& registry)
{
    std::vector<Voice> voices;
    for (auto const& opinion : registry.opinions) {
        voices.push_back(voice_of(registry, opinion));
    }
    sort_by_chain(voices);
    return voices;
}

Standing standing_of(Registry const& registry, std::string_view kind, std::string_view id)
{
    auto const* const head = find_head(registry, kind, id);
    return head == nullptr ? Standing::debtor_alone
                           : standing_with(registry, kind, id, core::to_hex(head->hash));
}

Standing standing_of(Registry const& registry, State const& period)
{
    return standing_with(registry, "state", period.head.id, core::to_hex(period.head.hash));
}

std::optional<core::Date> agreed_on(Registry const& registry, std::string_view kind,
                                    std::string_view id, std::string_view action, core::Date day,
                                    std::optional<std::int64_t> until)
{
    Agreement concerned;
    Agreement experts;
    for (auto const& voice : voices_of(registry, kind, id)) {
        if (until && voice.opinion->head.sequence > *until) {
            continue;
        }
        if (voice.counts()) {
            concerned.hear(voice);
        } else if (voice.counts_as_expert()) {
            experts.hear(voice);
        }
    }
    auto const heard = concerned.since();
    if (!heard) {
        return std::nullopt;
    }
    auto const agreed = std::max(day, *heard);
    auto const capital = capital_of(registry, "action", action);
    if (capital.empty() || family_of(capital) != Family::natural) {
        return agreed;
    }
    auto const expert = experts.since();
    auto const good = good_since(registry, capital, agreed, until);
    if (!expert && !good) {
        return std::nullopt;
    }
    auto const confirmed = expert ? std::max(agreed, *expert) : *good;
    return good ? std::min(confirmed, *good) : confirmed;
}

bool is_debtor_alone(Registry const& registry, std::string_view kind, std::string_view id)
{
    return standing_of(registry, kind, id) == Standing::debtor_alone;
}

std::string opinion_preimage(Opinion const& opinion)
{
    std::string bytes;
    append_field(bytes, "coop-care-opinion-1");
    append_field(bytes, opinion.object.kind + "/" + opinion.object.id);
    append_field(bytes, opinion.object.hash);
    append_field(bytes, opinion.spokesperson);
    append_field(bytes, verdict_words.of(opinion.verdict));
    append_field(bytes, opinion.comment);
    append_field(bytes, core::format_iso(opinion.head.day));
    append_field(bytes, opinion.sha256);
    return bytes;
}

std::optional<core::PublicKey> parse_key(std::string_view hex)
{
    return parse_hex<core::PublicKey>(hex);
}

std::optional<core::Signature> parse_signature(std::string_view hex)
{
    return parse_hex<core::Signature>(hex);
}

} // namespace coop::care
