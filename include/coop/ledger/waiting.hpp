// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace coop::ledger {

/// \brief Where an operation waits whose account nobody knows yet.
constexpr std::string_view waiting_account = "471";

} // namespace coop::ledger
