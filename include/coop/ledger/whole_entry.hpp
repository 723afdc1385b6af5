// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/hash.hpp>
#include <coop/ledger/entry.hpp>
#include <coop/ledger/inkind.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace coop::ledger {

/// \brief The formats of what a seal proves: the second one has the date of the piece.
inline constexpr int first_seal_format = 1;
inline constexpr int seal_format = 2; ///< of what is sealed today

/// \brief What proves a posted entry (docs/reference/chain.md).
struct Seal {
    std::int64_t sequence = 0; ///< place in the chain, from 1
    core::Digest hash{};
    core::Digest texts{};                             ///< digest of what may name a person
    std::optional<std::array<std::uint8_t, 16>> salt; ///< none: erased
    int format = first_seal_format;
};

/// \brief A recorded entry as it passes by, with what proves it and whether more hangs on it.
struct SealedView {
    EntryView entry;
    std::optional<Seal> seal; ///< none: a draft
    bool has_contributions = false;
    bool has_attachments = false;
};

/// \brief A recorded entry with all that hangs on it: what a dump says of it.
struct WholeEntry {
    Record record; ///< but `reversed_by` and `attachments`
    std::optional<Seal> seal;
    std::vector<Contribution> contributions;
    std::vector<Attachment> attachments;
};

} // namespace coop::ledger
