// SPDX-License-Identifier: GPL-3.0-or-later
#include "read.hpp"
#include "revisions.hpp"

#include <coop/care/rules.hpp>
#include <coop/core/error.hpp>
#include <coop/ledger/account_role.hpp>

#include <algorithm>
#include <utility>

// What the registers say, exercise by exercise. A gap is read when its exercise opens, since what
// is owed already is a part of it: so exercises are read in their order, each with what the engine
// makes of those before it.

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

bool is_gap(Budget const& budget)
{
    return !budget.indicator.empty();
}

/// Work that counts in euros, when.
struct DatedWork {
    std::string action;
    Date day{};
    Money amount;
};

class Reader {
public:
    Reader(Registry const& registry, std::span<Exercise const> exercises, Policy const& policy,
           std::span<ledger::InkindRate const> rates)
        : registry_(registry),
          exercises_(exercises),
          policy_(policy),
          rates_(rates),
          years_(exercises.size())
    {
        for (std::size_t t = 0; t < exercises.size(); ++t) {
            years_[t].recorded.legal_result = exercises[t].legal_result;
            years_[t].recorded.rules = Rules::proven;
        }
    }

    Closing read(std::span<LegalLine const> lines)
    {
        add_dated(lines);
        for (std::size_t t = 0; t < exercises_.size(); ++t) {
            add_budgets(t);
            finish(t);
        }
        closing_.inputs = merged(closing_.years, exercises_);
        note_joins(lines);
        refuse_beyond();
        return std::move(closing_);
    }

private:
    /// All that needs nothing of other exercises.
    void add_dated(std::span<LegalLine const> lines)
    {
        for (auto const& opening : registry_.openings) {
            add(opening);
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
            add(remission);
        }
        for (auto const& revision : registry_.revisions) {
            add(revision);
        }
        add_overlaps();
        add_cessations();
    }

    std::optional<std::size_t> exercise_of(Date day) const
    {
        return care::exercise_of(exercises_, day);
    }

    bool is_last(std::size_t t) const { return t + 1 == exercises_.size(); }

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

    /// The last day of use of the capital of an action, where it has ceased.
    std::optional<Date> end_of_use(std::string const& action) const
    {
        auto const* const capital = find(registry_.capitals, capital_of_action(action));
        if (capital == nullptr || !capital->ceased) {
            return std::nullopt;
        }
        return capital->ceased_on.value_or(capital->head.day);
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

    /// Budgets of which exercise `t` is the first one to know a day.
    void add_budgets(std::size_t t)
    {
        std::vector<Budget const*> all;
        for (auto const& budget : registry_.budgets) {
            bool const begins = exercises_[t].period.contains(budget.period.first) ||
                                (t == 0 && budget.period.first < exercises_[t].period.first &&
                                 budget.period.last >= exercises_[t].period.first);
            if (begins) {
                all.push_back(&budget);
            }
        }
        std::ranges::stable_sort(all, {}, [](Budget const* each) { return each->period.first; });
        for (auto const* budget : all) {
            add(*budget, t);
        }
        for (auto& due : closing_.budgets) {
            if (due.end && exercises_[t].period.contains(*due.end) && is_gap(*due.budget)) {
                fall_due_at_once(due, t);
            }
        }
    }

    void add(Budget const& budget, std::size_t t)
    {
        auto const costed = cost_of(registry_, budget, policy_.rounding);
        if (!costed.amount) {
            note_incomplete(budget);
            return;
        }
        auto const end = end_of_use(budget.action);
        if (end && *end < budget.period.first) {
            return;
        }
        BudgetDue due;
        due.budget = &budget;
        due.gross = due.net = *costed.amount;
        if (end && *end < budget.period.last) {
            due.end = end;
        }
        if (is_gap(budget)) {
            reduce(due, t);
        }
        recognise(due, parts_of(due));
        closing_.budgets.push_back(std::move(due));
    }

    /// What is missing already as arrears, or is planned already, is not owed again.
    void reduce(BudgetDue& due, std::size_t t)
    {
        auto const& budget = *due.budget;
        due.owed = owed_before(budget.action, t);
        for (auto const& other : closing_.budgets) {
            if (other.budget->action == budget.action && is_gap(*other.budget) &&
                other.budget->indicator == budget.indicator) {
                for (auto const& share : other.shares) {
                    due.planned += share.exercise >= t ? share.amount : Money{};
                }
                due.planned += other.to_come;
            }
        }
        due.done = worked(budget.action, t, [&](Date day) { return day < budget.period.first; });
        auto const known = std::max(Money{}, due.owed + due.planned - due.done);
        due.net = std::max(Money{}, due.gross - known);
        if (due.owed_beyond() && is_last(t)) {
            closing_.notes.push_back(
                warn("care.gap-owed-beyond",
                     {{"action", budget.action}, {"owed", due.owed}, {"gap", due.gross}}));
        }
    }

    /// X of the action when exercise `t` opens, of its own: no other action of a netted position.
    Money owed_before(std::string const& action, std::size_t t)
    {
        if (t == 0) {
            return item(0, action).opening;
        }
        if (!owed_.contains(t)) {
            auto policy = policy_;
            policy.netting = Netting::action;
            std::span const before{closing_.years.data(), t};
            auto const outcome = compute(merged(before, exercises_.first(t)), policy, true);
            auto& owed = owed_[t];
            for (std::size_t g = 0; g < outcome.groups.size(); ++g) {
                owed[outcome.groups[g].action] = outcome.exercises.back().positions[g].closing;
            }
        }
        return owed_[t][action];
    }

    /// Work of an action that counts in exercise `t`, of the days that `fits`.
    template <class Fits>
    Money worked(std::string const& action, std::size_t t, Fits fits) const
    {
        Money sum;
        for (auto const& work : worked_) {
            if (work.action == action && exercises_[t].period.contains(work.day) &&
                fits(work.day)) {
                sum += work.amount;
            }
        }
        return sum;
    }

    std::vector<Instalment> parts_of(BudgetDue const& due) const
    {
        auto const& budget = *due.budget;
        auto parts = instalments_over(due.net, budget.period, exercises_);
        if (budget.schedule != Schedule::listed) {
            return due.end ? cut_at(std::move(parts), *due.end) : parts;
        }
        if (budget.instalments.size() != parts.size()) {
            throw Error{ErrorKind::refused,
                        "care.instalments-count",
                        {{"budget", budget.head.id},
                         {"count", static_cast<std::int64_t>(budget.instalments.size())},
                         {"exercises", static_cast<std::int64_t>(parts.size())}}};
        }
        auto less = due.gross - due.net; // What is owed already was due first.
        for (std::size_t i = 0; i < parts.size(); ++i) {
            auto const taken = std::min(less, budget.instalments[i]);
            parts[i].amount = budget.instalments[i] - taken;
            less -= taken;
        }
        return due.end ? cut_at(std::move(parts), *due.end) : parts;
    }

    /// The instalment of the day shared in proportion to what goes before and after it: those of
    /// other exercises stay what they were.
    std::vector<Instalment> cut_at(std::vector<Instalment> parts, Date end) const
    {
        std::vector<Instalment> all;
        for (auto const& part : parts) {
            if (!part.slice.contains(end) || end == part.slice.last) {
                all.push_back(part);
                continue;
            }
            for (auto half : instalments_over(part.amount, part.slice, exercises_, end)) {
                half.cut_from =
                    TimeShare{part.slice, part.amount, part.weight, part.weights, part.by_month};
                all.push_back(std::move(half));
            }
        }
        return all;
    }

    /// The whole in the first exercise that knows it: only so may work be done ahead.
    void recognise(BudgetDue& due, std::span<Instalment const> parts)
    {
        auto const& budget = *due.budget;
        bool first = true;
        for (auto part = parts.begin(); part != parts.end(); ++part) {
            if (due.end && part->slice.first > *due.end) {
                due.written_off += part->amount;
                continue;
            }
            auto const t = exercise_of(part->slice.first);
            if (!t) {
                bool const later = part->slice.first > exercises_.back().period.last;
                due.to_come += later ? part->amount : Money{};
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
                due.first = *t;
                due.recognised = rest;
                if (!budget.amount) {
                    years_[*t].priced[{capital_of_action(budget.action), budget.action}].push_back(
                        {rest, cost_on(registry_, budget.action, budget.period.first)->amount});
                }
                first = false;
            }
            if (budget.schedule != Schedule::measured) {
                recorded.year.planned += part->amount;
                due.shares.push_back({*t,
                                      part->amount,
                                      {},
                                      part->slice,
                                      part->weight,
                                      part->weights,
                                      part->by_month,
                                      part->cut_from});
            }
        }
    }

    /// A gap does not wait for its schedule once nothing is used any more: what is missing that day
    /// is due, as far as it is not owed already.
    void fall_due_at_once(BudgetDue& due, std::size_t t)
    {
        auto const& action = due.budget->action;
        auto& recorded = item(t, action);
        auto at_once = due.written_off;
        auto const costed = cost_on_day(registry_, *due.budget, *due.end, policy_.rounding);
        if (costed.amount) {
            auto const done = worked(action, t, [&](Date day) { return day <= *due.end; });
            auto const owed =
                std::max(Money{}, owed_before(action, t) + recorded.year.planned - done);
            at_once = std::min(at_once, std::max(Money{}, *costed.amount - owed));
        }
        recorded.year.planned += at_once;
        due.written_off -= at_once;
        auto const share = std::ranges::find(due.shares, t, &DueShare::exercise);
        if (share != due.shares.end()) {
            share->at_once = at_once;
        } else {
            due.shares.push_back({t, {}, at_once});
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
        std::int64_t den = 1;
        for (int i = 0; i < degradation.quantity.places; ++i) {
            den *= 10;
        }
        auto const amount =
            core::scale(cost->amount, degradation.quantity.units, den, policy_.rounding);
        auto& year = item(*t, degradation.action).year;
        year.measured = year.measured.value_or(Money{}) + amount;
        if (follows_measures(degradation.action)) {
            year.planned += amount;
        }
    }

    void add(TaggedAmount const& tagged)
    {
        auto const& line = *tagged.line;
        if (tagged.outlay) {
            closing_.notes.push_back(warn("care.tag-outlay", {{"entry", line.entry},
                                                              {"line", line.line},
                                                              {"account", line.account},
                                                              {"action", tagged.tag->action}}));
            return;
        }
        auto amount = tagged.amount;
        add_tagged(tagged, line.date, amount);
        for (auto const day : line.reversals) {
            amount = -amount;
            add_tagged(tagged, day, amount);
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
        worked_.push_back({tagged.tag->action, day, amount});
    }

    void add(Realisation const& realisation)
    {
        auto const work = counted_work(registry_, realisation, rates_, policy_.rounding);
        closing_.work.push_back(work);
        auto const t = exercise_of(realisation.date);
        if (!t) {
            return;
        }
        if (is_last(*t)) {
            note_mark(work);
        }
        // An item is what something counts of: what counts for nothing makes none.
        if (work.amount.is_zero()) {
            return;
        }
        auto const i = static_cast<std::size_t>(realisation.funding);
        item(*t, realisation.action).year.done.outside.at(i) += work.amount;
        worked_.push_back({realisation.action, realisation.date, work.amount});
    }

    void note_mark(CountedWork const& work)
    {
        auto const id = [&]() -> std::string {
            switch (work.mark) {
            case WorkMark::no_paper:
                return "care.work-no-paper";
            case WorkMark::own_people:
                return "care.work-own-people";
            case WorkMark::no_quantity:
                return "care.work-no-quantity";
            case WorkMark::stated:
                return "care.work-stated";
            case WorkMark::outlay:
                return "care.realisation-outlay";
            case WorkMark::no_amount:
                return "care.work-no-amount";
            case WorkMark::counted:
            case WorkMark::physical:
                break;
            }
            return {};
        }();
        if (id.empty()) {
            return;
        }
        core::Arguments args{{"realisation", work.realisation->head.id},
                             {"action", work.realisation->action}};
        if (work.mark == WorkMark::stated) {
            args.push_back({"amount", work.amount});
        }
        closing_.notes.push_back(warn(id, std::move(args)));
    }

    void add(Remission const& remission)
    {
        Asked asked{"remission",    remission.head.id, remission.action,
                    remission.date, remission.amount,  {}};
        if (auto const t =
                settled_in(registry_, exercises_, asked, remission.head.sequence, true)) {
            item(*t, remission.action).year.remission += remission.amount;
            closing_.settled.push_back({*t, asked.kind, asked.id});
        } else {
            ask(std::move(asked));
        }
    }

    void add(Revision const& revision)
    {
        bool const down = revision.amount.is_negative();
        Asked asked{"revision",
                    revision.head.id,
                    revision.action,
                    revision.date,
                    down ? -revision.amount : revision.amount,
                    {}};
        if (auto const t = settled_in(registry_, exercises_, asked, revision.head.sequence, down)) {
            item(*t, revision.action).year.estimate += revision.amount;
            closing_.settled.push_back({*t, asked.kind, asked.id});
        } else if (down) {
            ask(std::move(asked));
        }
    }

    void ask(Asked asked)
    {
        if (asked.date > exercises_.back().period.last) {
            return;
        }
        asked.standing = standing_of(registry_, asked.kind, asked.id);
        closing_.asked.push_back(std::move(asked));
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

    void add_cessations()
    {
        for (auto const& action : registry_.actions) {
            auto const end = end_of_use(action.head.id);
            for (std::size_t t = 0; end && t < exercises_.size(); ++t) {
                bool const ended = *end <= exercises_[t].period.last;
                bool const budgeted =
                    std::ranges::any_of(registry_.budgets, [&](Budget const& budget) {
                        return budget.action == action.head.id &&
                               budget.period.first <= exercises_[t].period.last;
                    });
                bool const known = years_[t].items.contains({action.capital, action.head.id});
                if (ended && (budgeted || known)) {
                    item(t, action.head.id).year.ceased = true;
                }
            }
        }
    }

    /// From here on the exercise is what it says, or what its close kept.
    void finish(std::size_t t)
    {
        auto& year = years_[t];
        for (auto& [key, recorded] : year.items) {
            year.recorded.items.push_back(std::move(recorded));
        }
        revise(registry_, exercises_.first(t + 1), policy_, std::span{years_}.first(t + 1));
        auto now = year.recorded;
        std::erase_if(now.items,
                      [](RecordedItem const& recorded) { return !says_something(recorded); });
        auto const& closed = exercises_[t].closed;
        // By the rules of before, it says what was kept of it: it is not read by others.
        bool const of_before = closed && closed->rules == Rules::declared;
        closing_.now.push_back(of_before ? *closed : now);
        closing_.years.push_back(closed.value_or(now));
    }

    /// A delivery and an invoice of one action in one exercise, and nobody says that they are one.
    void note_joins(std::span<LegalLine const> lines)
    {
        std::map<std::string, std::pair<bool, bool>> unjoined; // by action: lines, deliveries
        auto const last = exercises_.back().period;
        auto const named = [&](LegalLine const& line) {
            return std::ranges::any_of(registry_.realisations, [&](Realisation const& each) {
                return std::ranges::find(each.entry, LineRef{line.entry, line.line}) !=
                       each.entry.end();
            });
        };
        for (auto const& tag : registry_.tags) {
            for (auto const& line : lines) {
                bool const tagged =
                    !tag.withdrawn && tag.entry == line.entry && tag.line == line.line;
                if (tagged && last.contains(line.date) && !named(line)) {
                    unjoined[tag.action].first = true;
                }
            }
        }
        for (auto const& work : closing_.work) {
            auto const& each = *work.realisation;
            bool const free = work.mark == WorkMark::physical && each.entry.empty();
            if (free && last.contains(each.date)) {
                unjoined[each.action].second = true;
            }
        }
        for (auto const& [action, both] : unjoined) {
            if (both.first && both.second) {
                closing_.notes.push_back(warn("care.work-unjoined", {{"action", action}}));
            }
        }
    }

    void refuse_beyond(char const* id, Group const& group, std::size_t t, Money asked, Money owed)
    {
        if (owed < asked) {
            closing_.refused.push_back({core::Severity::error,
                                        id,
                                        {{"position", id_of(group)},
                                         {"amount", asked},
                                         {"owed", owed},
                                         {"year", exercises_[t].label}},
                                        {}});
        }
    }

    /// Nobody lets go of more than is owed once the year's work is done.
    void refuse_beyond()
    {
        auto const outcome = compute(closing_.inputs, policy_, true);
        for (std::size_t t = 0; t < exercises_.size(); ++t) {
            if (exercises_[t].closed) {
                continue;
            }
            for (std::size_t g = 0; g < outcome.groups.size(); ++g) {
                Money remissions;
                Money lowered;
                for (auto const i : outcome.groups[g].items) {
                    auto const& year = closing_.inputs.exercises[t].items[i];
                    remissions += year.remission;
                    lowered += std::max(Money{}, -year.estimate);
                }
                auto const& position = outcome.exercises[t].positions[g];
                refuse_beyond("care.revision-beyond", outcome.groups[g], t, lowered,
                              position.lowered);
                refuse_beyond("care.remission-beyond", outcome.groups[g], t, remissions,
                              position.remission);
            }
        }
    }

    Registry const& registry_;
    std::span<Exercise const> exercises_;
    Policy const& policy_;
    std::span<ledger::InkindRate const> rates_;
    std::vector<YearRead> years_;
    std::vector<DatedWork> worked_;
    std::map<std::size_t, std::map<std::string, Money>> owed_;
    Closing closing_;
};

} // namespace

Closing inputs_of(Registry const& registry, std::span<Exercise const> exercises,
                  std::span<LegalLine const> lines, Policy const& policy,
                  std::span<ledger::InkindRate const> rates)
{
    return Reader{registry, exercises, policy, rates}.read(lines);
}

} // namespace coop::care
