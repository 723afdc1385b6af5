// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/care/experiment.hpp>

#include <coop/core/decimal.hpp>
#include <coop/core/error.hpp>
#include <coop/core/text.hpp>

#include <algorithm>
#include <numeric>

namespace coop::care {

using core::Error;
using core::ErrorKind;

namespace {

/// More places of a factor than that say nothing about an amount in cents.
constexpr int factor_places = 9;

[[noreturn]] void refuse_factor(std::string_view text)
{
    throw Error{ErrorKind::usage, "care.factor", {{"text", core::printable(std::string{text})}}};
}

core::Decimal decimal_of(std::string_view number, std::string_view text)
{
    try {
        return core::parse_decimal(number, factor_places);
    } catch (Error const&) {
        refuse_factor(text);
    }
}

std::int64_t power_of_ten(int places)
{
    std::int64_t result = 1;
    for (int i = 0; i < places; ++i) {
        result *= 10;
    }
    return result;
}

Factor reduced(std::int64_t num, std::int64_t den)
{
    auto const common = std::gcd(num, den);
    return {num / common, den / common};
}

/// As a shell does: `*` any letters, `?` one.
bool matches(std::string_view glob, std::string_view text)
{
    std::size_t g = 0;
    std::size_t t = 0;
    auto star = glob.npos;
    std::size_t after = 0;
    while (t < text.size()) {
        if (g < glob.size() && glob[g] == '*') {
            star = g++;
            after = t;
        } else if (g < glob.size() && (glob[g] == '?' || glob[g] == text[t])) {
            ++g;
            ++t;
        } else if (star != glob.npos) {
            g = star + 1;
            t = ++after;
        } else {
            return false;
        }
    }
    return glob.find_first_not_of('*', g) == glob.npos;
}

/// Whether an item has what `field` names: a due that is not computed has no cost.
bool has(Experiment const& experiment, std::size_t item, InputField field)
{
    if (!experiment.items[item].item.valued) {
        return false;
    }
    return field != InputField::cost ||
           std::ranges::any_of(experiment.exercises, [&](ExperimentExercise const& exercise) {
               auto const& terms = exercise.terms[item];
               return terms.costed || terms.revaluation ||
                      (terms.plan && experiment.plans[*terms.plan].costed);
           });
}

} // namespace

Factor parse_factor(std::string_view text)
{
    auto number = core::trim(text);
    bool const percent = number.ends_with('%');
    bool const is_signed = number.starts_with('+') || number.starts_with('-');
    if (percent != is_signed) {
        refuse_factor(text); // 10 % of it, or 10 % more?
    }
    if (!percent) {
        auto const value = decimal_of(number, text);
        return reduced(value.units, power_of_ten(value.places));
    }
    number = core::trim(number.substr(0, number.size() - 1));
    auto const change = decimal_of(number.substr(number.starts_with('+') ? 1 : 0), text);
    auto const hundred = 100 * power_of_ten(change.places);
    if (change.units < -hundred) {
        refuse_factor(text);
    }
    return reduced(hundred + change.units, hundred);
}

Factor times(Factor a, Factor b)
{
    a = reduced(a.num, a.den);
    b = reduced(b.num, b.den);
    auto const crossed = reduced(a.num, b.den);
    auto const other = reduced(b.num, a.den);
    Factor result;
    if (__builtin_mul_overflow(crossed.num, other.num, &result.num) ||
        __builtin_mul_overflow(crossed.den, other.den, &result.den)) {
        throw Error{ErrorKind::refused, "money.overflow", {{"limit", core::Money{INT64_MAX}}}};
    }
    return result;
}

Target parse_target(Experiment const& experiment, std::string_view text)
{
    auto const colon = text.find(':');
    auto const field = input_field_words.value(text.substr(0, colon));
    bool const known =
        colon != text.npos && colon + 1 < text.size() &&
        (field == InputField::due || field == InputField::done || field == InputField::cost);
    core::Arguments const args{{"target", core::printable(std::string{text})}};
    if (!known) {
        throw Error{ErrorKind::usage, "care.target", args};
    }
    auto const glob = text.substr(colon + 1);
    bool const finer = glob.find('/') != glob.npos;
    Target target{std::string{text}, *field, {}};
    for (std::size_t i = 0; i < experiment.items.size(); ++i) {
        auto const& item = experiment.items[i].item;
        if (matches(glob, finer ? id_of(item) : item.capital) && has(experiment, i, *field)) {
            target.items.push_back(i);
        }
    }
    if (target.items.empty()) {
        throw Error{ErrorKind::usage, "care.target-nothing", args};
    }
    return target;
}

} // namespace coop::care
