// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <memory>
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

/// \brief 64 lower-case hexadecimal digits.
std::string to_hex(Digest const& digest);

} // namespace coop::core
