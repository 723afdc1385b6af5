// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the JSON schemas and the CHECKs of the database enumerate are the words of the program.
#include "core/enumerators.hpp"
#include "src/exchange/dump/words.hpp"

#include <coop/care/experiment.hpp>
#include <coop/care/record.hpp>
#include <coop/ledger/account.hpp>
#include <coop/ledger/inkind.hpp>
#include <coop/ledger/kinds.hpp>
#include <coop/ledger/regulation.hpp>
#include <coop/ledger/role.hpp>
#include <coop/ledger/year.hpp>
#include <coop/report/care/facts.hpp>

#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <sstream>

using namespace coop;
using coop::test::check_table;
using coop::test::set_of;

namespace {

using Set = std::set<std::string>;
using nlohmann::json;

std::string text_of(std::string const& path)
{
    std::ifstream file{std::string{COOP_SOURCE_DIR} + "/" + path};
    REQUIRE(file);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

json schema(std::string const& name)
{
    return json::parse(text_of("schemas/json/" + name + ".schema.json"));
}

/// Every enumeration of a schema: `account/kind`, by definition and property.
void find_enums(json const& node, std::string const& in, std::string const& property,
                std::multimap<std::string, Set>& into)
{
    if (node.is_array()) {
        for (auto const& each : node) {
            find_enums(each, in, property, into);
        }
    }
    if (!node.is_object()) {
        return;
    }
    for (auto const& [key, value] : node.items()) {
        if (key == "enum" && value.is_array()) {
            into.emplace(in + "/" + property, value.get<Set>());
        } else if (key == "properties") {
            for (auto const& [name, one] : value.items()) {
                find_enums(one, in, name, into);
            }
        } else {
            find_enums(value, in, property, into);
        }
    }
}

std::multimap<std::string, Set> enums_of(std::string const& name)
{
    std::multimap<std::string, Set> all;
    auto const whole = schema(name);
    for (auto const& [definition, node] : whole.at("$defs").items()) {
        find_enums(node, definition, "", all);
    }
    return all;
}

Set keys_of(json const& node)
{
    Set keys;
    for (auto const& [key, value] : node.at("properties").items()) {
        keys.insert(key);
    }
    return keys;
}

Set inkind_words()
{
    Set words;
    for (auto const kind : ledger::inkind_kinds()) {
        words.emplace(ledger::name_of(kind));
    }
    return words;
}

Set with(Set words, std::initializer_list<char const*> more)
{
    words.insert(more.begin(), more.end());
    return words;
}

} // namespace

TEST_CASE("each enumerator of the legal books has its word")
{
    check_table(ledger::chart_family_words);
    check_table(ledger::year_state_words);
    check_table(ledger::side_words);
    check_table(ledger::account_kind_words);
    check_table(ledger::role_words);
    check_table(ledger::role_why_words);
    CHECK(inkind_words().size() == test::enumerators<ledger::InkindKind>().size());
    check_table(report::care_source_words);
    check_table(report::care_rule_words);
    check_table(report::care_flag_words);
}

TEST_CASE("no table of words stands in a header without being checked")
{
    auto const checked =
        text_of("tests/care/words_test.cpp") + text_of("tests/exchange/words_test.cpp");
    std::regex const table{R"((\w+) = core::words<)"};
    int tables = 0;
    for (auto const& file : std::filesystem::recursive_directory_iterator{
             std::filesystem::path{COOP_SOURCE_DIR} / "include"}) {
        if (!file.is_regular_file()) {
            continue;
        }
        auto const text = text_of(std::filesystem::relative(file, COOP_SOURCE_DIR).string());
        for (std::sregex_iterator it{text.begin(), text.end(), table}; it != std::sregex_iterator{};
             ++it) {
            auto const name = (*it)[1].str();
            CAPTURE(name);
            CHECK(std::regex_search(checked,
                                    std::regex{R"(check_table\(([a-z]+::)?)" + name + R"(\))"}));
            ++tables;
        }
    }
    CHECK(tables > 30);
}

TEST_CASE("a dump enumerates the words of the books")
{
    // Which field is of which kind is data, and no schema of JSON says it again: only what there
    // is.
    Set kinds;
    Set fields;
    Set personal;
    for (auto const& kind : ledger::kinds().all()) {
        kinds.emplace(kind.name);
        for (auto const& field : kind.fields) {
            (field.type == record::FieldType::personal ? personal : fields).emplace(field.key);
        }
    }
    CHECK(enums_of("dump") == std::multimap<std::string, Set>{
                                  {"book/family", set_of(ledger::chart_family_words.all())},
                                  {"year/state", set_of(ledger::year_state_words.all())},
                                  {"account/kind", set_of(ledger::account_kind_words.all())},
                                  {"account/normal", set_of(ledger::side_words.all())},
                                  {"account/of", set_of(exchange::of_chart_words.all())},
                                  {"contribution/kind", inkind_words()},
                                  {"fact/kind", kinds},
                                  {"fact/fields", fields},
                                  {"fact/personal", personal},
                                  {"care-entry/journal", set_of(care::journal_words.all())},
                              });
}

TEST_CASE("an experiment enumerates the words of CARE")
{
    std::multimap<std::string, Set> wanted{
        {"gap/direction",
         {std::string{care::direction_words.of(care::Direction::min)},
          std::string{care::direction_words.of(care::Direction::max)}}},
        {"budget/schedule", set_of(care::schedule_words.all())},
        {"sweep/distribution", set_of(care::spread_words.all())},
        {"expected_line/presentation", set_of(care::presentation_words.all())},
        {"expected_line/journal", set_of(care::journal_words.all())},
    };
    for (auto const& option : care::policy_options()) {
        wanted.emplace("policy/" + std::string{option.key}, set_of(option.words()));
    }
    for (std::string const item : {"capital", "action"}) {
        wanted.emplace(item + "/kind", set_of(care::action_kind_words.all()));
        wanted.emplace(item + "/origin", set_of(care::origin_words.all()));
        wanted.emplace(item + "/valuation", set_of(care::valuation_words.all()));
        wanted.emplace(item + "/cost_basis",
                       set_of(care::kind_of("action").find("cost_basis")->values));
    }
    CHECK(enums_of("experiment") == wanted);
}

TEST_CASE("keys of an experiment that are words are those of CARE")
{
    auto const all = schema("experiment").at("$defs");
    CHECK(keys_of(all.at("paid")) == set_of(care::funding_words.all()));
    auto const figures = set_of(care::figure_words.all());
    auto const& expect = all.at("expect");
    CHECK(keys_of(expect) == with(figures, {"exercise", "scenario", "line"}));
    auto const& exercise = expect.at("properties").at("exercise").at("additionalProperties");
    CHECK(keys_of(exercise) == figures);
    auto const& scenario = expect.at("properties").at("scenario").at("additionalProperties");
    CHECK(keys_of(scenario) == with(figures, {"exercise"}));
    CHECK(keys_of(all.at("scenario")) ==
          with(set_of(care::change_kind_words.all()),
               {"id", "title", "description", "note", "exercise", "policy"}));
}

TEST_CASE("the database allows the words of the books and no other")
{
    auto const sql = text_of("schemas/sql/sqlite.current.sql");
    std::multimap<std::string, Set> checks;
    std::regex const check{R"((\w+) IN \(('[^)]*)\))"};
    std::regex const word{"'([^']*)'"};
    for (std::sregex_iterator it{sql.begin(), sql.end(), check}; it != std::sregex_iterator{};
         ++it) {
        auto const list = (*it)[2].str();
        Set words;
        for (std::sregex_iterator one{list.begin(), list.end(), word};
             one != std::sregex_iterator{}; ++one) {
            words.insert((*one)[1].str());
        }
        checks.emplace((*it)[1].str(), words);
    }
    CHECK(checks == std::multimap<std::string, Set>{
                        {"kind", set_of(ledger::account_kind_words.all())},
                        {"kind", inkind_words()},
                        {"normal", set_of(ledger::side_words.all())},
                        {"family", set_of(ledger::chart_family_words.all())},
                        {"state", set_of(ledger::year_state_words.all())},
                        {"journal", set_of(care::journal_words.all())},
                    });
}
