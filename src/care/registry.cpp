// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/care/registry.hpp>

#include <array>
#include <utility>

namespace coop::care {

namespace {

// What object of a kind has that id: its head, and the capital it is about.
struct Lookup {
    std::string_view kind;
    Head const* (*head)(Registry const&, std::string_view id);
    std::vector<Head const*> (*heads)(Registry const&);
    std::string (*capital)(Registry const&, std::string_view id);
};

template <auto member>
Head const* head_in(Registry const& registry, std::string_view id)
{
    auto const* const found = find(registry.*member, id);
    return found != nullptr ? &found->head : nullptr;
}

template <auto member>
std::vector<Head const*> heads_in(Registry const& registry)
{
    std::vector<Head const*> all;
    for (auto const& object : registry.*member) {
        all.push_back(&object.head);
    }
    return all;
}

// Through the objects that this one is about, until one that names its capital.
template <class Object>
std::string capital_of_object(Registry const& registry, Object const* object)
{
    if (object == nullptr) {
        return {};
    }
    if constexpr (requires { object->ceased; }) {
        return object->head.id;
    } else if constexpr (requires { object->capital; }) {
        return object->capital;
    } else if constexpr (requires { object->use; }) {
        return capital_of_object(registry, find(registry.uses, object->use));
    } else if constexpr (requires { object->action; }) {
        return capital_of_object(registry, find(registry.actions, object->action));
    } else if constexpr (requires { object->indicator; }) {
        return capital_of_object(registry, find(registry.indicators, object->indicator));
    } else {
        return {};
    }
}

template <auto member>
std::string capital_in(Registry const& registry, std::string_view id)
{
    return capital_of_object(registry, find(registry.*member, id));
}

template <auto member>
constexpr Lookup lookup(std::string_view kind)
{
    return {kind, head_in<member>, heads_in<member>, capital_in<member>};
}

constexpr std::array<Lookup, 19> lookups{
    lookup<&Registry::capitals>("capital"),
    lookup<&Registry::uses>("use"),
    lookup<&Registry::indicators>("indicator"),
    lookup<&Registry::states>("state"),
    lookup<&Registry::measurements>("measurement"),
    lookup<&Registry::degradations>("degradation"),
    lookup<&Registry::actions>("action"),
    lookup<&Registry::costs>("cost"),
    lookup<&Registry::wages>("wage"),
    lookup<&Registry::budgets>("budget"),
    lookup<&Registry::realisations>("realisation"),
    lookup<&Registry::tags>("tag"),
    lookup<&Registry::overlaps>("overlap"),
    lookup<&Registry::openings>("opening"),
    lookup<&Registry::remissions>("remission"),
    lookup<&Registry::revisions>("revision"),
    lookup<&Registry::spokespersons>("spokesperson"),
    lookup<&Registry::deliberations>("deliberation"),
    lookup<&Registry::opinions>("opinion"),
};

// The last object of `all` that `fits`, by the day that `day` gives; a tie goes to the last id.
template <class Object, class Fits, class Day>
Object const* last_of(std::vector<Object> const& all, Fits fits, Day day)
{
    Object const* last = nullptr;
    for (auto const& each : all) {
        if (fits(each) && (last == nullptr || day(*last) <= day(each))) {
            last = &each;
        }
    }
    return last;
}

} // namespace

Head const* find_head(Registry const& registry, std::string_view kind, std::string_view id)
{
    if (kind == "policy") {
        bool const same = registry.policy_head && registry.policy_head->id == id;
        return same ? &*registry.policy_head : nullptr;
    }
    auto const found = std::ranges::find(lookups, kind, &Lookup::kind);
    return found != lookups.end() ? found->head(registry, id) : nullptr;
}

std::vector<Head const*> heads_of(Registry const& registry, std::string_view kind)
{
    auto const found = std::ranges::find(lookups, kind, &Lookup::kind);
    return found != lookups.end() ? found->heads(registry) : std::vector<Head const*>{};
}

std::string capital_of(Registry const& registry, std::string_view kind, std::string_view id)
{
    auto const found = std::ranges::find(lookups, kind, &Lookup::kind);
    return found != lookups.end() ? found->capital(registry, id) : std::string{};
}

Cost const* cost_on(Registry const& registry, std::string_view action, core::Date day)
{
    return last_of(
        registry.costs,
        [&](Cost const& cost) { return cost.action == action && cost.valid_from <= day; },
        [](Cost const& cost) { return cost.valid_from; });
}

State const* state_on(Registry const& registry, std::string_view indicator, core::Date day)
{
    return last_of(
        registry.state_periods,
        [&](State const& state) {
            return state.indicator == indicator &&
                   (!state.valid_from || *state.valid_from <= day) &&
                   (!state.until || day <= *state.until);
        },
        [](State const& state) { return state.valid_from.value_or(core::Date{}); });
}

Measurement const* measurement_on(Registry const& registry, std::string_view indicator,
                                  core::Date day)
{
    return last_of(
        registry.measurements,
        [&](Measurement const& one) { return one.indicator == indicator && one.date <= day; },
        [](Measurement const& one) { return one.date; });
}

} // namespace coop::care
