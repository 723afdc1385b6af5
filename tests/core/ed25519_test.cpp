// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/core/ed25519.hpp>

#include <catch2/catch.hpp>

#include <string>

using namespace coop::core;

namespace {

template <class Bytes>
Bytes from_hex(std::string const& hex)
{
    Bytes bytes{};
    REQUIRE(hex.size() == 2 * bytes.size());
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        bytes.at(i) = static_cast<std::uint8_t>(std::stoi(hex.substr(2 * i, 2), nullptr, 16));
    }
    return bytes;
}

} // namespace

TEST_CASE("Ed25519 gives what RFC 8032 section 7.1 prints")
{
    // TEST 2: one byte, 0x72.
    auto const secret =
        from_hex<SecretKey>("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
    auto const key =
        from_hex<PublicKey>("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
    auto const signature =
        from_hex<Signature>("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                            "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
    CHECK(ed25519_public_key(secret) == key);
    CHECK(ed25519_sign(secret, "\x72") == signature);
    CHECK(ed25519_verify(key, "\x72", signature));
    CHECK_FALSE(ed25519_verify(key, "\x73", signature));
    auto forged = signature;
    forged[0] ^= 1U;
    CHECK_FALSE(ed25519_verify(key, "\x72", forged));
}

TEST_CASE("Ed25519 signs the empty message")
{
    // TEST 1.
    auto const secret =
        from_hex<SecretKey>("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
    auto const signature =
        from_hex<Signature>("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555"
                            "fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
    CHECK(ed25519_sign(secret, "") == signature);
}
