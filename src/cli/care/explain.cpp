// SPDX-License-Identifier: GPL-3.0-or-later
#include "registers.hpp"

#include <coop/app/care/registers.hpp>
#include <coop/app/report.hpp>

#include <memory>

namespace coop::cli {

Action declare_care_explain(Arguments& arguments)
{
    auto const figure = std::make_shared<std::string>();
    arguments.positional("figure", "word.care-figure", *figure);
    return [figure](Context& context) {
        read(context, [&](app::Context const& lent) {
            if (leaves(context)) {
                app::demand_groups(lent);
            }
            return app::explain_care(lent, *figure);
        });
    };
}

} // namespace coop::cli
