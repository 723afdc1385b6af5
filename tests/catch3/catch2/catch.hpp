// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Catch2 2 is one header, Catch2 3 many, under which some names have moved. The tests are written
// for the first; where the second is installed, this file stands in for its header.

#include <catch2/catch_message.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <string>

namespace Catch {

inline auto Contains(std::string const& part)
{
    return Matchers::ContainsSubstring(part);
}

} // namespace Catch
