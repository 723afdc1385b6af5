// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/diagnostic.hpp>
#include <coop/ledger/entry.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace coop::ledger {

/// \brief What a treasurer says of one account: `--charge 6185=1250`, `"paid_from": "512"`.
struct SaidLine {
    enum class Kind { charge, produit, debit, credit, paid_from, received_on };

    Kind kind = Kind::debit;
    std::string account;
    core::Money amount;  ///< none of paid_from and received_on: they take what the others leave
    std::string project; ///< of this line, whatever its account; empty: as the entry says
    core::Where place;   ///< where it was said
};

/// \brief Charges and debits.
bool is_debit(SaidLine::Kind kind);

/// \brief An entry in the words of a treasurer: what was spent and paid from where, what was earned
/// and received where.
struct SimpleEntry {
    std::vector<SaidLine> said;         ///< in the order of the lines; each cash account once
    std::optional<std::string> project; ///< of every line that takes one
    std::vector<std::pair<std::string, std::int64_t>>
        shares; ///< or of several: split_over_projects()
    core::Where project_place;
};

/// \brief Lines and where each was said.
struct BuiltLines {
    std::vector<Line> lines;
    std::vector<core::Where> places;       ///< shape: as `lines`
    std::vector<core::Diagnostic> remarks; ///< remarks_on() what was said
};

/// \brief Double entry out of what was said, line by line.
///
/// A charge is a debit, a produit a credit; `paid_from` is credited with what the debits exceed the
/// credits by, `received_on` debited with the contrary. With both, the charges are paid from the
/// one and the produits received on the other.
/// \throws Error{usage} "entry.paid-from-exceeded", "entry.received-on-exceeded" (the other side is
///         larger: amount), "entry.project-and-split", Error{refused} "entry.nothing-credited",
///         "entry.nothing-debited" (one side and no cash account), "entry.project-nowhere",
///         "money.overflow".
BuiltLines lines_of(SimpleEntry const& entry);

/// \brief What debits exceed credits by, cash accounts apart.
core::Money balance_of(std::span<SaidLine const> said);

} // namespace coop::ledger
