// SPDX-License-Identifier: GPL-3.0-or-later
#include "changes.hpp"

#include <coop/core/text.hpp>

#include <algorithm>

namespace coop::exchange {

using care::Expectation;
using care::Figure;
using Kind = TomlNode::Kind;

namespace {

std::vector<std::string> figure_names(std::initializer_list<char const*> others)
{
    auto names = care::figure_words.all();
    names.insert(names.end(), others.begin(), others.end());
    return names;
}

} // namespace

void ChangeReader::read_expect(TomlNode const& table)
{
    values_.refuse_unknown(values_.table(table, "expect"),
                           figure_names({"exercise", "scenario", "line"}));
    auto const last = experiment_.exercises.size() - 1;
    read_figures(table, Expectation::base, last);
    read_exercises(table, Expectation::base);
    if (auto const* scenarios = table.get("scenario")) {
        for (auto const& member : values_.table(*scenarios, "scenario").members) {
            auto const& all = experiment_.scenarios;
            auto const found = std::ranges::find(all, member.key, &care::Scenario::id);
            if (found == all.end()) {
                std::vector<std::string> known;
                for (auto const& each : all) {
                    known.push_back(each.id);
                }
                values_.refuse("care.unknown-scenario", values_.named(member.key, known), member);
            }
            auto const index = static_cast<std::size_t>(found - all.begin());
            values_.refuse_unknown(values_.table(member.value, member.key),
                                   figure_names({"exercise"}));
            read_figures(member.value, index, last);
            read_exercises(member.value, index);
        }
    }
    for (auto const* line : values_.tables(table, "line")) {
        read_line(*line);
    }
}

void ChangeReader::read_exercises(TomlNode const& table, std::size_t scenario)
{
    auto const* exercises = table.get("exercise");
    if (!exercises) {
        return;
    }
    for (auto const& member : values_.table(*exercises, "exercise").members) {
        values_.refuse_unknown(values_.table(member.value, member.key), figure_names({}));
        read_figures(member.value, scenario, exercise(member.key, member));
    }
}

void ChangeReader::read_figures(TomlNode const& table, std::size_t scenario, std::size_t exercise)
{
    for (auto const& member : table.members) {
        if (care::figure_words.value(member.key)) {
            read_figure(member, scenario, exercise);
        }
    }
}

/// `unmet = "12.00"` of all capitals, `unmet = { N = "…", "H.salaries" = "…" }` of some.
void ChangeReader::read_figure(TomlMember const& member, std::size_t scenario, std::size_t exercise)
{
    auto const figure = *care::figure_words.value(member.key);
    if (!member.value.is(Kind::table) || !care::is_of_capitals(figure)) {
        experiment_.expectations.push_back({scenario,
                                            exercise,
                                            figure,
                                            {},
                                            values_.money(member.value, member.key),
                                            values_.file().where(member)});
        return;
    }
    auto known = item_ids();
    for (auto const& each : experiment_.items) {
        known.push_back(each.item.capital);
    }
    known.insert(known.end(), {"N", "H"});
    for (auto const& one : member.value.members) {
        if (std::ranges::find(known, one.key) == known.end()) {
            values_.refuse("care.unknown-capital", values_.named(one.key, known), one);
        }
        experiment_.expectations.push_back({scenario, exercise, figure, one.key,
                                            values_.money(one.value, one.key),
                                            values_.file().where(one)});
    }
}

void ChangeReader::read_line(TomlNode const& table)
{
    values_.refuse_unknown(table,
                           {"exercise", "presentation", "journal", "account", "debit", "credit"});
    care::ExpectedLine line;
    line.exercise = experiment_.exercises.size() - 1;
    if (auto const* node = table.get("exercise")) {
        line.exercise = exercise(values_.text(*node, "exercise"), *node);
    }
    auto policy = experiment_.policy;
    if (auto const* node = table.get("presentation")) {
        auto const word = values_.text(*node, "presentation");
        values_.placed(*node, [&] { care::set_option(policy, "presentation", word); });
    }
    line.presentation = policy.presentation;
    auto const& journal_at = values_.required_node(table, "journal");
    auto const name = values_.text(journal_at, "journal");
    auto const journal = care::journal_words.value(name);
    if (!journal) {
        values_.refuse("care.word",
                       {{"key", "journal"},
                        {"word", core::printable(name)},
                        {"known", care::journal_words.known()}},
                       journal_at);
    }
    line.journal = *journal;
    line.account = values_.required(table, "account");
    auto const* debit = table.member("debit");
    auto const* credit = table.member("credit");
    if (debit && credit) {
        values_.refuse("care.conflict", {{"key", "debit"}, {"other", "credit"}}, *credit);
    }
    line.debit = debit != nullptr;
    line.expected = values_.money(debit ? debit->value : values_.required_node(table, "credit"),
                                  debit ? "debit" : "credit");
    line.where = values_.file().where(table);
    experiment_.expected_lines.push_back(std::move(line));
}

} // namespace coop::exchange
