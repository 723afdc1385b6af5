// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

namespace coop::core {

/// \brief The bytes of a file of `schemas/`, by its path there; lives as long as the program.
///
/// Precondition: the file exists (a missing resource is a bug).
std::string_view resource(std::string_view path);

bool has_resource(std::string_view path);

/// \brief Paths that start with `prefix`, sorted.
std::vector<std::string_view> resources_under(std::string_view prefix);

} // namespace coop::core
