// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace coop::exchange {

/// \brief RFC 4648, section 4, with padding; appended to `out`.
///
/// Pieces of three bytes each may be appended one after the other.
void append_base64(std::string& out, std::string_view bytes);

/// \brief The bytes, or nothing where `text` is not what append_base64() writes.
std::optional<std::string> from_base64(std::string_view text);

} // namespace coop::exchange
