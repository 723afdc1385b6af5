// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures.hpp"

#include "app/care/facts.hpp"

#include <coop/report/care/ends.hpp>
#include <coop/report/report.hpp>

#include <algorithm>
#include <set>
#include <variant>

namespace coop::app {

namespace {

bool is_number(core::Cell const& cell)
{
    auto const* const ratio = std::get_if<core::Ratio>(&cell);
    return (ratio != nullptr && ratio->den != 0) || std::holds_alternative<core::Money>(cell) ||
           std::holds_alternative<core::Quantity>(cell);
}

/// The key of a row with numbers is a figure; the journal has entries, ages are those of `debt`.
void collect(core::Document const& document, std::set<std::string>& figures)
{
    for (auto const& block : document.blocks) {
        auto const* const table = std::get_if<core::Table>(&block);
        if (table == nullptr || table->machine_only || table->id == "ages") {
            continue;
        }
        while (auto const row = table->rows()) {
            if (!row->key.empty() && std::ranges::any_of(row->cells, is_number)) {
                figures.insert(row->key);
            }
        }
    }
}

} // namespace

Explained explained_figures(Context const& context, std::string const& year)
{
    report::Facts facts;
    facts.book = context.session.book();
    facts.n = year;
    facts.care = care_facts_of(context, year);
    report::Request request;
    request.language = context.language;
    request.year = year;
    std::set<std::string> figures;
    for (auto const& report : report::reports()) {
        if (report.needs.care && report.name != "care-journal") {
            collect(report.build(facts, request), figures);
        }
    }
    Explained explained;
    explained.without = report::unexplained(*facts.care, year, figures);
    explained.count = static_cast<std::int64_t>(figures.size() - explained.without.size());
    return explained;
}

} // namespace coop::app
