// SPDX-License-Identifier: GPL-3.0-or-later
// The vectors come from the Python program in docs/reference/chain.md, run when it was written.
#include <coop/store/chain.hpp>

#include <catch2/catch.hpp>

#include <cstdio>
#include <numeric>

namespace {

using namespace coop;

std::string hex(std::string const& bytes)
{
    std::string out;
    for (auto const byte : bytes) {
        char digits[3];
        std::snprintf(digits, sizeof digits, "%02x", static_cast<unsigned char>(byte));
        out += digits;
    }
    return out;
}

ledger::Record train()
{
    ledger::Record record;
    record.id = 1;
    record.year = "2017";
    record.number = 1;
    record.posted_on = core::date(2017, 6, 30);
    record.entry = {core::date(2017, 6, 12), "BQ", "Train Lille", "F-12", "", "", {}};
    record.entry.lines = {{"6251", core::cents(8450), {}, "plateformes", "", ""},
                          {"512", {}, core::cents(8450), "", "", ""}};
    return record;
}

ledger::Record back()
{
    ledger::Record record;
    record.id = 2;
    record.year = "2017";
    record.number = 2;
    record.posted_on = core::date(2017, 7, 2);
    record.reverses = 1;
    record.entry = {core::date(2017, 7, 1),
                    "BQ",
                    "Contre-passation : Train Lille",
                    "F-12",
                    "A. Martin",
                    "ref-é",
                    {}};
    record.entry.lines = {{"6251", {}, core::cents(8450), "plateformes", "A. Martin", "aller"},
                          {"512", core::cents(8450), {}, "", "", ""}};
    return record;
}

std::array<std::uint8_t, 16> counting_salt()
{
    std::array<std::uint8_t, 16> salt{};
    std::iota(salt.begin(), salt.end(), std::uint8_t{0});
    return salt;
}

std::array<std::uint8_t, 16> full_salt()
{
    std::array<std::uint8_t, 16> salt{};
    salt.fill(0xff);
    return salt;
}

} // namespace

TEST_CASE("the chain gives the published vectors")
{
    auto const texts1 = store::texts_digest(train().entry, counting_salt());
    CHECK(core::to_hex(texts1) ==
          "44bb4e8a3ef8b4d0593da1d8d2588fc1fafcd7ec278f60adf1b00d7b5d906324");

    auto const content1 = store::canonical(train(), 1, texts1, ledger::first_seal_format);
    CHECK(hex(content1) ==
          "0000000c636f6f702d636861696e2d310000000131000000043230313700000002425100000001310000000a"
          "323031372d30362d31320000000a323031372d30362d3330000000000000002044bb4e8a3ef8b4d0593da1d8"
          "d2588fc1fafcd7ec278f60adf1b00d7b5d906324000000043632353100000004383435300000000130000000"
          "0b706c617465666f726d6573000000033531320000000130000000043834353000000000");

    auto const hash1 = store::chain(core::Digest{}, content1);
    CHECK(core::to_hex(hash1) ==
          "ca4f9a51b70ea82f72d4c2372da798f18de20dde2fc36e60358fa15577ff9f06");

    auto const texts2 = store::texts_digest(back().entry, full_salt());
    CHECK(core::to_hex(texts2) ==
          "c9c58b0dc49d1621965278523c7ccfc54f29c2d07a9ebdb15e8e6b8d4d75ccc4");
    auto const second = [&](ledger::Record const& record, int format) {
        return core::to_hex(store::chain(hash1, store::canonical(record, 2, texts2, format)));
    };
    CHECK(second(back(), ledger::first_seal_format) ==
          "8c5b275a592592c6367d3c0ec43d1ecf8c28e5f2accf353de9a8c1e03ef57e35");

    // The second format has the date of the piece, where it is not that of the entry.
    CHECK(second(back(), 2) == "072490e23648dddd19e071e687216971210ff239bb2a44269dd56e89063dd123");
    auto dated = back();
    dated.entry.piece_date = core::date(2017, 6, 30);
    CHECK(second(dated, 2) == "9942c280eff9b1a301e3894c9e61c2dc0e976a7607a1b2a712e9803c27f8cc0c");
    CHECK(second(dated, ledger::first_seal_format) == second(back(), ledger::first_seal_format));
}

TEST_CASE("a name may not move from one field to the next unseen")
{
    auto one = train().entry;
    auto other = one;
    one.label = "AB";
    one.piece = "C";
    other.label = "A";
    other.piece = "BC";
    CHECK(store::texts_digest(one, full_salt()) != store::texts_digest(other, full_salt()));
}

TEST_CASE("texts are not in the preimage, only their digest")
{
    auto const content = store::canonical(back(), 2, core::Digest{}, ledger::seal_format);
    CHECK(content.find("Martin") == std::string::npos);
    CHECK(content.find("Lille") == std::string::npos);
    CHECK(content.find("plateformes") != std::string::npos);
}

TEST_CASE("one head covers the three chains of a book, each at its place")
{
    // docs/reference/chain.md, computed with Python's hashlib.
    auto const entries =
        *core::parse_digest("8c5b275a592592c6367d3c0ec43d1ecf8c28e5f2accf353de9a8c1e03ef57e35");
    auto const records =
        *core::parse_digest("ceface19497423b461f8aca57f22514dfe0344cc8e98d95ae1492d293ea6fc1c");
    CHECK(core::to_hex(store::one_head(entries, records, {})) ==
          "18b063cccf9a790742a5397becbe3b0f4b81a212ade59d3b7e719fb9e031e00c");
    CHECK(store::one_head(records, entries, {}) != store::one_head(entries, records, {}));
}
