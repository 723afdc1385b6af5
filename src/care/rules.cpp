// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/care/rules.hpp>

#include "levels.hpp"

#include <coop/core/error.hpp>
#include <coop/core/text.hpp>

#include <array>
#include <ranges>

namespace coop::care {

using core::Error;
using core::ErrorKind;

namespace {

[[noreturn]] void refuse(char const* id, core::Arguments args, std::string_view key = {})
{
    throw Error{ErrorKind::refused, id, std::move(args), {std::string{key}, 0, 0, {}}};
}

// One record under check, with what it names.
struct Checked {
    Registry const& registry;
    Record const& record;

    std::string text(std::string_view key) const
    {
        return std::string{value_of(record.fields, key)};
    }
    bool has(std::string_view key) const { return !value_of(record.fields, key).empty(); }
    core::Arguments named(core::Arguments more) const
    {
        core::Arguments args{{"kind", record.kind}, {"id", record.id}};
        args.insert(args.end(), more.begin(), more.end());
        return args;
    }
};

void check_refs(Checked const& it)
{
    for (auto const& field : kind_of(it.record.kind).fields) {
        bool const refers = field.type == FieldType::ref || field.type == FieldType::refs;
        if (!refers || !it.has(field.key)) {
            continue;
        }
        auto const value = it.text(field.key);
        for (auto const id : core::split(value, ',')) {
            demand(it.registry, field.values.front(), id, field.key);
        }
    }
}

// Not within one line is not one unit: t and kg are two.
void demand_unit(Checked const& it, std::string const& expected)
{
    auto const unit = it.text("unit");
    if (!unit.empty() && !expected.empty() && unit != expected) {
        refuse("care.unit", it.named({{"unit", unit}, {"expected", expected}}), "unit");
    }
}

void check_indicator_unit(Checked const& it)
{
    if (auto const* indicator = find(it.registry.indicators, it.text("indicator"))) {
        demand_unit(it, indicator->unit);
    }
}

void check_action_unit(Checked const& it)
{
    if (auto const* action = find(it.registry.actions, it.text("action"))) {
        demand_unit(it, action->unit);
    }
}

void demand_capital(Checked const& it, std::string_view key, std::string const& capital,
                    std::string const& expected)
{
    if (it.has(key) && capital != expected) {
        refuse("care.other-capital",
               it.named({{"key", std::string{key}}, {"capital", capital}, {"expected", expected}}),
               key);
    }
}

void check_order(Checked const& it, std::string_view first, std::string_view last)
{
    // Canonical dates compare as texts.
    if (it.has(first) && it.has(last) && it.text(last) < it.text(first)) {
        refuse("care.reversed",
               {{"first", core::parse_date(it.text(first))},
                {"last", core::parse_date(it.text(last))}},
               last);
    }
}

// Of the capital that the action is for: what is not to be valued has no amount anywhere.
void check_valued(Checked const& it)
{
    auto const capital = capital_of(it.registry, "action", it.text("action"));
    auto const* const object = find(it.registry.capitals, capital);
    if (object != nullptr && object->valuation == Valuation::none && it.has("amount")) {
        refuse("care.not-valued", it.named({{"capital", capital}}), "amount");
    }
}

void check_capital(Checked const& it)
{
    for (auto const* const key : {"people", "group_size"}) {
        if (it.text(key) == "0") {
            refuse("care.people", it.named({}), key);
        }
    }
}

// What was measured, or declared a good state, keeps its unit, its sense and its capital.
void check_indicator(Checked const& it)
{
    auto const* const before = find(it.registry.indicators, it.record.id);
    auto const names_it = [&](auto const& each) { return each.indicator == it.record.id; };
    if (before == nullptr || (std::ranges::none_of(it.registry.states, names_it) &&
                              std::ranges::none_of(it.registry.measurements, names_it))) {
        return;
    }
    std::string const direction{direction_words.of(before->direction)};
    for (auto const& [key, value] : {std::pair<char const*, std::string>{"unit", before->unit},
                                     {"direction", direction},
                                     {"capital", before->capital}}) {
        if (it.text(key) != value) {
            refuse("care.indicator-used",
                   it.named({{"key", std::string{key}}, {"before", value.empty() ? "–" : value}}),
                   key);
        }
    }
}

void check_use(Checked const& it)
{
    check_order(it, "start", "end");
    if (it.has("share") && !it.has("share_source")) {
        refuse("care.share-source", it.named({}), "share_source");
    }
}

void check_state(Checked const& it)
{
    check_indicator_unit(it);
    check_order(it, "valid_from", "valid_to");
    auto const* const indicator = find(it.registry.indicators, it.text("indicator"));
    if (indicator == nullptr) {
        return;
    }
    auto const direction = indicator->direction;
    bool const lower = direction == Direction::min || direction == Direction::range;
    bool const upper = direction == Direction::max || direction == Direction::range;
    bool const level = direction == Direction::qualitative;
    for (auto const& [key, wanted] :
         {std::pair{"lower", lower}, std::pair{"upper", upper}, std::pair{"level", level}}) {
        if (it.has(key) != wanted) {
            refuse(wanted ? "care.state-form" : "care.state-extra",
                   it.named({{"direction", std::string{direction_words.of(direction)}},
                             {"need", std::string{key}}}),
                   key);
        }
    }
    if (direction == Direction::range) {
        auto const low = core::widen(core::parse_decimal(it.text("lower"), 6), 6).units;
        auto const high = core::widen(core::parse_decimal(it.text("upper"), 6), 6).units;
        if (high < low) {
            refuse("care.range", it.named({}), "upper");
        }
    }
}

void check_degradation(Checked const& it)
{
    check_order(it, "from", "to");
    auto const capital = capital_of(it.registry, "use", it.text("use"));
    demand_capital(it, "indicator", capital_of(it.registry, "indicator", it.text("indicator")),
                   capital);
    demand_capital(it, "action", capital_of(it.registry, "action", it.text("action")), capital);
    if (it.has("action")) {
        check_action_unit(it);
    } else if (it.has("indicator")) {
        check_indicator_unit(it);
    } else if (auto const* use = find(it.registry.uses, it.text("use"))) {
        demand_unit(it, use->unit);
    }
}

void check_cost(Checked const& it)
{
    check_action_unit(it);
    check_valued(it);
}

// The record as the registry would hold it.
Budget typed_budget(Record const& record)
{
    Filed const filed{record, 1, {}, {}, {}};
    return registry_of(std::span{&filed, 1}).budgets.front();
}

void check_instalments(Checked const& it, Budget const& budget)
{
    bool const listed = budget.schedule == Schedule::listed;
    if (listed != !budget.instalments.empty()) {
        refuse("care.instalments-form", it.named({}), "instalments");
    }
    if (!listed) {
        return;
    }
    auto const amount = cost_of(it.registry, budget).amount;
    if (!amount) {
        refuse("care.instalments-form", it.named({}), "instalments");
    }
    core::Money sum;
    for (auto const part : budget.instalments) {
        sum += part;
    }
    if (sum != *amount) {
        refuse("care.instalments", it.named({{"sum", sum}, {"amount", *amount}}), "instalments");
    }
}

void check_budget(Checked const& it)
{
    check_order(it, "start", "end");
    check_action_unit(it);
    check_valued(it);
    int const forms = it.has("amount") + it.has("quantity") + it.has("indicator");
    bool const gap = it.has("indicator");
    if (forms != 1 || gap != it.has("step") || (it.has("extent") && !gap)) {
        refuse("care.budget-form", it.named({}));
    }
    for (auto const* const key : {"quantity", "step", "extent"}) {
        auto const value = it.text(key);
        if (value.starts_with('-') || (value == "0" && std::string_view{key} == "step")) {
            refuse("care.quantity", it.named({{"key", std::string{key}}, {"value", value}}), key);
        }
    }
    demand_capital(it, "indicator", capital_of(it.registry, "indicator", it.text("indicator")),
                   capital_of(it.registry, "action", it.text("action")));
    check_instalments(it, typed_budget(it.record));
}

void check_realisation(Checked const& it)
{
    check_action_unit(it);
    check_valued(it);
    if (!it.has("amount") && !it.has("quantity")) {
        refuse("care.nothing-done", it.named({}));
    }
    if (auto const quantity = it.text("quantity"); quantity.starts_with('-')) {
        refuse("care.quantity", it.named({{"key", std::string{"quantity"}}, {"value", quantity}}),
               "quantity");
    }
}

void check_mandate(Checked const& it)
{
    check_order(it, "from", "to");
}

struct KindRule {
    std::string_view kind;
    void (*check)(Checked const&);
};

constexpr std::array<KindRule, 13> rules{{
    {"capital", check_capital},
    {"indicator", check_indicator},
    {"use", check_use},
    {"state", check_state},
    {"measurement", check_indicator_unit},
    {"degradation", check_degradation},
    {"cost", check_cost},
    {"budget", check_budget},
    {"realisation", check_realisation},
    {"overlap", check_valued},
    {"opening", check_valued},
    {"remission", check_valued},
    {"spokesperson", check_mandate},
}};

std::vector<std::string> ids_of(Registry const& registry, std::string_view kind)
{
    std::vector<std::string> ids;
    for (auto const* const head : heads_of(registry, kind)) {
        ids.push_back(head->id);
    }
    return ids;
}

} // namespace

std::string offered(std::string_view id, std::vector<std::string> const& known)
{
    constexpr std::size_t shown = 10;
    if (auto near = core::nearest(id, known); !near.empty()) {
        return near;
    }
    auto const list = core::join(known | std::views::take(shown), ", ");
    return known.empty() ? "–" : list + (known.size() > shown ? "…" : "");
}

void demand(Registry const& registry, std::string_view kind, std::string_view id,
            std::string_view key)
{
    if (find_head(registry, kind, id) == nullptr) {
        refuse("care.unknown",
               {{"kind", std::string{kind}},
                {"id", std::string{id}},
                {"nearest", offered(id, ids_of(registry, kind))}},
               key);
    }
}

void check_references(Registry const& registry, Record const& record)
{
    Checked const it{registry, record};
    check_refs(it);
    auto const rule = std::ranges::find(rules, std::string_view{record.kind}, &KindRule::kind);
    if (rule != rules.end()) {
        rule->check(it);
    }
    check_levels(registry, record);
}

bool is_expired(State const& state, core::Date day)
{
    return state.valid_to && *state.valid_to < day;
}

bool is_due_for_review(State const& state, core::Date day)
{
    return state.review_by && *state.review_by < day;
}

bool concerns_people(std::string_view kind)
{
    constexpr std::array<std::string_view, 9> kinds{"measurement", "degradation", "realisation",
                                                    "cost",        "budget",      "tag",
                                                    "opening",     "overlap",     "remission"};
    return std::ranges::find(kinds, kind) != kinds.end();
}

void demand_group(Registry const& registry, std::string_view capital)
{
    auto const* const object = find(registry.capitals, capital);
    if (object == nullptr || object->family() != Family::human) {
        return;
    }
    auto const people = object->people.value_or(0);
    if (people < object->group_size) {
        refuse("care.group-size",
               {{"capital", object->head.id}, {"people", people}, {"minimum", object->group_size}});
    }
}

} // namespace coop::care
