// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/report/care/facts.hpp>

#include <array>

namespace coop::report {

namespace {

// Order of words = order of the enumerators.
constexpr std::array<std::string_view, 5> source_kinds{"legal-entry", "record", "care-entry",
                                                       "policy", "declaration"};
constexpr std::array<std::string_view, 3> flags{"expired", "undeclared", "debtor-alone"};
constexpr std::array<std::string_view, 4> directions{"min", "max", "range", "qualitative"};

} // namespace

std::string_view name_of(CareSourceKind kind)
{
    return source_kinds[static_cast<std::size_t>(kind)];
}

std::string_view name_of(CareFlag flag)
{
    return flags[static_cast<std::size_t>(flag)];
}

std::string_view name_of(CareDirection direction)
{
    return directions[static_cast<std::size_t>(direction)];
}

} // namespace coop::report
