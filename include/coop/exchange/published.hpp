// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/ledger/layout.hpp>

#include <string_view>

namespace coop::exchange {

/// \brief Reads a published table: columns `side`, `row`, `kind`, then one per year (`2017`,
/// `2018-budget`).
///
/// `side`: `charges`, `produits`, `inkind`, or `inkind-use` and `inkind-source` where both are
/// printed. `kind`: `line`, `printed-result`, `printed-total`; a `heading` is skipped. Any
/// separator; amounts as parse_money() takes them: what `report ag -O csv` writes is read back.
/// \throws Error{unreadable} "published.columns", "published.rows" with "published.side",
///         "published.kind", "published.fields", those of parse_money() as findings.
ledger::PublishedTable read_published(std::string_view text, std::string_view source);

} // namespace coop::exchange
