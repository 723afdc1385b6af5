// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/core/hash.hpp>

#include <nettle/sha2.h>

namespace coop::core {

Digest sha256(std::string_view bytes)
{
    sha256_ctx context;
    sha256_init(&context);
    sha256_update(&context, bytes.size(), reinterpret_cast<std::uint8_t const*>(bytes.data()));
    Digest digest;
    sha256_digest(&context, digest.size(), digest.data());
    return digest;
}

struct Sha256::State {
    sha256_ctx context{};
};

Sha256::Sha256() : state_(std::make_unique<State>())
{
    sha256_init(&state_->context);
}

Sha256::~Sha256() = default;

void Sha256::update(std::string_view bytes)
{
    sha256_update(&state_->context, bytes.size(),
                  reinterpret_cast<std::uint8_t const*>(bytes.data()));
}

Digest Sha256::finish()
{
    Digest digest;
    sha256_digest(&state_->context, digest.size(), digest.data());
    return digest;
}

std::string to_hex(Digest const& digest)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string hex;
    hex.reserve(2 * digest.size());
    for (auto byte : digest) {
        hex += digits[byte >> 4U];
        hex += digits[byte & 0xfU];
    }
    return hex;
}

} // namespace coop::core
