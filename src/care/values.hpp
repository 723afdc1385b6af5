// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/care/record.hpp>

#include <string>
#include <string_view>

namespace coop::care {

/// \brief The canonical form of a typed value; `text` is trimmed and not empty.
///
/// \throws as check_record().
std::string canonical_value(Field const& field, std::string_view text);

/// \brief \throws Error{usage} "care.id".
void check_id(std::string_view kind, std::string_view id);

} // namespace coop::care
