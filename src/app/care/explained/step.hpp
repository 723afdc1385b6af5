// SPDX-License-Identifier: GPL-3.0-or-later
//
// Steps of explanations that say a record, a measure or a price.
#pragma once

#include <coop/care/registry.hpp>
#include <coop/care/voice.hpp>
#include <coop/report/care/facts.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coop::app {

/// \brief What steps are read from, and in which language they speak.
struct StepFacts {
    care::Registry const& registry;
    core::Rounding rounding = core::Rounding::half_up;
    i18n::Language language = i18n::Language::fr;
};

/// \brief A version of an object of the registers. \param says what it says, for a reader.
report::CareSource record_source(std::string_view kind, care::Head const& head,
                                 std::string says = {});

/// \brief The same, with the paper behind it: its digest, else the name that was typed.
report::CareSource with_paper(report::CareSource source, std::string const& evidence,
                              std::string const& sha256);

/// \brief A step that ends in its source.
report::CareStep ending(std::string label, core::Arguments args, core::Cell value,
                        report::CareSource source);

core::Cell measure_cell(core::Decimal value, std::string const& unit);

/// \brief `60,00 €/t`.
core::Cell price_cell(core::Price price, std::string const& unit);

/// \brief The unit cost of an action on a day, with where it comes from.
report::CareStep cost_step(care::Cost const& cost);

/// \brief A good state: how it was declared, and where it comes from.
report::CareSource state_source(StepFacts const& facts, care::State const& state);

/// \brief A measurement: its value or its level, its grade, its paper.
report::CareStep measurement_step(StepFacts const& facts, care::Measurement const& measurement,
                                  std::string const& unit);

/// \brief What was said of this version of an object, by whom, and the paper of it.
std::vector<report::CareSource> opinions_on(StepFacts const& facts, std::string_view kind,
                                            std::string_view id);

} // namespace coop::app
