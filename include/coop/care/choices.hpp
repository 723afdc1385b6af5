// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/words.hpp>

// What an object of the registers chooses from. Words are those of schemas/care/kinds.csv;
// registry_choices.hpp says which choice is which.

namespace coop::care {

enum class Valuation { money, none };
inline constexpr auto valuation_words = core::words<Valuation>({
    {Valuation::money, "money"},
    {Valuation::none, "none"},
});

enum class Direction { min, max, range, qualitative };
inline constexpr auto direction_words = core::words<Direction>({
    {Direction::min, "min"},
    {Direction::max, "max"},
    {Direction::range, "range"},
    {Direction::qualitative, "qualitative"},
});

enum class Mode { arretee, ratifiee, non_declaree };
inline constexpr auto mode_words = core::words<Mode>({
    {Mode::arretee, "arretee"},
    {Mode::ratifiee, "ratifiee"},
    {Mode::non_declaree, "non_declaree"},
});

enum class Grade { mesure, declare, estime, reference };
inline constexpr auto grade_words = core::words<Grade>({
    {Grade::mesure, "mesure"},
    {Grade::declare, "declare"},
    {Grade::estime, "estime"},
    {Grade::reference, "reference"},
});

enum class Schedule { linear, listed, measured };
inline constexpr auto schedule_words = core::words<Schedule>({
    {Schedule::linear, "linear"},
    {Schedule::listed, "listed"},
    {Schedule::measured, "measured"},
});

enum class Basis { charge, outlay, in_kind };
inline constexpr auto basis_words = core::words<Basis>({
    {Basis::charge, "charge"},
    {Basis::outlay, "outlay"},
    {Basis::in_kind, "in_kind"},
});

enum class Aggregate { last, sum, mean, max, min };
inline constexpr auto aggregate_words = core::words<Aggregate>({
    {Aggregate::last, "last"},
    {Aggregate::sum, "sum"},
    {Aggregate::mean, "mean"},
    {Aggregate::max, "max"},
    {Aggregate::min, "min"},
});

enum class Wages { gross, loaded };
inline constexpr auto wages_words = core::words<Wages>({
    {Wages::gross, "gross"},
    {Wages::loaded, "loaded"},
});

enum class SpokespersonType { concerned, delegate, expert, management };
inline constexpr auto spokesperson_words = core::words<SpokespersonType>({
    {SpokespersonType::concerned, "concerned"},
    {SpokespersonType::delegate, "delegate"},
    {SpokespersonType::expert, "expert"},
    {SpokespersonType::management, "management"},
});

enum class Verdict { approuve, reserve, precision, refuse };
inline constexpr auto verdict_words = core::words<Verdict>({
    {Verdict::approuve, "approuve"},
    {Verdict::reserve, "reserve"},
    {Verdict::precision, "precision"},
    {Verdict::refuse, "refuse"},
});

// What is true or not has its two words as well.

inline constexpr auto ceased_words = core::words<bool>({{false, "actif"}, {true, "cesse"}});

inline constexpr auto per_person_words = core::words<bool>({{false, "fte"}, {true, "person"}});

} // namespace coop::care
