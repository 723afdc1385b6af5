// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace coop::core {

/// \brief Reports a contradiction in the program itself and ends the process with 70.
[[noreturn]] void assertion_failed(char const* condition, char const* file, int line);

} // namespace coop::core

/// Our own mistake, never the user's: on in release too.
#define COOP_ASSERT(condition)                                                                     \
    ((condition) ? void(0) : ::coop::core::assertion_failed(#condition, __FILE__, __LINE__))
