// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/diagnostic.hpp>
#include <coop/ledger/balances.hpp>
#include <coop/ledger/entry.hpp>
#include <coop/ledger/inkind.hpp>
#include <coop/ledger/year.hpp>

#include <functional>
#include <span>
#include <string_view>
#include <vector>

namespace coop::ledger {

/// \brief What the checks of a year read.
struct CheckFacts {
    Year year;
    Regulation regulation;
    Chart chart;
    std::vector<Balance> balances; ///< closing, opening included
    std::vector<ProjectBalance> by_project;
    std::vector<Contribution> contributions;
    std::vector<Record> drafts; ///< at most the first 100
    std::int64_t draft_count = 0;
    std::int64_t without_piece = 0; ///< entries of the year without supporting document
    std::vector<EntryId> without_piece_first; ///< at most the first 10 of them
};

/// \brief A check of the books; findings in the order of accounts or entries.
struct Check {
    std::string_view name;
    std::string_view summary_id; ///< message id
    std::vector<core::Diagnostic> (*run)(CheckFacts const& facts);
};

/// \brief The list: equilibre, comptes-d-attente, caisse, contributions, valorisation, brouillard,
/// affectation, pieces.
std::span<Check const> checks();

} // namespace coop::ledger
