// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "context.hpp"

#include <string_view>

namespace coop::cli {

/// \brief For a command that writes one format of its own, `name`, in files that end in
/// `extension`.
///
/// Its answer follows neither `-O` nor the name of the file: whoever asks another by one of them
/// would take it for what it is not.
/// \throws Error{usage} "export.format", "export.extension".
void refuse_other_format(Context const& context, std::string_view name, std::string_view extension);

} // namespace coop::cli
