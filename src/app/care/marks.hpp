// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/app/context.hpp>
#include <coop/care/registry.hpp>
#include <coop/care/voice.hpp>
#include <coop/core/table.hpp>

#include <optional>
#include <string_view>
#include <vector>

// What is said of an object beside its fields: whether it holds, who approves it, what it costs.

namespace coop::app {

struct Mark {
    std::string_view key;
    std::string_view words; ///< as of core::Column
    core::Cell (*cell)(Lent const&, care::Registry const&, std::string_view id);
};

/// \brief The marks of the objects of a kind; none of most.
std::vector<Mark> marks_of(std::string_view kind);

/// \brief `perime`, `a-revoir`, `non_declaree`, `en-vigueur`: whether a good state holds today.
std::string_view validity_of(care::State const& state, core::Date day);

/// \brief `caduque`, `signe`, `faux`, `piece`, `rapporte`: what an opinion is worth.
std::string_view status_of(care::Voice const& voice);

/// \brief Who spoke, how and for whom, oldest first; nothing where nobody did.
std::optional<core::Table> opinions_table(Lent const& context,
                                          std::vector<care::Voice> const& voices);

/// \brief `3 % au moins`, in words for a reader.
std::string good_state_text(Lent const& context, care::State const& state,
                            care::Indicator const& indicator);

} // namespace coop::app
