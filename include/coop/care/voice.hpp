// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/care/registry.hpp>
#include <coop/core/diagnostic.hpp>
#include <coop/core/ed25519.hpp>
#include <coop/core/words.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Who spoke, for which capital, by which mandate, on which version. A program cannot know whether a
// paper is true; it asks for one wherever typing alone would do, and says which one it was.

namespace coop::care {

/// \brief What stands behind an opinion besides the word of whoever typed it.
enum class Proof {
    none,    ///< nothing: told by somebody
    paper,   ///< the SHA-256 of a document
    signed_, ///< a signature that the spokesperson's key verifies
    forged,  ///< one that it does not
};

/// \brief An opinion, seen with its speaker as the registers stood when it was recorded.
struct Voice {
    Opinion const* opinion = nullptr;
    Spokesperson const* speaker = nullptr; ///< null: unknown then
    bool current = false;  ///< what it is about stands: the object has not changed since, or is a
                           ///< good state of which this was a period; else it is void (caduque)
    bool mandated = false; ///< its mandate is stated, in force that day, and a deliberation with
                           ///< minutes is about this very version of the spokesperson
    bool of_those_concerned = false; ///< concerned or delegate, for the capital of the object
    bool of_an_expert = false;       ///< for that capital as well
    Proof proof = Proof::none;

    /// Whether it can lift "débiteur seul": all of the above, and more than somebody's word.
    bool counts() const;
    /// The same of an expert, who never lifts it alone.
    bool counts_as_expert() const;
};

/// \brief Every opinion on an object, void ones included, in the order of the chain.
std::vector<Voice> voices_of(Registry const& registry, std::string_view kind, std::string_view id);

/// \brief Opinions of the whole register, in that order.
std::vector<Voice> all_voices(Registry const& registry);

enum class Standing {
    debtor_alone, ///< nobody concerned has spoken: silence and management extinguish nothing
    heard,        ///< approved by those concerned, the last word of each; none of them refuses
    contested,    ///< one of them refuses, or asks for precisions
};
/// Keys of sentences `care-word.…`.
inline constexpr auto standing_words = core::words<Standing>({
    {Standing::debtor_alone, "debiteur-seul"},
    {Standing::heard, "entendu"},
    {Standing::contested, "conteste"},
});
constexpr std::string_view name_of(Standing standing)
{
    return standing_words.of(standing);
}

/// \brief Of a good state, a remission, or any object: what those concerned say of it now.
Standing standing_of(Registry const& registry, std::string_view kind, std::string_view id);

/// \brief The same of one period of a good state: of that version, whatever followed.
Standing standing_of(Registry const& registry, State const& period);

/// \brief The day from which what lowers a debt counts, or nothing: the last of its own day, of the
/// day on which those concerned approved it, each with its last word, and for a capital of family N
/// of the day on which an expert did as well, or a measure reached the good state. Nothing where it
/// is contested.
///
/// \param kind `remission` or `revision`. \param until sequence of the last record that is heard.
std::optional<core::Date> agreed_on(Registry const& registry, std::string_view kind,
                                    std::string_view id, std::string_view action, core::Date day,
                                    std::optional<std::int64_t> until = {});

/// \brief Whether a remission or a good state is to be marked "débiteur seul".
bool is_debtor_alone(Registry const& registry, std::string_view kind, std::string_view id);

/// \brief Whether a spokesperson has a mandate in force, as of now and on that day.
bool is_mandated(Registry const& registry, Spokesperson const& speaker, core::Date day);

/// \brief What a key signs (docs/reference/care-trail.md).
std::string opinion_preimage(Opinion const& opinion);

std::optional<core::PublicKey> parse_key(std::string_view hex);
std::optional<core::Signature> parse_signature(std::string_view hex);

/// \brief Walks the chain from its beginning: hashes, places, versions, canonical values, personal
/// digests, references to what was there before, opinions' hashes and signatures. One finding of
/// each kind, the first: ids "verify.care-…" (args: sequence, kind, id, version).
///
/// Cost: one pass; memory grows with the number of objects.
std::vector<core::Diagnostic> check_trail(FiledSource const& next);

/// \brief The entries of the livre CARE against the closes that sealed them: those of a year have
/// the digest of its last close, and each was made by a close of its year. One finding of each
/// kind: "verify.care-entries" (year), "verify.care-close" (entry).
///
/// \param closes every version of every record of kind `close`.
/// \param next all entries, by id.
std::vector<core::Diagnostic>
check_sealed_entries(FiledSource const& closes, std::function<std::optional<PostedEntry>()> next);

} // namespace coop::care
