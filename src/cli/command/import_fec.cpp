// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.hpp"
#include "cli/rehearsal.hpp"

#include <coop/app/fec/import.hpp>
#include <coop/exchange/file_kind.hpp>

#include <memory>

namespace coop::cli {

namespace {

struct Options {
    std::string file;
    app::FecRequest request;
};

void run(Options const& options, Context& context)
{
    auto const input = context.world.open_file(options.file);
    exchange::expect_kind(exchange::FileKind::fec, input);
    write(context,
          [&](app::Context const& lent) { return app::import_fec(lent, input, options.request); });
}

} // namespace

Action declare_import_fec(Arguments& arguments)
{
    auto const options = std::make_shared<Options>();
    arguments.positional("file", "word.fec", options->file);
    arguments.flag("--years", "option.years-touched", options->request.years);
    arguments.flag("--drafts", "option.as-drafts", options->request.drafts);
    return [options](Context& context) {
        import_or_rehearse(context, [&] { run(*options, context); });
    };
}

} // namespace coop::cli
