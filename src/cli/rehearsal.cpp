// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal.hpp"

#include <coop/core/error.hpp>

namespace coop::cli {

using core::Error;
using core::ErrorKind;

void import_or_rehearse(Context& context, std::function<void()> const& import_file)
{
    try {
        import_file();
    } catch (Error const& error) {
        auto const in_file =
            error.kind() == ErrorKind::unreadable || error.kind() == ErrorKind::refused;
        if (!context.globals.dry_run || !in_file || error.findings().empty()) {
            throw;
        }
        core::Document document{.id = "import",
                                .title = i18n::text(context.language, "import.rehearsal"),
                                .notes = error.findings()};
        answer(context, std::move(document), Notes::findings);
    }
}

} // namespace coop::cli
