// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/care/position.hpp>

#include <coop/core/assert.hpp>
#include <coop/core/error.hpp>

#include <algorithm>
#include <map>
#include <utility>

// Order of settlement (care.md §3.2): the oldest arrears first, then what the year consumed, then
// what is not due yet of the same position's budget, then surplus. Never another position. What
// those concerned remit comes after the year's work, but where Rules::declared has it come first.

namespace coop::care {

using core::Error;
using core::ErrorKind;
using core::Money;

namespace {

Money sum(std::array<Money, funding_count> const& amounts)
{
    Money total;
    for (auto const amount : amounts) {
        total += amount;
    }
    return total;
}

/// What of `done` may repay a debt.
Done eligible(Done done, Policy const& policy)
{
    if (!policy.third_party_repays) {
        done.in_books[static_cast<std::size_t>(Funding::third)] = {};
        done.outside[static_cast<std::size_t>(Funding::third)] = {};
    }
    return done;
}

Money consumption_of(ItemYear const& year, Policy const& policy)
{
    if (!year.measured || policy.consumption == Consumption::planned) {
        return year.planned;
    }
    return policy.consumption == Consumption::measured ? *year.measured
                                                       : std::max(year.planned, *year.measured);
}

bool enters_result(Item const& item, Policy const& policy)
{
    return item.valued && item.kind == ActionKind::preservation &&
           (item.origin == Origin::contractee || policy.inherited == Inherited::include);
}

std::pair<std::string, std::string> key_of(Item const& item, Netting netting)
{
    switch (netting) {
    case Netting::action:
        return {item.capital, item.action};
    case Netting::capital:
        return {item.capital, {}};
    case Netting::family:
        return {item.capital.substr(0, 1), {}};
    case Netting::all:
        break;
    }
    return {"*", {}};
}

void refuse_negative(Item const& item, ExerciseInputs const& exercise, std::string_view key,
                     Money amount)
{
    if (amount.is_negative()) {
        throw Error{ErrorKind::refused,
                    "care.negative",
                    {{"item", id_of(item)},
                     {"exercise", exercise.label},
                     {"key", std::string{key}},
                     {"amount", amount}}};
    }
}

void check(Item const& item, ExerciseInputs const& exercise, ItemYear const& year)
{
    refuse_negative(item, exercise, "due", year.planned);
    refuse_negative(item, exercise, "measured", year.measured.value_or(Money{}));
    refuse_negative(item, exercise, "budget", year.budget.value_or(Money{}));
    refuse_negative(item, exercise, "remission", year.remission);
    refuse_negative(item, exercise, "overlap", year.overlap);
    for (std::size_t i = 0; i < funding_count; ++i) {
        if (exercise.rules == Rules::declared) {
            refuse_negative(item, exercise, "done", year.done.in_books[i]);
        }
        refuse_negative(item, exercise, "done", year.done.outside[i]);
    }
}

/// What goes from one exercise to the next for one position.
struct Carried {
    Money closing;       ///< X
    Money outstanding;   ///< liabilities C1 + C4: what may still be repaid
    Money budgeted;      ///< Σ B and complements, since first adoption
    Money consumed;      ///< Σ c
    Money in_legal_book; ///< L'
    std::vector<Layer> layers;
};

/// Of one item: what was budgeted and what of it was consumed, to know what a cessation leaves.
struct CarriedItem {
    Money budgeted;
    Money consumed;
};

/// Repays the oldest layers with `amount`; what is left of it.
Money settle(std::vector<Layer>& layers, Money amount)
{
    auto layer = layers.begin();
    for (; layer != layers.end() && !amount.is_zero(); ++layer) {
        auto const paid = std::min(layer->amount, amount);
        layer->amount -= paid;
        amount -= paid;
        if (!layer->amount.is_zero()) {
            break;
        }
    }
    layers.erase(layers.begin(), layer);
    return amount;
}

/// A lower estimate takes from what fell due last: the oldest debts are the best known.
void reduce_newest(std::vector<Layer>& layers, Money amount)
{
    while (!layers.empty() && !amount.is_zero()) {
        auto const taken = std::min(layers.back().amount, amount);
        layers.back().amount -= taken;
        amount -= taken;
        if (layers.back().amount.is_zero()) {
            layers.pop_back();
        }
    }
}

/// After settling, the layers must add up to the arrears: what is missing fell due this year.
void age(std::vector<Layer>& layers, Money arrears, std::size_t exercise)
{
    Money standing;
    for (auto const& layer : layers) {
        standing += layer.amount;
    }
    if (arrears > standing) {
        layers.push_back({exercise, arrears - standing});
    } else {
        reduce_newest(layers, standing - arrears);
    }
}

struct YearOfGroup {
    Money budget, consumption, revision, remission, overlap, done_in_books, done_outside;
    Money lowered;   ///< of signed revisions: what they take away, after the year's work
    Money unexpired; ///< budgeted for a capital that has ceased, and never due
    bool ceased = false;
    Rules rules = Rules::declared;
};

/// Whether the exercise knows the item at all.
bool says_something(ItemYear const& year)
{
    auto const is_nil = [](Money amount) { return amount.is_zero(); };
    std::array const amounts{year.planned,          year.revision, year.remission,
                             year.overlap,          year.estimate, sum(year.done.in_books),
                             sum(year.done.outside)};
    return year.budget || year.measured || !std::ranges::all_of(amounts, is_nil);
}

YearOfGroup gather(Group const& group, ExerciseInputs const& exercise, Policy const& policy,
                   std::vector<CarriedItem>& carried)
{
    YearOfGroup result;
    result.rules = exercise.rules;
    bool in_use = false;
    for (auto const i : group.items) {
        auto const& year = exercise.items[i];
        auto const consumption = consumption_of(year, policy);
        auto const done = eligible(year.done, policy);
        carried[i].budgeted += year.budget.value_or(consumption);
        carried[i].consumed += consumption;
        result.ceased = result.ceased || year.ceased;
        in_use = in_use || (!year.ceased && says_something(year));
        if (year.ceased) {
            auto const unexpired = std::max(Money{}, carried[i].budgeted - carried[i].consumed);
            carried[i].budgeted -= unexpired;
            result.unexpired += unexpired;
        }
        result.consumption += consumption;
        result.budget += year.budget.value_or(consumption);
        if (policy.cost_basis == CostBasis::current) {
            result.revision += year.revision;
        }
        result.revision += std::max(Money{}, year.estimate);
        result.lowered += std::max(Money{}, -year.estimate);
        result.remission += year.remission;
        result.overlap += year.overlap;
        result.done_in_books += sum(done.in_books);
        result.done_outside += sum(done.outside);
    }
    result.ceased = result.ceased && !in_use;
    return result;
}

/// Those concerned let go of what is due, not of what the budget has yet to bring.
Money let_go(Carried& carried, Money asked, Money due)
{
    auto const amount = std::min(asked, std::max(Money{}, due));
    carried.outstanding -= amount;
    return amount;
}

/// A capital that has ceased: what is still done ahead once the year's work is done is consumed
/// with it, the rest is written off and never falls due. \return what is consumed.
Money write_off(Carried& carried, YearOfGroup const& year, Money owed, Position& position)
{
    auto const lost = std::min(year.unexpired, std::max(Money{}, -owed));
    position.consumption += lost;
    carried.consumed += lost;
    carried.outstanding += lost;
    position.written_off = year.unexpired - lost;
    carried.budgeted -= position.written_off;
    return lost;
}

/// What of the work repays; below 0 in the books where more was taken back than was done.
void repay(Carried& carried, YearOfGroup const& year, Policy const& policy, Position& position)
{
    auto const taken_back = std::max(Money{}, -year.done_in_books);
    carried.outstanding += taken_back;
    position.done = year.done_in_books + year.done_outside;
    auto const done = position.done + taken_back;
    auto const repaid = policy.surplus == Surplus::prepaid
                            ? done
                            : std::min(done, std::max(Money{}, carried.outstanding));
    auto const in_books = std::max(Money{}, year.done_in_books);
    position.surplus = done - repaid;
    position.repaid_in_books = std::min(repaid, in_books) - taken_back;
    position.repaid_outside = repaid - std::min(repaid, in_books);
    carried.outstanding -= repaid;
}

Position advance_one_year(Carried& carried, YearOfGroup const& year, Policy const& policy,
                          std::size_t exercise)
{
    Position position;
    position.opening = carried.closing;
    position.in_legal_book_before = carried.in_legal_book;
    position.budget = year.budget;
    position.consumption = year.consumption;
    carried.budgeted += year.budget;
    carried.consumed += year.consumption;
    position.complement = std::max(Money{}, carried.consumed - carried.budgeted);
    carried.budgeted += position.complement;
    carried.outstanding += year.budget + position.complement;
    // An estimate falls to nothing at the least: what was never owed cannot be owed less.
    position.revision = std::max(year.revision, -std::max(Money{}, carried.outstanding));
    carried.outstanding += position.revision;
    position.ceased = year.ceased;
    carried.outstanding -= year.unexpired;
    auto due = position.opening + position.consumption + position.revision;
    if (year.rules == Rules::declared) {
        position.remission = let_go(carried, year.remission, due);
        repay(carried, year, policy, position);
        position.closing = due - position.remission - position.repaid();
    } else {
        repay(carried, year, policy, position);
        due += write_off(carried, year, due - position.repaid(), position);
        auto const lowered = let_go(carried, year.lowered, due - position.repaid());
        position.revision -= lowered;
        position.lowered = lowered;
        position.remission = let_go(carried, year.remission, due - position.repaid() - lowered);
        position.closing = due - position.repaid() - lowered - position.remission;
    }
    settle(carried.layers, std::max(Money{}, position.repaid()) + position.remission);
    age(carried.layers, position.arrears(), exercise);
    position.layers = carried.layers;
    position.in_legal_book = std::min(position.arrears(), year.overlap);
    carried.closing = position.closing;
    carried.in_legal_book = position.in_legal_book;
    return position;
}

Memo memo_of(Item const& item, ItemYear const& year, Policy const& policy)
{
    Memo memo;
    auto const all = sum(year.done.in_books) + sum(year.done.outside);
    switch (item.kind) {
    case ActionKind::restoration:
        memo.restoration = all;
        return memo;
    case ActionKind::avoidance:
        memo.avoidance = all;
        return memo;
    case ActionKind::monitoring:
        memo.monitoring = all;
        return memo;
    case ActionKind::preservation:
        break;
    }
    if (!enters_result(item, policy)) {
        memo.inherited = all;
    } else if (!policy.third_party_repays) {
        auto const third = static_cast<std::size_t>(Funding::third);
        memo.third_party = year.done.in_books[third] + year.done.outside[third];
    }
    return memo;
}

/// What the result loses to one position. The closing presentation knows no advance.
Money effect_in(Position const& position, Policy const& policy)
{
    if (policy.presentation != Presentation::cloture) {
        return position.effect();
    }
    auto const before = std::max(Money{}, position.opening) - position.in_legal_book_before;
    return position.arrears() - position.in_legal_book - before;
}

} // namespace

Money total(Memo const& memo)
{
    return memo.restoration + memo.inherited + memo.avoidance + memo.monitoring + memo.third_party;
}

Money Position::arrears() const
{
    return std::max(Money{}, closing);
}

Money Position::advance() const
{
    return std::max(Money{}, -closing);
}

Money Position::unmet() const
{
    return std::max(Money{}, consumption - repaid());
}

Money Position::arrears_repaid() const
{
    return std::max(Money{}, repaid() - consumption);
}

Money Position::effect() const
{
    return closing - opening - (in_legal_book - in_legal_book_before);
}

std::vector<Group> groups_of(std::span<Item const> items, Policy const& policy)
{
    std::vector<Group> groups;
    std::map<std::pair<std::string, std::string>, std::size_t> index;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (!enters_result(items[i], policy)) {
            continue;
        }
        auto const key = key_of(items[i], policy.netting);
        auto const [found, fresh] = index.emplace(key, groups.size());
        if (fresh) {
            groups.push_back({key.first, key.second, {}});
        }
        groups[found->second].items.push_back(i);
    }
    return groups;
}

Outcome compute(Inputs const& inputs, Policy const& policy, bool weak_allowed)
{
    if (is_weak(policy) && !weak_allowed) {
        throw Error{ErrorKind::refused, "care.weak"};
    }
    COOP_ASSERT(inputs.opening.empty() || inputs.opening.size() == inputs.items.size());
    Outcome outcome;
    outcome.groups = groups_of(inputs.items, policy);
    for (std::size_t i = 0; i < inputs.opening.size() && !inputs.exercises.empty(); ++i) {
        refuse_negative(inputs.items[i], inputs.exercises.front(), "opening", inputs.opening[i]);
    }
    std::vector<Carried> carried(outcome.groups.size());
    std::vector<CarriedItem> carried_items(inputs.items.size());
    for (std::size_t g = 0; g < carried.size() && !inputs.opening.empty(); ++g) {
        for (auto const i : outcome.groups[g].items) {
            carried[g].closing += inputs.opening[i];
        }
        carried[g].outstanding = carried[g].closing;
        if (!carried[g].closing.is_zero()) {
            carried[g].layers.push_back({Layer::before, carried[g].closing});
        }
    }
    for (std::size_t t = 0; t < inputs.exercises.size(); ++t) {
        auto const& exercise = inputs.exercises[t];
        COOP_ASSERT(exercise.items.size() == inputs.items.size());
        ExerciseOutcome result;
        result.label = exercise.label;
        result.legal_result = exercise.legal_result;
        result.result = exercise.legal_result;
        result.positions.reserve(outcome.groups.size());
        result.memos.reserve(inputs.items.size());
        for (std::size_t i = 0; i < inputs.items.size(); ++i) {
            check(inputs.items[i], exercise, exercise.items[i]);
            result.memos.push_back(memo_of(inputs.items[i], exercise.items[i], policy));
        }
        for (std::size_t g = 0; g < outcome.groups.size(); ++g) {
            auto const year = gather(outcome.groups[g], exercise, policy, carried_items);
            auto position = advance_one_year(carried[g], year, policy, t);
            result.result -= effect_in(position, policy);
            result.arrears += position.arrears();
            result.remitted += position.remission;
            result.advance_change += position.advance() - std::max(Money{}, -position.opening);
            result.positions.push_back(std::move(position));
        }
        outcome.exercises.push_back(std::move(result));
    }
    return outcome;
}

Money distributable(ExerciseOutcome const& exercise, Policy const& policy)
{
    if (policy.distribution == Distribution::strict && !exercise.arrears.is_zero()) {
        return {};
    }
    // Presentation C knows no advance: its result has none to leave out.
    auto const ahead = policy.presentation == Presentation::cloture
                           ? Money{}
                           : std::max(Money{}, exercise.advance_change);
    return std::max(Money{}, exercise.result - ahead - exercise.remitted);
}

std::vector<Money> linear_schedule(Money amount, std::size_t count)
{
    COOP_ASSERT(count >= 1);
    auto const each =
        core::scale(amount, 1, static_cast<std::int64_t>(count), core::Rounding::down);
    std::vector<Money> instalments(count, each);
    for (std::size_t i = 1; i < count; ++i) {
        amount -= each;
    }
    instalments.back() = amount;
    return instalments;
}

} // namespace coop::care
