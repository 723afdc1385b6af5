// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/date.hpp>
#include <coop/core/words.hpp>
#include <coop/ledger/chart.hpp>

#include <span>
#include <string>
#include <string_view>

namespace coop::ledger {

enum class ChartFamily { associations, general };
inline constexpr auto chart_family_words = core::words<ChartFamily>({
    {ChartFamily::associations, "associations"},
    {ChartFamily::general, "general"},
});

/// \brief A set of rules in force for the years opened within `opened`.
///
/// Its data is `schemas/regulations/<id>/`: chart.csv, resultat.csv, bilan.csv, inkind.csv, ….
struct Regulation {
    std::string id; ///< `crc-99-01`, `anc-2018-06`, `anc-2023-03`, `pcg-2025`
    std::string label;
    ChartFamily family = ChartFamily::associations;
    core::Period opened;
};

/// \brief Every regulation, by family and date.
std::span<Regulation const> regulations();

/// \throws Error{refused} "regulation.unknown".
Regulation const& find_regulation(std::string_view id);

/// \brief The regulation that a year opened on `opening` follows.
///
/// \throws Error{refused} "regulation.none" (the general chart before 2025).
Regulation const& regulation_for(core::Date opening, ChartFamily family);

/// \brief `757, 7671`: what took the place of an account that ended with the regulation before;
/// empty: it did not end, or nothing did.
std::string successors_of(Regulation const& regulation, std::string_view code);

/// \brief Whether `code` is a detail that came with a later regulation of the family, below an
/// account that `chart` has, and took the place of none: a year of an older regulation may use it.
bool came_later(Regulation const& regulation, Chart const& chart, std::string_view code);

/// \brief Its shipped accounts, typed. Parsed at each call: keep the result.
std::vector<Account> shipped_accounts(Regulation const& regulation);

} // namespace coop::ledger
