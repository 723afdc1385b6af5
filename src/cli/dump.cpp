// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.hpp"

#include <coop/app/dump.hpp>

namespace coop::cli {

Action declare_dump(Arguments&)
{
    return [](Context& context) {
        look(context, [&](app::Context const& lent) {
            answer_stream(context, [&](core::Sink const& sink) { app::dump(lent, sink); });
        });
    };
}

} // namespace coop::cli
