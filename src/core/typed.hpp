// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coop::core {

/// \brief A number as a person typed it, taken apart; what its marks mean is the caller's decision.
struct TypedNumber {
    bool negative = false;
    std::string whole;              ///< digits before the first mark, without groups; never empty
    bool grouped = false;           ///< `whole` was typed in groups of three
    std::vector<std::string> parts; ///< digits after each comma or dot; none is empty
};

/// \brief Takes `-1 234,50` apart, or nothing where it is not a number at all.
///
/// Accepts blanks around, a minus (`-` or U+2212) before, and groups of three separated by a space,
/// U+00A0, U+202F or an apostrophe, before the first mark only.
std::optional<TypedNumber> take_apart(std::string_view text);

/// \brief The value of decimal digits, or nothing above 2^63 - 1.
std::optional<std::int64_t> to_integer(std::string_view digits);

/// \brief Refuses what was typed; the sentence receives it as `{text}`, fit to be shown.
/// \throws Error{usage} `id`, always.
[[noreturn]] void refuse(std::string_view id, std::string_view text);

} // namespace coop::core
