// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/context.hpp"

#include <string_view>

namespace coop::cli {

/// \brief Whether questions may be asked: a terminal, and not `--no-input`.
bool may_ask(Context const& context);

/// \brief Whether confirm() would ask: there is somebody, and something that cannot be undone.
bool would_ask(Context const& context);

/// \brief What an empty reply means.
enum class Usual { no, yes };

/// \brief Asks for a yes on a terminal, unless `--yes`; asks again until the reply is one of both.
/// Where nobody can be asked, a script has said what it wants.
///
/// \throws Error{usage} "prompt.declined", "prompt.ended".
void confirm(Context const& context, std::string_view id, core::Arguments const& args = {},
             Usual usual = Usual::no);

} // namespace coop::cli
