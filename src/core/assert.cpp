// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/core/assert.hpp>

#include <cstdio>
#include <cstdlib>

namespace coop::core {

// Neither streams nor destructors: after a contradiction nothing else of the program is trusted,
// and an open transaction must not be committed by someone's clean-up.
void assertion_failed(char const* condition, char const* file, int line)
{
    std::fprintf(stderr, "coop: bug: %s (%s:%d)\n", condition, file, line);
    std::_Exit(70);
}

} // namespace coop::core
