// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/app/care/check.hpp>

#include "cli/commands.hpp"

#include <algorithm>
#include <memory>

namespace coop::cli {

Action declare_care_check(Arguments& arguments)
{
    auto const strict = std::make_shared<bool>(false);
    arguments.flag("--strict", "option.care-strict", *strict);
    return [strict](Context& context) {
        bool broken = false;
        auto const use = [&](app::Context const& lent) {
            auto document = app::check_care_books(lent, *strict);
            broken = std::ranges::any_of(document.notes, [](core::Diagnostic const& finding) {
                return finding.severity == core::Severity::error;
            });
            return document;
        };
        read(context, use, Notes::findings);
        context.exit_code = broken ? 1 : 0; // warnings alone are for people to settle
    };
}

} // namespace coop::cli
