// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a budget amounts to. Decimals have six places at most: their ratios are reduced, so that one
// scale() of the unit cost rounds once.
#include <coop/care/rules.hpp>

#include <coop/core/error.hpp>

#include <numeric>

namespace coop::care {

using core::Decimal;
using core::Error;
using core::ErrorKind;

namespace {

constexpr int places = 6;

struct Factor {
    std::int64_t num = 1;
    std::int64_t den = 1;
};

std::int64_t times(std::int64_t a, std::int64_t b)
{
    std::int64_t product = 0;
    if (__builtin_mul_overflow(a, b, &product)) {
        throw Error{ErrorKind::refused, "money.overflow", {{"limit", core::cents(INT64_MAX)}}};
    }
    return product;
}

// \param by > 0.
Factor ratio(Decimal value, Decimal by)
{
    auto const num = core::widen(value, places).units;
    auto const den = core::widen(by, places).units;
    auto const common = std::gcd(num, den);
    return {num / common, den / common};
}

Factor product(Factor a, Factor b)
{
    auto const first = std::gcd(a.num, b.den);
    auto const second = std::gcd(b.num, a.den);
    return {times(a.num / first, b.num / second), times(a.den / second, b.den / first)};
}

// Rounded half up.
Decimal decimal_of(Factor factor)
{
    auto const millions =
        core::scale(core::cents(1'000'000), factor.num, factor.den, core::Rounding::half_up);
    return {millions.in_cents(), places};
}

// How many units of the action close the gap of the day.
std::optional<Factor> gap_units(Registry const& registry, Budget const& budget, core::Date day,
                                Costed& costed)
{
    auto const* const indicator = find(registry.indicators, budget.indicator);
    costed.state = state_on(registry, budget.indicator, day);
    costed.measurement = measurement_on(registry, budget.indicator, day);
    if (costed.state == nullptr || indicator == nullptr) {
        costed.missing = "state";
        return std::nullopt;
    }
    // A sum or a mean is of an exercise: no measure of a day is it.
    if (costed.measurement == nullptr || indicator->aggregate != Aggregate::last) {
        costed.missing = "measurement";
        return std::nullopt;
    }
    auto const gap = gap_of(*costed.state, indicator->direction, costed.measurement->value);
    if (!gap || !budget.step) {
        costed.missing = "state";
        return std::nullopt;
    }
    return product(ratio(*gap, *budget.step),
                   ratio(budget.extent.value_or(Decimal{1, 0}), Decimal{1, 0}));
}

} // namespace

std::optional<Decimal> gap_of(State const& state, Direction direction, Decimal value)
{
    auto const at = core::widen(value, places).units;
    if (direction == Direction::qualitative) {
        return std::nullopt;
    }
    if (direction != Direction::max && state.lower) {
        auto const low = core::widen(*state.lower, places).units;
        if (at < low) {
            return Decimal{low - at, places};
        }
    }
    if (direction != Direction::min && state.upper) {
        auto const high = core::widen(*state.upper, places).units;
        if (at > high) {
            return Decimal{at - high, places};
        }
    }
    return Decimal{0, places};
}

Costed cost_on_day(Registry const& registry, Budget const& budget, core::Date day,
                   core::Rounding rounding)
{
    auto const* const action = find(registry.actions, budget.action);
    Costed costed;
    costed.shadow_price = action != nullptr && action->is_shadow_price();
    if (budget.amount) {
        costed.amount = budget.amount;
        return costed;
    }
    costed.cost = cost_on(registry, budget.action, day);
    if (costed.cost == nullptr) {
        costed.missing = "cost";
        return costed;
    }
    std::optional<Factor> units;
    if (budget.quantity) {
        units = ratio(*budget.quantity, Decimal{1, 0});
    } else {
        units = gap_units(registry, budget, day, costed);
    }
    if (units) {
        costed.units = decimal_of(*units);
        costed.amount = core::scale(costed.cost->amount, units->num, units->den, rounding);
    }
    return costed;
}

Costed cost_of(Registry const& registry, Budget const& budget, core::Rounding rounding)
{
    return cost_on_day(registry, budget, budget.period.first, rounding);
}

} // namespace coop::care
