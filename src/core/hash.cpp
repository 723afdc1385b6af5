// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/core/hash.hpp>

#include <coop/core/assert.hpp>
#include <coop/core/text.hpp>

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

Digest sha256(Input const& input)
{
    Sha256 hash;
    std::string buffer(std::size_t{64} * 1024, '\0');
    std::uint64_t offset = 0;
    while (auto const got = input.read_at(offset, buffer)) {
        hash.update({buffer.data(), got});
        offset += got;
    }
    return hash.finish();
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

std::optional<Digest> parse_digest(std::string_view hex)
{
    Digest digest{};
    if (hex.size() != 2 * digest.size()) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < hex.size(); ++i) {
        auto const c = hex[i];
        int const value = is_digit(c)            ? c - '0'
                          : c >= 'a' && c <= 'f' ? c - 'a' + 10
                          : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                 : -1;
        if (value < 0) {
            return std::nullopt;
        }
        auto& byte = digest.at(i / 2);
        byte = static_cast<std::uint8_t>(byte * 16 + value);
    }
    return digest;
}

void append_field(std::string& out, std::string_view bytes)
{
    COOP_ASSERT(bytes.size() <= 0xffffffffU);
    auto const size = static_cast<std::uint32_t>(bytes.size());
    std::array<char, 4> const length{static_cast<char>(size >> 24U), static_cast<char>(size >> 16U),
                                     static_cast<char>(size >> 8U), static_cast<char>(size)};
    out.append(length.data(), length.size());
    out.append(bytes);
}

void append_field(std::string& out, Digest const& digest)
{
    append_field(out, as_bytes(digest));
}

} // namespace coop::core
