// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/record/record.hpp>

#include <string>
#include <string_view>

namespace coop::record {

/// \brief The canonical form of a typed value; `text` is trimmed and not empty.
///
/// \throws as check_record().
std::string canonical_value(Kinds const& kinds, Field const& field, std::string_view text);

} // namespace coop::record
