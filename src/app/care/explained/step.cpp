// SPDX-License-Identifier: GPL-3.0-or-later
#include "step.hpp"

#include <coop/core/hash.hpp>

#include <algorithm>
#include <utility>

namespace coop::app {

using report::CareSource;
using report::CareSourceKind;
using report::CareStep;

namespace {

std::string word_of(StepFacts const& facts, std::string_view key)
{
    return i18n::text(facts.language, "care-word." + std::string{key});
}

} // namespace

CareSource record_source(std::string_view kind, care::Head const& head, std::string says)
{
    CareSource source;
    source.kind = CareSourceKind::record;
    source.ref = std::string{kind} + ":" + head.id;
    source.label = std::move(says);
    source.version = static_cast<int>(head.version);
    source.hash = core::to_hex(head.hash);
    return source;
}

CareSource with_paper(CareSource source, std::string const& evidence, std::string const& sha256)
{
    source.evidence = sha256.empty() ? evidence : sha256;
    return source;
}

CareStep ending(std::string label, core::Arguments args, core::Cell value, CareSource source)
{
    CareStep step;
    step.key = source.ref;
    step.label = std::move(label);
    step.args = std::move(args);
    step.value = std::move(value);
    step.sources.push_back(std::move(source));
    return step;
}

core::Cell measure_cell(core::Decimal value, std::string const& unit)
{
    return core::Quantity{value, unit};
}

core::Cell price_cell(core::Price price, std::string const& unit)
{
    auto const value = core::decimal_of(price);
    return core::Quantity{core::widen(value, std::max(value.places, 2)),
                          unit.empty() ? "€" : "€/" + unit};
}

CareStep cost_step(care::Cost const& cost)
{
    return ending("cost", {{"date", cost.valid_from}}, price_cell(cost.amount, cost.unit),
                  record_source("cost", cost.head, cost.source));
}

CareSource state_source(StepFacts const& facts, care::State const& state)
{
    return record_source("state", state.head,
                         word_of(facts, care::mode_words.of(state.mode)) +
                             (state.source.empty() ? "" : ", " + state.source));
}

CareStep measurement_step(StepFacts const& facts, care::Measurement const& measurement,
                          std::string const& unit)
{
    auto source = with_paper(record_source("measurement", measurement.head,
                                           word_of(facts, care::grade_words.of(measurement.grade))),
                             measurement.evidence, measurement.sha256);
    auto value = measurement.level.empty() ? measure_cell(measurement.value, unit)
                                           : core::Cell{measurement.level};
    return ending("measurement", {{"date", measurement.date}}, std::move(value), std::move(source));
}

std::vector<CareSource> opinions_on(StepFacts const& facts, std::string_view kind,
                                    std::string_view id)
{
    std::vector<CareSource> sources;
    for (auto const& voice : care::voices_of(facts.registry, kind, id)) {
        if (!voice.current) { // it was about another version
            continue;
        }
        auto const& opinion = *voice.opinion;
        auto source =
            with_paper(record_source("opinion", opinion.head), opinion.evidence, opinion.sha256);
        source.label =
            opinion.spokesperson + " : " + word_of(facts, care::verdict_words.of(opinion.verdict));
        sources.push_back(std::move(source));
    }
    return sources;
}

} // namespace coop::app
