// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/app/context.hpp>
#include <coop/core/table.hpp>

namespace coop::app {

/// \brief The invariants of CARE, proved again on registers, livre CARE and closes; findings are
/// the answer, each of them with its rule and its place.
///
/// Cost: the registers, the livre CARE, and the accounts of closed years; no legal entry but the
/// tagged ones.
core::Document check_care_books(Context const& context, bool strict);

} // namespace coop::app
