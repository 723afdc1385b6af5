// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a debtor who wants to be alone would type.
#include "registers.hpp"

#include <coop/care/voice.hpp>

#include <catch2/catch.hpp>

using namespace coop;
using namespace coop::care;

namespace {

std::string const paper(64, 'a');

struct Town : test::Registers {
    Town()
    {
        add("capital", "N.sol", {{"name", "Sol"}});
        add("capital", "N.eau", {{"name", "Eau"}});
        add("indicator", "mo",
            {{"capital", "N.sol"}, {"name", "mo"}, {"unit", "%"}, {"direction", "min"}});
        add("state", "seuil", {{"indicator", "mo"}, {"lower", "3"}, {"mode", "arretee"}});
    }

    void speaker(std::string id, std::string type, Fields more = {})
    {
        Fields fields{{"capitals", "N.sol"},
                      {"type", std::move(type)},
                      {"mandate_by", "assemblée"},
                      {"mandate_mode", "élection"}};
        fields.insert(fields.end(), more.begin(), more.end());
        add("spokesperson", std::move(id), std::move(fields));
    }

    void attest(std::string const& id, std::string minutes = paper)
    {
        add("deliberation", "d-" + id,
            {{"date", "2025-03-01"},
             {"objects", "spokesperson/" + id + "@" + hash("spokesperson", id)},
             {"decision", "mandat"},
             {"minutes", std::move(minutes)}});
    }

    void speak(std::string const& by, std::string verdict, std::string sha256 = paper,
               std::string const& object = "state/seuil")
    {
        auto const slash = object.find('/');
        add("opinion", "o" + std::to_string(all().size()),
            {{"spokesperson", by},
             {"object", object},
             {"object_hash", hash(object.substr(0, slash), object.substr(slash + 1))},
             {"verdict", std::move(verdict)},
             {"sha256", std::move(sha256)}});
    }

    Standing standing() const { return standing_of(registry(), "state", "seuil"); }
};

} // namespace

TEST_CASE("a threshold that nobody concerned approved is the debtor's alone")
{
    Town town;
    CHECK(town.standing() == Standing::debtor_alone);
    town.speaker("chef", "management");
    town.attest("chef");
    town.speak("chef", "approuve");
    CHECK(town.standing() == Standing::debtor_alone);
    town.speaker("savant", "expert");
    town.attest("savant");
    town.speak("savant", "approuve");
    CHECK(town.standing() == Standing::debtor_alone);
}

TEST_CASE("those concerned lift it with a mandate that minutes attest and a document")
{
    Town town;
    town.speaker("marie", "concerned");
    town.attest("marie");
    town.speak("marie", "approuve");
    CHECK(town.standing() == Standing::heard);
    town.speak("marie", "refuse");
    CHECK(town.standing() == Standing::contested);
    town.speak("marie", "reserve");
    CHECK(town.standing() == Standing::heard);
}

TEST_CASE("typing alone lifts nothing")
{
    Town town;
    SECTION("a concerned spokesperson without minutes")
    {
        town.speaker("marie", "concerned");
        town.speak("marie", "approuve");
    }
    SECTION("a deliberation without minutes")
    {
        town.speaker("marie", "concerned");
        town.attest("marie", "");
        town.speak("marie", "approuve");
    }
    SECTION("an opinion without a document")
    {
        town.speaker("marie", "concerned");
        town.attest("marie");
        town.speak("marie", "approuve", "");
    }
    SECTION("a manager who becomes concerned after the assembly")
    {
        town.speaker("chef", "management");
        town.attest("chef");
        town.speaker("chef", "concerned");
        town.speak("chef", "approuve");
    }
    SECTION("a mandate made longer after the assembly")
    {
        town.speaker("marie", "concerned", {{"to", "2025-01-01"}});
        town.attest("marie");
        town.speaker("marie", "concerned");
        town.speak("marie", "approuve");
    }
    SECTION("a mandate that is over")
    {
        town.speaker("marie", "concerned", {{"to", "2025-02-28"}});
        town.attest("marie");
        town.speak("marie", "approuve");
    }
    SECTION("someone who speaks for another capital")
    {
        town.add("spokesperson", "jean",
                 {{"capitals", "N.eau"},
                  {"type", "concerned"},
                  {"mandate_by", "a"},
                  {"mandate_mode", "b"}});
        town.attest("jean");
        town.speak("jean", "approuve");
    }
    SECTION("a signature that nobody made")
    {
        town.speaker("marie", "concerned", {{"key", std::string(64, '1')}});
        town.attest("marie");
        town.add("opinion", "o",
                 {{"spokesperson", "marie"},
                  {"object", "state/seuil"},
                  {"object_hash", town.hash("state", "seuil")},
                  {"verdict", "approuve"},
                  {"sha256", paper},
                  {"signature", std::string(128, '2')}});
        CHECK(voices_of(town.registry(), "state", "seuil").back().proof == Proof::forged);
    }
    SECTION("a threshold changed after the opinion")
    {
        town.speaker("marie", "concerned");
        town.attest("marie");
        town.speak("marie", "approuve");
        town.add("state", "seuil", {{"indicator", "mo"}, {"lower", "1"}, {"mode", "arretee"}});
        CHECK_FALSE(voices_of(town.registry(), "state", "seuil").back().current);
    }
    CHECK(town.standing() == Standing::debtor_alone);
}

TEST_CASE("a signature is verified with the key that the spokesperson had")
{
    Town town;
    core::SecretKey secret{};
    secret[0] = 7;
    auto const key = core::ed25519_public_key(secret);
    core::Digest hex{};
    std::ranges::copy(key, hex.begin());
    town.speaker("marie", "concerned", {{"key", core::to_hex(hex)}});
    town.attest("marie");
    town.speak("marie", "approuve", "");
    // The same opinion, signed.
    auto fields = town.all().back().record.fields;
    auto const signature =
        core::ed25519_sign(secret, opinion_preimage(town.registry().opinions.back()));
    std::string text;
    for (std::size_t at = 0; at < signature.size(); at += 32) {
        core::Digest half{};
        std::copy_n(signature.begin() + static_cast<std::ptrdiff_t>(at), 32, half.begin());
        text += core::to_hex(half);
    }
    fields.emplace_back("signature", text);
    town.add("opinion", "signed", fields);
    CHECK(town.standing() == Standing::heard);
    CHECK(voices_of(town.registry(), "state", "seuil").back().proof == Proof::signed_);
    // A new key does not undo what the old one signed.
    town.speaker("marie", "concerned", {{"key", std::string(64, '1')}});
    CHECK(town.standing() == Standing::heard);
}

TEST_CASE("the trail says what was changed behind its back")
{
    Town town;
    town.speaker("marie", "concerned", {{"name", "Marie X"}});
    town.attest("marie");
    town.speak("marie", "approuve");
    auto records = town.all();
    auto const findings = [&records] {
        std::size_t at = 0;
        std::vector<std::string> ids;
        for (auto const& found : check_trail([&]() -> std::optional<Filed> {
                 return at < records.size() ? std::optional{records[at++]} : std::nullopt;
             })) {
            ids.push_back(found.id);
        }
        return ids;
    };
    using Ids = std::vector<std::string>;
    CHECK(findings().empty());
    SECTION("a threshold")
    {
        records[3].record.fields[1].second = "1";
        CHECK(findings() == Ids{"verify.care-chain", "verify.care-reference"});
    }
    SECTION("a name")
    {
        records[4].record.personal[0].second = "Marie Y";
        CHECK(findings() == Ids{"verify.care-personal"});
    }
    SECTION("a name that is erased is no finding")
    {
        records[4].record.personal.clear();
        records[4].salt.reset();
        CHECK(findings().empty());
    }
    SECTION("a record that is taken out")
    {
        records.erase(records.begin() + 1);
        CHECK(findings() == Ids{"verify.care-chain"});
    }
    SECTION("a value that coop does not write")
    {
        records[3].record.fields[1].second = "03";
        CHECK(findings().front() == "verify.care-value");
    }
}
