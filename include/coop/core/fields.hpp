// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/assert.hpp>

#include <array>
#include <cstddef>
#include <string_view>

namespace coop::core {

/// \brief Walks the records of a file of `schemas/`: fields between `;`, no quotes, a header line.
///
/// Made for what ships with the program and is parsed at each start: views into `text`, no copy.
/// A record with another number of fields is a bug of ours. What a user gives is read by
/// DelimitedReader.
template <std::size_t fields>
class ShippedRecords {
public:
    explicit ShippedRecords(std::string_view text) : rest_(text) { take_line(); }

    /// The next record in `record`, or false at the end. Skips empty lines.
    bool next(std::array<std::string_view, fields>& record)
    {
        auto line = take_line();
        while (line.empty() && !rest_.empty()) {
            line = take_line();
        }
        if (line.empty()) {
            return false;
        }
        for (std::size_t i = 0; i + 1 < fields; ++i) {
            auto end = line.find(';');
            COOP_ASSERT(end != std::string_view::npos);
            record[i] = line.substr(0, end);
            line.remove_prefix(end + 1);
        }
        COOP_ASSERT(line.find(';') == std::string_view::npos);
        record[fields - 1] = line;
        return true;
    }

private:
    std::string_view take_line()
    {
        auto end = rest_.find('\n');
        auto line = rest_.substr(0, end);
        rest_ = end == std::string_view::npos ? std::string_view{} : rest_.substr(end + 1);
        return line;
    }

    std::string_view rest_;
};

} // namespace coop::core
