// SPDX-License-Identifier: GPL-3.0-or-later
#include "registers.hpp"

#include <coop/app/report.hpp>

#include <memory>

namespace coop::cli {

void declare_close_version(Arguments& arguments, std::optional<std::int64_t>& into)
{
    arguments.integer("--cloture,--close", "version", "option.close-version", into);
}

Action declare_care_explain(Arguments& arguments)
{
    auto const figure = std::make_shared<std::string>();
    auto const close = std::make_shared<std::optional<std::int64_t>>();
    arguments.positional("figure", "word.care-figure", *figure);
    declare_close_version(arguments, *close);
    return [figure, close](Context& context) {
        read(context, [&](app::Context const& lent) {
            return app::explain_care(lent, *figure, *close);
        });
    };
}

} // namespace coop::cli
