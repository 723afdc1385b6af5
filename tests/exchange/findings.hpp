// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/error.hpp>

#include <core/refusal.hpp>

#include <string>

namespace coop::exchange {

/// \brief What `read` finds, as `id@line:column` separated by blanks; "" where it reads the text.
template <typename Read>
std::string findings_of(Read read)
{
    try {
        read();
    } catch (core::Error const& error) {
        if (error.id() != "import.rows" || error.kind() != core::ErrorKind::unreadable) {
            return "not a list of rows: " + error.id();
        }
        std::string text;
        for (auto const& finding : error.findings()) {
            text += (text.empty() ? "" : " ") + finding.id + "@" +
                    std::to_string(finding.where.line) + ":" + std::to_string(finding.where.column);
        }
        return text;
    }
    return {};
}

} // namespace coop::exchange
