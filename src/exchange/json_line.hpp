// SPDX-License-Identifier: GPL-3.0-or-later
//
// Lines of a file of any size, and the JSON objects on them.
#pragma once

#include <coop/core/diagnostic.hpp>
#include <coop/core/error.hpp>
#include <coop/core/input.hpp>

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace coop::exchange {

/// \brief Walks the lines of an input, one in memory. Skips a BOM and blank lines.
class LineInput {
public:
    /// \param bytes_max of one line.
    LineInput(core::Input const& input, std::size_t bytes_max);

    /// \throws Error{unreadable} "dump.line-too-long".
    bool next();

    std::string_view line() const { return line_; } ///< without its end; until the next one
    bool ended() const { return ended_; }           ///< the line has a line end
    core::Where where(int column = 0) const;
    std::uint64_t read() const { return offset_ - (buffer_.size() - start_); }
    std::uint64_t size() const { return input_.size; }

private:
    bool take();
    bool fill();

    core::Input input_;
    std::size_t bytes_max_;
    std::string buffer_;
    std::size_t start_ = 0;    // in the buffer, of what was not taken yet
    std::uint64_t offset_ = 0; // in the input, of what was not read yet
    std::string_view line_;
    int number_ = 0;
    bool ended_ = false;
};

/// \brief The object on the line at hand.
///
/// \throws Error{unreadable} "text.utf8", "json.syntax", "json.key-twice", "json.entry" (no
/// object).
nlohmann::ordered_json object_on(LineInput const& lines);

/// \brief The byte column, from 1, of the first `"key":` of a line; 1 where it is not there.
int column_of_key(std::string_view line, std::string_view key);

} // namespace coop::exchange
