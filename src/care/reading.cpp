// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/care/reading.hpp>

#include <coop/core/error.hpp>
#include <coop/core/text.hpp>

#include <algorithm>
#include <array>
#include <set>

namespace coop::care {

using core::Decimal;

namespace {

constexpr int places_max = 6;

/// One measurement each so many months, or each so many days.
struct Pace {
    std::string_view word;
    int months = 0;
    int days = 0;
};

constexpr auto paces = std::to_array<Pace>({
    {"jour", 0, 1},         {"jours", 0, 1},         {"quotidien", 0, 1},     {"quotidienne", 0, 1},
    {"journalier", 0, 1},   {"journaliere", 0, 1},   {"day", 0, 1},           {"daily", 0, 1},
    {"semaine", 0, 7},      {"semaines", 0, 7},      {"hebdomadaire", 0, 7},  {"hebdo", 0, 7},
    {"week", 0, 7},         {"weekly", 0, 7},        {"mois", 1, 0},          {"mensuel", 1, 0},
    {"mensuelle", 1, 0},    {"mensuellement", 1, 0}, {"month", 1, 0},         {"monthly", 1, 0},
    {"bimestre", 2, 0},     {"bimestriel", 2, 0},    {"bimestrielle", 2, 0},  {"deux mois", 2, 0},
    {"2 mois", 2, 0},       {"two months", 2, 0},    {"trimestre", 3, 0},     {"trimestres", 3, 0},
    {"trimestriel", 3, 0},  {"trimestrielle", 3, 0}, {"trois mois", 3, 0},    {"3 mois", 3, 0},
    {"three months", 3, 0}, {"quarter", 3, 0},       {"quarterly", 3, 0},     {"semestre", 6, 0},
    {"semestres", 6, 0},    {"semestriel", 6, 0},    {"semestrielle", 6, 0},  {"six mois", 6, 0},
    {"6 mois", 6, 0},       {"six months", 6, 0},    {"half year", 6, 0},     {"half yearly", 6, 0},
    {"an", 12, 0},          {"ans", 12, 0},          {"annee", 12, 0},        {"annees", 12, 0},
    {"annuel", 12, 0},      {"annuelle", 12, 0},     {"annuellement", 12, 0}, {"year", 12, 0},
    {"yearly", 12, 0},      {"annual", 12, 0},       {"annually", 12, 0},
});

constexpr auto leads = std::to_array<std::string_view>({
    "une fois ",
    "1 fois ",
    "once ",
    "tous les ",
    "toutes les ",
    "chaque ",
    "par ",
    "every ",
    "each ",
    "per ",
    "a ",
});

std::optional<Pace> pace_of(std::string_view frequency)
{
    auto text = core::fold(core::trim(frequency));
    std::ranges::replace(text, '-', ' ');
    std::string_view word = text;
    for (auto const lead : leads) {
        if (word.starts_with(lead)) {
            word.remove_prefix(lead.size());
        }
    }
    auto const found = std::ranges::find(paces, word, &Pace::word);
    return found == paces.end() ? std::nullopt : std::optional{*found};
}

std::int64_t month_of(core::Date day)
{
    return static_cast<int>(day.year()) * 12 + static_cast<int>(static_cast<unsigned>(day.month()));
}

std::int64_t whole_months(core::Period period)
{
    auto const after = core::next_day(period.last);
    auto const months = month_of(after) - month_of(period.first);
    return after.day() < period.first.day() ? months - 1 : months;
}

/// Which measurement of the period one of that day is: two in a month are one month.
std::int64_t slot_of(Pace const& pace, core::Period period, core::Date day)
{
    if (pace.months > 0) {
        return (month_of(day) - month_of(period.first)) / pace.months;
    }
    return (core::length_days({period.first, day}) - 1) / pace.days;
}

bool is_less(Decimal a, Decimal b)
{
    return core::widen(a, places_max).units < core::widen(b, places_max).units;
}

bool is_negative(Measurement const* one)
{
    return one->value.units < 0;
}

std::int64_t sum_of(Indicator const& indicator, std::vector<Measurement const*> const& used)
{
    std::int64_t sum = 0;
    for (auto const* const one : used) {
        if (__builtin_add_overflow(sum, core::widen(one->value, places_max).units, &sum)) {
            throw core::Error{
                core::ErrorKind::refused, "care.sum-too-large", {{"id", indicator.head.id}}};
        }
    }
    return sum;
}

/// Without zeros at the end, but for those that the measurements have.
Decimal tidy(std::int64_t millionths, int places_min)
{
    Decimal value{millionths, places_max};
    while (value.places > places_min && value.units % 10 == 0) {
        value = {value.units / 10, value.places - 1};
    }
    return value;
}

std::int64_t divided(std::int64_t sum, std::int64_t by, core::Rounding rounding)
{
    return core::scale(core::cents(sum), 1, by, rounding).in_cents();
}

/// A sum, and a mean, with what the missing ones leave open.
void add_up(Reading& reading, Indicator const& indicator)
{
    int places = 0;
    for (auto const* const one : reading.used) {
        places = std::max(places, one->value.places);
    }
    auto const sum = sum_of(indicator, reading.used);
    bool const mean = indicator.aggregate == Aggregate::mean;
    auto const count = static_cast<std::int64_t>(reading.used.size());
    reading.value =
        mean ? tidy(divided(sum, count, core::Rounding::half_up), 0) : tidy(sum, places);
    if (!reading.is_partial()) {
        reading.at_least = reading.at_most = reading.value;
    } else if (std::ranges::none_of(reading.used, is_negative)) {
        auto const missing = reading.expected - reading.counted;
        reading.at_least =
            mean ? tidy(divided(sum, count + missing, core::Rounding::down), 0) : reading.value;
    }
}

/// What stands beside the one measurement that is the value.
void take(Reading& reading, Measurement const& one, Decimal value)
{
    reading.value = value;
    reading.uncertainty = one.uncertainty;
}

/// Of the measurements by their order: the value itself, or the place of its level.
void choose(Reading& reading, Indicator const& indicator)
{
    bool const in_words = indicator.direction == Direction::qualitative;
    auto const value_of = [&](Measurement const* one) {
        auto const place =
            in_words ? level_place(indicator, one->level).value_or(0) : std::size_t{};
        return in_words ? Decimal{static_cast<std::int64_t>(place), 0} : one->value;
    };
    auto const less = [&](Measurement const* a, Measurement const* b) {
        return is_less(value_of(a), value_of(b));
    };
    auto const& used = reading.used;
    auto const* chosen = used.back();
    if (indicator.aggregate == Aggregate::max) {
        chosen = *std::ranges::max_element(used, less);
    } else if (indicator.aggregate == Aggregate::min) {
        chosen = *std::ranges::min_element(used, less);
    }
    auto const value = value_of(chosen);
    take(reading, *chosen, value);
    bool const open = indicator.aggregate != Aggregate::last && reading.is_partial();
    if (!open || indicator.aggregate == Aggregate::max) {
        reading.at_least = value;
    }
    if (!open || indicator.aggregate == Aggregate::min) {
        reading.at_most = value;
    }
    if (open) {
        reading.uncertainty.reset();
    }
    if (in_words) {
        reading.level = chosen->level;
        reading.value.reset();
    }
    if (indicator.aggregate == Aggregate::last) {
        reading.used = {chosen};
    }
}

/// Those of the indicator within the period, by day, then id; of words only those of its list.
std::vector<Measurement const*> within(Indicator const& indicator,
                                       std::vector<Measurement> const& measurements,
                                       core::Period period)
{
    std::vector<Measurement const*> used;
    for (auto const& one : measurements) {
        bool const ours = one.indicator == indicator.head.id && period.contains(one.date);
        bool const listed = indicator.levels.empty() || one.level.empty() ||
                            level_place(indicator, one.level).has_value();
        if (ours && listed) {
            used.push_back(&one);
        }
    }
    std::ranges::stable_sort(used, {}, [](Measurement const* one) { return one->date; });
    return used;
}

} // namespace

std::optional<std::size_t> level_place(Indicator const& indicator, std::string_view level)
{
    auto const typed = core::fold(core::trim(level));
    for (std::size_t i = 0; i < indicator.levels.size(); ++i) {
        if (core::fold(core::trim(indicator.levels[i])) == typed) {
            return i;
        }
    }
    return std::nullopt;
}

std::int64_t expected_of(std::string_view frequency, core::Period period)
{
    auto const pace = pace_of(frequency);
    if (!pace) {
        return 0;
    }
    return pace->months > 0 ? whole_months(period) / pace->months
                            : core::length_days(period) / pace->days;
}

Reading reading_of(Indicator const& indicator, std::vector<Measurement> const& measurements,
                   core::Period period)
{
    Reading reading;
    reading.used = within(indicator, measurements, period);
    if (reading.used.empty()) {
        return reading;
    }
    if (indicator.aggregate != Aggregate::last) {
        reading.expected = expected_of(indicator.frequency, period);
        if (auto const pace = pace_of(indicator.frequency); reading.expected > 0) {
            std::set<std::int64_t> slots;
            for (auto const* const one : reading.used) {
                slots.insert(slot_of(*pace, period, one->date));
            }
            reading.counted = std::min(static_cast<std::int64_t>(slots.size()), reading.expected);
        }
    }
    bool const adds =
        indicator.aggregate == Aggregate::sum || indicator.aggregate == Aggregate::mean;
    if (adds) {
        add_up(reading, indicator);
    } else {
        choose(reading, indicator);
    }
    if (reading.used.size() == 1 && adds && !reading.is_partial()) {
        reading.uncertainty = reading.used.front()->uncertainty;
    }
    reading.grade = std::ranges::max(reading.used, {}, [](Measurement const* one) {
                        return one->grade;
                    })->grade;
    return reading;
}

} // namespace coop::care
