// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/builders.hpp"
#include "report/wording.hpp"
#include "view.hpp"

#include <algorithm>
#include <utility>

// Formulas: care.md §3.7. Each capital has its own rate; no number adds capitals to a score.

namespace coop::report {

using core::Cell;
using core::Money;
using core::Row;
using core::RowRole;

namespace {

core::Decimal euros(Money amount)
{
    return {amount.in_cents(), 2};
}

/// p' ÷ c, no position paying for another; blank where nothing was consumed.
Cell rate(CareSums const& sums)
{
    if (auto found = quotient(sums.preserved, euros(sums.consumption), 4)) {
        return core::Quantity{{found->units, 2}, "%"};
    }
    return {};
}

/// The oldest arrears of a subject: the exercise in which they fell due.
Cell oldest(CareView const& view, std::string_view subject)
{
    auto const& outcome = view.facts().outcome;
    std::optional<std::size_t> first; // `before` + 1 = 0
    for (std::size_t g = 0; g < outcome.groups.size(); ++g) {
        auto const& layers = outcome.exercises[view.n()].positions[g].layers;
        if (belongs(outcome.groups[g], subject) && !layers.empty()) {
            auto const since = layers.front().exercise + 1;
            first = first ? std::min(*first, since) : since;
        }
    }
    if (!first) {
        return {};
    }
    return *first == 0 ? view.before_first() : view.label_of(*first - 1);
}

core::Table rates(CareView const& view)
{
    core::Table table{"rates",
                      view.word("table.rates"),
                      view.columns({"label", "due", "repaid_of_due", "rate", "arrears", "oldest"}),
                      {}};
    std::vector<Row> rows;
    auto const add = [&](std::string const& subject, std::string label, RowRole role, int depth) {
        if (is_masked(view.facts(), subject)) {
            rows.push_back(make_row(view.figure(subject, "rate"), role, depth,
                                    {std::move(label),
                                     view.not_published(),
                                     view.not_published(),
                                     view.not_published(),
                                     view.not_published(),
                                     {}}));
            return;
        }
        auto const sums = sums_of(view.facts(), view.n(), subject);
        rows.push_back(make_row(
            view.figure(subject, "rate"), role, depth,
            {view.bounded(std::move(label), view.bound(subject, Bound::at_least)), sums.consumption,
             sums.repaid, rate(sums), sums.arrears, oldest(view, subject)}));
    };
    add_by_family(view, rows, add);
    table.rows = core::rows(std::move(rows));
    return table;
}

/// Result before natural and human capitals are preserved, by what was due to them.
Cell solvency(CareView const& view)
{
    auto const sums = sums_of(view.facts(), view.n(), {});
    auto const& legal = view.facts().exercises[view.n()].legal;
    auto const before =
        before_preservation(view.facts(), view.n()) - (legal ? legal->dotations : Money{});
    if (auto const found = quotient(before, euros(sums.consumption), 4)) {
        return core::Quantity{*found, {}};
    }
    return {};
}

std::optional<core::Quantity> units_of(CareView const& view, Request const& request)
{
    return request.units_sold ? request.units_sold : view.facts().exercises[view.n()].units_sold;
}

Cell price(Money amount, core::Quantity const& units)
{
    if (auto const found = quotient(amount, units.value, 4)) {
        return core::Quantity{*found, units.unit.empty() ? "€" : "€/" + units.unit};
    }
    return {};
}

core::Table figures(CareView const& view, Request const& request)
{
    core::Table table{"figures", view.word("table.figures"), view.columns({"label", "value"}), {}};
    std::vector<Row> rows;
    bool const masked = is_masked(view.facts(), {});
    auto const add = [&](std::string_view measure, Cell value, Bound bound = Bound::none) {
        rows.push_back(make_row(
            view.figure({}, measure), RowRole::item, 0,
            {view.bounded(view.word("ratio." + std::string{measure}), bound), std::move(value)}));
    };
    auto const add_of_all = [&](std::string_view measure, Cell value, Bound bound) {
        add(measure, masked ? view.not_published() : std::move(value),
            masked ? Bound::none : bound);
    };
    auto const& exercise = view.facts().outcome.exercises[view.n()];
    auto const at_most = view.bound({}, Bound::at_most);
    add("before", before_preservation(view.facts(), view.n()));
    add_of_all("result", exercise.result, at_most);
    if (masked) {
        add(result_measure(view.facts()), exercise.result, at_most);
    }
    add_of_all("solvency", solvency(view), at_most);
    if (auto const units = units_of(view, request)) {
        auto const at_least = view.bound({}, Bound::at_least);
        add("units", *units);
        add_of_all("price-unmet", price(sums_of(view.facts(), view.n(), {}).unmet, *units),
                   at_least);
        add_of_all("price-even", price(std::max(Money{}, -exercise.result), *units), at_least);
    }
    table.rows = core::rows(std::move(rows));
    return table;
}

/// Who may be paid first: creditors, and the capitals are among them.
core::Table distribution(CareView const& view)
{
    core::Table table{"distribution",
                      view.word("table.distribution"),
                      view.columns({"label", "value", "chosen"}),
                      {}};
    table.columns[2].words = "report.care.chosen.";
    auto const& exercise = view.facts().outcome.exercises[view.n()];
    bool const masked = is_masked(view.facts(), {});
    auto const at_least = masked ? Bound::none : view.bound({}, Bound::at_least);
    auto const at_most = masked ? Bound::none : view.bound({}, Bound::at_most);
    auto const of_all = [&](Money amount) -> Cell {
        return masked ? view.not_published() : Cell{amount};
    };
    std::vector<Row> rows;
    rows.push_back(make_row(
        view.figure({}, "debt"), RowRole::item, 0,
        {view.bounded(view.word("distribution.arrears"), at_least), of_all(exercise.arrears)}));
    for (auto const& way : {care::Distribution::strict, care::Distribution::after_result}) {
        auto policy = view.facts().policy;
        bool const chosen = policy.distribution == way;
        policy.distribution = way;
        std::string const key = way == care::Distribution::strict ? "strict" : "after-result";
        rows.push_back(make_row(view.figure({}, "distributable-" + key), RowRole::item, 0,
                                {view.bounded(view.word("distribution." + key), at_most),
                                 of_all(care::distributable(exercise, policy)),
                                 std::string{chosen ? "yes" : "no"}}));
    }
    table.rows = core::rows(std::move(rows));
    return table;
}

core::Table series(CareView const& view)
{
    core::Table table{
        "series", {}, view.columns({"exercise", "capital", "due", "repaid", "arrears"}), {}, true};
    std::vector<Row> rows;
    for (auto t = view.since(); t <= view.n(); ++t) {
        for (auto const& family : families_of(view.facts())) {
            for (auto const& capital : capitals_of(view.facts(), family)) {
                if (has_positions(view.facts(), capital.id)) {
                    auto const sums = sums_of(view.facts(), t, capital.id);
                    rows.push_back(make_row(view.label_of(t) + "/" + capital.id + "/series",
                                            RowRole::item, 0,
                                            {view.label_of(t), capital.id, sums.consumption,
                                             sums.repaid, sums.arrears}));
                }
            }
        }
    }
    table.rows = core::rows(std::move(rows));
    return table;
}

} // namespace

core::Document build_care_ratios(Facts const& facts, Request const& request)
{
    CareView const view{facts, request};
    auto document = view.document("care-ratios");
    document.blocks.emplace_back(rates(view));
    document.blocks.emplace_back(figures(view, request));
    document.blocks.emplace_back(distribution(view));
    document.blocks.emplace_back(core::Paragraph{view.word("creditors-first")});
    document.blocks.emplace_back(core::Paragraph{view.word("no-score")});
    document.blocks.emplace_back(series(view));
    view.close(document);
    return document;
}

} // namespace coop::report
