// SPDX-License-Identifier: GPL-3.0-or-later
#include "page.hpp"

#include <coop/core/text.hpp>
#include <coop/report/care/facts.hpp>
#include <coop/report/report.hpp>

#include <algorithm>
#include <memory>

// Where an experiment gives the legal figures, it has the statements of CARE: those of reports.

namespace coop::report {

using care::Experiment;
using core::Money;

namespace {

/// Financial capital is told by what the file calls it; whatever is neither is another debt.
report::LegalSection section_of(care::BilanLine const& line)
{
    for (auto const& text : {line.label, line.section}) {
        auto const folded = core::fold(text);
        if (folded.find("emprunt") != std::string::npos) {
            return report::LegalSection::emprunts;
        }
        if (folded.find("propres") != std::string::npos) {
            return report::LegalSection::propres;
        }
    }
    return report::LegalSection::autres;
}

std::vector<report::LegalLine> lines_of(std::vector<care::BilanLine> const& said)
{
    std::vector<report::LegalLine> lines;
    for (auto const& each : said) {
        lines.push_back(
            {std::to_string(lines.size() + 1), each.label, section_of(each), each.amount, {}});
    }
    return lines;
}

report::CareLegal legal_of(care::LegalFigures const& said, care::ExerciseInputs const& exercise,
                           std::vector<care::Item> const& items, std::string const& result_label)
{
    report::CareLegal legal;
    legal.produits = *said.products;
    legal.charges = *said.charges;
    legal.dotations = said.depreciation.value_or(Money{});
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (items[i].kind == care::ActionKind::preservation) {
            for (auto const amount : exercise.items[i].done.in_books) {
                legal.preservation += amount;
            }
        }
    }
    legal.actif = lines_of(said.assets);
    legal.passif = lines_of(said.liabilities);
    if (!legal.passif.empty()) {
        legal.passif.push_back(
            {"resultat", result_label, report::LegalSection::propres, exercise.legal_result, {}});
    }
    return legal;
}

bool has_result(care::LegalFigures const& said)
{
    return said.products && said.charges;
}

bool has_bilan(care::LegalFigures const& said)
{
    return has_result(said) && !said.assets.empty() && !said.liabilities.empty();
}

void append(core::Document& document, char const* report, report::Facts const& facts,
            i18n::Language language)
{
    report::Request request;
    request.language = language;
    request.year = facts.n;
    auto built = report::find_report(report)->build(facts, request);
    bool first = true;
    for (auto& block : built.blocks) {
        if (auto* table = std::get_if<core::Table>(&block)) {
            if (first && table->title.empty()) {
                table->title = built.title;
            }
            first = false;
            table->id = facts.n + "-" + report + "-" + table->id;
            document.blocks.emplace_back(std::move(*table));
        }
    }
}

} // namespace

void add_statements(Page const& page, Experiment const& experiment, care::Trial const& base,
                    ExperimentOptions const& options, core::Document& document)
{
    if (std::ranges::none_of(experiment.exercises,
                             [](auto const& each) { return has_result(each.legal); })) {
        return;
    }
    auto care =
        report::care_facts(experiment.title, base.inputs, base.policy, options.weak_allowed);
    for (auto const& each : experiment.items) {
        auto const known = [&](auto const& capital) { return capital.id == each.item.capital; };
        if (std::ranges::none_of(care.capitals, known)) {
            auto const whole = each.item.action.empty() && !each.name.empty();
            care.capitals.push_back(
                {each.item.capital, whole ? each.name : each.item.capital, each.item.valued, {}});
        }
    }
    for (std::size_t t = 0; t < experiment.exercises.size(); ++t) {
        auto const& said = experiment.exercises[t].legal;
        if (has_result(said)) {
            care.exercises[t].legal = legal_of(said, base.inputs.exercises[t], base.inputs.items,
                                               page.word("column-legal_result"));
        }
    }
    report::Facts facts;
    facts.care = std::make_shared<report::CareFacts const>(std::move(care));
    for (auto const& exercise : experiment.exercises) {
        facts.n = exercise.label;
        if (has_result(exercise.legal)) {
            append(document, "care-resultat", facts, options.language);
        }
        if (has_bilan(exercise.legal)) {
            append(document, "care-bilan", facts, options.language);
        }
    }
}

} // namespace coop::report
