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
    {ColumnKind::change, "variance-n-1"},
    {ColumnKind::change_percent, "variance-n-1%"},
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
    case ColumnKind::change:
    case ColumnKind::change_percent:
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
    return !is_variance(kind) && !is_change(kind);
}

bool is_variance(ColumnKind kind)
{
    return kind == ColumnKind::variance || kind == ColumnKind::variance_percent;
}

bool is_change(ColumnKind kind)
{
    return kind == ColumnKind::change || kind == ColumnKind::change_percent;
}

core::Cell difference(ColumnKind kind, std::optional<core::Money> of,
                      std::optional<core::Money> with)
{
    if (!of || !with) {
        return {};
    }
    auto const amount = *of - *with;
    if (kind == ColumnKind::variance || kind == ColumnKind::change) {
        return amount;
    }
    // Of the other amount, whatever its sign: the sign is that of the difference.
    auto const whole = with->is_negative() ? -*with : *with;
    return core::Ratio{amount.in_cents(), whole.in_cents()};
}

} // namespace coop::report
