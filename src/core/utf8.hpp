// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace coop::core {

/// \brief One code point of a text, and the bytes it takes.
///
/// A byte that begins no valid sequence counts as a code point of its own, with `valid` false.
struct CodePoint {
    char32_t value = 0;
    std::size_t length = 1;
    bool valid = true;
};

/// \brief The code point at `position`. Precondition: position < text.size().
CodePoint decode(std::string_view text, std::size_t position);

/// \brief How many bytes `text` has before the first that is not ASCII; eight are looked at at
/// once.
std::size_t ascii_length(std::string_view text);

/// \brief The same before the first that is a control (DEL among them) or not ASCII.
std::size_t plain_length(std::string_view text);

} // namespace coop::core
