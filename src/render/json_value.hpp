// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/cell.hpp>
#include <coop/core/diagnostic.hpp>
#include <coop/i18n/message.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace coop::render {

/// \brief `text` as a JSON string. Bytes that are not UTF-8 become U+FFFD; no control character
/// survives, so that even a terminal may be shown the result.
std::string json_string(std::string_view text);

/// \brief `{"cents": 123456, "amount": "1234.56"}`, `"2025-03-14"`, `null` for a blank …
std::string json_value(core::Cell const& cell);

/// \brief `["706", "756"]`.
std::string json_strings(std::vector<std::string> const& texts);

/// \brief The inside of an object: `"id": …, "message": …, "hint": …, "where": …`.
std::string json_sentence(core::Diagnostic const& diagnostic, i18n::Language language);

/// \brief A note or finding as one object: json_sentence with `severity` and the values of `args`.
std::string json_finding(core::Diagnostic const& diagnostic, i18n::Language language);

} // namespace coop::render
