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
        node.rule = derived->rule;
        if (!derived->formula.empty()) {
            node.formula = word("formula." + derived->formula);
        }
        node.sources = std::move(derived->sources);
        for (auto const& part : derived->parts) {
            auto child = explain(part.figure, asked);
            child.sign = part.sign;
            node.parts.push_back(std::move(child));
        }
        for (auto const& step : derived->steps) {
            node.parts.push_back(explain(step, node.figure));
        }
        add_difference(node, derived->formula);
        leave_out_nil(node);
        return node;
    }

private:
    Explanation explain(CareStep const& step, std::string const& above) const
    {
        Explanation node;
        node.figure = above + "/" + step.key;
        node.label = word("step." + step.label, step.args);
        node.value = step.value;
        node.formula = step.formula.empty() ? "" : word("formula." + step.formula);
        node.sources = step.sources;
        node.rule = step.rule;
        node.sign = step.sign;
        node.step = true;
        for (auto const& part : step.parts) {
            node.parts.push_back(explain(part, node.figure));
        }
        add_difference(node, step.formula);
        return node;
    }

    /// What the parts do not add up to, by its name.
    void add_difference(Explanation& node, std::string_view formula) const
    {
        std::vector<Operand> operands;
        for (auto const& part : node.parts) {
            operands.push_back({part.value, part.sign});
        }
        if (operands.empty()) {
            return;
        }
        auto const lacking = difference(node.rule, operands, node.value);
        if (lacking && lacking->is_zero()) {
            return;
        }
        Explanation rest;
        rest.figure = node.figure + "/difference";
        auto const name = lacking ? difference_name(formula) : std::string{};
        rest.label = word("explain.difference");
        rest.formula = word("difference." + (name.empty() ? "none" : name));
        rest.sourced = !name.empty();
        if (lacking) {
            rest.value = *lacking;
        }
        node.parts.push_back(std::move(rest));
    }

    /// What is nil explains nothing, unless nothing else does or the rule is no sum.
    static void leave_out_nil(Explanation& node)
    {
        bool const adds = node.rule == CareRule::sum || node.rule == CareRule::floor;
        if (!adds || node.parts.empty()) {
            return;
        }
        auto const is_nil = [](Explanation const& part) {
            auto const* const amount = std::get_if<core::Money>(&part.value);
            return amount != nullptr && amount->is_zero();
        };
        if (std::ranges::all_of(node.parts, is_nil)) {
            node.parts.erase(node.parts.begin() + 1, node.parts.end());
        } else {
            std::erase_if(node.parts, is_nil);
        }
    }

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

    /// \param mark `− `, `÷ `: how it enters what it is a part of.
    void add(Explanation const& node, int depth, std::string_view mark = {})
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
        // A step that ends in one source is one row.
        bool const ends = node.parts.empty() && node.sources.size() == 1 && node.step;
        if (ends) {
            auto const says = said_by(node.sources.front());
            said = name_of_source(node.sources.front()) + (says.empty() ? "" : ", " + says);
        }
        std::vector<core::Cell> cells(11);
        cells[0] = labelled(node, mark);
        cells[1] = node.value;
        cells[2] = words(said);
        cells[5] = node.figure;
        if (ends) {
            put_source(cells, node.sources.front());
        }
        if (depth > 0) {
            cells[9] = std::int64_t{node.sign};
        }
        if (!above && !node.parts.empty()) {
            cells[10] = std::string{name_of(node.rule)};
        }
        auto row = make_row(node.figure, depth == 0 ? RowRole::subtotal : RowRole::item, depth,
                            std::move(cells));
        for (auto const& part : node.parts) {
            row.trace.rows.push_back(part.figure);
        }
        rows_.push_back(std::move(row));
        if (above || ends) {
            return;
        }
        for (auto const& source : node.sources) {
            add(source, depth + 1);
        }
        for (auto const& part : node.parts) {
            add(part, depth + 1, mark_of(node, part));
        }
    }

    std::vector<Row> take() { return std::move(rows_); }

private:
    std::string word(std::string const& id, core::Arguments const& args = {}) const
    {
        return i18n::text(language_, "report.care." + id, args);
    }

    static std::string_view mark_of(Explanation const& whole, Explanation const& part)
    {
        bool const first = &part == &whole.parts.front();
        bool const last = &part == &whole.parts.back();
        switch (whole.rule) {
        case CareRule::product:
            return first || part.sign == 0 ? "" : part.sign > 0 ? "× " : "÷ ";
        case CareRule::quotient:
            if (last) {
                return "÷ ";
            }
            break;
        case CareRule::sum:
        case CareRule::floor:
        case CareRule::least:
            break;
        }
        return part.sign < 0 ? "− " : "";
    }

    /// What decides and does not add up stands in parentheses.
    static std::string labelled(Explanation const& node, std::string_view mark)
    {
        return node.sign == 0 ? "(" + node.label + ")" : std::string{mark} + node.label;
    }

    /// What a source says of itself: its name, its words, the paper behind it.
    std::string said_by(CareSource const& source) const
    {
        auto said = source.label;
        if (source.kind == CareSourceKind::policy) {
            auto const id = "report.care.policy." + source.ref + "." + source.label;
            said = i18n::find_text(language_, id).value_or(source.label);
        }
        if (source.evidence.empty()) {
            return said;
        }
        constexpr std::size_t digest_length = 64;
        bool const is_digest = source.evidence.size() == digest_length;
        auto const paper = is_digest ? source.evidence.substr(0, 12) : source.evidence;
        return (said.empty() ? "" : said + ", ") + word("explain.paper", {{"paper", paper}});
    }

    std::string name_of_source(CareSource const& source) const
    {
        auto const ref = source.kind == CareSourceKind::policy
                             ? "« " + word("policy." + source.ref) + " »"
                             : source.ref;
        return word("source." + std::string{name_of(source.kind)}) + " " + ref;
    }

    /// The cells that identify a source, at the end of its row.
    static void put_source(std::vector<core::Cell>& cells, CareSource const& source)
    {
        cells[3] = source.version > 0 ? core::Cell{std::int64_t{source.version}} : core::Cell{};
        cells[4] = words(source.hash.substr(0, 12));
        cells[6] = std::string{name_of(source.kind)};
        cells[7] = words(source.hash);
        cells[8] = words(source.evidence);
    }

    void add(CareSource const& source, int depth)
    {
        std::vector<core::Cell> cells(11);
        cells[0] = name_of_source(source);
        cells[1] = source.amount ? core::Cell{*source.amount} : core::Cell{};
        cells[2] = words(said_by(source));
        put_source(cells, source);
        rows_.push_back(make_row(std::string{name_of(source.kind)} + ":" + source.ref,
                                 RowRole::item, depth, std::move(cells)));
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
                                  "source_kind", "source_hash", "evidence", "sign", "rule"}) {
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
