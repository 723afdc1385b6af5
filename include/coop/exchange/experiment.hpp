// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/care/experiment.hpp>

#include <string_view>

namespace coop::exchange {

/// \brief Runs of a sweep beyond this are refused: what cannot be read need not be computed.
inline constexpr std::size_t sweep_max = 1'000'000;

/// \brief Reads an experiment (docs/reference/experiment.md): schema `coop-care-experiment/1`.
///
/// \throws Error{unreadable} "text.utf8", "toml.syntax", "care.float", "care.unknown-key",
///         "care.type", "care.experiment-missing", "care.schema", "care.value", "care.twice",
///         "care.conflict", "care.unknown-capital", "care.unknown-exercise",
///         "care.unknown-scenario", "care.scenario-empty", "care.schedule", "care.path",
///         "care.sweep-size", and what amounts, options, words and targets refuse; Error{refused}
///         "care.negative", "care.asset-side", "care.financial", "care.experiment-unit",
///         "care.unvalued", "care.legal-result", "care.legal-balance"; all with line and column.
care::Experiment read_experiment(std::string_view text, std::string_view source);

} // namespace coop::exchange
