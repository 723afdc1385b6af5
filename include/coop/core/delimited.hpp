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
class DelimitedReader {
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

/// \brief The separator of a text whose first line is a header: `;`, `,`, TAB or `|`, the most
/// frequent outside quotes.
char guess_separator(std::string_view text);

/// \brief A file of delimited text as spreadsheets write it: what is no UTF-8 is read as
/// utf8_from_latin9() does, lines may end in CR alone, a first line `sep=;` names the separator.
class DelimitedText {
public:
    /// `bytes` must outlive it. \throws Error{unreadable} "csv.utf16", "csv.macintosh" (lines that
    ///         end in CR alone, in an encoding that nobody can tell).
    explicit DelimitedText(std::string_view bytes);

    std::string_view text() const { return decoded_.empty() ? bytes_ : decoded_; }
    char separator() const { return separator_; }

    /// Begins with the header. It reads text(), which must outlive it, unmoved.
    DelimitedReader reader() const;

private:
    std::string_view bytes_;
    std::string decoded_;
    char separator_ = ';';
    bool names_separator_ = false;
};

/// \brief Takes off the blank fields that a record has beyond `count`, as a spreadsheet writes them
/// where somebody once typed, and adds those that it lacks.
///
/// \return false, and nothing is done, where a field beyond is filled, or where a comma separates
/// and two neighbours look like one amount that was cut: `84,50`.
bool fit(Record& record, std::size_t count, char separator);

/// \brief The separator that a first line `sep=;` names; 0: it names none.
char named_separator(std::string_view first_line);

/// \brief Whether a text is written after an apostrophe: a spreadsheet makes a formula, which it
/// runs, of a cell that begins with `=`, `+`, `-` or `@`, in full width too, or after blanks.
bool needs_apostrophe(std::string_view text);

/// \brief What was written: `text`, without the apostrophe that it needed. Any text comes back so.
std::string_view without_apostrophe(std::string_view text);

} // namespace coop::core
