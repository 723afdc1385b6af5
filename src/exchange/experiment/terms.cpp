// SPDX-License-Identifier: GPL-3.0-or-later
#include "items.hpp"

#include <coop/core/text.hpp>

#include <algorithm>
#include <array>

// What is due of an item, and what was done: an amount, a quantity or a gap at a cost, a budget
// over years; who paid.

namespace coop::exchange {

using care::Factor;
using care::Plan;
using care::PricedQuantity;
using care::Schedule;
using care::Terms;
using core::Money;
using Kind = TomlNode::Kind;

namespace {

constexpr std::int64_t years_max = 1000;

Factor inverse(Factor factor)
{
    return {factor.den, factor.num};
}

/// `a − b`, exact.
Factor less(core::Decimal a, core::Decimal b)
{
    auto const places = std::max(a.places, b.places);
    a = core::widen(a, places);
    b = core::widen(b, places);
    return ratio_of({a.units - b.units, places});
}

} // namespace

void ItemReader::read_terms(TomlNode const& table, std::size_t item, Terms& terms)
{
    auto& said = said_[item];
    auto const id = care::id_of(experiment_.items[item].item);
    auto const has = [&](char const* key) { return table.get(key) != nullptr; };
    for (auto const* key : {"due", "done", "done_outside", "quantity", "cost", "gap", "budget",
                            "measured", "overlap", "revision", "outstanding", "remission"}) {
        if (said.unvalued && has(key)) {
            values_.forbid("care.unvalued", {{"item", id}, {"key", key}}, *table.get(key));
        }
    }
    read_due(table, id, terms);
    if (auto const* done = table.get("done")) {
        terms.done.in_books = {};
        read_done(*done, id, "done", care::Funding::own, terms.done.in_books);
    }
    if (auto const* outside = table.get("done_outside")) {
        terms.done.outside = {};
        read_done(*outside, id, "done_outside", care::Funding::third, terms.done.outside);
    }
    if (auto const* measured = table.get("measured")) {
        terms.measured = positive(*measured, id, "measured");
    }
    if (auto const* overlap = table.get("overlap")) {
        terms.overlap = positive(*overlap, id, "overlap");
    }
    if (auto const* remission = table.get("remission")) {
        terms.remission = positive(*remission, id, "remission");
    }
    if (auto const* revision = table.get("revision")) {
        terms.revision = values_.money(*revision, "revision");
    }
    if (has("outstanding") || has("cost_current")) {
        terms.revaluation = read_revaluation(table);
    }
    said.paid = said.paid || has("done") || has("done_outside");
    said.priced = said.priced || terms.due || terms.costed || terms.plan || terms.measured ||
                  terms.revaluation || has("revision");
}

void ItemReader::read_due(TomlNode const& table, std::string const& id, Terms& terms)
{
    TomlMember const* way = nullptr;
    for (auto const* key : {"due", "quantity", "gap", "budget"}) {
        auto const* member = table.member(key);
        if (way && member) {
            values_.refuse("care.conflict", {{"key", way->key}, {"other", member->key}}, *member);
        }
        way = member ? member : way;
    }
    if (!way) {
        if (table.get("cost") && !table.get("outstanding")) {
            values_.refuse("care.experiment-missing", {{"key", "quantity"}}, *table.get("cost"));
        }
        return;
    }
    terms.due.reset();
    terms.costed.reset();
    terms.plan.reset();
    auto const& node = way->value;
    if (way->key == "due") {
        terms.due = positive(node, id, "due");
    } else if (way->key == "quantity") {
        terms.costed = read_quantity(table, table, id);
    } else if (way->key == "budget") {
        read_budget(table, node, id, terms);
    } else {
        values_.refuse_unknown(
            values_.table(node, "gap"),
            {"threshold", "measured", "direction", "step", "extent", "cost", "horizon", "unit"});
        auto const costed = read_gap(table, node, id);
        auto const* horizon = node.get("horizon");
        if (horizon) {
            Plan plan;
            plan.costed = costed;
            plan.years = static_cast<std::size_t>(values_.whole(*horizon, "horizon", 1, years_max));
            set_plan(plan, terms);
        } else {
            terms.costed = costed;
        }
    }
}

/// How far the state is from its threshold, in steps, over an extent; nothing when it is good.
PricedQuantity ItemReader::read_gap(TomlNode const& table, TomlNode const& gap,
                                    std::string const& id) const
{
    auto const& at = values_.required_node(gap, "threshold");
    auto const threshold = values_.measured(at, "threshold");
    auto const& measured_at = values_.required_node(gap, "measured");
    auto const measured = values_.measured(measured_at, "measured");
    auto unit = values_.text_or(gap, "unit", values_.text_or(table, "unit", threshold.unit));
    agree(unit, threshold.unit, "threshold", at);
    agree(unit, measured.unit, "measured", measured_at);
    unit = unit.empty() ? measured.unit : unit;
    auto const& direction = values_.required_node(gap, "direction");
    auto const word = values_.text(direction, "direction");
    auto const sense = care::direction_words.value(word);
    if (sense != care::Direction::min && sense != care::Direction::max) {
        auto const known = std::string{care::direction_words.of(care::Direction::min)} + ", " +
                           std::string{care::direction_words.of(care::Direction::max)};
        values_.refuse("care.word", {{"key", "direction"}, {"word", word}, {"known", known}},
                       direction);
    }
    auto quantity = sense == care::Direction::min ? less(threshold.value, measured.value)
                                                  : less(measured.value, threshold.value);
    quantity.num = std::max<std::int64_t>(quantity.num, 0);
    auto of = unit;
    if (auto const* step_at = gap.get("step")) {
        auto const step = values_.measured(*step_at, "step");
        agree(unit, step.unit, "step", *step_at);
        if (step.value.units <= 0) {
            values_.refuse("care.value",
                           {{"key", "step"}, {"text", step_at->text}, {"expected", "0.1"}},
                           *step_at);
        }
        quantity = values_.placed(
            gap, [&] { return care::times(quantity, inverse(ratio_of(step.value))); });
        of = {};
    }
    if (auto const* extent_at = gap.get("extent")) {
        auto const extent = values_.measured(*extent_at, "extent");
        if (extent.value.units < 0) {
            values_.refuse("care.value",
                           {{"key", "extent"}, {"text", extent_at->text}, {"expected", "2 ha"}},
                           *extent_at);
        }
        quantity =
            values_.placed(gap, [&] { return care::times(quantity, ratio_of(extent.value)); });
        of = extent.unit;
    }
    auto const& cost_at = gap.get("cost") ? *gap.get("cost") : values_.required_node(table, "cost");
    auto const cost = values_.unit_cost(cost_at, "cost");
    refuse_negative(cost.amount, id, "cost", cost_at);
    agree(of, cost.unit, "cost", cost_at);
    return {cost.amount, quantity};
}

/// `quantity` × `cost`, whose units agree.
PricedQuantity ItemReader::read_quantity(TomlNode const& table, TomlNode const& from,
                                         std::string const& id) const
{
    auto const& quantity_at = values_.required_node(from, "quantity");
    auto const quantity = values_.measured(quantity_at, "quantity");
    auto const& cost_at =
        from.get("cost") ? *from.get("cost") : values_.required_node(table, "cost");
    auto const cost = values_.unit_cost(cost_at, "cost");
    refuse_negative(cost.amount, id, "cost", cost_at);
    auto unit = values_.text_or(table, "unit");
    agree(unit, quantity.unit, "quantity", quantity_at);
    unit = unit.empty() ? quantity.unit : unit;
    agree(unit, cost.unit, "cost", cost_at);
    auto const ratio = ratio_of(quantity.value);
    if (ratio.num < 0) {
        values_.refuse("care.value",
                       {{"key", "quantity"}, {"text", quantity_at.text}, {"expected", "12.5 kg"}},
                       quantity_at);
    }
    return {cost.amount, ratio};
}

void ItemReader::read_budget(TomlNode const& table, TomlNode const& node, std::string const& id,
                             Terms& terms)
{
    values_.refuse_unknown(values_.table(node, "budget"),
                           {"amount", "quantity", "cost", "years", "schedule", "instalments"});
    Plan plan;
    if (auto const* schedule = node.get("schedule")) {
        auto const word = values_.text(*schedule, "schedule");
        auto const said = care::schedule_words.value(word);
        if (!said) {
            values_.refuse("care.word",
                           {{"key", "schedule"},
                            {"word", core::printable(word)},
                            {"known", care::schedule_words.known()}},
                           *schedule);
        }
        plan.schedule = *said;
    }
    auto const* amount = node.get("amount");
    auto const* quantity = node.member("quantity");
    if (amount && quantity) {
        values_.refuse("care.conflict", {{"key", "amount"}, {"other", "quantity"}}, *quantity);
    }
    if (amount) {
        plan.amount = positive(*amount, id, "amount");
    } else if (quantity) {
        plan.costed = read_quantity(table, node, id);
        plan.amount =
            values_.placed(node, [&] { return care::amount_of(*plan.costed, rounding()); });
    } else if (!node.get("instalments")) {
        values_.refuse("care.experiment-missing", {{"key", "amount"}}, node);
    }
    if (auto const* years = node.get("years")) {
        plan.years = static_cast<std::size_t>(values_.whole(*years, "years", 1, years_max));
    } else if (plan.schedule != Schedule::listed) {
        values_.refuse("care.experiment-missing", {{"key", "years"}}, node);
    }
    if (plan.schedule == Schedule::listed) {
        read_instalments(node, id, plan);
    } else if (auto const* instalments = node.member("instalments")) {
        values_.refuse("care.conflict", {{"key", "schedule"}, {"other", "instalments"}},
                       *instalments);
    }
    set_plan(std::move(plan), terms);
}

/// As many as there are years; they sum to the budget, where it is said.
void ItemReader::read_instalments(TomlNode const& node, std::string const& id, Plan& plan) const
{
    auto const& list = values_.required_node(node, "instalments");
    Money sum;
    for (auto const* each : values_.list(list, "instalments")) {
        plan.instalments.push_back(positive(*each, id, "instalments"));
        sum += plan.instalments.back();
    }
    bool const counted = !node.get("years") || plan.years == plan.instalments.size();
    bool const summed = (!node.get("amount") && !plan.costed) || plan.amount == sum;
    if (plan.instalments.empty() || !counted || !summed) {
        values_.refuse("care.schedule",
                       {{"item", id},
                        {"count", static_cast<std::int64_t>(plan.instalments.size())},
                        {"sum", sum}},
                       list);
    }
    plan.years = plan.instalments.size();
    plan.amount = sum;
}

void ItemReader::set_plan(Plan plan, Terms& terms)
{
    if (plan.costed) {
        plan.amount = care::amount_of(*plan.costed, rounding());
    }
    terms.plan = experiment_.plans.size();
    experiment_.plans.push_back(std::move(plan));
}

/// A text is what one funder paid; a table says who paid what.
void ItemReader::read_done(TomlNode const& node, std::string const& id, std::string_view key,
                           care::Funding alone, std::array<Money, care::funding_count>& into) const
{
    if (!node.is(Kind::table)) {
        into[static_cast<std::size_t>(alone)] = positive(node, id, key);
        return;
    }
    values_.refuse_unknown(node, care::funding_words.all());
    for (auto const& member : node.members) {
        auto const funding = care::parse_funding(member.key);
        into[static_cast<std::size_t>(funding)] = positive(member.value, id, key);
    }
}

care::Revaluation ItemReader::read_revaluation(TomlNode const& table) const
{
    auto const& at = values_.required_node(table, "outstanding");
    auto const outstanding = values_.measured(at, "outstanding");
    auto const& cost_at = values_.required_node(table, "cost");
    auto const cost = values_.unit_cost(cost_at, "cost");
    auto const& current_at = values_.required_node(table, "cost_current");
    auto const current = values_.unit_cost(current_at, "cost_current");
    auto const unit = values_.text_or(table, "unit", outstanding.unit);
    agree(unit, outstanding.unit, "outstanding", at);
    agree(unit, cost.unit, "cost", cost_at);
    agree(unit, current.unit, "cost_current", current_at);
    auto const ratio = ratio_of(outstanding.value);
    if (ratio.num < 0) {
        values_.refuse("care.value",
                       {{"key", "outstanding"}, {"text", at.text}, {"expected", "40 kg"}}, at);
    }
    return {ratio, cost.amount, current.amount};
}

Money ItemReader::positive(TomlNode const& node, std::string const& id, std::string_view key) const
{
    auto const amount = values_.money(node, key);
    refuse_negative(amount, id, key, node);
    return amount;
}

void ItemReader::refuse_negative(Money amount, std::string const& id, std::string_view key,
                                 TomlNode const& at) const
{
    if (amount.is_negative()) {
        values_.forbid(
            "care.negative",
            {{"item", id}, {"exercise", exercise_}, {"key", std::string{key}}, {"amount", amount}},
            at);
    }
}

void ItemReader::refuse_negative(core::Price price, std::string const& id, std::string_view key,
                                 TomlNode const& at) const
{
    if (price < core::Price{}) {
        values_.forbid("care.negative",
                       {{"item", id},
                        {"exercise", exercise_},
                        {"key", std::string{key}},
                        {"amount", core::Quantity{core::decimal_of(price), "€"}}},
                       at);
    }
}

/// Quantities are compared in one unit; where one says none, it has that of the other.
void ItemReader::agree(std::string_view unit, std::string_view other, std::string_view key,
                       TomlNode const& at) const
{
    if (!unit.empty() && !other.empty() && unit != other) {
        values_.forbid("care.experiment-unit",
                       {{"key", std::string{key}},
                        {"unit", core::printable(std::string{other})},
                        {"other", core::printable(std::string{unit})}},
                       at);
    }
}

} // namespace coop::exchange
