// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/app/context.hpp>
#include <coop/core/table.hpp>

#include <span>
#include <string>

namespace coop::cli {

/// \brief A supporting document as read: its name without folders, its bytes.
struct NamedContent {
    std::string name;
    std::string content;
};

/// \brief `facture.pdf` of `pieces/facture.pdf`.
std::string file_name(std::string const& path);

/// \brief Attaches the files to the entry of the first row of `receipt`, what add_entries()
/// answered.
void attach_to_first(app::Context const& lent, core::Document& receipt,
                     std::span<NamedContent const> files);

} // namespace coop::cli
