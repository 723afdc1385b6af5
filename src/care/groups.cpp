// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/care/groups.hpp>

#include <coop/care/rules.hpp>

namespace coop::care {

bool is_small(People const& people)
{
    return people.count.value_or(0) < people.at_least;
}

bool KeptBack::holds(std::string_view kind, std::string const& capital) const
{
    if (small.empty() || kind == "close") { // a close keeps what it read of every capital
        return !small.empty();
    }
    if (!concerns_people(kind)) {
        return false;
    }
    bool const amount = kind != "measurement" && kind != "cost";
    return (amount ? human : small).contains(capital);
}

KeptBack kept_back(std::map<std::string, PeopleOf> const& at_closes, PeopleOf const& now)
{
    KeptBack kept;
    auto const add = [&](PeopleOf const& people) {
        for (auto const& [capital, known] : people) {
            kept.human.insert(capital);
            if (is_small(known)) {
                kept.small.insert(capital);
            }
        }
    };
    for (auto const& [year, people] : at_closes) {
        add(people);
    }
    add(now);
    return kept;
}

} // namespace coop::care
