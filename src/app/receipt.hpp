// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recorder.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace coop::app {

/// \brief What a command recorded: entry by entry as long as somebody may read it, counted by
/// journal beyond, so that a million entries are not held to be listed.
class Receipt {
public:
    static constexpr std::size_t entries_max = 1000;

    void add(std::vector<Recorded> some);
    bool empty() const { return counts_.empty(); }

    /// The only entry, or null.
    ledger::Record const* only() const;

    /// recorded_table(), or `journal`, `status`, `count`; row key: the journal and the status.
    core::Table table(Lent const& context) const;

private:
    core::Table counted_table(Lent const& context) const;

    std::vector<Recorded> entries_; ///< none where there are too many
    std::map<std::pair<std::string, std::string>, std::int64_t> counts_; ///< by journal, status
    std::size_t size_ = 0;
};

} // namespace coop::app
