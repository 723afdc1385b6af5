// SPDX-License-Identifier: GPL-3.0-or-later
#include "items.hpp"

#include <coop/core/text.hpp>

#include <algorithm>

namespace coop::exchange {

using care::ActionKind;
using care::Origin;
using care::Terms;
using core::Money;
using Kind = TomlNode::Kind;
using Words = std::vector<std::string>;

namespace {

Words const attribute_keys{"name",        "kind",   "origin", "valuation", "cost_basis",
                           "uncertainty", "source", "note",   "opening",   "side"};
Words const amount_keys{"due",      "done",        "done_outside", "quantity", "unit",
                        "cost",     "gap",         "budget",       "measured", "overlap",
                        "revision", "outstanding", "cost_current", "remission"};

Words keys(Words first, std::initializer_list<Words const*> others)
{
    for (auto const* other : others) {
        first.insert(first.end(), other->begin(), other->end());
    }
    return first;
}

/// What holds once: of the first exercise, where the file has several.
void forget_once(Terms& terms)
{
    terms.plan.reset();
    terms.revision = {};
    terms.revaluation.reset();
    terms.remission = {};
}

bool is_unvalued(Values const& values, TomlNode const& table)
{
    return care::valuation_words.value(values.text_or(table, "valuation")) == care::Valuation::none;
}

} // namespace

void ItemReader::declare(TomlNode const& root)
{
    auto const* exercise = root.get("exercise");
    exercise_ = exercise && exercise->is(Kind::text) ? exercise->text : "*";
    auto const capitals = values_.tables(root, "capital");
    for (auto const* table : capitals) {
        declare_capital(*table);
    }
    by_mention_ = capitals.empty();
    if (by_mention_ && exercise && !exercise->is(Kind::text)) {
        for (auto const* each : values_.tables(root, "exercise")) {
            declare_by_mention(*each);
        }
    }
    if (experiment_.items.empty()) {
        values_.refuse("care.experiment-missing", {{"key", "[[capital]]"}}, root);
    }
}

void ItemReader::declare_capital(TomlNode const& table)
{
    values_.refuse_unknown(table, keys({"id", "action"}, {&attribute_keys, &amount_keys}));
    care::ExperimentItem item;
    item.item.capital = values_.required(table, "id");
    check_capital(table, item.item.capital);
    auto const* action = table.get("action");
    bool const several = action && !action->is(Kind::text);
    if (action && !several) {
        item.item.action = action_of(*action, "action");
    }
    item = attributes(table, item);
    auto const amounts = [&](std::string const& key) { return table.get(key) != nullptr; };
    bool const own = table.get("opening") || std::ranges::any_of(amount_keys, amounts);
    if (!several || own) {
        declare_item(table, item, false);
    }
    if (!several) {
        return;
    }
    for (auto const* each : values_.tables(table, "action")) {
        values_.refuse_unknown(*each, keys({"id"}, {&attribute_keys, &amount_keys}));
        auto mine = item;
        mine.opening = {};
        mine.item.action = action_of(values_.required_node(*each, "id"), "id");
        declare_item(*each, attributes(*each, mine), is_unvalued(values_, table));
    }
}

/// `[[exercise.capital]]` declares where no `[[capital]]` stands at the top; so do the maps.
void ItemReader::declare_by_mention(TomlNode const& exercise)
{
    auto const known = [&](std::string const& id) {
        return care::find_item(experiment_, id).has_value();
    };
    for (auto const* table : values_.tables(exercise, "capital")) {
        care::ExperimentItem item;
        item.item.capital = values_.required(*table, "id");
        check_capital(*table, item.item.capital);
        if (auto const* action = table->get("action")) {
            item.item.action = action_of(*action, "action");
        }
        if (!known(care::id_of(item.item))) {
            add(attributes(*table, item), *table, is_unvalued(values_, *table));
        }
    }
    for (auto const* key : {"due", "done"}) {
        auto const* map = exercise.get(key);
        if (!map) {
            continue;
        }
        for (auto const& member : values_.table(*map, key).members) {
            if (!known(member.key)) {
                care::ExperimentItem item;
                auto const slash = member.key.find('/');
                item.item.capital = member.key.substr(0, slash);
                item.item.action = slash == std::string::npos ? "" : member.key.substr(slash + 1);
                values_.placed(member, [&] { return care::family_of(item.item.capital); });
                add(item, member.value, false);
            }
        }
    }
}

void ItemReader::declare_item(TomlNode const& table, care::ExperimentItem item,
                              bool inherited_unvalued)
{
    auto const valuation = values_.text_or(table, "valuation");
    auto const said = care::valuation_words.value(valuation);
    if (!valuation.empty() && !said) {
        values_.refuse(
            "care.word",
            {{"key", "valuation"}, {"word", valuation}, {"known", care::valuation_words.known()}},
            *table.get("valuation"));
    }
    bool const unvalued = said ? *said == care::Valuation::none : inherited_unvalued;
    add(std::move(item), table, unvalued);
    auto const index = experiment_.items.size() - 1;
    read_terms(table, index, said_[index].terms);
}

void ItemReader::add(care::ExperimentItem item, TomlNode const& place, bool unvalued)
{
    auto const id = care::id_of(item.item);
    if (care::find_item(experiment_, id)) {
        values_.refuse("care.twice", {{"key", "capital"}, {"name", id}}, place);
    }
    bool const opened = !item.opening.is_zero();
    if (unvalued && opened) {
        values_.forbid("care.unvalued", {{"item", id}, {"key", "opening"}}, place);
    }
    experiment_.items.push_back(std::move(item));
    said_.push_back({.place = &place, .unvalued = unvalued, .priced = opened});
}

void ItemReader::check_capital(TomlNode const& table, std::string const& capital) const
{
    auto const& place = *table.get("id");
    auto const family = values_.placed(place, [&] { return care::family_of(capital); });
    if (family == care::Family::financial) {
        values_.forbid("care.financial", {{"capital", capital}}, place);
    }
    auto const* side = table.get("side");
    if (side && values_.text(*side, "side") != "passif") {
        values_.forbid("care.asset-side",
                       {{"capital", capital}, {"side", core::printable(side->text)}}, *side);
    }
}

std::string ItemReader::action_of(TomlNode const& node, std::string_view key) const
{
    auto const name = values_.text(node, key);
    values_.placed(node, [&] { return care::family_of("N." + name); });
    return name;
}

care::ExperimentItem ItemReader::attributes(TomlNode const& table, care::ExperimentItem item) const
{
    item.name = values_.text_or(table, "name", item.name);
    item.source = values_.text_or(table, "source", item.source);
    if (auto const* kind = table.get("kind")) {
        auto const word = values_.text(*kind, "kind");
        item.item.kind = values_.placed(*kind, [&] { return care::parse_action_kind(word); });
    }
    if (auto const* origin = table.get("origin")) {
        auto const word = values_.text(*origin, "origin");
        item.item.origin = values_.placed(*origin, [&] { return care::parse_origin(word); });
    }
    if (auto const* basis = table.get("cost_basis")) {
        auto const word = values_.text(*basis, "cost_basis");
        if (word != "action" && word != "reference" && word != "shadow_price") {
            values_.refuse("care.word",
                           {{"key", "cost_basis"},
                            {"word", core::printable(word)},
                            {"known", "action, reference, shadow_price"}},
                           *basis);
        }
        item.shadow_price = word == "shadow_price";
    }
    if (auto const* uncertainty = table.get("uncertainty")) {
        item.uncertainty = values_.share(*uncertainty, "uncertainty");
    }
    if (auto const* opening = table.get("opening")) {
        item.opening = positive(*opening, care::id_of(item.item), "opening");
    }
    return item;
}

template <typename At>
std::size_t ItemReader::index_of(std::string const& id, At const& at) const
{
    if (auto const index = care::find_item(experiment_, id)) {
        return *index;
    }
    Words known;
    for (auto const& each : experiment_.items) {
        known.push_back(care::id_of(each.item));
    }
    values_.refuse("care.unknown-capital", values_.named(id, known), at);
}

void ItemReader::read_exercise(TomlNode const* table)
{
    auto& exercise = experiment_.exercises.back();
    bool const first = experiment_.exercises.size() == 1;
    exercise_ = exercise.label;
    for (auto const& said : said_) {
        exercise.terms.push_back(said.terms);
        if (!first) {
            forget_once(exercise.terms.back());
        }
    }
    if (!table) {
        return;
    }
    for (auto const* each : values_.tables(*table, "capital")) {
        values_.refuse_unknown(*each, by_mention_
                                          ? keys({"id", "action"}, {&attribute_keys, &amount_keys})
                                          : keys({"id", "action"}, {&amount_keys}));
        auto const capital = values_.required(*each, "id");
        auto const action = values_.text_or(*each, "action");
        auto const id = action.empty() ? capital : capital + "/" + action;
        auto const index = index_of(id, *each->get("id"));
        read_terms(*each, index, exercise.terms[index]);
    }
    for (auto const* key : {"due", "done"}) {
        auto const* map = table->get(key);
        if (!map) {
            continue;
        }
        for (auto const& member : values_.table(*map, key).members) {
            auto const index = index_of(member.key, member);
            TomlNode one;
            one.members.push_back({key, member.value, member.line, member.column});
            read_terms(one, index, exercise.terms[index]);
        }
    }
}

void ItemReader::finish()
{
    for (std::size_t i = 0; i < said_.size(); ++i) {
        auto& item = experiment_.items[i].item;
        auto const& said = said_[i];
        bool const owes =
            item.kind == ActionKind::preservation && item.origin == Origin::contractee;
        if (owes && said.paid && !said.priced) {
            values_.forbid("care.unvalued", {{"item", care::id_of(item)}, {"key", "done"}},
                           *said.place);
        }
        item.valued = said.priced || said.paid;
    }
}

} // namespace coop::exchange
