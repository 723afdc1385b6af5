// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.hpp"
#include "cli/rehearsal.hpp"

#include <coop/app/fec/import.hpp>
#include <coop/app/imports.hpp>
#include <coop/exchange/importer.hpp>

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
    exchange::expect_file_of(exchange::fec_importer, input);
    write(context, [&](app::Context const& lent) {
        app::ImportWatch const watch{lent.session};
        auto document = app::import_fec(lent, input, options.request);
        watch.record(lent, app::imported_file(exchange::fec_importer.name, options.file, input),
                     document);
        return document;
    });
}

} // namespace

Action declare_import_fec(Arguments& arguments)
{
    auto const options = std::make_shared<Options>();
    arguments.positional("file", std::string{exchange::fec_importer.file_id}, options->file);
    arguments.flag("--years", "option.years-touched", options->request.years);
    arguments.flag("--drafts", "option.as-drafts", options->request.drafts);
    arguments.flag("--one-date", "option.one-date", options->request.one_date);
    return [options](Context& context) {
        import_or_rehearse(context, [&] { run(*options, context); });
    };
}

} // namespace coop::cli
