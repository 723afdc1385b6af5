// SPDX-License-Identifier: GPL-3.0-or-later
#include "groups.hpp"

#include <coop/care/rules.hpp>
#include <coop/core/error.hpp>
#include <coop/ledger/account_role.hpp>

#include <span>
#include <utility>

namespace coop::app {

care::PeopleOf const& KnownPeople::of(std::string const& year) const
{
    auto const found = at_closes.find(year);
    return found == at_closes.end() ? now : found->second;
}

KnownPeople known_people(ContextOf<store::CareBooks> const& context)
{
    KnownPeople known;
    auto const next = context.session.care_records({"capital", "close"});
    while (auto filed = next()) {
        auto const& record = filed->record;
        if (record.kind == "close") {
            known.at_closes[record.id] = known.now;
            continue;
        }
        auto const registry = care::registry_of(std::span{&*filed, 1});
        for (auto const& capital : registry.capitals) {
            if (capital.family() == care::Family::human) {
                known.now[capital.head.id] = {capital.people, capital.group_size};
            }
        }
    }
    return known;
}

care::KeptBack kept_back(ContextOf<store::CareBooks> const& context)
{
    auto const known = known_people(context);
    return care::kept_back(known.at_closes, known.now);
}

void demand_out(ContextOf<store::CareBooks> const& context, care::Registry const& registry,
                std::string const& kind, std::string const& id, std::string const& capital)
{
    if (care::concerns_people(kind)) {
        care::demand_group(registry, capital);
    }
    if (kept_back(context).holds(kind, capital)) {
        throw core::Error{core::ErrorKind::refused, "care.masked", {{"figure", kind + "/" + id}}};
    }
}

void add_groups(report::CareFacts& facts, KnownPeople const& people, CareBooks const& books,
                std::span<care::Exercise const> exercises)
{
    facts.exercises.resize(facts.inputs.exercises.size());
    for (std::size_t t = 0; t < facts.exercises.size(); ++t) {
        auto& exercise = facts.exercises[t];
        exercise.people = people.of(facts.inputs.exercises[t].label);
        for (std::size_t i = 0; i < facts.inputs.items.size(); ++i) {
            for (auto const amount : facts.inputs.exercises[t].items[i].done.in_books) {
                exercise.tagged[care::id_of(facts.inputs.items[i])].amount += amount;
            }
        }
    }
    auto const add = [&](care::TaggedAmount const& tagged, core::Date day, core::Money amount) {
        for (std::size_t t = 0; t < facts.exercises.size(); ++t) {
            if (exercises[t].period.contains(day)) {
                auto const capital = care::capital_of(books.registry, "action", tagged.tag->action);
                facts.exercises[t].tagged[capital + "/" + tagged.tag->action].dotations += amount;
            }
        }
    };
    auto const rounding = facts.policy.rounding;
    for (auto const& tagged : care::tagged_amounts(books.registry, books.lines, rounding)) {
        if (!tagged.outlay && ledger::is_dotation(tagged.line->account)) {
            auto amount = tagged.amount;
            add(tagged, tagged.line->date, amount);
            for (auto const day : tagged.line->reversals) {
                amount = -amount;
                add(tagged, day, amount);
            }
        }
    }
}

} // namespace coop::app
