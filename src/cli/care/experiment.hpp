// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/context.hpp"

#include <coop/app/experiment.hpp>

#include <span>
#include <string>

namespace coop::cli {

/// \brief Reads an experiment, and the legal results of the books that it names.
///
/// \param shown what findings call the file; empty: its path.
report::ExperimentFile load_experiment(Context const& context, std::string const& path,
                                       std::string const& shown = {});

report::ExperimentOptions experiment_options(Context const& context, bool weak_allowed);

/// \brief An archive of what a paper needs: inputs, outputs, hashes, a script that makes them
/// again.
///
/// The same files make the same bytes, whatever the path, the terminal or the day.
/// \throws Error{refused} "care.bundle-ledger"; Error{usage} "care.bundle-twice".
std::string bundle_of(Context const& context, std::span<std::string const> paths,
                      bool weak_allowed);

/// \brief The bytes of a document, as in a file: no terminal, CSV for machines.
std::string bytes_of(core::Document document, render::Format const& format,
                     i18n::Language language);

} // namespace coop::cli
