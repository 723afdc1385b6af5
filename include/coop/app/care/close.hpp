// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/app/context.hpp>
#include <coop/care/choices.hpp>
#include <coop/care/close_rules.hpp>
#include <coop/care/position.hpp>
#include <coop/core/decimal.hpp>
#include <coop/core/money.hpp>
#include <coop/core/table.hpp>
#include <coop/ledger/entry.hpp>

#include <optional>
#include <string>

// From the legal books to the livre CARE. Nothing here writes a legal table.

namespace coop::app {

/// \brief What a tag points at and how much of it counts; neither share nor amount: all of it.
struct TagRequest {
    ledger::EntryId entry = 0;
    std::optional<std::int64_t> line; ///< from 1; none: the only charge of the entry
    std::string action;
    std::optional<core::Decimal> share; ///< percent
    std::optional<core::Money> amount;
    care::Funding funding = care::Funding::own;
    std::optional<care::Wages> wages; ///< none: as its due says
    bool withdraw = false;
};

/// \brief Says that a posted legal line is preservation done. The same again does nothing.
///
/// \throws Error{usage} "care.tag-both"; Error{refused} "ledger.unknown-entry",
///         "care.tag-draft" (entry), "care.tag-line" (entry, line, lines), "care.tag-which" (entry,
///         lines), "care.tag-account" (entry, line, account), "care.tag-beyond" (entry, line, share
///         or amount, line's amount, left), "care.unknown", "care.tag-none" (entry, line, action),
///         "care.tag-wages" (action, wages, expected), "care.tag-contribution" (entry, line,
///         account, action).
core::Document tag_line(Context const& context, TagRequest const& request);

/// \brief Every tag that is not withdrawn, with its line; \param action empty: of all.
core::Document list_tags(Context const& context, std::string const& action, bool leaves);

/// \brief Posts the livre CARE of an exercise and seals it in the registers.
///
/// Nothing is written where the exercise is closed already and says the same. A correction reverses
/// what stood and posts anew; later closed exercises, which open with what this one leaves, follow.
/// Cost: the registers, the tags and the accounts of the books; not their entries.
/// \throws Error{refused} "care.nothing", "care.before-first" (year, first), "care.earlier-open"
///         (year, earlier), "care.year-open" (year), "care.policy-changed" (year, option, before,
///         after), "care.close-changed" (year, count; findings), "care.undeclared" (findings),
///         "care.prepaid-unsigned", "care.overlap-account", "care.overlap-balance",
///         "care.reason"; what care::inputs_of() and care::compute() throw.
core::Document close_care(Context const& context, care::CloseRequest const& request);

/// \brief `coop care entries`: the livre CARE as it was posted, reversals included.
/// \param close_version what stood after that close of the year; none: all that was ever posted.
/// \throws Error{refused} "care.close-version" (year, version, known); Error{usage}
///         "care.close-year".
core::Document list_care_entries(Context const& context, std::string const& year,
                                 std::optional<std::int64_t> close_version = {});

} // namespace coop::app
