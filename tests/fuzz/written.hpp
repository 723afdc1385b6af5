// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/date.hpp>
#include <coop/core/money.hpp>
#include <coop/i18n/number.hpp>

#include <fmt/format.h>

#include <initializer_list>
#include <string>
#include <string_view>

// Texts written by the tests, so that a property does not depend on the exports of the program.

namespace coop::fuzz {

/// \brief A field between quotes (RFC 4180).
inline std::string csv_cell(std::string_view text)
{
    std::string field = "\"";
    for (char const c : text) {
        field.append(c == '"' ? 2 : 1, c);
    }
    return field + '"';
}

/// \brief A record of cells that our CSV readers take as they are, whatever they begin with: the
/// readers take one apostrophe before a sign off, then the blanks around.
inline std::string csv_line(std::initializer_list<std::string_view> fields)
{
    std::string line;
    for (auto const field : fields) {
        auto const cell = (field.empty() ? "" : "'\t") + std::string{field};
        line += (line.empty() ? "" : ";") + csv_cell(cell);
    }
    return line + "\n";
}

inline std::string plain(core::Money amount)
{
    return i18n::write_decimal({amount.in_cents(), 2}, "", ".");
}

/// \brief A string of JSON or TOML: the escapes of both.
inline std::string json_text(std::string_view text)
{
    std::string result = "\"";
    for (char const c : text) {
        auto const byte = static_cast<unsigned char>(c);
        result += c == '"' || c == '\\'         ? fmt::format("\\{}", c)
                  : byte < 0x20 || byte == 0x7f ? fmt::format("\\u{:04x}", byte)
                                                : std::string(1, c);
    }
    return result + '"';
}

} // namespace coop::fuzz
