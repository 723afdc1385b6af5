// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.hpp"
#include "cli/own_format.hpp"

#include <coop/app/dump.hpp>

namespace coop::cli {

Action declare_dump(Arguments& arguments)
{
    arguments.may_answer_bytes();
    return [](Context& context) {
        auto const& format = render::ndjson_format;
        refuse_other_format(context, format.name, format.extension.substr(1));
        look(context, [&](app::Context const& lent) {
            answer_stream(context, [&](core::Sink const& sink) { app::dump(lent, sink); });
        });
    };
}

} // namespace coop::cli
