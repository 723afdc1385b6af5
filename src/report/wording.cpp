// SPDX-License-Identifier: GPL-3.0-or-later
#include "wording.hpp"

#include <coop/core/assert.hpp>
#include <coop/ledger/role.hpp>

#include <algorithm>
#include <utility>

namespace coop::report {

namespace {

core::Period covered(ledger::Year const& year, Request const& request)
{
    auto const asked = request.period.value_or(year.period);
    return {std::max(asked.first, year.period.first), std::min(asked.last, year.period.last)};
}

} // namespace

YearFacts const& year_of(Facts const& facts)
{
    auto const found = facts.years.find(facts.n);
    COOP_ASSERT(found != facts.years.end());
    return found->second;
}

core::Document document_for(std::string_view name, Facts const& facts, Request const& request)
{
    auto const& year = year_of(facts).year;
    auto const days = covered(year, request);
    core::Document document;
    document.id = "report." + std::string{name};
    document.title = i18n::text(request.language, document.id + ".title");
    document.subtitle = i18n::text(request.language, "report.ledger.subtitle",
                                   {{"book", facts.book.name},
                                    {"year", year.label},
                                    {"first", days.first},
                                    {"last", days.last}});
    return document;
}

std::vector<core::Column> columns_for(Request const& request,
                                      std::initializer_list<std::string_view> keys,
                                      core::Arguments const& args)
{
    std::vector<core::Column> columns;
    for (auto key : keys) {
        columns.push_back(
            {std::string{key},
             i18n::text(request.language, "report.column." + std::string{key}, args)});
    }
    return columns;
}

core::Cell side(core::Money amount)
{
    return amount.is_zero() ? core::Cell{} : core::Cell{amount};
}

core::Cell words(std::string text)
{
    return text.empty() ? core::Cell{} : core::Cell{std::move(text)};
}

core::Cell role_cell(ledger::Role role)
{
    return role == ledger::Role::ordinary ? core::Cell{}
                                          : core::Cell{std::string{ledger::role_words.of(role)}};
}

core::Column role_column(Request const& request, bool some_are_marked)
{
    return {"role", i18n::text(request.language, "report.column.role"), !some_are_marked,
            "report.role."};
}

std::string account_label(ledger::Chart const& chart, std::string_view code)
{
    auto const* account = chart.nearest(code);
    return account == nullptr ? std::string{} : account->label;
}

core::Row make_row(std::string key, core::RowRole role, int depth, std::vector<core::Cell> cells)
{
    return {std::move(key), role, depth, std::move(cells), {}};
}

} // namespace coop::report
