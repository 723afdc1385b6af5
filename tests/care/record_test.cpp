// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/care/record.hpp>
#include <coop/care/registry.hpp>
#include <coop/core/error.hpp>

#include <catch2/catch.hpp>

using namespace coop;
using namespace coop::care;

namespace {

Record cost(std::string amount, std::string uncertainty = "15")
{
    return {"cost",
            "compost-2025",
            1,
            core::date(2025, 3, 1),
            "",
            {{"unit", " t "},
             {"amount", std::move(amount)},
             {"action", "compost"},
             {"valid_from", "01/01/2025"},
             {"uncertainty", std::move(uncertainty)}},
            {}};
}

std::string refusal(Record record)
{
    try {
        check_record(std::move(record));
    } catch (core::Error const& error) {
        return error.id();
    }
    return "";
}

} // namespace

TEST_CASE("a record comes out in the order of its kind with canonical values")
{
    auto const record = check_record(cost("1 234,5"));
    CHECK(record.fields == Fields{{"action", "compost"},
                                  {"amount", "1234.50"},
                                  {"unit", "t"},
                                  {"valid_from", "2025-01-01"},
                                  {"uncertainty", "15%"}});
    CHECK(check_record(record) == record);
}

TEST_CASE("personal fields are kept apart")
{
    auto const record = check_record(
        {"spokesperson",
         "p1",
         1,
         core::date(2025, 3, 1),
         "",
         {{"name", "Ada"}, {"capitals", "N.sol,H.equipe,N.sol"}, {"type", "concerned"}},
         {}});
    CHECK(record.fields == Fields{{"capitals", "H.equipe,N.sol"}, {"type", "concerned"}});
    CHECK(record.personal == Fields{{"name", "Ada"}});
}

TEST_CASE("what is not a value of its type is refused")
{
    CHECK(refusal(cost("-1")) == "care.below-zero");
    CHECK(refusal(cost("")) == "care.missing");
    CHECK(refusal(cost("1,234.50")) == "price.ambiguous");
    CHECK(refusal(cost("1", "-3%")) == "care.share");
    auto record = cost("1");
    record.fields.emplace_back("colour", "red");
    CHECK(refusal(record) == "care.field");
    record = cost("1");
    record.id = "a/b";
    CHECK(refusal(record) == "care.id");
    CHECK(refusal({"capital", "sol", 0, {}, "", {{"name", "Sol"}}, {}}) == "care.capital-id");
    CHECK(refusal({"capital", "N.sol", 0, {}, "", {{"name", "Sol"}, {"scale", "terre"}}, {}}) ==
          "care.choice");
    CHECK(refusal({"sol", "N.sol", 0, {}, "", {}, {}}) == "care.kind");
}

TEST_CASE("the digest of an object covers its version and its fields, not who typed it")
{
    auto const record = check_record(cost("1"));
    auto other = record;
    other.author = "someone";
    CHECK(content_hash(other) == content_hash(record));
    other.version = 2;
    CHECK(content_hash(other) != content_hash(record));
    CHECK(content_hash(check_record(cost("2"))) != content_hash(record));
}

TEST_CASE("a registry holds the latest version of each object, by id")
{
    std::vector<Filed> records;
    auto const add = [&](std::string id, std::int64_t version, std::string name) {
        records.push_back({{"capital",
                            std::move(id),
                            version,
                            core::date(2025, 1, 1),
                            "",
                            {{"name", std::move(name)}},
                            {}},
                           static_cast<std::int64_t>(records.size()) + 1,
                           {},
                           {},
                           {}});
    };
    add("N.sol", 1, "Sol");
    add("H.equipe", 1, "Équipe");
    add("N.sol", 2, "Sol maraîcher");
    auto const registry = registry_of(records);
    REQUIRE(registry.capitals.size() == 2);
    CHECK(registry.capitals[0].head.id == "H.equipe");
    CHECK(find(registry.capitals, "N.sol")->name == "Sol maraîcher");
    CHECK(find(registry.capitals, "N.sol")->head.version == 2);
    CHECK(find(registry.capitals, "N.eau") == nullptr);
    CHECK(capital_of(registry, "capital", "N.sol") == "N.sol");
}

TEST_CASE("the preimages are frozen")
{
    // docs/reference/care-trail.md, computed with Python's hashlib.
    auto record = check_record({"state",
                                "mo-seuil",
                                1,
                                core::date(2025, 3, 1),
                                "Bo",
                                {{"mode", "arretee"}, {"lower", "2,50"}, {"indicator", "mo"}},
                                {}});
    CHECK(core::to_hex(content_hash(record)) ==
          "0b1fe3d85c9c225e5ec13b65a4ba8296d26ec333ba8b744f35f53c60edfa6cea");
    Salt salt{};
    for (std::size_t i = 0; i < salt.size(); ++i) {
        salt.at(i) = static_cast<std::uint8_t>(i);
    }
    auto const personal = personal_digest(record, salt);
    CHECK(core::to_hex(personal) ==
          "c47c435ce026e66cb4f3517c0f65b474c7081113479bb70d71dd7b22cf8b8fd7");
    CHECK(core::to_hex(chain_link({}, record, 1, personal)) ==
          "eeb8a4c70ce1ef898ce139b7283499b0c4e58c81ec76e07345c37e1cd483560b");
}
