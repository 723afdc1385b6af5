// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/input.hpp>

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace coop::core {

using Digest = std::array<std::uint8_t, 32>;

/// \brief SHA-256 (FIPS 180-4).
Digest sha256(std::string_view bytes);

/// \brief The same of bytes that come piece by piece.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(Sha256 const&) = delete;
    Sha256& operator=(Sha256 const&) = delete;

    void update(std::string_view bytes);
    Digest finish(); ///< and begins again

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// \brief The same of a file of any size.
Digest sha256(Input const& input);

/// \brief 64 lower-case hexadecimal digits.
std::string to_hex(Digest const& digest);

/// \brief The 32 bytes of 64 hexadecimal digits, in either case; nothing for another text.
std::optional<Digest> parse_digest(std::string_view hex);

/// \brief One field of what is hashed: its length, 4 bytes, the high one first, then its bytes. So
/// no two lists of fields give the same bytes.
void append_field(std::string& out, std::string_view bytes);
void append_field(std::string& out, Digest const& digest);

/// \brief Bytes as a text that borrows them.
template <std::size_t size>
std::string_view as_bytes(std::array<std::uint8_t, size> const& bytes)
{
    return {reinterpret_cast<char const*>(bytes.data()), bytes.size()};
}

} // namespace coop::core
