// SPDX-License-Identifier: GPL-3.0-or-later
//
// A card for each capital, to be printed and put on a table: what it is, who speaks for it, how it
// is, what is done for it. No amount is needed; where there is none it says so.
#include <coop/app/care/registers.hpp>

#include "groups.hpp"
#include "marks.hpp"
#include "objects.hpp"

#include <coop/care/reading.hpp>
#include <coop/care/rules.hpp>
#include <coop/care/voice.hpp>
#include <coop/core/text.hpp>

#include <algorithm>

namespace coop::app {

namespace {

using care::Registry;
using core::Cell;
using core::Document;

// What every block of a card reads.
struct Card {
    Lent const& context;
    Registry const& registry;
    care::Capital const& capital;

    core::Table table(std::string const& id, std::initializer_list<std::string_view> keys,
                      std::vector<core::Row> rows) const
    {
        bool const empty = rows.empty();
        auto result = app::table(context, id, keys, core::rows(std::move(rows)));
        result.title = say(context, "app.card." + id.substr(id.find('.') + 1),
                           {{"name", capital.name}, {"id", capital.head.id}});
        if (empty) {
            result.title = say(context, "app.card.nothing", {{"title", result.title}});
        }
        return result;
    }
};

constexpr auto family_words = core::words<care::Family>({
    {care::Family::natural, "famille-n"},
    {care::Family::human, "famille-h"},
    {care::Family::financial, "famille-f"},
});

template <class Enum, std::size_t size>
std::string word(core::Words<Enum, size> const& words, Enum value)
{
    return std::string{words.of(value)};
}

Cell quantity(std::optional<core::Decimal> value, std::string const& unit)
{
    return value ? Cell{core::Quantity{*value, unit}} : Cell{};
}

Cell day(std::optional<core::Date> date)
{
    return date ? Cell{*date} : Cell{};
}

core::Facts what_it_is(Card const& card)
{
    auto const& capital = card.capital;
    FactList facts{card.context};
    facts.add("care_id", capital.head.id)
        .add("care_family", word(family_words, capital.family()), "care-word.")
        .add("care_ontology", cell(capital.ontology))
        .add("care_why", cell(capital.why))
        .add("care_existence", cell(capital.existence))
        .add("care_scale", cell(capital.scale), "care-word.")
        .add("care_people", capital.people ? Cell{*capital.people} : Cell{})
        .add("care_version", capital.head.version);
    if (capital.ceased) {
        facts.add("care_capital_status", word(care::ceased_words, capital.ceased), "care-word.");
    }
    auto const standing = care::standing_of(card.registry, "capital", capital.head.id);
    facts.add("care_standing", std::string{care::name_of(standing)}, "care-word.");
    return facts.take();
}

core::Table speakers(Card const& card)
{
    std::vector<core::Row> rows;
    for (auto const& each : card.registry.spokespersons) {
        if (std::ranges::find(each.capitals, card.capital.head.id) == each.capitals.end()) {
            continue;
        }
        bool const mandated = care::is_mandated(card.registry, each, card.context.today);
        rows.push_back(item(each.head.id, {each.head.id, word(care::spokesperson_words, each.type),
                                           cell(each.mandate_by), day(each.from), day(each.to),
                                           std::string{mandated ? "mandate" : "sans-mandat"}}));
    }
    auto list = card.table("card.speakers",
                           {"care_spokesperson", "care_type", "care_mandate_by", "care_from",
                            "care_to", "care_mandate"},
                           std::move(rows));
    put_in_words(list, "care_type", "care-word.");
    put_in_words(list, "care_mandate", "care-word.");
    return list;
}

core::Table uses(Card const& card)
{
    std::vector<core::Row> rows;
    for (auto const& each : card.registry.uses) {
        if (each.capital == card.capital.head.id) {
            rows.push_back(item(each.head.id, {each.head.id, each.activity, cell(each.driver),
                                               cell(each.scope), day(each.start), day(each.end)}));
        }
    }
    auto list = card.table(
        "card.uses",
        {"care_use", "care_activity", "care_driver", "care_scope", "care_from", "care_to"},
        std::move(rows));
    put_in_words(list, "care_scope", "care-word.");
    return list;
}

// Whether the last measure is in the good state; nothing where nobody can tell.
Cell reached(care::State const* state, care::Indicator const& indicator,
             care::Measurement const* last)
{
    // A sum or a mean is of an exercise, which one measure does not tell.
    if (state == nullptr || last == nullptr || indicator.aggregate != care::Aggregate::last) {
        return {};
    }
    auto const place = care::level_place(indicator, last->level);
    auto const good = care::level_place(indicator, state->level);
    if (place && good) {
        return std::string{*place >= *good ? "oui" : "non"};
    }
    auto const gap = care::gap_of(*state, indicator.direction, last->value);
    if (!gap) {
        return {};
    }
    return std::string{gap->units == 0 ? "oui" : "non"};
}

core::Table indicators(Card const& card)
{
    auto const today = card.context.today;
    std::vector<core::Row> rows;
    for (auto const& each : card.registry.indicators) {
        if (each.capital != card.capital.head.id) {
            continue;
        }
        std::vector<Cell> cells{each.name};
        auto const* const state = care::state_on(card.registry, each.head.id, today);
        auto const* const last = care::measurement_on(card.registry, each.head.id, today);
        if (state == nullptr) {
            cells.insert(cells.end(), {Cell{std::string{"sans-seuil"}}, {}, {}, {}, {}});
        } else {
            cells.insert(cells.end(), {good_state_text(card.context, *state, each),
                                       cell(state->source), word(care::mode_words, state->mode),
                                       std::string{validity_of(*state, today)},
                                       std::string{care::name_of(care::standing_of(
                                           card.registry, "state", state->head.id))}});
        }
        cells.push_back(reached(state, each, last));
        rows.push_back(item(each.head.id, std::move(cells)));
    }
    auto list = card.table("card.indicators",
                           {"care_indicator", "care_good_state", "care_source", "care_mode",
                            "care_validity", "care_standing", "care_reached"},
                           std::move(rows));
    for (auto const* const key :
         {"care_good_state", "care_mode", "care_validity", "care_standing", "care_reached"}) {
        put_in_words(list, key, "care-word.");
    }
    return list;
}

core::Table measures(Card const& card)
{
    constexpr std::size_t shown = 3; // of each indicator, the last ones
    std::vector<core::Row> rows;
    for (auto const& indicator : card.registry.indicators) {
        if (indicator.capital != card.capital.head.id) {
            continue;
        }
        std::vector<care::Measurement const*> all;
        for (auto const& each : card.registry.measurements) {
            if (each.indicator == indicator.head.id && each.date <= card.context.today) {
                all.push_back(&each);
            }
        }
        std::ranges::stable_sort(all, {}, [](auto const* each) { return each->date; });
        for (auto i = all.size() > shown ? all.size() - shown : 0; i < all.size(); ++i) {
            auto const& each = *all[i];
            rows.push_back(item(
                each.head.id, {indicator.name, each.date,
                               each.level.empty() ? Cell{core::Quantity{each.value, indicator.unit}}
                                                  : Cell{each.level},
                               quantity(each.uncertainty, indicator.unit),
                               word(care::grade_words, each.grade), cell(each.evidence)}));
        }
    }
    auto list = card.table("card.measures",
                           {"care_indicator", "care_date", "care_value", "care_uncertainty",
                            "care_grade", "care_evidence"},
                           std::move(rows));
    put_in_words(list, "care_grade", "care-word.");
    return list;
}

// The unit cost of today, or that there is none: never 0.
Cell cost_text(Card const& card, care::Action const& action)
{
    auto const* const cost = care::cost_on(card.registry, action.head.id, card.context.today);
    if (cost == nullptr || card.capital.valuation == care::Valuation::none) {
        return std::string{"non-chiffre"};
    }
    return say(card.context,
               action.is_shadow_price() ? "app.care.unit-price-shadow" : "app.care.unit-price",
               {{"amount", price_cell(cost->amount)}, {"unit", cost->unit}});
}

core::Table actions(Card const& card)
{
    std::vector<core::Row> rows;
    for (auto const& each : card.registry.actions) {
        if (each.capital == card.capital.head.id) {
            rows.push_back(item(each.head.id, {each.name, std::string{care::name_of(each.kind)},
                                               std::string{care::name_of(each.origin)},
                                               cell(each.unit), cost_text(card, each)}));
        }
    }
    auto list =
        card.table("card.actions",
                   {"care_action", "care_action_kind", "care_origin", "care_unit", "care_cost"},
                   std::move(rows));
    for (auto const* const key : {"care_action_kind", "care_origin", "care_cost"}) {
        put_in_words(list, key, "care-word.");
    }
    return list;
}

std::vector<care::Voice> voices_about(Card const& card)
{
    auto voices = care::all_voices(card.registry);
    std::erase_if(voices, [&](care::Voice const& voice) {
        auto const& object = voice.opinion->object;
        return care::capital_of(card.registry, object.kind, object.id) != card.capital.head.id;
    });
    return voices;
}

void add_block(Document& document, core::Table list)
{
    document.blocks.emplace_back(std::move(list));
}

void add_card(Document& document, Card const& card)
{
    document.blocks.emplace_back(
        core::Paragraph{say(card.context, "app.card.heading",
                            {{"name", card.capital.name}, {"id", card.capital.head.id}})});
    document.blocks.emplace_back(what_it_is(card));
    add_block(document, speakers(card));
    add_block(document, uses(card));
    add_block(document, indicators(card));
    add_block(document, measures(card));
    add_block(document, actions(card));
    if (auto opinions = opinions_table(card.context, voices_about(card))) {
        opinions->title = say(card.context, "app.card.opinions",
                              {{"name", card.capital.name}, {"id", card.capital.head.id}});
        add_block(document, std::move(*opinions));
    }
}

} // namespace

Document care_cards(ContextOf<store::CareBooks> const& context, std::string const& capital,
                    bool leaves)
{
    auto const registry = load(context, Load::all);
    if (!capital.empty()) {
        care::demand(registry, "capital", capital);
    }
    auto const kept = leaves ? kept_back(context) : care::KeptBack{};
    std::vector<std::string> masked;
    auto document = answer(context, "care.card");
    for (auto const& each : registry.capitals) {
        if (!capital.empty() && each.head.id != capital) {
            continue;
        }
        if (kept.small.contains(each.head.id)) {
            if (!capital.empty()) {
                care::demand_group(registry, capital);
            }
            masked.push_back(each.head.id);
            continue;
        }
        add_card(document, {context, registry, each});
    }
    if (!masked.empty()) {
        auto const capitals = core::join(masked, ", ");
        document.notes.push_back(warning("care.cards-masked", {{"capitals", capitals}}));
    }
    document.notes.push_back(info("care.not-accredited"));
    return document;
}

} // namespace coop::app
