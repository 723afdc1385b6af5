// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/care/voice.hpp>

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
    bool const type =
        speaker.type == SpokespersonType::concerned || speaker.type == SpokespersonType::delegate;
    auto const capital = capital_of(registry, opinion.object.kind, opinion.object.id);
    return type && std::ranges::find(speaker.capitals, capital) != speaker.capitals.end();
}

Voice voice_of(Registry const& registry, Opinion const& opinion)
{
    Voice voice;
    voice.opinion = &opinion;
    auto const* const head = find_head(registry, opinion.object.kind, opinion.object.id);
    voice.current = head != nullptr && core::to_hex(head->hash) == opinion.object.hash;
    voice.speaker = speaker_before(registry, opinion.spokesperson, opinion.head.sequence);
    voice.proof = proof_of(opinion, voice.speaker);
    if (voice.speaker != nullptr) {
        voice.mandated = is_mandated(registry, *voice.speaker, opinion.head.day);
        voice.of_those_concerned = speaks_for(registry, *voice.speaker, opinion);
    }
    return voice;
}

void sort_by_chain(std::vector<Voice>& voices)
{
    std::ranges::sort(voices, {}, [](Voice const& voice) { return voice.opinion->head.sequence; });
}

} // namespace

bool Voice::counts() const
{
    return current && mandated && of_those_concerned &&
           (proof == Proof::paper || proof == Proof::signed_);
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
    std::map<std::string_view, Verdict> last; // of each who counts
    for (auto const& voice : voices_of(registry, kind, id)) {
        if (voice.counts()) {
            last[voice.opinion->spokesperson] = voice.opinion->verdict;
        }
    }
    if (last.empty()) {
        return Standing::debtor_alone;
    }
    bool const agreed = std::ranges::all_of(last, [](auto const& each) {
        return each.second == Verdict::approuve || each.second == Verdict::reserve;
    });
    return agreed ? Standing::heard : Standing::contested;
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
