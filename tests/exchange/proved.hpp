// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/hash.hpp>

#include <algorithm>
#include <string>

namespace coop::test {

/// A dump whose last line proves it, whatever was changed in it before.
inline std::string proved(std::string const& text)
{
    auto const end = text.find("{\"record\":\"end\"");
    auto const close = text.find('}', end);
    if (end == text.npos || close == text.npos) {
        return text;
    }
    auto const before = text.substr(0, std::min(close, text.find(",\"sha256\"", end))) + ',';
    return before + "\"sha256\":\"" + core::to_hex(core::sha256(before)) + '"' + text.substr(close);
}

} // namespace coop::test
