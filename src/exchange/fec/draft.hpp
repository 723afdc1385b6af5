// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "places.hpp"

#include <coop/exchange/fec/entries.hpp>
#include <coop/exchange/fec/reader.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace coop::exchange {

/// \brief Lines of a FEC → an entry of our books.
class DraftBuilder {
public:
    explicit DraftBuilder(FecSurvey const& survey) : survey_(survey) {}

    /// A new entry, by its first line.
    void begin(FecRow const& row, FecLine const& line, FecPlace const& place);

    void add(FecRow const& row, FecLine const& line, FecPlace const& place);

    FecEntry entry;

private:
    std::string own_label(std::string_view raw);
    void add_piece(std::string_view text);
    void add_piece_date(std::optional<core::Date> day);

    FecSurvey const& survey_;
    std::string raw_label_; ///< of the entry, as the file has it
    std::string raw_piece_; ///< of the last line
};

} // namespace coop::exchange
