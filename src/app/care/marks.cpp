// SPDX-License-Identifier: GPL-3.0-or-later
#include "marks.hpp"

#include "app/answer.hpp"

#include <coop/care/rules.hpp>

namespace coop::app {

namespace {

using care::Registry;
using core::Cell;

Cell validity(Lent const& context, Registry const& registry, std::string_view id)
{
    auto const* const state = care::find(registry.states, id);
    return state != nullptr ? Cell{std::string{validity_of(*state, context.today)}} : Cell{};
}

template <auto kind>
Cell standing(Lent const&, Registry const& registry, std::string_view id)
{
    return std::string{care::name_of(care::standing_of(registry, kind(), id))};
}

constexpr std::string_view state_kind()
{
    return "state";
}

constexpr std::string_view remission_kind()
{
    return "remission";
}

Cell valued(Lent const& context, Registry const& registry, std::string_view id)
{
    auto const* const budget = care::find(registry.budgets, id);
    if (budget == nullptr) {
        return {};
    }
    auto const costed = care::cost_of(registry, *budget);
    if (!costed.amount) {
        return say(context, "app.care.not-valued-" + costed.missing);
    }
    return *costed.amount;
}

Cell budget_price(Lent const&, Registry const& registry, std::string_view id)
{
    auto const* const budget = care::find(registry.budgets, id);
    bool const shadow = budget != nullptr && care::cost_of(registry, *budget).shadow_price;
    return shadow ? Cell{std::string{"shadow_price"}} : Cell{};
}

Cell cost_price(Lent const&, Registry const& registry, std::string_view id)
{
    auto const* const cost = care::find(registry.costs, id);
    auto const* const action =
        cost != nullptr ? care::find(registry.actions, cost->action) : nullptr;
    return action != nullptr && action->is_shadow_price() ? Cell{std::string{"shadow_price"}}
                                                          : Cell{};
}

Cell action_cost(Lent const& context, Registry const& registry, std::string_view id)
{
    auto const* const cost = care::cost_on(registry, id, context.today);
    bool const budgeted = std::ranges::any_of(
        registry.budgets, [&](care::Budget const& one) { return one.action == id && one.amount; });
    return std::string{cost != nullptr || budgeted ? "chiffre" : "non-chiffre"};
}

care::Voice voice_of(Registry const& registry, std::string_view id)
{
    for (auto const& voice : care::all_voices(registry)) {
        if (voice.opinion->head.id == id) {
            return voice;
        }
    }
    return {};
}

Cell opinion_status(Lent const&, Registry const& registry, std::string_view id)
{
    auto const voice = voice_of(registry, id);
    return voice.opinion != nullptr ? Cell{std::string{status_of(voice)}} : Cell{};
}

std::string_view mandate_of(care::Voice const& voice)
{
    if (!voice.of_those_concerned) {
        return "non-concerne";
    }
    return voice.mandated ? "mandate" : "sans-mandat";
}

Cell opinion_mandate(Lent const&, Registry const& registry, std::string_view id)
{
    auto const voice = voice_of(registry, id);
    return voice.opinion != nullptr ? Cell{std::string{mandate_of(voice)}} : Cell{};
}

// "signé", or "rapporté par X": who typed it stands beside what he typed.
std::string told_by(Lent const& context, care::Voice const& voice)
{
    auto const& by = voice.opinion->recorded_by;
    if (voice.proof == care::Proof::signed_) {
        return say(context, "care-word.signe");
    }
    if (voice.proof == care::Proof::forged) {
        return say(context, "care-word.faux");
    }
    return say(context, "app.care.told-by", {{"by", by.empty() ? std::string{"?"} : by}});
}

Cell opinion_told(Lent const& context, Registry const& registry, std::string_view id)
{
    auto const voice = voice_of(registry, id);
    return voice.opinion != nullptr ? Cell{told_by(context, voice)} : Cell{};
}

Cell speaker_mandate(Lent const& context, Registry const& registry, std::string_view id)
{
    auto const* const speaker = care::find(registry.spokespersons, id);
    if (speaker == nullptr) {
        return {};
    }
    return std::string{care::is_mandated(registry, *speaker, context.today) ? "mandate"
                                                                            : "sans-mandat"};
}

constexpr std::string_view word = "care-word.";

} // namespace

std::vector<Mark> marks_of(std::string_view kind)
{
    if (kind == "state") {
        return {{"validity", word, validity}, {"standing", word, standing<state_kind>}};
    }
    if (kind == "remission") {
        return {{"standing", word, standing<remission_kind>}};
    }
    if (kind == "budget") {
        return {{"computed", "", valued}, {"price", word, budget_price}};
    }
    if (kind == "cost") {
        return {{"price", word, cost_price}};
    }
    if (kind == "action") {
        return {{"valued", word, action_cost}};
    }
    if (kind == "spokesperson") {
        return {{"mandate", word, speaker_mandate}};
    }
    if (kind == "opinion") {
        return {{"status", word, opinion_status},
                {"told", "", opinion_told},
                {"mandate", word, opinion_mandate}};
    }
    return {};
}

std::string_view validity_of(care::State const& state, core::Date day)
{
    if (care::is_expired(state, day)) {
        return "perime";
    }
    if (care::is_due_for_review(state, day)) {
        return "a-revoir";
    }
    if (state.mode == care::Mode::non_declaree) {
        return care::mode_words.of(state.mode);
    }
    return state.valid_from && day < *state.valid_from ? "a-venir" : "en-vigueur";
}

std::string_view status_of(care::Voice const& voice)
{
    static constexpr auto proof_words = core::words<care::Proof>({
        {care::Proof::none, "rapporte"},
        {care::Proof::paper, "piece"},
        {care::Proof::signed_, "signe"},
        {care::Proof::forged, "faux"},
    });
    if (!voice.current) {
        return "caduque";
    }
    return proof_words.of(voice.proof);
}

std::optional<core::Table> opinions_table(Lent const& context,
                                          std::vector<care::Voice> const& voices)
{
    if (voices.empty()) {
        return std::nullopt;
    }
    std::vector<core::Row> rows;
    for (auto const& voice : voices) {
        auto const& opinion = *voice.opinion;
        rows.push_back(
            item(opinion.head.id,
                 {opinion.object.kind + "/" + opinion.object.id, opinion.head.day,
                  opinion.spokesperson, std::string{care::verdict_words.of(opinion.verdict)},
                  std::string{status_of(voice)}, told_by(context, voice),
                  std::string{mandate_of(voice)}, cell(opinion.comment), cell(opinion.sha256)}));
    }
    auto list = table(context, "care.opinions",
                      {"care_object", "care_recorded_on", "care_spokesperson", "care_verdict",
                       "care_status", "care_told", "care_mandate", "care_comment", "care_sha256"},
                      core::rows(std::move(rows)));
    for (auto const* const key : {"care_verdict", "care_status", "care_mandate"}) {
        put_in_words(list, key, std::string{word});
    }
    return list;
}

std::string good_state_text(Lent const& context, care::State const& state,
                            care::Indicator const& indicator)
{
    auto const quantity = [&](std::optional<core::Decimal> value) {
        return value ? core::Cell{core::Quantity{*value, indicator.unit}} : core::Cell{};
    };
    switch (indicator.direction) {
    case care::Direction::min:
        return say(context, "app.care.at-least", {{"lower", quantity(state.lower)}});
    case care::Direction::max:
        return say(context, "app.care.at-most", {{"upper", quantity(state.upper)}});
    case care::Direction::range:
        return say(context, "app.care.between",
                   {{"lower", quantity(state.lower)}, {"upper", quantity(state.upper)}});
    case care::Direction::qualitative:
        break;
    }
    return state.level;
}

} // namespace coop::app
