// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/record/record.hpp>

namespace coop::ledger {

/// \brief The kinds of facts that the legal books record: schemas/ledger/kinds.csv.
///
/// They refuse in the words of the ids `record.…`.
record::Kinds const& kinds();

/// \brief What begins the frozen preimages of these facts (docs/reference/chain.md).
inline constexpr record::Format fact_format{"coop-record-object-1", "coop-record-chain-1", true};

} // namespace coop::ledger
