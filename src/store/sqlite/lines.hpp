// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cursor.hpp"

#include <coop/ledger/entry.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coop::store::sqlite {

/// \brief A line as its table holds it; an empty label: none.
struct LineRow {
    std::int64_t line;
    std::int64_t account;
    std::optional<std::int64_t> project;
    std::optional<std::int64_t> party;
    std::int64_t date;
    std::int64_t year;
    std::int64_t debit;
    std::int64_t credit;
    std::string_view label;
};

/// \brief The lines of one entry after the other.
///
/// They lie in the file by entry: as long as entries are asked for in the order of their ids this
/// walks on, and is set anew where they are not.
class LineWalk {
public:
    explicit LineWalk(Connection const& connection);

    /// By number of line; valid until the next call.
    std::span<LineRow const> of(ledger::EntryId entry);

private:
    void step();
    void take();
    void give_labels();

    Cursor rows_;
    std::optional<ledger::EntryId> at_; // the entry of the row that comes next
    std::vector<LineRow> lines_;
    std::string labels_;
};

} // namespace coop::store::sqlite
