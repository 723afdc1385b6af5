// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace coop::core {

using Digest = std::array<std::uint8_t, 32>;

/// \brief SHA-256 (FIPS 180-4).
Digest sha256(std::string_view bytes);

/// \brief 64 lower-case hexadecimal digits.
std::string to_hex(Digest const& digest);

} // namespace coop::core
