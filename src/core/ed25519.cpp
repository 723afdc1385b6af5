// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/core/ed25519.hpp>

#include <nettle/eddsa.h>

namespace coop::core {

namespace {

std::uint8_t const* bytes_of(std::string_view text)
{
    return reinterpret_cast<std::uint8_t const*>(text.data());
}

} // namespace

PublicKey ed25519_public_key(SecretKey const& secret)
{
    PublicKey key{};
    ed25519_sha512_public_key(key.data(), secret.data());
    return key;
}

Signature ed25519_sign(SecretKey const& secret, std::string_view message)
{
    auto const key = ed25519_public_key(secret);
    Signature signature{};
    ed25519_sha512_sign(key.data(), secret.data(), message.size(), bytes_of(message),
                        signature.data());
    return signature;
}

bool ed25519_verify(PublicKey const& key, std::string_view message, Signature const& signature)
{
    return ed25519_sha512_verify(key.data(), message.size(), bytes_of(message), signature.data()) ==
           1;
}

} // namespace coop::core
