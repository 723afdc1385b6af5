// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/care/books.hpp"

#include <coop/core/diagnostic.hpp>

#include <vector>

namespace coop::app {

/// \brief Work of open exercises that is said to be paid for by the association or a grant, and
/// that no line of the books bears: it repays nothing. Under each, the charges that may be its
/// lines, as commands that tag them: those of its amount, else those of its month.
///
/// A tag of the same action, exercise and amount is its line, once. Cost: the registers, and an
/// index of amounts and days for each.
std::vector<core::Diagnostic> notes_on_unproven_work(Context const& context,
                                                     CareBooks const& books);

} // namespace coop::app
