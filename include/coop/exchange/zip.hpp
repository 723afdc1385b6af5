// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>

namespace coop::exchange {

/// \brief A file in an archive; `name` with `/` between folders.
struct NamedBytes {
    std::string name;
    std::string bytes;
};

/// \brief The files as a ZIP archive, in their order.
///
/// The same files make the same bytes: no time, no owner, and nothing compressed, for what a
/// compressor writes depends on its version.
std::string zip(std::span<NamedBytes const> files);

} // namespace coop::exchange
