// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "context.hpp"

#include <functional>

namespace coop::cli {

/// \brief Runs an import. With `--dry-run`, what it refuses in its file is the answer: findings,
/// and exit code 1.
void import_or_rehearse(Context& context, std::function<void()> const& import_file);

} // namespace coop::cli
