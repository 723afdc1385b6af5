// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/app/context.hpp>
#include <coop/core/table.hpp>
#include <coop/ledger/layout.hpp>
#include <coop/report/report.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace coop::app {

/// \brief Gathers what `report.needs` and builds it. Streams live as long as the session.
///
/// An empty `request.year` is the last year with entries. Notes say "provisoire" while drafts
/// count.
core::Document build_report(Context const& context, report::Report const& report,
                            report::Request request);

/// \brief Where a figure of the statements of CARE comes from: `2025/N.sol/due`.
///
/// \param close_version of its exercise: none: the last one.
/// \throws Error{refused} "care.none", "care.close-version", "care.figure-unknown".
core::Document explain_care(Context const& context, std::string const& figure,
                            std::optional<std::int64_t> close_version = {});

/// \brief `check published`: findings are the notes.
core::Document check_published(Context const& context, ledger::PublishedTable const& table,
                               ledger::Layout const& layout);

} // namespace coop::app
