// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/input.hpp>

#include <cstdint>
#include <string>
#include <string_view>

// What a file is, where somebody gives it to a command that reads another kind.

namespace coop::exchange {

enum class FileKind : std::uint8_t {
    unknown,
    fec,
    csv,    ///< with the columns of our entries
    paheko, ///< CSV of that program
    ndjson,
    spreadsheet, ///< a workbook, or another archive
};

/// \brief By the first line, or the first bytes; `unknown` wherever there is a doubt.
FileKind kind_of(std::string_view beginning);

/// \brief Refuses a file that is surely of another kind than `wanted`, and names the command that
/// reads it.
/// \throws Error{unreadable} "file.is-fec", "file.is-csv", "file.is-paheko", "file.is-ndjson",
///         "file.is-spreadsheet".
void expect_kind(FileKind wanted, std::string_view beginning, std::string const& source);
void expect_kind(FileKind wanted, core::Input const& input);

} // namespace coop::exchange
