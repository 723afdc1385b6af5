// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "books.hpp"

#include <coop/care/groups.hpp>
#include <coop/report/care/facts.hpp>

#include <span>
#include <string>

// How many people each capital stands for, and what is not let out of the books for it.

namespace coop::app {

/// \brief What the capitals of family H said of the people they stand for.
struct KnownPeople {
    std::map<std::string, care::PeopleOf> at_closes; ///< by year: until its close was recorded
    care::PeopleOf now;

    care::PeopleOf const& of(std::string const& year) const;
};
KnownPeople known_people(ContextOf<store::CareBooks> const& context);

/// \brief Which rows of lists stay in the books.
care::KeptBack kept_back(ContextOf<store::CareBooks> const& context);

/// \brief Refuses to let an object out. \throws Error{refused} "care.group-size" (capital, people,
/// minimum), "care.masked" (figure).
void demand_out(ContextOf<store::CareBooks> const& context, care::Registry const& registry,
                std::string const& kind, std::string const& id, std::string const& capital);

/// \brief What report::published() decides by: people, and what tags count for.
void add_groups(report::CareFacts& facts, KnownPeople const& people, CareBooks const& books,
                std::span<care::Exercise const> exercises);

} // namespace coop::app
