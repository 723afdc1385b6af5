// SPDX-License-Identifier: GPL-3.0-or-later
#include "property.hpp"

#include <coop/core/assert.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

// The entry point of libFuzzer for the property COOP_FUZZ_TARGET.

namespace coop::core {

/// In place of the one of src/core: that one leaves by _Exit(), and the input would not be kept.
void assertion_failed(char const* condition, char const* file, int line)
{
    std::fprintf(stderr, "coop: bug: %s (%s:%d)\n", condition, file, line);
    std::abort();
}

} // namespace coop::core

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    coop::fuzz::COOP_FUZZ_TARGET({reinterpret_cast<char const*>(data), size});
    return 0;
}
