// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/app/context.hpp>
#include <coop/care/registry.hpp>
#include <coop/core/ed25519.hpp>
#include <coop/core/table.hpp>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The registers of CARE: what people do with them. Amounts are allowed and never needed.

namespace coop::app {

/// \brief What is to be done where an object of that id is there already.
enum class Known {
    refuse, ///< unless it says the same
    revise, ///< what is given replaces what it says, as a new version; it must be there
};

/// \brief Records an object. `typed.id` may be empty for what happens on a day to something: it is
/// then made of both (`compost-2025-03-01`).
///
/// \throws Error{usage} what care::check_record() throws, "care.id-missing" (kind); Error{refused}
///         "care.exists" (kind, id, differs), "care.unknown", what care::check_references() throws.
core::Document add_care(ContextOf<store::CareBooks> const& context, care::Record typed,
                        Known known);

/// \brief Which objects of a kind are listed.
struct CareQuery {
    std::string kind;
    std::string capital;  ///< empty: of all
    bool expired = false; ///< states whose validity or review date is past
};

/// \brief The latest version of each object, in the order in which they were first written.
///
/// \param leaves the answer is written for elsewhere (a file, a format of machines): what would
/// tell of fewer people than the group size stays, and a note says so.
core::Document list_care(ContextOf<store::CareBooks> const& context, CareQuery const& query,
                         bool leaves);

/// \brief An object, what is said of it, who typed it; personal fields only where nothing leaves.
///
/// \throws Error{refused} "care.group-size" (capital, people, minimum), "care.masked" (figure).
core::Document show_care(ContextOf<store::CareBooks> const& context, std::string const& kind,
                         std::string const& id, bool leaves);

/// \brief Its versions, and what each changed.
core::Document care_history(ContextOf<store::CareBooks> const& context, std::string const& kind,
                            std::string const& id, bool leaves);

/// \brief Erases what is personal in every version; the chain stays whole.
core::Document erase_care(ContextOf<store::CareBooks> const& context, std::string const& kind,
                          std::string const& id);

/// \brief Records the rows of a CSV of measurements, all of them or none. What is recorded already
/// with the same values is counted, not repeated.
///
/// \throws Error{unreadable} "import.rows" with a finding per row.
core::Document import_measurements(ContextOf<store::CareBooks> const& context,
                                   std::string_view text, std::string_view source,
                                   std::string const& author);

core::Document show_phase(ContextOf<store::CareBooks> const& context);
/// \throws Error{refused} "care.phase-number" (1 … 8).
core::Document set_phase(ContextOf<store::CareBooks> const& context, std::int64_t number,
                         std::string const& note, std::string const& author);

core::Document show_policy(ContextOf<store::CareBooks> const& context);
/// \param words `key=word`. \throws Error{usage} "care.policy-pair", what care::set_option()
/// throws; Error{refused} "care.weak" unless `weak_allowed`.
core::Document set_policy(ContextOf<store::CareBooks> const& context,
                          std::vector<std::string> const& words, bool weak_allowed,
                          std::string const& author);

/// \brief Cards of capitals, for a workshop. An empty id: of all; then those of too few people stay
/// where the answer leaves the books, and a note says so.
/// \throws Error{refused} "care.group-size" (capital, people, minimum).
core::Document care_cards(ContextOf<store::CareBooks> const& context, std::string const& capital,
                          bool leaves);

/// \brief A deliberation as typed: objects by `kind/id`.
struct Deliberated {
    care::Record record;              ///< without `objects`
    std::vector<std::string> objects; ///< their hash is that of their version now
};
core::Document deliberate(ContextOf<store::CareBooks> const& context, Deliberated typed);

/// \brief An opinion as typed.
struct Spoken {
    std::string object; ///< `state/sol-mo`
    std::string spokesperson;
    std::string verdict;
    std::string comment;
    std::string recorded_by; ///< needed where nothing signs
    std::string evidence;    ///< name of the document
    std::string sha256;      ///< of it
    std::optional<core::SecretKey> key;
};

/// \throws Error{usage} "care.recorded-by"; Error{refused} "care.unknown", "care.no-key" (id),
///         "care.other-key" (id), "care.other-capital".
core::Document sign(ContextOf<store::CareBooks> const& context, Spoken const& spoken);

/// \brief What those who speak are still to be asked: opinions void since, mandates that end within
/// 90 days, good states expired or to review, precisions asked and not given, remissions and
/// downward revisions without the signatures they need.
core::Document voices_due(ContextOf<store::CareBooks> const& context);

/// \brief The registers proved again; findings are the answer.
///
/// \param noted hexadecimal head of the chain as somebody kept it prints it; empty: none.
core::Document verify_trail(ContextOf<store::CareBooks> const& context, std::string const& noted);

} // namespace coop::app
