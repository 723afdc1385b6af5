// SPDX-License-Identifier: GPL-3.0-or-later
#include "columns.hpp"

#include <coop/core/error.hpp>
#include <coop/core/text.hpp>
#include <coop/core/words.hpp>

#include <algorithm>

namespace coop::report {

namespace {

constexpr auto names = core::words<ColumnKind>({
    {ColumnKind::n_minus_2, "n-2"},
    {ColumnKind::n_minus_1, "n-1"},
    {ColumnKind::n, "n"},
    {ColumnKind::budget, "budget"},
    {ColumnKind::variance, "variance"},
    {ColumnKind::variance_percent, "variance%"},
    {ColumnKind::budget_next, "budget+1"},
});

ColumnKind parse_column(std::string_view text)
{
    if (auto const kind = names.value(text)) {
        return *kind;
    }
    throw core::Error{core::ErrorKind::usage,
                      "columns.unknown",
                      {{"column", std::string{text}}, {"known", names.known()}}};
}

} // namespace

std::vector<ColumnKind> parse_columns(std::string_view text)
{
    std::vector<ColumnKind> kinds;
    for (auto part : core::split(text, ',')) {
        auto const kind = parse_column(core::trim(part));
        if (std::ranges::find(kinds, kind) == kinds.end()) {
            kinds.push_back(kind);
        }
    }
    return kinds;
}

std::string_view name_of(ColumnKind kind)
{
    return names.of(kind);
}

std::string_view year_name(ColumnKind kind)
{
    switch (kind) {
    case ColumnKind::n_minus_2:
        return "N-2";
    case ColumnKind::n_minus_1:
        return "N-1";
    case ColumnKind::budget_next:
        return "N+1";
    case ColumnKind::n:
    case ColumnKind::budget:
    case ColumnKind::variance:
    case ColumnKind::variance_percent:
        break;
    }
    return "N";
}

bool is_amount(ColumnKind kind)
{
    return kind != ColumnKind::variance && kind != ColumnKind::variance_percent;
}

} // namespace coop::report
