// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/ledger/layout.hpp>

#include <string_view>

namespace coop::exchange {

/// \brief Reads the TOML layout of an AG table.
///
/// The format is written down in examples/la-coop-des-communs/ag.toml.
/// \throws Error{unreadable} "text.utf8", "toml.syntax", "layout.unknown-key", "layout.type",
///         "layout.missing", "layout.duplicate-key", "layout.account", "layout.empty-row", with
///         line and column.
ledger::Layout read_layout(std::string_view text, std::string_view source);

} // namespace coop::exchange
