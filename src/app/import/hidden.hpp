// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/table.hpp>
#include <coop/ledger/entry.hpp>

#include <cstdint>
#include <string_view>
#include <vector>

namespace coop::app {

/// \brief Counts the texts of a file that hold a hidden character (core::first_hidden()): they are
/// kept, since the file says so, and told.
class HiddenTexts {
public:
    void look(std::string_view text, std::int64_t line);

    /// The texts of an entry but for those of its lines.
    void look(ledger::Draft const& draft, std::int64_t line);
    void look(ledger::Line const& line, std::int64_t number);

    void tell(core::Document& document) const;

private:
    std::int64_t count_ = 0;
    std::vector<std::int64_t> lines_; ///< the first few, each once
};

} // namespace coop::app
