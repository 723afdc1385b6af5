// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coop::core {

/// \brief One record of a delimited text: its fields, unquoted, and where they stood.
struct Record {
    std::vector<std::string> fields;
    std::vector<int> lines;   ///< line that each field begins on, from 1
    std::vector<int> columns; ///< byte column of each field in that line, from 1
    int line = 0;             ///< line of its first byte, from 1
};

/// \brief Reads delimited text (RFC 4180 quoting), one record at a time.
///
/// Skips a BOM and empty lines; a quote inside an unquoted field is a quote.
/// Understands LF, CRLF and quoted line ends. `text` must outlive the reader.
class DelimitedReader
{
public:
    DelimitedReader(std::string_view text, char separator);

    /// \throws Error{unreadable} "csv.quote" (a quote that never closes, or text after one),
    ///         "text.utf8".
    bool next(Record& record);

private:
    void move_to(std::size_t position);

    std::string_view text_;
    char separator_;
    std::size_t position_ = 0;
    std::size_t line_start_ = 0; ///< of the line where position_ stands
    int line_ = 1;
};

/// \brief The separator of a text whose first line is a header: `;`, `,` or TAB, the most frequent
/// outside quotes.
char guess_separator(std::string_view text);

} // namespace coop::core
