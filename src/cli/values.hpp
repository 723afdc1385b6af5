// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/date.hpp>
#include <coop/core/money.hpp>
#include <coop/ledger/year.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coop::cli {

/// \brief `6185=1250` or `loyer=1 250,50`: a name and an amount.
struct NamedAmount {
    std::string name;
    core::Money amount;
};

/// \throws Error{usage} "usage.account-amount", what parse_money throws.
NamedAmount parse_named_amount(std::string_view text);

/// \brief `jardin=60%,atelier=40%`, or parts `jardin=2,atelier=1`: projects and weights.
///
/// Percentages must make 100. A decimal comma is understood: `a=33,4%,b=66,6%`.
/// \throws Error{usage} "split.malformed", "split.sum".
std::vector<std::pair<std::string, std::int64_t>> parse_shares(std::string_view text);

/// \brief The words of a line of `coop run`: blanks separate, quotes join, `#` starts a comment.
///
/// \throws Error{unreadable} "run.quote".
std::vector<std::string> parse_words(std::string_view line);

/// \brief `la-coop-des-communs` for `La Coop des Communs`; `livre` where no letter is left.
std::string slug(std::string_view name);

/// \brief What `--period`, `--from` and `--to` ask together, open ends at the ends of `open`.
///
/// \throws Error{usage} "period.twice" (both ways at once), "period.reversed".
std::optional<core::Period> period_of(std::optional<core::Period> period,
                                      std::optional<core::Date> from, std::optional<core::Date> to,
                                      core::Period open);

} // namespace coop::cli
