// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/app/care/close.hpp>
#include <coop/care/registry.hpp>

#include <optional>
#include <string_view>

namespace coop::app {

/// \brief What the due of an action on a day counts of wages: what its budget of that day says,
/// else its last one; nothing where none says it.
std::optional<care::Wages> wages_of_due(care::Registry const& registry, std::string_view action,
                                        core::Date day);

/// \brief What a tag counts of wages: what its due does.
///
/// \throws Error{refused} "care.tag-wages" (action, wages, expected): it says otherwise;
///         "care.tag-contribution" (entry, line, account, action): gross wages have none.
std::optional<care::Wages> wages_of_tag(care::Registry const& registry, TagRequest const& request,
                                        care::LegalLine const& line);

} // namespace coop::app
