// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/app/context.hpp>
#include <coop/core/table.hpp>
#include <coop/ledger/inkind.hpp>

#include <optional>
#include <string>

namespace coop::app {

/// \brief What `inkind add` is given: hours at a rate, or a stated value.
struct InkindRequest {
    ledger::InkindKind kind = ledger::InkindKind::benevolat;
    /// One day, or several: valued by date; booked on the last day of each part.
    core::Period period{};
    std::optional<std::int64_t> minutes;
    std::string rate;                         ///< name
    std::optional<core::Decimal> coefficient; ///< instead of the rate's own
    std::optional<core::Money> value;
    std::string method;
    std::string party;
    std::string project;
    std::string label;
    std::string piece;
    std::string ref;
    bool post = false;
};

/// \brief Records 86/87 entries, one per part of the period at one rate, in journal OD.
///
/// \throws Error{refused} "inkind.rate-unknown", "inkind.no-rate"; Error{usage}
///         "inkind.hours-or-value".
core::Document add_inkind(Context const& context, InkindRequest const& request);
core::Document list_inkind(Context const& context, std::string const& year);

/// \brief A rate from a day on; repeated identically it does nothing.
core::Document set_rate(ContextOf<store::Books> const& context, ledger::InkindRate const& rate);
/// \brief The books' own rates and the shipped SMIC.
core::Document list_rates(ContextOf<store::Books> const& context);

} // namespace coop::app
