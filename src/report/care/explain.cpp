// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures.hpp"
#include "report/wording.hpp"

#include <coop/core/error.hpp>
#include <coop/core/text.hpp>
#include <coop/report/report.hpp>

#include <algorithm>
#include <ranges>
#include <set>
#include <utility>

namespace coop::report {

using core::Row;
using core::RowRole;

namespace {

class Explainer {
public:
    Explainer(CareFacts const& facts, i18n::Language language) : facts_(facts), language_(language)
    {
    }

    Explanation explain(FigureId const& figure, std::size_t asked) const
    {
        auto derived = derive(facts_, figure);
        Explanation node;
        node.figure = id_of(facts_, figure);
        node.label = label_of(figure);
        if (!derived) {
            return node;
        }
        node.value = std::move(derived->value);
        // An earlier exercise has its own explanation; a tree of ten years helps nobody.
        node.continued = figure.exercise != asked && !derived->parts.empty();
        if (node.continued) {
            return node;
        }
        if (!derived->formula.empty()) {
            node.formula = word("formula." + derived->formula);
        }
        node.sources = std::move(derived->sources);
        for (auto const& part : derived->parts) {
            auto child = explain(part, asked);
            auto const* amount = std::get_if<core::Money>(&child.value);
            // What is nil explains nothing, unless nothing else does.
            if (amount == nullptr || !amount->is_zero() || derived->parts.size() == 1) {
                node.parts.push_back(std::move(child));
            }
        }
        if (node.parts.empty() && !derived->parts.empty()) {
            node.parts.push_back(explain(derived->parts.front(), asked));
        }
        return node;
    }

private:
    std::string word(std::string const& id, core::Arguments const& args = {}) const
    {
        return i18n::text(language_, "report.care." + id, args);
    }

    /// `Dû, N.sol, 2025`.
    std::string label_of(FigureId const& figure) const
    {
        auto const& exercise = facts_.outcome.exercises[figure.exercise].label;
        if (figure.subject == "legal" || has_indicator(facts_, figure.subject)) {
            return name_of_leaf(figure) + ", " + exercise;
        }
        auto const measure = word("measure." + figure.measure);
        return measure + ", " +
               (figure.subject.empty() ? "" : name_of_subject(figure.subject) + ", ") + exercise;
    }

    /// A line of the legal bilan or an indicator, by its own name.
    std::string name_of_leaf(FigureId const& figure) const
    {
        for (auto const& line : legal_lines_of(facts_, figure.exercise)) {
            if (figure.subject == "legal" && line.key == figure.measure) {
                return line.label;
            }
        }
        auto const found = std::ranges::find(facts_.indicators, figure.subject, &CareIndicator::id);
        return found == facts_.indicators.end() ? figure.measure : found->name;
    }

    std::string name_of_subject(std::string const& subject) const
    {
        if (subject.size() == 1) {
            return word("family." + (subject == "*" ? std::string{"all"} : subject));
        }
        if (auto const action = facts_.actions.find(subject); action != facts_.actions.end()) {
            return action->second;
        }
        auto const capital = std::ranges::find(facts_.capitals, subject, &CareCapital::id);
        return capital == facts_.capitals.end() ? subject : capital->name;
    }

    CareFacts const& facts_;
    i18n::Language language_;
};

std::string nearest_of(std::string_view figure, std::vector<std::string> const& known)
{
    auto const exact = core::nearest(figure, known);
    if (!exact.empty()) {
        return exact;
    }
    // Figures of what was typed first, else the shortest ones: results of an exercise.
    auto const start = std::string{figure.substr(0, figure.rfind('/'))} + "/";
    auto const is_near = [&](std::string const& id) { return id.starts_with(start); };
    auto const is_result = [](std::string const& id) { return id.ends_with("/result"); };
    auto const near = core::join(known | std::views::filter(is_near) | std::views::take(5), ", ");
    return near.empty() ? core::join(known | std::views::filter(is_result), ", ") : near;
}

/// Rows of a node, its sources and its parts below it.
class Rows {
public:
    explicit Rows(i18n::Language language) : language_(language) {}

    void add(Explanation const& node, int depth)
    {
        auto said = node.formula;
        bool const above = !node.parts.empty() && !seen_.insert(node.figure).second;
        if (above) {
            said = word("explain.above");
        } else if (node.continued) {
            said = word("explain.continued", {{"figure", node.figure}});
        } else if (node.formula.empty() && node.sources.empty() && node.parts.empty()) {
            said = word("explain.no-source");
        }
        auto row = make_row(node.figure, depth == 0 ? RowRole::subtotal : RowRole::item, depth,
                            {node.label, node.value, words(said), {}, {}, node.figure, {}, {}, {}});
        for (auto const& part : node.parts) {
            row.trace.rows.push_back(part.figure);
        }
        rows_.push_back(std::move(row));
        if (above) {
            return;
        }
        for (auto const& source : node.sources) {
            add(source, depth + 1);
        }
        for (auto const& part : node.parts) {
            add(part, depth + 1);
        }
    }

    std::vector<Row> take() { return std::move(rows_); }

private:
    std::string word(std::string const& id, core::Arguments const& args = {}) const
    {
        return i18n::text(language_, "report.care." + id, args);
    }

    void add(CareSource const& source, int depth)
    {
        auto const kind = std::string{name_of(source.kind)};
        auto label = word("source." + kind) + " " + source.ref;
        auto version = source.version > 0 ? core::Cell{std::int64_t{source.version}} : core::Cell{};
        auto said = source.label;
        if (source.kind == CareSourceKind::policy) {
            label = word("source.policy") + " « " + word("policy." + source.ref) + " »";
            auto const id = "report.care.policy." + source.ref + "." + source.label;
            said = i18n::find_text(language_, id).value_or(source.label);
        }
        rows_.push_back(make_row(kind + ":" + source.ref, RowRole::item, depth,
                                 {std::move(label),
                                  source.amount ? core::Cell{*source.amount} : core::Cell{},
                                  words(std::move(said)),
                                  version,
                                  words(source.hash.substr(0, 12)),
                                  {},
                                  kind,
                                  words(source.hash),
                                  words(source.evidence)}));
    }

    i18n::Language language_;
    std::set<std::string> seen_; ///< explained already: one number has one derivation
    std::vector<Row> rows_;
};

} // namespace

Explanation explain(CareFacts const& facts, std::string_view figure, i18n::Language language)
{
    auto const known = figures_of(facts);
    auto const found = known.find(std::string{figure});
    if (found == known.end()) {
        std::vector<std::string> ids;
        for (auto const& [id, each] : known) {
            ids.push_back(id);
        }
        throw core::Error{core::ErrorKind::refused,
                          "care.figure-unknown",
                          {{"figure", std::string{figure}}, {"nearest", nearest_of(figure, ids)}}};
    }
    return Explainer{facts, language}.explain(found->second, found->second.exercise);
}

core::Document explain_document(CareFacts const& facts, std::string_view figure,
                                i18n::Language language)
{
    auto const tree = explain(facts, figure, language);
    core::Document document;
    document.id = "care.explain";
    document.title =
        i18n::text(language, "report.care.explain.title", {{"figure", std::string{figure}}});
    document.subtitle = facts.title;
    core::Table table{"explanation", {}, {}, {}};
    for (auto const* const key : {"label", "value", "formula", "version", "hash", "figure",
                                  "source_kind", "source_hash", "evidence"}) {
        table.columns.push_back(
            {key, i18n::text(language, std::string{"report.care.column."} + key)});
    }
    for (std::size_t i = 5; i < table.columns.size(); ++i) {
        table.columns[i].machine_only = true;
    }
    Rows rows{language};
    rows.add(tree, 0);
    auto all = rows.take();
    bool const any_version = std::ranges::any_of(all, [](Row const& row) {
        return std::holds_alternative<std::int64_t>(row.cells[3]) ||
               std::holds_alternative<std::string>(row.cells[4]);
    });
    table.columns[3].machine_only = table.columns[4].machine_only = !any_version;
    table.rows = core::rows(std::move(all));
    document.blocks.emplace_back(std::move(table));
    document.blocks.emplace_back(core::Paragraph{i18n::text(language, "report.care.notice")});
    return document;
}

} // namespace coop::report
