// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings.hpp"

#include <coop/core/input.hpp>

#include <cstdint>
#include <string_view>

// What Test Compta Demat, the tax office's own program, takes and what it refuses, whatever good
// books think of it. It reads bytes: fields are given as they stand, with the blanks around them.

namespace coop::exchange::office {

/// \brief An amount. Taken: digits with one comma at most, anywhere among them; signs before, or
/// one after; powers of ten; nothing. Refused: a point, a blank within, groups.
bool takes_amount(std::string_view raw);

/// \brief A date. Taken: year, month and day or the reverse, with any of `/`, `-`, `.` between, the
/// time after; whether the month has that day is not looked at. Zeros are no date, which the day of
/// an entry must be.
bool takes_date(std::string_view raw, bool demanded);

/// \brief A side of `Sens`: `D`, `C`, `+1`, `-1`.
bool takes_direction(std::string_view raw);

/// \brief Whether it finds the field `wanted` under a name: é and è are e, case counts for nothing,
/// any other character is one too many. \param first of the columns: a blank before it stays.
bool takes_name(std::string_view raw, std::string_view wanted, bool first);

/// \brief Whether it opens a file of that name, without its folder: something, FEC, a day of this
/// century.
bool takes_file_name(std::string_view name);

/// \brief How it cuts a file into lines: at the one line end that it finds in the first 4096 bytes,
/// CRLF before CR before LF. Others join two lines or leave a character in a field.
class LineEnds {
public:
    /// Begins with the header.
    LineEnds(core::Input const& input, FecForm const& form, FecFindings& findings);

    void add(std::int64_t line, std::string_view end);

    /// \param last no empty record stands after the last line added.
    void finish(bool last);

private:
    enum class Effect { none, joined, left_after, left_before };

    Effect effect(bool last) const;
    bool is_refused(Effect effect) const;
    void judge(bool last);
    bool is_text(std::size_t column) const;

    FecForm const& form_;
    FecFindings& findings_;
    std::string_view taken_{}; ///< the line end it cuts at; none: it takes the file for one line
    std::int64_t line_ = 0;    ///< the one not judged yet
    std::string end_;          ///< its line end
    bool header_ = true;
    bool twice_told_ = false;
};

} // namespace coop::exchange::office
