// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whether what stands below a figure makes it. Cents, percents and measures are taken as exact
// fractions: only the amount that a rule ends with is rounded.
#include "figures.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace coop::report {

using core::Cell;
using core::Decimal;
using core::Money;

namespace {

/// Enough for the sum of amounts that each fit, and for two of them multiplied.
__extension__ using Wide = __int128;

struct Fraction {
    Wide num = 0;
    Wide den = 1;
};

Wide power_of_ten(int places)
{
    Wide result = 1;
    for (int i = 0; i < places; ++i) {
        result *= 10;
    }
    return result;
}

Wide common_divisor(Wide a, Wide b)
{
    a = a < 0 ? -a : a;
    b = b < 0 ? -b : b;
    while (b != 0) {
        auto const rest = a % b;
        a = b;
        b = rest;
    }
    return a == 0 ? 1 : a;
}

Fraction reduced(Wide num, Wide den)
{
    auto const common = common_divisor(num, den);
    return den < 0 ? Fraction{-num / common, -den / common} : Fraction{num / common, den / common};
}

std::optional<Fraction> fraction_of(Cell const& cell)
{
    if (auto const* const amount = std::get_if<Money>(&cell)) {
        return reduced(amount->in_cents(), 100);
    }
    if (auto const* const count = std::get_if<std::int64_t>(&cell)) {
        return Fraction{*count, 1};
    }
    if (auto const* const measure = std::get_if<core::Quantity>(&cell)) {
        auto const percent = measure->unit == "%" ? 2 : 0;
        return reduced(measure->value.units, power_of_ten(measure->value.places + percent));
    }
    return std::nullopt;
}

/// The product, reduced before and after; nothing where it is beyond what amounts can be.
std::optional<Fraction> product(Fraction a, Fraction b)
{
    auto const first = reduced(a.num, b.den);
    auto const second = reduced(b.num, a.den);
    Wide num = 0;
    Wide den = 0;
    if (__builtin_mul_overflow(first.num, second.num, &num) ||
        __builtin_mul_overflow(first.den, second.den, &den)) {
        return std::nullopt;
    }
    return Fraction{num, den};
}

std::optional<Fraction> sum(Fraction a, Fraction b)
{
    auto const common = common_divisor(a.den, b.den);
    Wide left = 0;
    Wide right = 0;
    Wide num = 0;
    Wide den = 0;
    if (__builtin_mul_overflow(a.num, b.den / common, &left) ||
        __builtin_mul_overflow(b.num, a.den / common, &right) ||
        __builtin_add_overflow(left, right, &num) ||
        __builtin_mul_overflow(a.den, b.den / common, &den)) {
        return std::nullopt;
    }
    return reduced(num, den);
}

bool is_less(Fraction a, Fraction b)
{
    auto const gap = sum(a, {-b.num, b.den});
    return gap && gap->num < 0;
}

std::optional<Fraction> sum_of(std::span<Operand const> operands)
{
    std::optional<Fraction> total = Fraction{};
    for (auto const& [value, sign] : operands) {
        auto const each = fraction_of(value);
        if (sign == 0) {
            continue;
        }
        if (!each || !total) {
            return std::nullopt;
        }
        total = sum(*total, {sign * each->num, each->den});
    }
    return total;
}

std::optional<Fraction> product_of(std::span<Operand const> operands)
{
    std::optional<Fraction> total = Fraction{1, 1};
    for (auto const& [value, sign] : operands) {
        auto const each = fraction_of(value);
        if (sign == 0) {
            continue;
        }
        if (!each || !total || (sign < 0 && each->num == 0)) {
            return std::nullopt;
        }
        total = product(*total, sign > 0 ? *each : reduced(each->den, each->num));
    }
    return total;
}

std::optional<Fraction> least_of(std::span<Operand const> operands)
{
    auto const first = sum_of(operands.first(1));
    auto const others = sum_of(operands.subspan(1));
    return first && others ? std::optional{is_less(*others, *first) ? *others : *first}
                           : std::nullopt;
}

std::optional<Fraction> quotient_of(std::span<Operand const> operands)
{
    auto const over = sum_of(operands.first(operands.size() - 1));
    auto const by = sum_of(operands.last(1));
    if (!over || !by || by->num == 0) {
        return std::nullopt;
    }
    return product(*over, reduced(by->den, by->num));
}

std::optional<Fraction> result_of(CareRule rule, std::span<Operand const> operands)
{
    switch (rule) {
    case CareRule::sum:
        return sum_of(operands);
    case CareRule::floor: {
        auto const total = sum_of(operands);
        return total && total->num < 0 ? Fraction{} : total;
    }
    case CareRule::least:
        return least_of(operands);
    case CareRule::quotient:
        return quotient_of(operands);
    case CareRule::product:
        break;
    }
    return product_of(operands);
}

/// One unit of the last decimal that a value is printed with.
Fraction unit_of(Cell const& value)
{
    if (auto const* const measure = std::get_if<core::Quantity>(&value)) {
        auto const percent = measure->unit == "%" ? 2 : 0;
        return {1, power_of_ten(measure->value.places + percent)};
    }
    return {1, 100};
}

bool is_empty(Cell const& value)
{
    return std::holds_alternative<std::monostate>(value);
}

} // namespace

std::optional<Money> difference(CareRule rule, std::vector<Operand> const& operands,
                                Cell const& value)
{
    auto const is_signed = [](Operand const& each) { return each.sign != 0; };
    if (is_empty(value) && std::ranges::none_of(operands, is_signed)) {
        return Money{}; // nothing was measured, and nothing is said to be
    }
    if (std::holds_alternative<std::string>(value)) {
        auto const says = [&](Operand const& each) {
            return !is_signed(each) || each.value == value;
        };
        return std::ranges::all_of(operands, says) ? std::optional{Money{}} : std::nullopt;
    }
    bool const rounded = rule == CareRule::product || rule == CareRule::quotient;
    auto const result = operands.empty() ? std::nullopt : result_of(rule, operands);
    auto const said = fraction_of(value);
    if (!result || !said) { // a quotient by nothing is blank
        bool const blank = rule == CareRule::quotient && !result && is_empty(value);
        return blank ? std::optional{Money{}} : std::nullopt;
    }
    auto const gap = sum(*said, {-result->num, result->den});
    if (!gap) {
        return std::nullopt;
    }
    auto const size = Fraction{gap->num < 0 ? -gap->num : gap->num, gap->den};
    if (gap->num == 0 || (rounded && is_less(size, unit_of(value)))) {
        return Money{};
    }
    // To the cent: of a product, what lacks to the rounded one.
    auto const cents = static_cast<std::int64_t>(gap->num * 100 / gap->den);
    bool const exact = gap->num * 100 % gap->den == 0;
    return std::holds_alternative<Money>(value) && (exact || rounded)
               ? std::optional{core::cents(cents)}
               : std::nullopt;
}

std::string difference_name(std::string_view formula)
{
    constexpr std::array<std::string_view, 14> named{
        "budget",   "due-ceased",       "revision",      "remission",      "done",
        "repaid",   "repaid-in-books",  "covered",       "arrears-repaid", "preserved",
        "schedule", "memo-third-party", "distributable", "recognised-rest"};
    return std::ranges::find(named, formula) == named.end() ? "" : std::string{formula};
}

} // namespace coop::report
