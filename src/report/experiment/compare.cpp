// SPDX-License-Identifier: GPL-3.0-or-later
#include "page.hpp"

#include <coop/core/decimal.hpp>
#include <coop/core/error.hpp>
#include <coop/core/text.hpp>

#include <algorithm>

namespace coop::report {

using core::Document;
using core::Error;
using core::ErrorKind;
using core::Money;
using core::Ratio;
using core::Row;
using core::RowRole;

namespace {

/// More rows than that nobody reads.
constexpr std::int64_t steps_max = 10'000;

Ratio ratio(Money part, Money whole)
{
    return {part.in_cents(), whole.in_cents()};
}

/// Sums over all exercises of one experiment.
struct Sums {
    Money due, repaid_in_books, debt, legal;
    Money preserved; ///< repaid; of several positions, at most what was due to each
    std::array<Money, care::funding_count> paid_by{};
    Money paid;

    Ratio preservation() const { return ratio(preserved, due); }
    Ratio solvency() const { return ratio(legal + repaid_in_books, due); }
};

bool is_chosen(care::Group const& group, std::string const& selector)
{
    auto const id = care::id_of(group);
    return selector.empty() || id == selector || (selector.size() == 1 && id.starts_with(selector));
}

bool has_position(care::Trial const& trial, std::string const& selector)
{
    return std::ranges::any_of(trial.outcome.groups,
                               [&](auto const& group) { return is_chosen(group, selector); });
}

/// \param selector `N`, `H`, a position; empty: all.
Sums sums_of(care::Trial const& trial, std::string const& selector)
{
    Sums sums;
    auto const& outcome = trial.outcome;
    std::vector<Money> due(outcome.groups.size());
    std::vector<Money> repaid(outcome.groups.size());
    for (auto const& year : outcome.exercises) {
        sums.legal += year.legal_result;
        Money debt;
        for (std::size_t g = 0; g < outcome.groups.size(); ++g) {
            if (!is_chosen(outcome.groups[g], selector)) {
                continue;
            }
            auto const& position = year.positions[g];
            sums.due += position.consumption;
            due[g] += position.consumption;
            repaid[g] += position.repaid();
            sums.repaid_in_books += position.repaid_in_books;
            debt += position.arrears();
        }
        sums.debt = debt;
    }
    auto const chosen = std::ranges::count_if(
        outcome.groups, [&](auto const& group) { return is_chosen(group, selector); });
    for (std::size_t g = 0; g < due.size(); ++g) {
        sums.preserved += chosen == 1 ? repaid[g] : std::min(repaid[g], due[g]);
    }
    for (auto const& group : outcome.groups) {
        for (auto const i : group.items) {
            for (auto const& year : trial.inputs.exercises) {
                for (std::size_t f = 0; f < care::funding_count; ++f) {
                    auto const amount =
                        year.items[i].done.in_books[f] + year.items[i].done.outside[f];
                    sums.paid_by[f] += amount;
                    sums.paid += amount;
                }
            }
        }
    }
    return sums;
}

/// Every position of any of them, in the order in which they first stand there.
std::vector<std::string> positions_of(std::vector<care::Trial> const& trials)
{
    std::vector<std::string> ids;
    for (auto const& trial : trials) {
        for (auto const& group : trial.outcome.groups) {
            auto const id = care::id_of(group);
            if (std::ranges::find(ids, id) == ids.end()) {
                ids.push_back(id);
            }
        }
    }
    return ids;
}

[[noreturn]] void refuse_range(std::string_view text)
{
    throw Error{ErrorKind::usage, "care.steps", {{"text", core::printable(std::string{text})}}};
}

core::Decimal percent_of(std::string_view part, std::string_view whole)
{
    part = core::trim(part);
    if (part.ends_with('%')) {
        part = core::trim(part.substr(0, part.size() - 1));
    }
    if (part.starts_with('+')) {
        part = part.substr(1);
    }
    try {
        return core::parse_decimal(part, 4);
    } catch (Error const&) {
        refuse_range(whole);
    }
}

core::Document titled(Page const& page, std::string const& id, core::Arguments const& args = {})
{
    Document document;
    document.id = "care-" + id;
    document.title = page.word("title-" + id, args);
    return document;
}

} // namespace

Document compare_experiments(std::span<ExperimentFile const> files,
                             ExperimentOptions const& options)
{
    Page const page{options.language};
    auto document = titled(page, "compare");
    std::vector<care::Trial> trials;
    std::vector<std::string> ids;
    for (auto const& file : files) {
        trials.push_back(care::try_out(file.experiment, nullptr, options.weak_allowed));
        auto const id = file.experiment.id;
        auto const same = std::ranges::count(ids, id);
        ids.push_back(same == 0 ? id : id + " (" + std::to_string(same + 1) + ")");
    }
    std::vector<Row> rows;
    auto const add = [&](std::string const& key, std::string const& subject, auto const& of,
                         std::string const& selector) {
        Row row{key + (subject.empty() ? "" : "/" + subject)};
        row.cells = {key, subject};
        bool any = false;
        for (auto const& trial : trials) {
            bool const there = has_position(trial, selector);
            any = any || there;
            row.cells.push_back(there ? core::Cell{of(sums_of(trial, selector))} : core::Cell{});
        }
        if (any) {
            rows.push_back(std::move(row));
        }
    };
    auto const preservation = [](Sums const& sums) { return sums.preservation(); };
    auto const debt = [](Sums const& sums) { return ratio(sums.debt, sums.due); };
    add("preservation", "", preservation, "");
    add("preservation", "N", preservation, "N");
    add("preservation", "H", preservation, "H");
    for (auto const& id : positions_of(trials)) {
        add("preservation", id, preservation, id);
    }
    add(
        "solvency", "", [](Sums const& sums) { return sums.solvency(); }, "");
    add("debt", "", debt, "");
    for (auto const& [funding, name] : care::funding_words) {
        auto const f = static_cast<std::size_t>(funding);
        add(
            "funding", std::string{name},
            [f](Sums const& sums) { return ratio(sums.paid_by[f], sums.paid); }, "");
    }
    document.blocks.emplace_back(page.paragraph("compare-sums"));
    auto table = page.table("ratios", {"ratio", "capital"}, std::move(rows));
    table.columns[0].words = "experiment.ratio-";
    table.columns[1].words = "experiment.paid-by-";
    for (auto const& id : ids) {
        table.columns.push_back({id, id});
    }
    document.blocks.emplace_back(std::move(table));
    for (auto const& file : files) {
        if (auto const items = unvalued_items(file.experiment); !items.empty()) {
            document.blocks.emplace_back(page.paragraph(
                "unvalued-of", {{"experiment", file.experiment.id}, {"items", items}}));
        }
        if (care::is_weak(file.experiment.policy)) {
            document.blocks.emplace_back(page.paragraph("weak"));
        }
        document.blocks.emplace_back(provenance(page, file));
    }
    auto const differs = [&](ExperimentFile const& file) {
        return file.experiment.policy != files.front().experiment.policy;
    };
    if (std::ranges::any_of(files, differs)) {
        document.notes.push_back({core::Severity::warning, "care.policies-differ", {}, {}});
    }
    return document;
}

ChangeRange parse_change_range(std::string_view text)
{
    auto const dots = text.find("..");
    auto const slash = text.rfind('/');
    if (dots == text.npos || slash == text.npos || slash < dots) {
        refuse_range(text);
    }
    auto first = percent_of(text.substr(0, dots), text);
    auto last = percent_of(text.substr(dots + 2, slash - dots - 2), text);
    auto step = percent_of(text.substr(slash + 1), text);
    ChangeRange range;
    range.places = std::max({first.places, last.places, step.places});
    range.first = core::widen(first, range.places).units;
    range.last = core::widen(last, range.places).units;
    range.step = core::widen(step, range.places).units;
    std::int64_t hundred = 100;
    for (int i = 0; i < range.places; ++i) {
        hundred *= 10;
    }
    bool const sound = range.step > 0 && range.first <= range.last && range.first >= -hundred &&
                       (range.last - range.first) / range.step < steps_max;
    if (!sound) {
        refuse_range(text);
    }
    return range;
}

Document sensitivity(ExperimentFile const& file, std::string_view target_text,
                     ChangeRange const& range, ExperimentOptions const& options)
{
    auto const& experiment = file.experiment;
    auto const target = care::parse_target(experiment, target_text);
    Page const page{options.language};
    auto document = titled(page, "sensitivity", {{"title", experiment.title}});
    std::int64_t hundred = 100;
    for (int i = 0; i < range.places; ++i) {
        hundred *= 10;
    }
    // With credit for what is done beyond the due, a surplus pays for whatever lacks elsewhere.
    auto netted_policy = experiment.policy;
    netted_policy.surplus = care::Surplus::prepaid;
    netted_policy.presentation = care::Presentation::dette;
    std::vector<Row> rows;
    for (auto at = range.first; at <= range.last; at += range.step) {
        care::ScenarioChange change;
        change.kind = care::ChangeKind::scale;
        change.field = target.field;
        change.items = target.items;
        change.factor = {hundred + at, hundred};
        auto const inputs = care::inputs_of(experiment, {&change, 1}, experiment.policy.rounding);
        auto const alone = care::compute(inputs, experiment.policy, options.weak_allowed);
        auto const netted = care::compute(inputs, netted_policy, options.weak_allowed);
        for (std::size_t t = 0; t < alone.exercises.size(); ++t) {
            auto const& label = alone.exercises[t].label;
            rows.push_back(
                {std::to_string(at) + "/" + label,
                 RowRole::item,
                 0,
                 {Ratio{at, hundred}, core::Quantity{{hundred + at, range.places + 2}, ""}, label,
                  alone.exercises[t].result, netted.exercises[t].result},
                 {}});
        }
    }
    document.subtitle = page.word("sensitivity-target", {{"target", target.text}});
    document.blocks.emplace_back(page.paragraph("sensitivity-netted"));
    if (care::is_weak(experiment.policy)) {
        document.blocks.emplace_back(page.paragraph("weak"));
    }
    add_unvalued(page, experiment, document);
    auto table =
        page.table("sensitivity", {"change", "factor", "exercise", "result_care", "result_netted"},
                   std::move(rows));
    mark_bounds(table, experiment, {{"result_care", "≤ "}, {"result_netted", "≤ "}});
    document.blocks.emplace_back(std::move(table));
    document.blocks.emplace_back(provenance(page, file));
    return document;
}

} // namespace coop::report
