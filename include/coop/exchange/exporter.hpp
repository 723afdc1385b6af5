// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/diagnostic.hpp>
#include <coop/core/input.hpp>
#include <coop/ledger/account.hpp>
#include <coop/ledger/book.hpp>
#include <coop/ledger/entry.hpp>
#include <coop/ledger/party.hpp>
#include <coop/ledger/project.hpp>
#include <coop/ledger/year.hpp>

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coop::exchange {

/// \brief The à-nouveaux of a year that has none in its journal AN: computed from the year before.
struct ComputedOpening {
    std::string year;
    ledger::Draft entry; ///< journal AN, first day of the year
};

/// \brief What changes between two years that are both exported, for programs that never close one.
///
/// Their balances run on from year to year. Here a year opens with its journal AN, or by
/// computation: the accounts of classes 1 to 5 as they stood, the result on 120 or 129. `lines` are
/// the differences, by account; what they lack to balance (the result, as a rule) is `rest`. A
/// program that is told of them leaves out the journal AN of that year.
struct YearTurn {
    std::string year;
    core::Date day{}; ///< first of the year
    std::vector<ledger::Line> lines;
    core::Money rest; ///< debit less credit of the account that takes it
};

/// \brief What an exporter knows before the first entry. What the entries do not use is there too.
struct ExportHead {
    ledger::Book book;
    std::vector<ledger::Year> years; ///< those exported, by first day
    std::vector<ledger::Journal> journals;
    std::vector<ledger::Account> accounts; ///< used by entries or openings, labelled; by code
    std::vector<ledger::Project> projects; ///< by code
    std::vector<ledger::Party> parties;    ///< by name
    /// Of the first year exported only, where the years before it are not exported.
    std::vector<ComputedOpening> openings;
    std::vector<YearTurn> turns; ///< of every year but the first, by first day
    bool french = false;         ///< `--csv fr`: `;`, decimal comma, BOM
};

/// \brief Takes the entries one by one; nothing is gathered.
struct EntryWriter {
    std::function<void(ledger::EntryView const&)> entry;
    std::function<void()> end;
    /// What the format could not hold, once all is written; may be empty.
    std::function<std::vector<core::Diagnostic>()> notes{};
};

/// \brief A format of other programs. `begin` may write a head at once; `head` outlives the writer.
struct Exporter {
    std::string_view name;      ///< `export <name>`
    std::string_view extension; ///< of the file: `journal`
    /// For programs that compute balances: the computed openings are written (nobody else pays for
    /// them), closing entries are left out.
    bool opens;
    bool runs_on; ///< writes the turns of years
    EntryWriter (*begin)(ExportHead const& head, core::Sink sink);
};

std::span<Exporter const> exporters();

} // namespace coop::exchange
