// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/core/hash.hpp>

#include <catch2/catch.hpp>

using namespace coop::core;

TEST_CASE("SHA-256 gives the digests of its standard")
{
    // FIPS 180-4 examples (NIST, "Example values", SHA-256), and the empty message.
    struct Case {
        std::string message, digest;
    };
    for (auto const& c :
         {Case{"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
          {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
          {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
           "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
          {std::string(1'000'000, 'a'),
           "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"}}) {
        INFO(c.message.substr(0, 60));
        CHECK(to_hex(sha256(c.message)) == c.digest);
    }
}

TEST_CASE("a digest is written with both digits of each byte")
{
    Digest digest{};
    digest[0] = 0x0f;
    digest[31] = 0xa0;
    CHECK(to_hex(digest) == "0f" + std::string(60, '0') + "a0");
}

TEST_CASE("bytes that come piece by piece have the digest of the whole")
{
    Sha256 hash;
    for (auto const* piece : {"abcdbcdecdefdefgefghfghig", "", "hijhijkijkljklmklmnlmnomnopnopq"}) {
        hash.update(piece);
    }
    CHECK(hash.finish() == sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"));
    hash.update("abc"); // a finished one begins again
    CHECK(hash.finish() == sha256("abc"));
}

TEST_CASE("a field is its length and its bytes, so that what follows cannot be taken for it")
{
    using namespace std::string_view_literals;
    std::string bytes;
    append_field(bytes, "ab");
    append_field(bytes, "");
    append_field(bytes, Digest{});
    CHECK(bytes == std::string{"\0\0\0\2ab\0\0\0\0\0\0\0 "sv} + std::string(32, '\0'));
}
