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

/// Between what and what the truth lies; of a whole reading both are the value.
struct Known {
    std::optional<Decimal> at_least, at_most;
};

Known known_of(IndicatorYear const& year)
{
    return year.counted < year.expected ? Known{year.at_least, year.at_most}
                                        : Known{year.closing, year.closing};
}

std::optional<std::int64_t> place_of(CareIndicator const& indicator, std::string const& level)
{
    auto const found = std::ranges::find(indicator.levels, level);
    return found == indicator.levels.end() ? std::nullopt
                                           : std::optional{found - indicator.levels.begin()};
}

/// At the level of the good state or above it; without a list of them only the same word is.
std::optional<bool> is_good_level(CareIndicator const& indicator, IndicatorYear const& year)
{
    if (year.level.empty() || year.good_level.empty()) {
        return std::nullopt;
    }
    auto const measured = place_of(indicator, year.level);
    auto const good = place_of(indicator, year.good_level);
    if (!measured || !good) {
        return year.level == year.good_level;
    }
    bool const whole = year.counted >= year.expected;
    if (*measured >= *good && (whole || year.at_least)) {
        return true;
    }
    return *measured < *good && (whole || year.at_most) ? std::optional{false} : std::nullopt;
}

std::string number(CareView const& view, Decimal value)
{
    return i18n::format(view.language(), core::Quantity{value, {}});
}

} // namespace

std::optional<bool> is_good(CareIndicator const& indicator, IndicatorYear const& year)
{
    if (indicator.direction == care::Direction::qualitative) {
        return is_good_level(indicator, year);
    }
    auto const known = known_of(year);
    bool const from_below = indicator.direction != care::Direction::max;
    bool const from_above = indicator.direction != care::Direction::min;
    if (!year.closing || (from_below && !year.lower) || (from_above && !year.upper)) {
        return std::nullopt;
    }
    if ((from_below && known.at_most && is_less(*known.at_most, *year.lower)) ||
        (from_above && known.at_least && is_less(*year.upper, *known.at_least))) {
        return false;
    }
    bool const held = (!from_below || (known.at_least && !is_less(*known.at_least, *year.lower))) &&
                      (!from_above || (known.at_most && !is_less(*year.upper, *known.at_most)));
    return held ? std::optional{true} : std::nullopt;
}

bool is_partial(IndicatorYear const& year)
{
    return year.counted < year.expected;
}

std::string bound_of(IndicatorYear const& year)
{
    if (!is_partial(year) || (year.level.empty() && !year.closing)) {
        return {};
    }
    bool const mean = year.level.empty() && year.at_least && year.at_least != year.closing;
    return year.at_least && !mean ? "ge" : year.at_most ? "le" : "";
}

std::string partial_text(CareView const& view, IndicatorYear const& year)
{
    if (!is_partial(year)) {
        return {};
    }
    auto const bound = bound_of(year);
    auto const value = year.closing ? number(view, *year.closing) : year.level;
    return (bound == "ge"   ? "≥ "
            : bound == "le" ? "≤ "
                            : "") +
           value + " (" +
           view.word("counted", {{"counted", year.counted}, {"expected", year.expected}}) + ")";
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
