// SPDX-License-Identifier: GPL-3.0-or-later
#include "revisions.hpp"

#include <coop/care/closing.hpp>
#include <coop/care/rules.hpp>

#include <coop/core/error.hpp>
#include <coop/ledger/account_role.hpp>

#include <algorithm>
#include <utility>

namespace coop::care {

using core::Date;
using core::Error;
using core::ErrorKind;
using core::Money;

namespace {

core::Diagnostic warn(std::string id, core::Arguments args)
{
    return {core::Severity::warning, std::move(id), std::move(args), {}};
}

/// The registers said exercise by exercise, before what closes kept is put in its place.
class Reader {
public:
    Reader(Registry const& registry, std::span<Exercise const> exercises, Policy const& policy)
        : registry_(registry), exercises_(exercises), policy_(policy), years_(exercises.size())
    {
        for (std::size_t t = 0; t < exercises.size(); ++t) {
            years_[t].recorded.legal_result = exercises[t].legal_result;
        }
    }

    void read(std::span<LegalLine const> lines)
    {
        for (auto const& opening : registry_.openings) {
            add(opening);
        }
        for (auto const& budget : registry_.budgets) {
            add(budget);
        }
        for (auto const& degradation : registry_.degradations) {
            add(degradation);
        }
        for (auto const& tagged : tagged_amounts(registry_, lines, policy_.rounding)) {
            add(tagged);
        }
        for (auto const& realisation : registry_.realisations) {
            add(realisation);
        }
        for (auto const& remission : registry_.remissions) {
            if (auto const t = exercise_of(remission.date)) {
                item(*t, remission.action).year.remission += remission.amount;
            }
        }
        add_overlaps();
        check_signs();
    }

    std::vector<YearRead> take()
    {
        for (auto& year : years_) {
            for (auto& [action, recorded] : year.items) {
                year.recorded.items.push_back(std::move(recorded));
            }
        }
        return std::move(years_);
    }

    std::vector<core::Diagnostic> notes;

private:
    std::optional<std::size_t> exercise_of(Date day) const
    {
        for (std::size_t t = 0; t < exercises_.size(); ++t) {
            if (exercises_[t].period.contains(day)) {
                return t;
            }
        }
        return std::nullopt;
    }

    RecordedItem& item(std::size_t t, std::string const& action)
    {
        auto const* const object = find(registry_.actions, action);
        if (object == nullptr) { // A record names what is recorded.
            throw Error{ErrorKind::database,
                        "care.damaged",
                        {{"kind", std::string{"action"}}, {"id", action}}};
        }
        auto const* const capital = find(registry_.capitals, object->capital);
        auto [place, fresh] = years_[t].items.try_emplace({object->capital, action});
        if (fresh) {
            bool const valued = capital == nullptr || capital->valuation == Valuation::money;
            place->second.item = {object->capital, action, object->kind, object->origin, valued};
        }
        return place->second;
    }

    std::string capital_of_action(std::string const& action) const
    {
        return capital_of(registry_, "action", action);
    }

    /// Nothing falls due for a capital that is no longer employed; what is owed stays owed.
    bool has_ceased(std::string const& action, core::Period period) const
    {
        auto const* const capital = find(registry_.capitals, capital_of_action(action));
        return capital != nullptr && capital->ceased && capital->head.day < period.first;
    }

    void add(Opening const& opening)
    {
        if (opening.date > exercises_.front().period.last) {
            throw Error{ErrorKind::refused,
                        "care.opening-late",
                        {{"opening", opening.head.id},
                         {"date", opening.date},
                         {"year", exercises_.front().label}}};
        }
        item(0, opening.action).opening += opening.amount;
    }

    void add(Budget const& budget)
    {
        auto const costed = cost_of(registry_, budget, policy_.rounding);
        if (!costed.amount) {
            note_incomplete(budget);
            return;
        }
        auto parts = instalments_over(*costed.amount, budget.period, exercises_);
        if (budget.schedule == Schedule::listed) {
            if (budget.instalments.size() != parts.size()) {
                throw Error{ErrorKind::refused,
                            "care.instalments-count",
                            {{"budget", budget.head.id},
                             {"count", static_cast<std::int64_t>(budget.instalments.size())},
                             {"exercises", static_cast<std::int64_t>(parts.size())}}};
            }
            for (std::size_t i = 0; i < parts.size(); ++i) {
                parts[i].amount = budget.instalments[i];
            }
        }
        recognise(budget, parts);
    }

    /// The whole in the first exercise that knows it: only so may work be done ahead.
    void recognise(Budget const& budget, std::span<Instalment const> parts)
    {
        bool first = true;
        for (auto part = parts.begin(); part != parts.end(); ++part) {
            auto const t = exercise_of(part->slice.first);
            if (!t || has_ceased(budget.action, exercises_[*t].period)) {
                continue;
            }
            auto& recorded = item(*t, budget.action);
            auto& whole = recorded.year.budget;
            whole = whole.value_or(Money{});
            if (first) {
                Money rest;
                for (auto later = part; later != parts.end(); ++later) {
                    rest += later->amount;
                }
                *whole += rest;
                if (!budget.amount) {
                    years_[*t].priced[{capital_of_action(budget.action), budget.action}].push_back(
                        {rest, cost_on(registry_, budget.action, budget.period.first)->amount});
                }
                first = false;
            }
            if (budget.schedule != Schedule::measured) {
                recorded.year.planned += part->amount;
            }
        }
    }

    void note_incomplete(Budget const& budget)
    {
        for (std::size_t t = 0; t < exercises_.size(); ++t) {
            auto const& period = exercises_[t].period;
            if (budget.period.first <= period.last && period.first <= budget.period.last) {
                years_[t].recorded.incomplete.insert(capital_of_action(budget.action));
            }
        }
    }

    /// Whether the schedule of an action is what is measured: nothing else says what is due.
    bool follows_measures(std::string const& action) const
    {
        return std::ranges::none_of(registry_.budgets, [&](Budget const& budget) {
            return budget.action == action && budget.schedule != Schedule::measured;
        });
    }

    void add(Degradation const& degradation)
    {
        auto const t = exercise_of(degradation.period.last);
        if (!t || degradation.action.empty()) {
            return;
        }
        auto const* const cost = cost_on(registry_, degradation.action, degradation.period.last);
        if (cost == nullptr) {
            years_[*t].recorded.incomplete.insert(capital_of_action(degradation.action));
            return;
        }
        auto const amount = priced(degradation.quantity, *cost);
        auto& year = item(*t, degradation.action).year;
        year.measured = year.measured.value_or(Money{}) + amount;
        if (follows_measures(degradation.action)) {
            year.planned += amount;
        }
    }

    Money priced(core::Decimal quantity, Cost const& cost) const
    {
        std::int64_t den = 1;
        for (int i = 0; i < quantity.places; ++i) {
            den *= 10;
        }
        return core::scale(cost.amount, quantity.units, den, policy_.rounding);
    }

    void add(TaggedAmount const& tagged)
    {
        auto const& line = *tagged.line;
        auto const& tag = *tagged.tag;
        if (tagged.outlay) {
            notes.push_back(warn("care.tag-outlay", {{"entry", line.entry},
                                                     {"line", line.line},
                                                     {"account", line.account},
                                                     {"action", tag.action}}));
            return;
        }
        add_tagged(tagged, line.date, tagged.amount);
        if (line.reversed_on) {
            add_tagged(tagged, *line.reversed_on, -tagged.amount);
        }
    }

    void add_tagged(TaggedAmount const& tagged, Date day, Money amount)
    {
        auto const t = exercise_of(day);
        if (!t) {
            return;
        }
        auto& recorded = years_[*t].recorded;
        recorded.tagged += amount;
        if (ledger::is_dotation(tagged.line->account)) {
            recorded.tagged_dotations += amount;
        }
        auto const i = static_cast<std::size_t>(tagged.tag->funding);
        item(*t, tagged.tag->action).year.done.in_books.at(i) += amount;
    }

    void add(Realisation const& realisation)
    {
        auto const t = exercise_of(realisation.date);
        if (!t) {
            return;
        }
        auto const* const cost = cost_on(registry_, realisation.action, realisation.date);
        auto amount = realisation.amount;
        if (!amount && realisation.quantity && cost != nullptr) {
            amount = priced(*realisation.quantity, *cost);
        }
        if (!amount) {
            years_[*t].recorded.incomplete.insert(capital_of_action(realisation.action));
            return;
        }
        if (realisation.basis == Basis::outlay) {
            notes.push_back(warn("care.realisation-outlay", {{"realisation", realisation.head.id},
                                                             {"action", realisation.action}}));
            return;
        }
        bool const ours =
            realisation.funding == Funding::own || realisation.funding == Funding::grant;
        auto& done = item(*t, realisation.action).year.done;
        bool const in_books = ours && realisation.basis == Basis::charge;
        auto const i = static_cast<std::size_t>(realisation.funding);
        (in_books ? done.in_books : done.outside).at(i) += *amount;
        if (in_books) {
            years_[*t].recorded.tagged += *amount;
        }
    }

    /// What stands at each close.
    void add_overlaps()
    {
        for (std::size_t t = 0; t < exercises_.size(); ++t) {
            for (auto const* overlap : last_overlaps(registry_, exercises_[t].period.last)) {
                item(t, overlap->action).year.overlap += overlap->amount;
            }
        }
    }

    /// A charge that was taken back in a later exercise is work that was never done.
    void check_signs() const
    {
        for (std::size_t t = 0; t < years_.size(); ++t) {
            for (auto const& [key, recorded] : years_[t].items) {
                for (auto const amount : recorded.year.done.in_books) {
                    if (amount.is_negative() && !exercises_[t].closed) {
                        throw Error{ErrorKind::refused,
                                    "care.reversed-later",
                                    {{"action", key.second},
                                     {"year", exercises_[t].label},
                                     {"amount", amount}}};
                    }
                }
            }
        }
    }

    Registry const& registry_;
    std::span<Exercise const> exercises_;
    Policy const& policy_;
    std::vector<YearRead> years_;
};

bool says_something(RecordedItem const& recorded)
{
    auto const& year = recorded.year;
    auto const any = [](auto const& amounts) {
        return std::ranges::any_of(amounts, [](Money amount) { return !amount.is_zero(); });
    };
    return year.budget || year.measured || any(year.done.in_books) || any(year.done.outside) ||
           any(std::array{recorded.opening, year.planned, year.remission, year.overlap,
                          year.revision});
}

bool is_same(Item const& a, Item const& b)
{
    return a.kind == b.kind && a.origin == b.origin && a.valued == b.valued;
}

using Keys = std::map<std::pair<std::string, std::string>, std::size_t>;

/// Every item that some exercise knows, by capital and action, as all exercises know it.
Keys collect(std::span<RecordedYear const> years, std::span<Exercise const> exercises,
             Inputs& inputs)
{
    std::map<std::pair<std::string, std::string>, Item> items;
    for (std::size_t t = 0; t < years.size(); ++t) {
        for (auto const& recorded : years[t].items) {
            auto const& item = recorded.item;
            auto const [known, fresh] = items.try_emplace({item.capital, item.action}, item);
            if (!fresh && !is_same(known->second, item)) {
                throw Error{ErrorKind::refused,
                            "care.item-changed",
                            {{"action", id_of(item)}, {"year", exercises[t].label}}};
            }
        }
    }
    Keys keys;
    for (auto const& [key, item] : items) {
        keys.emplace(key, inputs.items.size());
        inputs.items.push_back(item);
    }
    return keys;
}

Inputs merged(std::span<RecordedYear const> years, std::span<Exercise const> exercises)
{
    Inputs inputs;
    auto const keys = collect(years, exercises, inputs);
    inputs.opening.resize(inputs.items.size());
    for (std::size_t t = 0; t < years.size(); ++t) {
        ExerciseInputs exercise{exercises[t].label, years[t].legal_result, {}};
        exercise.items.resize(inputs.items.size());
        for (auto const& recorded : years[t].items) {
            auto const i = keys.at({recorded.item.capital, recorded.item.action});
            exercise.items[i] = recorded.year;
            inputs.opening[i] += recorded.opening;
        }
        inputs.exercises.push_back(std::move(exercise));
    }
    return inputs;
}

} // namespace

std::vector<TaggedAmount> tagged_amounts(Registry const& registry, std::span<LegalLine const> lines,
                                         core::Rounding rounding)
{
    std::vector<TaggedAmount> all;
    constexpr std::int64_t hundred_percent = 100'000'000; // In millionths of a percent.
    for (auto const& line : lines) {
        std::int64_t share_before = 0;
        for (auto const& tag : registry.tags) {
            if (tag.withdrawn || tag.entry != line.entry || tag.line != line.line) {
                continue;
            }
            auto const up_to = [&](std::int64_t share) {
                return core::scale(line.amount, share, hundred_percent, rounding);
            };
            auto amount = tag.amount.value_or(Money{});
            if (tag.amount && line.amount.is_negative()) {
                amount = -amount;
            }
            if (!tag.amount) {
                auto const share = tag.share ? core::widen(*tag.share, 6).units : hundred_percent;
                amount = up_to(share_before + share) - up_to(share_before);
                share_before += share;
            }
            all.push_back({&tag, &line, amount, ledger::is_fixed_asset(line.account)});
        }
    }
    return all;
}

std::optional<Date> first_day(Registry const& registry, std::span<LegalLine const> lines)
{
    std::optional<Date> first;
    auto const see = [&](Date day) { first = std::min(first.value_or(day), day); };
    for (auto const& budget : registry.budgets) {
        see(budget.period.first);
    }
    for (auto const& degradation : registry.degradations) {
        see(degradation.period.last);
    }
    for (auto const& realisation : registry.realisations) {
        see(realisation.date);
    }
    for (auto const& remission : registry.remissions) {
        see(remission.date);
    }
    for (auto const& overlap : registry.overlaps) {
        see(overlap.date);
    }
    for (auto const& line : lines) {
        see(line.date);
    }
    return first;
}

std::vector<Overlap const*> last_overlaps(Registry const& registry, Date day)
{
    std::map<std::pair<std::string, std::string>, Overlap const*> last;
    for (auto const& overlap : registry.overlaps) {
        if (overlap.date <= day) {
            auto& known = last[{overlap.action, overlap.account}];
            if (known == nullptr || known->date <= overlap.date) {
                known = &overlap;
            }
        }
    }
    std::vector<Overlap const*> all;
    for (auto const& [key, overlap] : last) {
        all.push_back(overlap);
    }
    return all;
}

std::vector<State const*> undeclared_states(Registry const& registry, RecordedYear const& year,
                                            core::Period period)
{
    std::set<std::string> owing;
    for (auto const& recorded : year.items) {
        bool const owes = recorded.year.budget || recorded.year.measured ||
                          !recorded.year.planned.is_zero() || !recorded.opening.is_zero();
        if (owes && recorded.item.valued) {
            owing.insert(recorded.item.capital);
        }
    }
    std::vector<State const*> all;
    for (auto const& indicator : registry.indicators) {
        auto const* const state = state_on(registry, indicator.head.id, period.last);
        if (state != nullptr && state->mode == Mode::non_declaree &&
            owing.contains(indicator.capital)) {
            all.push_back(state);
        }
    }
    return all;
}

Closing inputs_of(Registry const& registry, std::span<Exercise const> exercises,
                  std::span<LegalLine const> lines, Policy const& policy)
{
    Reader reader{registry, exercises, policy};
    reader.read(lines);
    auto years = reader.take();
    revise(registry, exercises, policy, years);
    Closing closing;
    closing.notes = std::move(reader.notes);
    for (std::size_t t = 0; t < exercises.size(); ++t) {
        std::erase_if(years[t].recorded.items,
                      [](RecordedItem const& recorded) { return !says_something(recorded); });
        closing.now.push_back(std::move(years[t].recorded));
        closing.years.push_back(exercises[t].closed.value_or(closing.now.back()));
    }
    closing.inputs = merged(closing.years, exercises);
    return closing;
}

} // namespace coop::care
