// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace coop::core {

using SecretKey = std::array<std::uint8_t, 32>; ///< the seed of RFC 8032
using PublicKey = std::array<std::uint8_t, 32>;
using Signature = std::array<std::uint8_t, 64>;

/// \brief Ed25519 (RFC 8032 §5.1): deterministic, nothing random is used.
PublicKey ed25519_public_key(SecretKey const& secret);
Signature ed25519_sign(SecretKey const& secret, std::string_view message);
bool ed25519_verify(PublicKey const& key, std::string_view message, Signature const& signature);

} // namespace coop::core
