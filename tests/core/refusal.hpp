// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/error.hpp>

#include <string>
#include <string_view>
#include <variant>

namespace coop::core {

/// \brief The id of the error that `action` throws, or "" where it throws none.
template <typename Action>
std::string refusal(Action action)
{
    try {
        action();
    } catch (Error const& error) {
        return error.id();
    }
    return {};
}

/// \brief The error that `action` throws. Precondition: it throws one.
template <typename Action>
Error refused(Action action)
{
    try {
        action();
    } catch (Error const& error) {
        return error;
    }
    return Error{ErrorKind::usage, "nothing was refused"};
}

/// \brief The text argument `name` of an error, or "".
inline std::string text_argument(Error const& error, std::string_view name)
{
    for (auto const& [key, value] : error.diagnostic().args) {
        if (key == name && std::holds_alternative<std::string>(value)) {
            return std::get<std::string>(value);
        }
    }
    return {};
}

} // namespace coop::core
