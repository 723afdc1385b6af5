// SPDX-License-Identifier: GPL-3.0-or-later
#include "changes.hpp"

#include <coop/core/text.hpp>
#include <coop/exchange/experiment.hpp>

#include <algorithm>
#include <limits>

namespace coop::exchange {

using care::ChangeKind;
using care::InputField;
using care::ScenarioChange;
using Kind = TomlNode::Kind;

void read_policy(Values const& values, TomlNode const* table, care::Policy& policy)
{
    if (!table) {
        return;
    }
    for (auto const& member : values.table(*table, "policy").members) {
        auto const word = values.text(member.value, member.key);
        auto const options = care::policy_options();
        bool const known =
            std::ranges::find(options, member.key, &care::PolicyOption::key) != options.end();
        auto const set = [&] { care::set_option(policy, member.key, word); };
        known ? values.placed(member.value, set) : values.placed(member, set);
    }
}

void ChangeReader::read_scenario(TomlNode const& table)
{
    values_.refuse_unknown(
        table, {"id", "title", "description", "note", "exercise", "set", "scale", "add", "policy"});
    care::Scenario scenario;
    scenario.id = values_.required(table, "id");
    scenario.title = values_.text_or(table, "title");
    scenario.policy = experiment_.policy;
    scenario.where = values_.file().where(table);
    if (scenario.id == "base" ||
        std::ranges::find(experiment_.scenarios, scenario.id, &care::Scenario::id) !=
            experiment_.scenarios.end()) {
        values_.refuse("care.twice", {{"key", "scenario"}, {"name", core::printable(scenario.id)}},
                       *table.get("id"));
    }
    read_policy(values_, table.get("policy"), scenario.policy);
    Exercise only;
    if (auto const* node = table.get("exercise")) {
        only = exercise(values_.text(*node, "exercise"), *node);
    }
    for (auto const kind : {ChangeKind::set, ChangeKind::scale, ChangeKind::add}) {
        if (auto const* node = table.get(care::name_of(kind))) {
            read_changes(*node, kind, only, scenario);
        }
    }
    if (scenario.changes.empty() && scenario.policy == experiment_.policy) {
        values_.refuse("care.scenario-empty", {{"name", core::printable(scenario.id)}}, table);
    }
    experiment_.scenarios.push_back(std::move(scenario));
}

/// A table of amounts by name, or of a target; or several of them.
void ChangeReader::read_changes(TomlNode const& node, ChangeKind kind, Exercise exercise,
                                care::Scenario& scenario) const
{
    if (node.is(Kind::array)) {
        for (auto const& each : node.elements) {
            read_changes(values_.table(each, care::name_of(kind)), kind, exercise, scenario);
        }
        return;
    }
    auto const& table = values_.table(node, care::name_of(kind));
    if (kind == ChangeKind::scale || table.get("target")) {
        scenario.changes.push_back(read_target(table, kind, exercise));
        refuse_void(scenario, table);
    } else {
        read_map(table, {}, kind, exercise, scenario);
    }
}

/// `"N.sol.due"` in quotes is one key, N.sol.due without them is three: both are understood.
void ChangeReader::read_map(TomlNode const& table, std::string const& path, ChangeKind kind,
                            Exercise exercise, care::Scenario& scenario) const
{
    for (auto const& member : table.members) {
        auto const whole = path.empty() ? member.key : path + "." + member.key;
        if (member.value.is(Kind::table)) {
            read_map(member.value, whole, kind, exercise, scenario);
        } else {
            scenario.changes.push_back(read_key(member, whole, kind, exercise));
            refuse_void(scenario, member);
        }
    }
}

ScenarioChange ChangeReader::read_target(TomlNode const& table, ChangeKind kind,
                                         Exercise only) const
{
    auto const* const value = kind == ChangeKind::scale ? "by" : "amount";
    values_.refuse_unknown(table, {"target", value, "exercise"});
    auto const& node = values_.required_node(table, value);
    ScenarioChange change;
    change.kind = kind;
    auto chosen = target(values_.required_node(table, "target"));
    change.field = chosen.field;
    change.items = std::move(chosen.items);
    change.exercise = only;
    if (auto const* at = table.get("exercise")) {
        change.exercise = exercise(values_.text(*at, "exercise"), *at);
    }
    if (kind == ChangeKind::scale) {
        change.factor = values_.factor(node, value);
    } else {
        read_amount(change, node, value);
        refuse_negative(change, node);
    }
    return change;
}

/// `legal_result`, `N.sol.due`, `N.sol/compost.done`, before them `2023:` where one year is meant.
ScenarioChange ChangeReader::read_key(TomlMember const& member, std::string const& path,
                                      ChangeKind kind, Exercise only) const
{
    ScenarioChange change;
    change.kind = kind;
    change.exercise = only;
    auto name = path;
    if (auto const colon = name.find(':'); colon != name.npos) {
        change.exercise = exercise(name.substr(0, colon), member);
        name = name.substr(colon + 1);
    }
    if (name == care::name_of(InputField::legal_result)) {
        change.field = InputField::legal_result;
        read_amount(change, member.value, member.key);
        return change;
    }
    auto const dot = name.rfind('.');
    auto const field = dot == name.npos
                           ? std::nullopt
                           : care::input_field_words.value(std::string_view{name}.substr(dot + 1));
    if (!field || field == InputField::legal_result) {
        values_.refuse("care.change", {{"name", core::printable(path)}}, member);
    }
    auto const index = item(name.substr(0, dot), member);
    change.field = *field;
    change.items = {index};
    if (!experiment_.items[index].item.valued) {
        values_.forbid("care.unvalued",
                       {{"item", name.substr(0, dot)}, {"key", name.substr(dot + 1)}}, member);
    }
    if (change.field == InputField::cost) {
        values_.placed(
            member, [&] { return care::parse_target(experiment_, "cost:" + name.substr(0, dot)); });
    }
    read_amount(change, member.value, member.key);
    refuse_negative(change, member.value);
    return change;
}

/// A cost is a price, to the millionth; whatever else is an amount.
void ChangeReader::read_amount(ScenarioChange& change, TomlNode const& node,
                               std::string_view key) const
{
    if (change.field == InputField::cost) {
        change.price = values_.price(node, key);
    } else {
        change.amount = values_.money(node, key);
    }
}

/// What is set may be below nothing only where an amount may.
void ChangeReader::refuse_negative(ScenarioChange const& change, TomlNode const& at) const
{
    bool const is_cost = change.field == InputField::cost;
    bool const negative = is_cost ? change.price < core::Price{} : change.amount.is_negative();
    bool const may = change.kind != ChangeKind::set || change.field == InputField::revision ||
                     change.field == InputField::legal_result;
    if (!may && negative) {
        auto const year = change.exercise ? experiment_.exercises[*change.exercise].label
                                          : experiment_.exercises.front().label;
        values_.forbid(
            "care.negative",
            {{"item", care::id_of(experiment_.items[change.items.front()].item)},
             {"exercise", year},
             {"key", std::string{care::name_of(change.field)}},
             {"amount", is_cost ? core::Cell{core::Quantity{core::decimal_of(change.price), "€"}}
                                : core::Cell{change.amount}}},
            at);
    }
}

/// The last change of a scenario must change something: neither an option nor the exercise it is
/// limited to may leave it without effect.
template <typename At>
void ChangeReader::refuse_void(care::Scenario const& scenario, At const& at) const
{
    auto const& change = scenario.changes.back();
    auto const field = std::string{care::name_of(change.field)};
    auto const& policy = scenario.policy;
    std::string option;
    if (change.field == InputField::measured && policy.consumption == care::Consumption::planned &&
        std::ranges::none_of(change.items, [&](auto item) { return is_spent_as_measured(item); })) {
        option = "consumption = planned";
    }
    if (change.field == InputField::revision && policy.cost_basis == care::CostBasis::historical) {
        option = "cost_basis = historical";
    }
    if (!option.empty()) {
        values_.refuse("care.change-void",
                       {{"name", core::printable(scenario.id)}, {"key", field}, {"option", option}},
                       at);
    }
    for (auto const item : change.items) {
        auto const begins = begins_elsewhere(change, item);
        if (begins) {
            values_.refuse("care.change-exercise",
                           {{"item", care::id_of(experiment_.items[item].item)},
                            {"key", field},
                            {"exercise", experiment_.exercises[*change.exercise].label},
                            {"begins", experiment_.exercises[*begins].label}},
                           at);
        }
    }
}

/// Whether a budget of the item falls due as it is measured, whatever the policy.
bool ChangeReader::is_spent_as_measured(std::size_t item) const
{
    return std::ranges::any_of(experiment_.exercises, [&](auto const& exercise) {
        auto const plan = exercise.terms[item].plan;
        return plan && experiment_.plans[*plan].schedule == care::Schedule::measured;
    });
}

/// The exercise that says what a change limited to another one would change: that of a budget over
/// both, or of the opening.
std::optional<std::size_t> ChangeReader::begins_elsewhere(ScenarioChange const& change,
                                                          std::size_t item) const
{
    if (!change.exercise) {
        return std::nullopt;
    }
    auto const at = *change.exercise;
    if (change.field == InputField::opening && at > 0) {
        return 0;
    }
    bool const of_plans = change.field == InputField::due || change.field == InputField::cost;
    auto const& here = experiment_.exercises[at].terms[item];
    if (!of_plans || here.plan || (change.field == InputField::cost && here.costed)) {
        return std::nullopt;
    }
    for (std::size_t t = 0; t < at; ++t) {
        auto const plan = experiment_.exercises[t].terms[item].plan;
        if (plan && at < t + experiment_.plans[*plan].years) {
            return t;
        }
    }
    return std::nullopt;
}

care::Target ChangeReader::target(TomlNode const& node) const
{
    auto const text = values_.text(node, "target");
    return values_.placed(node, [&] { return care::parse_target(experiment_, text); });
}

void ChangeReader::read_sweep(TomlNode const& table)
{
    values_.refuse_unknown(values_.table(table, "sweep"),
                           {"grid", "seed", "draws", "distribution"});
    auto& sweep = experiment_.sweep;
    for (auto const* axis : values_.tables(table, "grid")) {
        sweep.grid.push_back(read_axis(*axis));
    }
    auto const size = care::grid_size(sweep);
    if (size > sweep_max) {
        values_.refuse("care.sweep-size", {{"limit", static_cast<std::int64_t>(sweep_max)}}, table);
    }
    if (!table.get("draws")) {
        if (sweep.grid.empty()) {
            values_.refuse("care.experiment-missing", {{"key", "grid"}}, table);
        }
        return;
    }
    care::Draws draws;
    draws.count = static_cast<std::size_t>(
        values_.whole(*table.get("draws"), "draws", 1, static_cast<std::int64_t>(sweep_max)));
    draws.seed = static_cast<std::uint64_t>(values_.whole(
        values_.required_node(table, "seed"), "seed", 0, std::numeric_limits<std::int64_t>::max()));
    auto const& words = care::spread_words;
    auto const word =
        values_.text_or(table, "distribution", std::string{words.of(draws.triangular)});
    auto const triangular = words.value(word);
    if (!triangular) {
        values_.refuse(
            "care.word",
            {{"key", "distribution"}, {"word", core::printable(word)}, {"known", words.known()}},
            *table.get("distribution"));
    }
    draws.triangular = *triangular;
    auto const is_uncertain = [](auto const& each) { return each.uncertainty.has_value(); };
    if (std::ranges::none_of(experiment_.items, is_uncertain)) {
        values_.refuse("care.experiment-missing", {{"key", "uncertainty"}}, *table.get("draws"));
    }
    sweep.draws = draws;
}

care::Axis ChangeReader::read_axis(TomlNode const& table) const
{
    values_.refuse_unknown(table, {"target", "by"});
    care::Axis axis;
    axis.target = target(values_.required_node(table, "target"));
    auto const& by = values_.required_node(table, "by");
    for (auto const* each : values_.list(by, "by")) {
        axis.by.push_back(values_.factor(*each, "by"));
        axis.words.push_back(each->text);
    }
    if (axis.by.empty()) {
        values_.refuse("care.experiment-missing", {{"key", "by"}}, by);
    }
    return axis;
}

template <typename At>
std::size_t ChangeReader::exercise(std::string const& label, At const& at) const
{
    auto const& all = experiment_.exercises;
    auto const found = std::ranges::find(all, label, &care::ExperimentExercise::label);
    if (found == all.end()) {
        std::vector<std::string> known;
        for (auto const& each : all) {
            known.push_back(each.label);
        }
        values_.refuse("care.unknown-exercise", values_.named(label, known), at);
    }
    return static_cast<std::size_t>(found - all.begin());
}

template <typename At>
std::size_t ChangeReader::item(std::string const& id, At const& at) const
{
    auto const found = care::find_item(experiment_, id);
    if (!found) {
        values_.refuse("care.unknown-capital", values_.named(id, item_ids()), at);
    }
    return *found;
}

std::vector<std::string> ChangeReader::item_ids() const
{
    std::vector<std::string> ids;
    for (auto const& each : experiment_.items) {
        ids.push_back(care::id_of(each.item));
    }
    return ids;
}

} // namespace coop::exchange
