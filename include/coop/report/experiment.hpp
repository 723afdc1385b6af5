// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/care/experiment.hpp>
#include <coop/core/table.hpp>
#include <coop/i18n/message.hpp>

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

// What an experiment answers: pages made of what care computes, without any books.

namespace coop::report {

/// \brief An experiment and the hash of its file.
struct ExperimentFile {
    care::Experiment experiment;
    std::string sha256; ///< hexadecimal
};

struct ExperimentOptions {
    i18n::Language language = i18n::Language::fr;
    bool weak_allowed = false; ///< netting beyond a capital is computed, and marked
    bool journal = false;      ///< with the entries of the livre CARE

    /// Told how many scenarios and runs of a sweep are done; may be empty.
    std::function<void(std::uint64_t done, std::uint64_t total)> progress;
};

/// \brief The case, its scenarios and its sweep. Notes hold an error for each expectation that
/// differs.
///
/// Cost: scenarios × items × exercises; one scenario at a time is in memory.
/// \throws what compute() throws.
core::Document run_experiment(ExperimentFile const& file, ExperimentOptions const& options);

/// \brief Ratios of several experiments, the same capitals side by side; no order among them.
core::Document compare_experiments(std::span<ExperimentFile const> files,
                                   ExperimentOptions const& options);

/// \brief Changes in percent, from `first` to `last` by `step`; units: 10^-places of a percent.
struct ChangeRange {
    std::int64_t first = 0;
    std::int64_t last = 0;
    std::int64_t step = 1;
    int places = 0;
};

/// \brief Reads `-20%..20%/5`. \throws Error{usage} "care.steps".
ChangeRange parse_change_range(std::string_view text);

/// \brief The result as `target` changes: each capital on its own, and as it would be if the
/// surplus of one were set against what lacks to another.
///
/// \throws Error{usage} "care.target", "care.target-nothing".
core::Document sensitivity(ExperimentFile const& file, std::string_view target,
                           ChangeRange const& range, ExperimentOptions const& options);

/// \brief One observation a row: experiment, scenario, exercise, capital, action, variable, value,
/// unit.
core::Document tidy_experiments(std::span<ExperimentFile const> files,
                                ExperimentOptions const& options);

} // namespace coop::report
