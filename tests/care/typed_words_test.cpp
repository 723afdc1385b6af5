// SPDX-License-Identifier: GPL-3.0-or-later
//
// What people read they may type: each choice in French and in English, with accents or without, is
// the key that is hashed.
#include <coop/care/record.hpp>
#include <coop/core/error.hpp>
#include <coop/core/text.hpp>
#include <coop/i18n/message.hpp>

#include <catch2/catch.hpp>

using namespace coop;
using namespace coop::care;

namespace {

/// The sentence that answers show for a choice.
std::string shown(i18n::Language language, Field const& field, std::string_view choice)
{
    auto const own = "care-word." + std::string{field.key} + ".";
    if (auto text = i18n::find_text(language, own + std::string{choice})) {
        return *text;
    }
    return i18n::text(language, "care-word." + std::string{choice}, {});
}

template <class Work>
void for_each_choice(Work work)
{
    for (auto const& kind : kinds()) {
        for (auto const& field : kind.fields) {
            for (auto const choice :
                 field.type == FieldType::choice ? field.values : decltype(field.values){}) {
                CAPTURE(kind.name, field.key, choice);
                work(field, choice);
            }
        }
    }
}

Record action(std::string kind, std::string origin)
{
    return check_record({"action",
                         "compost",
                         1,
                         core::date(2025, 3, 1),
                         "",
                         {{"capital", "N.sol"},
                          {"name", "compost"},
                          {"kind", std::move(kind)},
                          {"origin", std::move(origin)}},
                         {}});
}

} // namespace

TEST_CASE("what an answer says of a choice is what a person may type for it")
{
    for_each_choice([](Field const& field, std::string_view choice) {
        CHECK(registers().choice_of(field, choice) == choice);
        for (auto const language : {i18n::Language::fr, i18n::Language::en}) {
            auto const text = shown(language, field, choice);
            CAPTURE(text);
            CHECK(registers().choice_of(field, text) == choice);
            CHECK(registers().choice_of(field, core::fold(text)) == choice);
        }
    });
}

TEST_CASE("each register and each field has its sentences in both languages")
{
    for (auto const language : {i18n::Language::fr, i18n::Language::en}) {
        for (auto const& kind : kinds()) {
            std::string const name{kind.name};
            CAPTURE(name);
            CHECK(i18n::find_text(language, "care-kind." + name));
            CHECK(i18n::find_text(language, "care-kinds." + name));
            for (auto const& field : kind.fields) {
                CAPTURE(field.key);
                std::string const key{field.key};
                CHECK((i18n::find_text(language, "care-field." + name + "." + key) ||
                       i18n::find_text(language, "care-field." + key)));
            }
        }
    }
}

TEST_CASE("a choice typed in French has the hash of its key")
{
    auto const plain = content_hash(action("preservation", "contractee"));
    for (auto const* const kind : {"préservation", "Préservation", "PRESERVATION"}) {
        for (auto const* const origin : {"contractée", "Contractée", "contracted", "contracté"}) {
            CAPTURE(kind, origin);
            CHECK(content_hash(action(kind, origin)) == plain);
        }
    }
    CHECK_THROWS_AS(action("soigner", "contractee"), core::Error);
    CHECK_THROWS_AS(action("contractée", "contractee"), core::Error); // of another field
}

TEST_CASE("an object is one, whatever parts its register from its name")
{
    for (auto const* const typed :
         {"state/sol-mo", "state:sol-mo", "état:sol-mo", "Seuil/sol-mo"}) {
        CAPTURE(typed);
        CHECK(record::object_text(registers(), "object", typed) == "state/sol-mo");
    }
    CHECK(record::object_text(registers(), "object", "porte-parole:p1") == "spokesperson/p1");
    for (auto const* const wrong : {"state", "rien/x", "state/", "state/a/b"}) {
        CAPTURE(wrong);
        CHECK_THROWS_AS(record::object_text(registers(), "object", wrong), core::Error);
    }
}

TEST_CASE("a register is named in French too")
{
    CHECK(registers().kind_meant("mesure") == "measurement");
    CHECK(registers().kind_meant("Mesures") == "measurement");
    CHECK(registers().kind_meant("étiquettes") == "tag");
    CHECK(registers().kind_meant("porte parole") == "spokesperson");
    CHECK(registers().kind_meant("bidule").empty());
}
