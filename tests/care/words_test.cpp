// SPDX-License-Identifier: GPL-3.0-or-later
//
// Three say which words there are: the enumerations, schemas/care/kinds.csv, and the JSON schemas
// (tests/exchange/words_test.cpp). They say the same, and where a word stands means nothing.
#include "care/registers.hpp"
#include "core/enumerators.hpp"

#include <coop/care/check.hpp>
#include <coop/care/experiment.hpp>
#include <coop/care/position.hpp>
#include <coop/care/registry_choices.hpp>
#include <coop/care/voice.hpp>
#include <coop/care/work.hpp>

#include <catch2/catch.hpp>

using namespace coop;
using namespace coop::care;
using coop::test::check_table;
using coop::test::set_of;

namespace {

using Set = std::set<std::string>;

/// Choices that are kept as they were said, and what they may say.
std::map<std::pair<std::string_view, std::string_view>, Set> const texts{
    {{"capital", "scale"}, {"organisation", "territoire", "planete"}},
    {{"use", "scope"}, {"site", "chaine"}},
    {{"state", "baseline"}, set_of(baseline_words.all())},
    {{"action", "cost_basis"}, {"action", "shadow_price", "reference"}},
    {{"close", "undeclared"}, set_of(yes_words.all())},
    {{"close", "weak"}, set_of(yes_words.all())},
    {{"wage", "basis"}, set_of(wages_words.all())},
    {{"budget", "wages"}, set_of(wages_words.all())},
    {{"tag", "wages"}, set_of(wages_words.all())},
};

template <class Work>
void for_each_choice(Work work)
{
    std::apply([&](auto const&... choice) { (work(choice), ...); }, registry_choices);
}

/// Something that a field takes.
std::string example(Field const& field)
{
    switch (field.type) {
    case FieldType::date:
        return "2025-01-01";
    case FieldType::integer:
    case FieldType::decimal:
    case FieldType::money:
    case FieldType::balance:
    case FieldType::price:
        return "1";
    case FieldType::lines:
        return "1:1";
    case FieldType::choice:
        return std::string{field.values.front()};
    case FieldType::ref:
    case FieldType::refs:
        return "N.sol";
    case FieldType::object:
        return "capital/N.sol";
    case FieldType::sha256:
        return std::string(64, '0');
    default:
        return "x";
    }
}

template <class Object>
Object const& only(Registry const& registry)
{
    std::tuple const lists{&registry.capitals,      &registry.indicators,   &registry.states,
                           &registry.measurements,  &registry.actions,      &registry.wages,
                           &registry.budgets,       &registry.realisations, &registry.tags,
                           &registry.spokespersons, &registry.opinions};
    auto const& list = *std::get<std::vector<Object> const*>(lists);
    REQUIRE(list.size() == 1);
    return list.front();
}

template <class Object, class Value, std::size_t size>
Value read(Choice<Object, Value, size> const& choice, std::string_view word)
{
    Record record{
        std::string{choice.kind}, choice.kind == "capital" ? "N.sol" : "x", 1, {}, "", {}, {}};
    for (auto const& field : kind_of(choice.kind).fields) {
        if (field.key == choice.key) {
            record.fields.emplace_back(field.key, word);
        } else if (field.required) {
            record.fields.emplace_back(field.key, example(field));
        }
    }
    std::vector<Filed> const filed{{check_record(record), 1, {}, {}, Salt{}}};
    return only<Object>(registry_of(filed)).*choice.member;
}

} // namespace

TEST_CASE("each enumerator of CARE has its word")
{
    check_table(valuation_words);
    check_table(direction_words);
    check_table(mode_words);
    check_table(grade_words);
    check_table(aggregate_words);
    check_table(wages_words);
    check_table(schedule_words);
    check_table(basis_words);
    check_table(spokesperson_words);
    check_table(verdict_words);
    check_table(ceased_words);
    check_table(per_person_words);
    check_table(yes_words);
    check_table(spread_words);
    check_table(action_kind_words);
    check_table(origin_words);
    check_table(funding_words);
    check_table(journal_words);
    check_table(rule_words);
    check_table(rules_words);
    check_table(baseline_words);
    check_table(presentation_words);
    check_table(netting_words);
    check_table(surplus_words);
    check_table(consumption_words);
    check_table(cost_basis_words);
    check_table(inherited_words);
    check_table(financial_scope_words);
    check_table(distribution_words);
    check_table(rounding_words);
    check_table(input_field_words);
    check_table(change_kind_words);
    check_table(figure_words);
    check_table(standing_words);
    check_table(held_words);
    check_table(work_mark_words);
}

TEST_CASE("choices of the registers are the words of their enumerations")
{
    std::map<std::pair<std::string_view, std::string_view>, Set> known = texts;
    for (auto const& option : policy_options()) {
        known.emplace(std::pair{"policy", option.key}, set_of(option.words()));
    }
    for_each_choice([&](auto const& choice) {
        auto words = set_of(choice.words.all());
        if (std::pair{choice.kind, choice.key} ==
            std::pair<std::string_view, std::string_view>{"tag", "funding"}) {
            words.erase("volunteer"); // pays no line of the legal books
        }
        known.emplace(std::pair{choice.kind, choice.key}, words);
    });
    for (auto const& kind : kinds()) {
        for (auto const& field : kind.fields) {
            CAPTURE(kind.name, field.key);
            auto const found = known.find({kind.name, field.key});
            CHECK((found != known.end()) == (field.type == FieldType::choice));
            if (found != known.end()) {
                CHECK(set_of(field.values) == found->second);
                CHECK(field.values.size() == found->second.size());
                known.erase(found);
            }
        }
    }
    CHECK(known.empty());
}

TEST_CASE("a register reads each word as its enumerator, wherever it stands among the choices")
{
    for_each_choice([](auto const& choice) {
        for (auto const word : kind_of(choice.kind).find(choice.key)->values) {
            CAPTURE(choice.kind, choice.key, word);
            CHECK(choice.words.of(read(choice, word)) == word);
        }
    });
}

TEST_CASE("what a word does to the figures is said of the word")
{
    using enum Basis;
    auto const realisation = [](std::string_view key, std::string_view word) {
        Record record{"realisation", "x", 1, {}, "", {}, {}};
        record.fields = {{"action", "compost"}, {"date", "2025-06-01"}, {"funding", "own"}};
        std::erase_if(record.fields, [&](auto const& field) { return field.first == key; });
        record.fields.emplace_back(key, word);
        std::vector<Filed> const filed{{check_record(record), 1, {}, {}, Salt{}}};
        return registry_of(filed).realisations.front();
    };
    CHECK(realisation("basis", "charge").basis == charge);
    CHECK(realisation("basis", "outlay").basis == outlay);
    CHECK(realisation("basis", "in_kind").basis == in_kind);
    CHECK(realisation("funding", "own").funding == Funding::own);
    CHECK(realisation("funding", "grant").funding == Funding::grant);
    CHECK(realisation("funding", "third").funding == Funding::third);
    CHECK(realisation("funding", "volunteer").funding == Funding::volunteer);
}

TEST_CASE("a policy reads back every word of each option")
{
    for (auto const& option : policy_options()) {
        for (auto const& word : option.words()) {
            CAPTURE(option.key, word);
            Policy policy;
            set_option(policy, option.key, word);
            CHECK(word_of(policy, option) == word);
            CHECK(policy_of(canonical(policy)) == policy);
        }
    }
}
