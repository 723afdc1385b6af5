// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/care/registry.hpp>

#include <string_view>
#include <tuple>

namespace coop::care {

/// \brief A choice of schemas/care/kinds.csv, the member of an object that it fills, and the table
/// of its words. What is not said leaves the member as it is.
template <class Object, class Value, std::size_t size>
struct Choice {
    std::string_view kind;
    std::string_view key;
    Value Object::*member;
    core::Words<Value, size> const& words;
};
template <class Object, class Value, std::size_t size>
Choice(std::string_view, std::string_view, Value Object::*, core::Words<Value, size> const&)
    -> Choice<Object, Value, size>;

/// \brief Every choice that is no mere text: what reads the registers, and what is compared with
/// kinds.csv.
inline constexpr std::tuple registry_choices{
    Choice{"capital", "valuation", &Capital::valuation, valuation_words},
    Choice{"capital", "status", &Capital::ceased, ceased_words},
    Choice{"indicator", "direction", &Indicator::direction, direction_words},
    Choice{"indicator", "aggregate", &Indicator::aggregate, aggregate_words},
    Choice{"state", "mode", &State::mode, mode_words},
    Choice{"measurement", "grade", &Measurement::grade, grade_words},
    Choice{"action", "kind", &Action::kind, action_kind_words},
    Choice{"action", "origin", &Action::origin, origin_words},
    Choice{"wage", "per", &Wage::per_person, per_person_words},
    Choice{"budget", "schedule", &Budget::schedule, schedule_words},
    Choice{"realisation", "basis", &Realisation::basis, basis_words},
    Choice{"realisation", "funding", &Realisation::funding, funding_words},
    Choice{"tag", "funding", &Tag::funding, funding_words},
    Choice{"tag", "withdrawn", &Tag::withdrawn, yes_words},
    Choice{"spokesperson", "type", &Spokesperson::type, spokesperson_words},
    Choice{"opinion", "verdict", &Opinion::verdict, verdict_words},
};

} // namespace coop::care
