// SPDX-License-Identifier: GPL-3.0-or-later
#include "measured.hpp"

#include "report/wording.hpp"

#include <coop/core/error.hpp>

#include <algorithm>
#include <utility>

namespace coop::report {

using core::Cell;
using core::Decimal;

namespace {

bool is_less(Decimal a, Decimal b)
{
    int const places = std::max(a.places, b.places);
    return core::widen(a, places).units < core::widen(b, places).units;
}

std::string number(CareView const& view, Decimal value)
{
    return i18n::format(view.language(), core::Quantity{value, {}});
}

} // namespace

std::optional<bool> is_good(CareIndicator const& indicator, IndicatorYear const& year)
{
    if (indicator.direction == care::Direction::qualitative) {
        return year.level.empty() || year.good_level.empty()
                   ? std::nullopt
                   : std::optional{year.level == year.good_level};
    }
    bool const from_below = indicator.direction != care::Direction::max;
    bool const from_above = indicator.direction != care::Direction::min;
    if (!year.closing || (from_below && !year.lower) || (from_above && !year.upper)) {
        return std::nullopt;
    }
    return !(from_below && is_less(*year.closing, *year.lower)) &&
           !(from_above && is_less(*year.upper, *year.closing));
}

Cell measured(CareIndicator const& indicator, std::optional<Decimal> const& value,
              std::string const& level)
{
    if (value) {
        return core::Quantity{*value, indicator.unit};
    }
    return words(level);
}

Cell good_state(CareView const& view, CareIndicator const& indicator, IndicatorYear const& year)
{
    switch (indicator.direction) {
    case care::Direction::min:
        return year.lower ? Cell{"≥ " + number(view, *year.lower)} : Cell{};
    case care::Direction::max:
        return year.upper ? Cell{"≤ " + number(view, *year.upper)} : Cell{};
    case care::Direction::range:
        return year.lower && year.upper
                   ? Cell{number(view, *year.lower) + " – " + number(view, *year.upper)}
                   : Cell{};
    case care::Direction::qualitative:
        break;
    }
    return words(year.good_level);
}

std::string good_word(CareIndicator const& indicator, IndicatorYear const& year)
{
    auto const good = is_good(indicator, year);
    return !good ? "unknown" : *good ? "yes" : "no";
}

std::vector<CareIndicator const*> ordered_indicators(CareView const& view)
{
    std::vector<CareIndicator const*> result;
    for (auto const& indicator : view.facts().indicators) {
        result.push_back(&indicator);
    }
    auto const& capitals = view.facts().capitals;
    std::ranges::stable_sort(result, {}, [&](CareIndicator const* indicator) {
        return std::ranges::find(capitals, indicator->capital, &CareCapital::id) - capitals.begin();
    });
    return result;
}

std::string capital_name(CareView const& view, std::string const& capital)
{
    auto const& capitals = view.facts().capitals;
    auto const found = std::ranges::find(capitals, capital, &CareCapital::id);
    return found == capitals.end() ? capital : found->name;
}

} // namespace coop::report
